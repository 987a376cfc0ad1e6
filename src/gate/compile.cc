#include "gate/compile.h"

#include <algorithm>
#include <deque>
#include <map>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "gate/message.h"
#include "json/write.h"

namespace cavra::gate {

struct Compiled::Storage {
  std::deque<std::string> texts;
  std::vector<std::string_view> names;
  std::vector<NameId> slots;
  std::vector<std::uint8_t> suspect;
  std::vector<NameId> name_pool;
  std::vector<Owner> owners;
  std::vector<Member> members;
  std::vector<Shape> shapes;
  std::vector<Check> checks;
  std::vector<Repeat> repeats;
  std::vector<Gate> gates;
  Tables tables;
};

Compiled::Compiled() : storage_(std::make_unique<Storage>()) {}
Compiled::~Compiled() = default;
Compiled::Compiled(Compiled&&) noexcept = default;
Compiled& Compiled::operator=(Compiled&&) noexcept = default;
const Tables& Compiled::tables() const { return storage_->tables; }

class Compiler {
 public:
  explicit Compiler(const std::vector<GateDefinition>& gates) : definitions_(gates) {}

  std::expected<Compiled, Error> run() {
    for (const std::string_view spelling : name::spelling) {
      if (spelling.empty())
        out_.names.push_back(spelling);
      else
        intern(spelling);
    }
    for (const GateDefinition& gate : definitions_) enter(gate);
    for (const GateDefinition& gate : definitions_) {
      if (error_) break;
      add(gate);
    }
    if (!error_ && out_.names.size() > 0xFFFF)
      fail(definitions_.front(), 1, "the gates use more than 65,535 names", "");
    if (!error_ && out_.shapes.size() > 0xFFFF)
      fail(definitions_.front(), 1, "the definitions are too large for one catalogue", "");
    if (!error_) check_order();
    if (error_) return std::unexpected(*error_);
    finish();
    return std::move(compiled_);
  }

 private:
  void fail(const GateDefinition& gate, std::uint32_t line, std::string what, std::string todo) {
    if (!error_) error_ = Error{Code::bad_definition, std::move(what), std::move(todo), gate.file, 0, line, 1};
  }

  std::string_view keep(std::string_view text) { return out_.texts.emplace_back(text); }

  NameId intern(std::string_view text) {
    const auto found = ids_.find(text);
    if (found != ids_.end()) return found->second;
    const auto id = static_cast<NameId>(out_.names.size());
    out_.names.push_back(keep(text));
    ids_.emplace(out_.names.back(), id);
    return id;
  }

  /// Ids, slugs and schemas are each one gate's alone.
  void enter(const GateDefinition& gate) {
    if (!taken_.insert(gate.id).second)
      fail(gate, 1, "the gate " + gate.id + " is defined already",
           "give this one another id; a gate cannot be redefined");
    for (const std::string* word : {&gate.slug, &gate.packet, &gate.result})
      if (!taken_.insert(*word).second)
        fail(gate, 1, "\"" + *word + "\" belongs to another gate already", "slugs and schemas are one gate's alone");
  }

  std::uint16_t gate_index(const GateDefinition& gate, const std::string& id, std::uint32_t line) {
    for (std::size_t i = 0; i < definitions_.size(); ++i)
      if (definitions_[i].id == id || definitions_[i].slug == id) return static_cast<std::uint16_t>(i);
    fail(gate, line, "there is no gate \"" + id + "\"", "`cavra-seal gates` lists them");
    return 0;
  }

  /// A packet can be built from those before it, and they from theirs, to the first.
  void check_order() {
    const std::vector<Gate>& gates = out_.gates;
    std::vector<bool> ordered(gates.size());
    const auto can_follow = [&](const Gate& gate) {
      const auto begin = out_.name_pool.begin() + gate.upstream.first;
      return std::all_of(begin, begin + gate.upstream.count, [&](NameId index) { return ordered[index]; });
    };
    for (bool more = true; more;) {
      more = false;
      for (std::size_t i = 0; i != gates.size(); ++i)
        if (!ordered[i] && can_follow(gates[i])) ordered[i] = more = true;
    }
    for (std::size_t i = 0; i != gates.size(); ++i)
      if (!ordered[i])
        fail(definitions_[i], definitions_[i].upstream_line, "the gates that it is built from lead in a circle",
             "name gates that come before it in upstream");
  }

  template <typename T>
  Range append(std::vector<T>& pool, const std::vector<T>& values) {
    const Range range{static_cast<std::uint16_t>(pool.size()), static_cast<std::uint16_t>(values.size())};
    pool.insert(pool.end(), values.begin(), values.end());
    if (pool.size() > 0xFFFF) fail(definitions_.front(), 1, "the definitions are too large for one catalogue", "");
    return range;
  }
  Range names(const std::vector<std::string>& texts) {
    std::vector<NameId> list;
    for (const std::string& text : texts) list.push_back(intern(text));
    return append(out_.name_pool, list);
  }
  Range gates(const GateDefinition& gate, const std::vector<std::string>& of, std::uint32_t line) {
    std::vector<NameId> list;
    for (const std::string& id : of) list.push_back(gate_index(gate, id, line));
    return append(out_.name_pool, list);
  }

  Owner owner(const std::string& pointer) {
    if (pointer.empty()) return {};
    if (pointer.front() != '/') return {no_name, intern(pointer)};
    const std::size_t slash = pointer.find('/', 1);
    if (slash == std::string::npos) return {intern(pointer.substr(1)), no_name};
    return {intern(pointer.substr(1, slash - 1)), intern(pointer.substr(slash + 1))};
  }

