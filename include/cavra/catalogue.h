/// The gates that packets are judged by.
///
/// The ten lifecycle gates are built in; more are read from definitions (docs/gates.md). A Catalogue is immutable: any
/// number of threads may use it at a time. It must outlive every Judge made for it.
///
///     const cavra::Catalogue& gates = cavra::Catalogue::builtin();
///     for (const cavra::GateInfo& gate : gates.gates()) std::cout << gate.id << ' ' << gate.slug << '\n';
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"
#include "cavra/export.h"

namespace cavra {

namespace gate {
struct Tables;
}

/// What a gate is called. The views live as long as the catalogue.
struct GateInfo {
  std::string_view id;      ///< "R7.10"
  std::string_view slug;    ///< "customer-lifecycle-final-seal"
  std::string_view title;   ///< "Final release seal"
  std::string_view packet;  ///< the `schema_version` of its packets
  std::string_view result;  ///< the `schema_version` of its results
  std::string_view ready;   ///< the key that says in a result whether the packet is ready
  std::string_view source;  ///< the definition, TOML
};

/// A gate definition: TOML, and the name of the file that errors are to name.
struct Definition {
  std::string file;
  std::string toml;
};

class CAVRA_API Catalogue {
 public:
  /// The ten gates, compiled at build time.
  [[nodiscard]] static const Catalogue& builtin();

  /// The ten gates and these. Error::bad_definition, with file and line, when one is wrong or redefines another.
  [[nodiscard]] static std::expected<Catalogue, Error> with(const std::vector<Definition>& more);

  /// In the order of the chain, then in the order of the definitions.
  [[nodiscard]] const std::vector<GateInfo>& gates() const { return gates_; }

  /// The gate with that slug or id, or null.
  [[nodiscard]] const GateInfo* find(std::string_view slug_or_id) const;

  /// The compiled form, for the rooms of this library.
  [[nodiscard]] const gate::Tables& tables() const { return *tables_; }

 private:
  explicit Catalogue(const gate::Tables& tables, std::shared_ptr<const void> owner);

  std::shared_ptr<const void> owner_;
  const gate::Tables* tables_;
  std::vector<GateInfo> gates_;
};

}  // namespace cavra
