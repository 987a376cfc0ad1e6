#include "build/builder.h"

#include <algorithm>
#include <nlohmann/json.hpp>

#include "build/answers.h"
#include "build/fill.h"

namespace cavra::build {
namespace {

using gate::Kind;

Error usage(const std::string& source, std::string what, std::string todo) {
  return {Code::bad_usage, std::move(what), std::move(todo), source, 0, 0, 0};
}

std::string print(const Json& packet) { return packet.dump(2, ' ', true) + "\n"; }

/// The value at a path of names, made when it is not there.
Json& at_path(const gate::Tables& tables, Json& packet, std::span<const gate::NameId> path) {
  Json* at = &packet;
  for (const gate::NameId name : path) at = &(*at)[std::string(tables.spell(name))];
  return *at;
}

std::string customer_of(const gate::Tables& tables, const gate::Gate& gate, const std::string& packet) {
  const Json json = Json::parse(packet, nullptr, false);
  const Json* at = &json;
  for (const gate::NameId name : tables.list(gate.customer)) {
    if (!at->is_object()) return {};
    const auto found = at->find(std::string(tables.spell(name)));
    if (found == at->end()) return {};
    at = &*found;
  }
  return at->is_string() ? at->get<std::string>() : std::string();
}

/// Puts what other packets decide into the packet.
void decide(const gate::Tables& tables, const gate::Gate& gate, const Decided& decided, Json& packet) {
  Json& field = packet[decided.field];
  if (decided.record.empty()) {
    field[decided.member] = decided.value;
    return;
  }
  for (const gate::Check& check : tables.checks_of(gate)) {
    if (check.field == gate::no_name || tables.spell(check.field) != decided.field) continue;
    const std::string id(tables.spell(tables.shapes[check.shape].id));
    for (Json& element : field)
      if (element.value(id, "") == decided.record) element[decided.member] = decided.value;
  }
}

}  // namespace

std::expected<Builder::Before, Error> Builder::judge_one(std::uint16_t index, const Given& packet) {
  const gate::Tables& tables = catalogue_.tables();
  Judge judge(catalogue_);
  Run run;
  run.require_live = options_.mode == Mode::live;
  run.profile = options_.profile;
  auto verdict = judge.judge(packet.bytes, run);
  if (!verdict) {
    verdict.error().source = packet.source;
    return std::unexpected(std::move(verdict.error()));
  }
  if (verdict->gate().id != tables.gates[index].id)
    return std::unexpected(usage(packet.source, "it is a packet of " + std::string(verdict->gate().id),
                                 "a packet of " + std::string(tables.gates[index].id) + " is wanted"));
  Before before;
  before.without_blocker = verdict->blocker_count() == 0;
  before.ready = verdict->ready();
  verdict->append_result(before.result, Verdict::Form::compact);
  before.customer = customer_of(tables, tables.gates[index], packet.bytes);
  return before;
}

std::expected<std::string, Error> Builder::chain(std::uint16_t index) {
  if (const auto found = built_.find(index); found != built_.end()) return found->second;
  auto packet = build(catalogue_.gates()[index], {}, {});
  if (packet) built_.emplace(index, *packet);
  return packet;
}

std::expected<Builder::Befores, Error> Builder::judge_before(const gate::Gate& gate, const std::vector<Given>& before) {
  const gate::Tables& tables = catalogue_.tables();
  const auto upstream = tables.list(gate.upstream);
  Befores judged;
  if (before.empty()) {
    for (const gate::NameId index : upstream) {
      auto packet = chain(index);
      if (!packet) return std::unexpected(std::move(packet.error()));
      auto one = judge_one(index, {std::string(tables.gates[index].slug), std::move(*packet)});
      if (!one) return std::unexpected(std::move(one.error()));
      judged.emplace(index, std::move(*one));
    }
    return judged;
  }
  if (upstream.empty())
    return std::unexpected(
        usage({}, "a packet of " + std::string(gate.id) + " is built from no other", "leave --from out"));
  Judge judge(catalogue_);
  for (const Given& packet : before) {
    auto verdict = judge.judge(packet.bytes, {});
    if (!verdict) {
      verdict.error().source = packet.source;
      return std::unexpected(std::move(verdict.error()));
    }
    const auto found = std::find_if(upstream.begin(), upstream.end(),
                                    [&](gate::NameId i) { return tables.gates[i].id == verdict->gate().id; });
    const std::uint16_t index = found == upstream.end() ? upstream.front() : *found;
    if (judged.contains(index))
      return std::unexpected(usage(packet.source,
                                   "a packet of " + std::string(tables.gates[index].id) + " was given already",
                                   "give one of each gate"));
    auto one = judge_one(index, packet);
    if (!one) return std::unexpected(std::move(one.error()));
    judged.emplace(index, std::move(*one));
  }
  for (const gate::NameId index : upstream)
    if (!judged.contains(index))
      return std::unexpected(
          usage({}, "the packet of " + std::string(tables.gates[index].id) + " is missing", "give it with --from too"));
  return judged;
}

std::expected<std::string, Error> Builder::build(const GateInfo& info, const std::vector<Given>& before,
                                                 const Given& answers, const std::vector<Decided>& decided) {
  const gate::Tables& tables = catalogue_.tables();
  const auto found =
      std::find_if(tables.gates.begin(), tables.gates.end(), [&info](const gate::Gate& g) { return g.id == info.id; });
  const auto judged = judge_before(*found, before);
  if (!judged) return std::unexpected(judged.error());
  return assemble(*found, *judged, answers, decided);
}

std::expected<std::string, Error> Builder::assemble(const gate::Gate& gate, const Befores& before, const Given& answers,
                                                    const std::vector<Decided>& decided) {
  const gate::Tables& tables = catalogue_.tables();
  const Filler filler(tables, gate, options_);
  Json packet = filler.packet();
  bool no_blocker = true;
  for (const auto& [index, one] : before) no_blocker = no_blocker && one.without_blocker;
  for (const gate::Check& check : tables.checks_of(gate)) {
    const gate::Shape& shape = tables.shapes[check.shape];
    if (shape.kind == Kind::result) {
      const auto found = before.find(shape.gate);
      packet[std::string(tables.spell(check.field))] =
          found == before.end() ? Json::object() : Json::parse(found->second.result);
    } else if (shape.kind == Kind::results) {
      Json& elements = packet[std::string(tables.spell(check.field))] = Json::array();
      for (const gate::NameId index : tables.list(shape.gates)) {
        Json element = filler.element(shape, tables.gates[index]);
        const auto found = before.find(index);
        for (const gate::Member& member : tables.fields(shape.members)) {
          const std::string name(tables.spell(member.name));
          const Kind kind = tables.shapes[member.shape].kind;
          if (kind == Kind::result)
            element[name] = found == before.end() ? Json::object() : Json::parse(found->second.result);
          if (kind == Kind::flag) element[name] = found != before.end() && found->second.ready;
        }
        elements.push_back(std::move(element));
      }
    }
  }
  if (!before.empty() && gate.customer.count > 0 && tables.gates[before.rbegin()->first].customer.count > 0)
    at_path(tables, packet, tables.list(gate.customer)) = before.rbegin()->second.customer;
  if (!answers.bytes.empty()) {
    const auto read = read_answers(answers);
    if (!read) return std::unexpected(read.error());
    if (auto applied = apply_answers(tables, gate, *read, answers.source, decided, packet); !applied)
      return std::unexpected(applied.error());
  }
  for (const Decided& one : decided) decide(tables, gate, one, packet);
  const gate::Owner& control = gate.upstream_control;
  if (control.member != gate::no_name)
    packet[std::string(tables.spell(control.object))][std::string(tables.spell(control.member))] =
        !before.empty() && no_blocker;
  return print(packet);
}

}  // namespace cavra::build
