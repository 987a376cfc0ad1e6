/// The fields of a packet before anybody has answered, or with example answers.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "build/builder.h"

namespace cavra::build {

using Json = nlohmann::json;

class Filler {
 public:
  Filler(const gate::Tables& tables, const gate::Gate& gate, Options options);

  /// The packet, but for what the packets before say.
  [[nodiscard]] Json packet() const;

  /// The `results` element of a gate, but for its result.
  [[nodiscard]] Json element(const gate::Shape& shape, const gate::Gate& of) const;

 private:
  struct Spot {
    std::string_view name;    // of the field
    std::string_view list;    // the records that it is in, if any
    std::string_view record;  // the id of the one that it is in, if it has one
  };
  [[nodiscard]] Json value(const gate::Shape& shape, const Spot& spot, const Json& example) const;
  [[nodiscard]] Json reference_list(const gate::Shape& shape, const Spot& spot, const Json& example) const;
  [[nodiscard]] Json records(const gate::Shape& shape, std::string_view list, const Json& example) const;
  [[nodiscard]] Json record(const gate::Shape& shape, std::string_view list, std::string_view id,
                            const Json& example) const;
  [[nodiscard]] Json object(const gate::Shape& shape, const Json& example) const;
  [[nodiscard]] std::string reference(const Spot& spot, const Json& example) const;
  [[nodiscard]] std::string text(const gate::Shape& shape, const Spot& spot, const Json& example) const;
  [[nodiscard]] std::string with_scheme(const std::string& path) const;
  [[nodiscard]] std::string spell(gate::NameId id) const { return std::string(tables_.spell(id)); }

  const gate::Tables& tables_;
  const gate::Gate& gate_;
  Options options_;
  Json example_;
};

/// "renewal_checkpoint" as "Renewal checkpoint".
[[nodiscard]] std::string title_of(std::string_view id);
/// "release_owner_ref" as "owner/release", "public_status_ref" as "public-status".
[[nodiscard]] std::string path_of(std::string_view name);

}  // namespace cavra::build
