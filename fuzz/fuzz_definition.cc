// Gate definitions: refused with their place, or gates that judge.
#include <cstdlib>
#include <string>

#include "cavra/judge.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace cavra;
  const auto catalogue = Catalogue::with({{"gate.toml", std::string(reinterpret_cast<const char*>(data), size)}});
  if (!catalogue) {
    const Error& error = catalogue.error();
    if (error.code != Code::bad_definition || error.what.empty() || error.source != "gate.toml") std::abort();
    return 0;
  }
  Judge judge(*catalogue);
  const GateInfo& gate = catalogue->gates().back();
  for (const std::string& packet : {std::string("{}"), "{\"schema_version\":\"" + std::string(gate.packet) + "\"}"})
    for (const bool live : {false, true})
      if (const auto verdict = judge.judge(packet, {.require_live = live, .gate = gate.slug})) {
        std::string result;
        verdict->append_result(result, Verdict::Form::pretty);
        for (std::size_t i = 0; i < verdict->finding_count(); ++i)
          if (verdict->finding(i).message.empty()) std::abort();
      }
  return 0;
}
