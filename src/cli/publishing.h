/// The command publish.
#pragma once

#include <string>
#include <vector>

#include "cli/policies.h"
#include "cli/sealing.h"

namespace cavra::cli {

struct PublishOptions {
  std::string seal;
  std::string bundle;
  TrustOptions trust;
  std::string proof;
  std::string out;
  std::vector<std::string> only;  ///< kinds
  std::string templates;
  std::string archive = "folder";
  std::string at;
  std::string verify;  ///< a published folder to check; then nothing else
  PolicyOptions policy;
};
[[nodiscard]] int publish(const PublishOptions& options);

}  // namespace cavra::cli
