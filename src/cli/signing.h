/// The commands that make keys and sign with them: what each takes, and the function that runs it and gives the exit
/// code.
#pragma once

#include <string>
#include <vector>

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
  std::string output;  ///< empty: in place
};
[[nodiscard]] int sign(const SignOptions& options);

struct MergeOptions {
  std::vector<std::string> seals;
  std::string output;
};
[[nodiscard]] int merge(const MergeOptions& options);

}  // namespace cavra::cli