  std::uint16_t shape(const GateDefinition& gate, const ShapeDefinition& from) {
    Shape to;
    to.kind = from.kind;
    to.closed = from.closed;
    to.only_required = from.only_required;
    if (!from.id.empty()) to.id = intern(from.id);
    to.least = from.least;
    to.length = from.length;
    to.names = names(from.names);
    to.warn = names(from.warn);
    if (!from.owners.empty()) {
      std::map<std::string, std::string> by_name(from.owners.begin(), from.owners.end());
      std::vector<Owner> owners;
      for (const std::string& name : from.names) owners.push_back(owner(by_name[name]));
      to.owners = append(out_.owners, owners);
    }
    to.members = members(gate, from.members);
    if (from.kind == Kind::results) to.gates = gates(gate, from.of, from.line);
    if (from.kind == Kind::result && !from.of.empty()) to.gate = gate_index(gate, from.of.front(), from.line);
    if (from.kind == Kind::private_fields) private_.insert(from.names.begin(), from.names.end());
    if (from.kind == Kind::results)
      for (const std::string& of : from.of) intern(definitions_[gate_index(gate, of, from.line)].id);
    out_.shapes.push_back(to);
    return static_cast<std::uint16_t>(out_.shapes.size() - 1);
  }

  Range members(const GateDefinition& gate, const std::vector<FieldDefinition>& fields) {
    std::vector<Member> list;
    for (const FieldDefinition& field : fields)
      list.push_back({intern(field.name), shape(gate, field.shape), field.optional});
    return append(out_.members, list);
  }

  Range result_keys(const GateDefinition& gate) {
    std::vector<std::string> keys = {"schema_version", "product",       "evidence_mode", gate.ready,
                                     "status",         "blocker_count", "warning_count", "checks"};
    for (const auto& [field, otherwise] : gate.repeats) {
      if (std::find(keys.begin(), keys.end(), field) != keys.end())
        fail(gate, gate.line, "the result has \"" + field + "\" already", "take it out of repeat");
      keys.push_back(field);
    }
    std::sort(keys.begin(), keys.end());
    return names(keys);
  }

  void add(const GateDefinition& from) {
    Gate gate;
    gate.id = keep(from.id);
    gate.slug = keep(from.slug);
    gate.title = keep(from.title);
    gate.packet = keep(from.packet);
    gate.result = keep(from.result);
    gate.packet_name = intern(from.packet);
    gate.result_name = intern(from.result);
    gate.ready = intern(from.ready);
    std::vector<FieldDefinition> fields = from.fields;
    std::vector<Repeat> repeats;
    for (const auto& [field, otherwise] : from.repeats) {
      repeats.push_back({intern(field), keep(otherwise)});
      const bool declared =
          std::any_of(fields.begin(), fields.end(), [&field](const auto& f) { return f.name == field; }) ||
          std::any_of(from.checks.begin(), from.checks.end(), [&field](const auto& c) { return c.field == field; });
      if (!declared) {
        fields.push_back({field, {}, true});
        fields.back().shape.kind = Kind::text;
      }
    }
    gate.repeats = append(out_.repeats, repeats);
    gate.result_keys = result_keys(from);
    gate.fields = members(from, fields);
    gate.additional = names(from.additional);
    gate.customer = names(from.customer);
    gate.upstream = gates(from, from.upstream, from.upstream_line);
    if (!from.upstream_field.empty()) gate.upstream_field = intern(from.upstream_field);
    gate.upstream_control = owner(from.upstream_control);
    gate.example = keep(from.example);
    gate.source = keep(from.source);
    std::vector<Check> checks;
    for (const CheckDefinition& check : from.checks) {
      Check to;
      to.name = out_.names[intern(check.name)];
      if (!check.field.empty()) to.field = intern(check.field);
      to.shape = shape(from, check.shape);
      to.owner = owner(check.owner.empty() ? from.owner : check.owner);
      checks.push_back(to);
    }
    gate.checks = append(out_.checks, checks);
    out_.gates.push_back(gate);
  }

  void finish() {
    out_.slots = json::make_slots(out_.names);
    out_.suspect.resize(out_.names.size());
    for (std::size_t id = 1; id < out_.names.size(); ++id)
      out_.suspect[id] = private_.contains(lower_case(out_.names[id])) ? 1 : 0;
    out_.tables = {{out_.names, out_.slots},
                   out_.suspect,
                   out_.name_pool,
                   out_.owners,
                   out_.members,
                   out_.shapes,
                   out_.checks,
                   out_.repeats,
                   out_.gates};
    for (const Gate& gate : out_.gates) {
      for (std::size_t i = gate.checks.first; i < std::size_t{gate.checks.first} + gate.checks.count; ++i) {
        Check& check = out_.checks[i];
        check.passed = keep(passed_message(out_.tables, gate, check));
        std::string json = "{\"message\":";
        json::append_string(json, check.passed);
        json += ",\"name\":";
        json::append_string(json, check.name);
        json += ",\"status\":\"pass\"}";
        check.passed_json = keep(json);
      }
    }
  }

  const std::vector<GateDefinition>& definitions_;
  Compiled compiled_;
  Compiled::Storage& out_ = *compiled_.storage_;
  std::map<std::string_view, NameId> ids_;
  std::set<std::string> taken_;
  std::set<std::string, std::less<>> private_;
  std::optional<Error> error_;
};

std::expected<Compiled, Error> compile(const std::vector<GateDefinition>& gates) { return Compiler(gates).run(); }

}  // namespace cavra::gate
