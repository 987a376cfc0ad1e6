/// What texts are made from: names for templates, all of them out of the seal and its packets.
#pragma once

#include <expected>

#include <nlohmann/json.hpp>

#include "publish/publish.h"

namespace cavra::publish {

/// The names that docs/publish.md lists. Error::not_publishable when a packet lacks what a text is made from.
[[nodiscard]] std::expected<nlohmann::json, Error> gather_facts(const Sealed& sealed);

}  // namespace cavra::publish
