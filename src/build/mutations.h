/// The faults that each kind of check must block, planted where a packet holds what the kind judges.
#pragma once

#include "build/planter.h"
#include "gate/tables.h"

namespace cavra::build {

class Mutations {
 public:
  Mutations(const gate::Tables& tables, const gate::Gate& gate, Planter& planter)
      : tables_(tables), gate_(gate), planter_(planter) {}

  /// Those of the gate's own checks, each to be blocked by its check.
  void own();
  /// Those that strict adds: fields that nobody defines, ids and references that are not clean.
  void further();

 private:
  using Json = Planter::Json;
  using Pointer = Planter::Pointer;

  void mode();
  void field(const gate::Shape& shape, const Pointer& at);  // with what stands there missing or of another type
  void inside(const gate::Shape& shape, const Pointer& at);
  void text(const Pointer& at, std::size_t least);
  void reference(const Pointer& at);
  void references(const gate::Shape& shape, const Pointer& at);
  void list(const gate::Shape& shape, const Pointer& at);
  void records(const gate::Shape& shape, const Pointer& at);
  void members(gate::Range range, const Pointer& at);
  void result(gate::NameId ready, const Pointer& at, bool counts_warnings);
  void results(const gate::Shape& shape, const Pointer& at);
  void private_fields(const gate::Shape& shape, const Pointer& at);
  void structure(const gate::Shape& shape, const Pointer& at);
  void unclean_reference(const Pointer& at);

  [[nodiscard]] std::string spell(gate::NameId name) const { return std::string(tables_.spell(name)); }
  [[nodiscard]] bool is_listed(gate::Range names, const Json& id) const;

  const gate::Tables& tables_;
  const gate::Gate& gate_;
  Planter& planter_;
};

}  // namespace cavra::build
