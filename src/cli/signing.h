/// The commands that make keys and sign with them: what each takes, and the function that runs it and gives the exit
/// code.
#pragma once

#include <string>
#include <vector>

#include "cli/policies.h"
#include "cli/sealing.h"
#include "cli/signers.h"

namespace cavra::cli {

struct KeygenOptions {
  std::string kind = "ed25519";
  std::string output;
  std::string public_output;
  bool no_passphrase = false;
  PassphraseOptions passphrase;
};
[[nodiscard]] int keygen(const KeygenOptions& options);

struct KeyShowOptions {
  KeyOptions key;
  bool public_only = false;  ///< the PEM alone
};
[[nodiscard]] int key_show(const KeyShowOptions& options);

struct SignOptions {
  std::string seal;
  KeyOptions key;
  std::string bundle;  ///< judged again before it is signed
  std::string gates;
  PolicyOptions policy;
  std::string output;  ///< empty: in place
};
[[nodiscard]] int sign(const SignOptions& options);

struct MergeOptions {
  std::vector<std::string> seals;
  std::string output;
};
[[nodiscard]] int merge(const MergeOptions& options);

/// Either a request for an authority is written, or its answer is checked.
struct TimestampOptions {
  std::string seal;  ///< or its record
  std::string request;
  std::string token;
  std::vector<std::string> certificates;
  std::string record;  ///< write the record there
};
[[nodiscard]] int timestamp(const TimestampOptions& options);

struct ExportBundleOptions {
  std::string seal;
  std::string role;
  std::string keyid;
  TrustOptions trust;
  std::string output;
};
[[nodiscard]] int export_bundle(const ExportBundleOptions& options);

}  // namespace cavra::cli
