/// The list of files that is published with them.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "publish/publish.h"

namespace cavra::publish {

inline constexpr std::string_view list_name = "publication.json";
inline constexpr std::string_view bag_folder = "archive";
inline constexpr std::string_view packed_name = "archive.tar.zst";

/// Each file with its SHA-256, and the seal that all come from.
[[nodiscard]] std::string list_of(const std::vector<File>& files, const std::string& seal);

}  // namespace cavra::publish
