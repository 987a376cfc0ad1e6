/// What only people can say, put into a packet.
#pragma once

#include <expected>

#include "build/fill.h"

namespace cavra::build {

/// A JSON object, by the rules of packets (json/parser.h). Error::bad_answers.
[[nodiscard]] std::expected<Json, Error> read_object(const Given& file);

/// TOML, or JSON when its first character is {, as JSON. Error::bad_answers.
[[nodiscard]] std::expected<Json, Error> read_answers(const Given& answers);

/// Puts the answers, which have the packet's own shape (keyed records also as a table by id), over `packet`.
/// Error::bad_answers for a field that the gate does not have, or that the packets before, or of the bundle, decide.
[[nodiscard]] std::expected<void, Error> apply_answers(const gate::Tables& tables, const gate::Gate& gate,
                                                       const Json& answers, const std::string& source,
                                                       const std::vector<Decided>& decided, Json& packet);

}  // namespace cavra::build
