#include "cavra/catalogue.h"

#include "gate/compile.h"
#include "gate/definition.h"

namespace cavra {

Catalogue::Catalogue(const gate::Tables& tables, std::shared_ptr<const void> owner)
    : owner_(std::move(owner)), tables_(&tables) {
  gates_.reserve(tables.gates.size());
  for (const gate::Gate& gate : tables.gates)
    gates_.push_back({gate.id, gate.slug, gate.title, gate.packet, gate.result, tables.spell(gate.ready), gate.source});
}

const Catalogue& Catalogue::builtin() {
  static const Catalogue catalogue(gate::builtin_tables(), nullptr);
  return catalogue;
}

std::expected<Catalogue, Error> Catalogue::with(const std::vector<Definition>& more) {
  std::vector<gate::GateDefinition> definitions;
  const auto load = [&definitions](std::string_view toml, std::string file) -> std::expected<void, Error> {
    auto definition = gate::load_definition(toml, std::move(file));
    if (!definition) return std::unexpected(std::move(definition.error()));
    definitions.push_back(std::move(*definition));
    return {};
  };
  for (const GateInfo& gate : builtin().gates())
    if (auto loaded = load(gate.source, std::string(gate.slug) + ".toml"); !loaded)
      return std::unexpected(loaded.error());
  for (const Definition& definition : more)
    if (auto loaded = load(definition.toml, definition.file); !loaded) return std::unexpected(loaded.error());
  auto compiled = gate::compile(definitions);
  if (!compiled) return std::unexpected(std::move(compiled.error()));
  auto owner = std::make_shared<gate::Compiled>(std::move(*compiled));
  const gate::Tables& tables = owner->tables();
  return Catalogue(tables, std::move(owner));
}

const GateInfo* Catalogue::find(std::string_view slug_or_id) const {
  for (const GateInfo& gate : gates_)
    if (gate.slug == slug_or_id || gate.id == slug_or_id) return &gate;
  return nullptr;
}

}  // namespace cavra
