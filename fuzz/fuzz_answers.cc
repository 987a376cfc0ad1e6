// Answers, and samples, which are read alike: refused, or put over a packet of a gate that stays what other packets
// decide. The first byte chooses the gate, and whether packets of a bundle decide anything.
#include "build/answers.h"
#include "fuzz/ensure.h"

namespace {

using namespace cavra;
using build::Json;

/// What is decided, with a value that no answer can have said.
std::vector<build::Decided> decided_in(const GateInfo& gate) {
  std::vector<build::Decided> decided = build::decided_fields(gate);
  for (build::Decided& one : decided) one.value = false;
  return decided;
}

struct Ground {
  const GateInfo& info;
  const gate::Gate& gate;
  Json packet;
  std::vector<build::Decided> decided;
};

const std::vector<Ground>& grounds() {
  static const std::vector<Ground> all = [] {
    const Catalogue& catalogue = Catalogue::builtin();
    const gate::Tables& tables = catalogue.tables();
    std::vector<Ground> made;
    for (std::size_t i = 0; i != tables.gates.size(); ++i) {
      const GateInfo& info = catalogue.gates()[i];
      const build::Filler filler(tables, tables.gates[i], {.mode = build::Mode::live, .example = true});
      made.push_back({info, tables.gates[i], filler.packet(), decided_in(info)});
    }
    return made;
  }();
  return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const Ground& ground = grounds()[data[0] % grounds().size()];
  const std::vector<build::Decided> decided = data[0] < 128 ? std::vector<build::Decided>() : ground.decided;
  const build::Given given{"answers.toml", std::string(reinterpret_cast<const char*>(data) + 1, size - 1)};
  const auto answers = build::read_answers(given);
  if (!answers) {
    ensure(answers.error().code == Code::bad_answers && answers.error().source == given.source);
    return 0;
  }
  ensure(Json::parse(answers->dump()) == *answers);
  const gate::Tables& tables = Catalogue::builtin().tables();
  Json packet = ground.packet;
  const auto applied = build::apply_answers(tables, ground.gate, *answers, given.source, decided, packet);
  if (!applied) {
    ensure(applied.error().code == Code::bad_answers && applied.error().source == given.source);
    return 0;
  }
  // What is answered stands there, what is not answered stays, and there is nothing else.
  for (const auto& [field, value] : packet.items()) {
    if (!answers->contains(field)) ensure(ground.packet.contains(field) && ground.packet[field] == value);
  }
  for (const auto& [field, value] : answers->items()) ensure(packet.contains(field));
  for (const auto& [field, value] : ground.packet.items()) ensure(packet.contains(field));
  for (const build::Decided& one : decided) {
    if (one.record.empty()) {
      ensure(packet[one.field][one.member] == ground.packet[one.field][one.member]);
      continue;
    }
    ensure(packet[one.field].is_array());
    for (const Json& element : packet[one.field]) ensure(element.is_object());
  }
  return 0;
}
