#include "cli/signing.h"
#include "cli/terminal.h"

namespace cavra::cli {

int key_show(const KeyShowOptions& options) {
  const auto key = read_public_key(options.key);
  if (!key) return fail(key.error());
  std::string text = key->to_pem();
  if (!options.public_only)
    text.insert(0, "kind   " + std::string(crypto::name(key->kind())) + "\nkeyid  " + key->id() + "\n");
  return put_out(*make_real_disk(), {}, text);
}

}  // namespace cavra::cli
