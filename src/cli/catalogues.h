/// The gates that a run is to know.
#pragma once

#include <expected>
#include <string>

#include "base/disk.h"
#include "cavra/catalogue.h"

namespace cavra::cli {

/// The built-in gates and those defined in `folder` (every .toml there but *.samples.toml), if it is not empty.
[[nodiscard]] std::expected<Catalogue, Error> load_catalogue(Disk& disk, const std::string& folder);

/// The definitions in a folder, sorted by name. Error::nothing_to_judge when there are none.
[[nodiscard]] std::expected<std::vector<Definition>, Error> read_definitions(Disk& disk, const std::string& folder);

/// The gate with that slug or id. Error::bad_usage.
[[nodiscard]] std::expected<const GateInfo*, Error> find_gate(const Catalogue& catalogue, const std::string& slug);

}  // namespace cavra::cli
