/// The commands that seal a chain, say whom to trust, and verify: what each takes, and the function that runs it and
/// gives the exit code.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "cli/formats.h"
#include "cli/policies.h"
#include "cli/signers.h"
#include "cli/terminal.h"

namespace cavra::cli {

struct SealOptions {
  std::string bundle;
  std::string gates;
  std::string profile = "strict";
  bool allow_sample = false;
  std::string output;
  Colour colour = Colour::automatic;
  PolicyOptions policy;
};
[[nodiscard]] int seal(const SealOptions& options);

/// How a trust policy is found, and known to be the one that is meant.
struct TrustOptions {
  std::string policy;
  std::string digest;
  std::string key;
  std::uint64_t least_serial = 0;
};

struct TrustInitOptions {
  std::vector<std::string> roles;       ///< ROLE=FILE
  std::vector<std::string> thresholds;  ///< ROLE=N
  std::vector<std::string> logs;
  std::vector<std::string> witnesses;
  std::uint32_t quorum = 0;
  std::vector<std::string> timestamp_authorities;
  std::string expires;
  std::string not_before;
  std::string not_after;
  std::uint64_t serial = 1;
  std::string profile = "strict";
  bool allow_samples = false;
  std::string output;
};
[[nodiscard]] int trust_init(const TrustInitOptions& options);

struct TrustShowOptions {
  TrustOptions trust;
  std::string at;
};
[[nodiscard]] int trust_show(const TrustShowOptions& options);

struct TrustSignOptions {
  std::string policy;
  KeyOptions key;
  std::string output;  ///< empty: beside the policy
};
[[nodiscard]] int trust_sign(const TrustSignOptions& options);

struct VerifyOptions {
  std::vector<std::string> seals;
  std::string each;
  std::string bundle;
  std::vector<std::string> only;  ///< SLUG=FILE
  std::string proof;              ///< that the seal is in a log
  std::string log;                ///< the log itself
  TrustOptions trust;
  std::string at;
  std::string token;   ///< an RFC 3161 authority's answer
  std::string record;  ///< what it stamped; else the record of the seal as it is
  bool current = false;
  bool rejudge = false;
  std::string export_pae;
  std::string gates;
  Reporting reporting;
  unsigned jobs = 1;
  PolicyOptions policy;
};
[[nodiscard]] int verify(const VerifyOptions& options);

}  // namespace cavra::cli
