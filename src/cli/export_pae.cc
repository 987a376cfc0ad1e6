#include "base/atomic_file.h"
#include "cli/verify.h"
#include "seal/dsse.h"
#include "seal/trust_file.h"

namespace cavra::cli {

std::expected<void, Error> export_pae(Disk& disk, const std::string& folder, std::string_view envelope,
                                      const std::string& source, const TrustPolicy& trust) {
  const auto parsed = seal::parse_envelope(envelope, source);
  if (!parsed) return std::unexpected(parsed.error());
  const std::string message = seal::pae(*parsed);
  std::vector<std::pair<std::string, std::string>> files = {{"body", parsed->payload}, {"pae", message}};
  std::array<std::size_t, seal::role_count> counts{};
  for (const seal::Signature& signature : parsed->signatures)
    for (const seal::TrustKey& key : trust.file().trust.keys) {
      if (!key.key.verify(message, signature.sig)) continue;
      const std::size_t count = ++counts[static_cast<std::size_t>(key.role)];
      const std::string name = std::string(seal::to_text(key.role)) + (count > 1 ? "-" + std::to_string(count) : "");
      files.emplace_back(name + ".sig", signature.sig);
      files.emplace_back(name + ".pem", key.key.to_pem());
    }
  for (const auto& [name, bytes] : files)
    if (auto written = replace_file(disk, folder + "/" + name, bytes); !written) return written;
  return {};
}

}  // namespace cavra::cli
