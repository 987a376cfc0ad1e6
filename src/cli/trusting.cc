#include "cli/trusting.h"

#include "base/time.h"

namespace cavra::cli {

std::string signature_beside(const std::string& policy) { return policy + ".dsse.json"; }

std::expected<std::optional<std::chrono::sys_seconds>, Error> read_time(const std::string& option,
                                                                        const std::string& text) {
  if (text.empty()) return std::optional<std::chrono::sys_seconds>();
  const auto time = parse_time(text);
  if (time) return time;
  return std::unexpected(bad_usage(option + " is no time", "write it as 2026-11-23 or 2026-11-23T12:00:00Z"));
}

std::expected<TrustPolicy, Error> load_trust(Disk& disk, const TrustOptions& options) {
  auto bytes = read_small(disk, options.policy);
  if (!bytes) return std::unexpected(std::move(bytes.error()));
  TrustPins pins;
  pins.digest = options.digest;
  if (!pins.digest.empty() && !pins.digest.starts_with("sha256:")) pins.digest = "sha256:" + pins.digest;
  if (options.least_serial > 0) pins.least_serial = options.least_serial;
  if (!options.key.empty()) {
    auto key = read_small(disk, options.key);
    if (!key) return std::unexpected(std::move(key.error()));
    pins.key = std::move(*key);
    const std::string beside = signature_beside(options.policy);
    if (const auto place = disk.look(beside); place && *place == Place::file) {
      auto signature = read_small(disk, beside);
      if (!signature) return std::unexpected(std::move(signature.error()));
      pins.signature = std::move(*signature);
    }
  }
  return TrustPolicy::load({options.policy, std::move(*bytes)}, pins);
}

}  // namespace cavra::cli
