// Waiver files: refused, or each waiver in force or named as a problem.
#include <cstdlib>
#include <string>

#include "privacy/waivers.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cavra;
  using namespace cavra::privacy;
  static const auto rules = RuleSet::with({});
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  const Time now = std::chrono::sys_days(std::chrono::year(2026) / 11 / 23);
  const auto waivers = Waivers::read(bytes, "waivers.toml", *rules, {now, true});
  if (!waivers) {
    if (waivers.error().code != Code::bad_definition) std::abort();
    return 0;
  }
  for (const Waiver& waiver : waivers->in_force()) {
    if (waiver.expires <= now || waiver.reason.empty() || waiver.approver.empty()) std::abort();
  }
  for (const std::string& problem : waivers->problems()) {
    if (!problem.starts_with("waivers.toml:")) std::abort();
  }
  const auto keyless = Waivers::read(bytes, "waivers.toml", *rules, {now, false});
  if (!keyless || !keyless->in_force().empty()) std::abort();
  return 0;
}
