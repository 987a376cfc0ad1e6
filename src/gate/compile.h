/// Definitions to tables.
#pragma once

#include <expected>
#include <memory>
#include <vector>

#include "cavra/error.h"
#include "gate/definition.h"
#include "gate/tables.h"

namespace cavra::gate {

/// Owns what its tables point to.
class Compiled {
 public:
  Compiled();
  ~Compiled();
  Compiled(Compiled&&) noexcept;
  Compiled& operator=(Compiled&&) noexcept;

  [[nodiscard]] const Tables& tables() const;

 private:
  friend class Compiler;
  struct Storage;
  std::unique_ptr<Storage> storage_;
};

/// The catalogue of these gates, in their order. Error::bad_definition when two share an id, slug or schema, or one
/// refers to a gate that is not there.
[[nodiscard]] std::expected<Compiled, Error> compile(const std::vector<GateDefinition>& gates);

}  // namespace cavra::gate
