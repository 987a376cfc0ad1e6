#include "cli/catalogues.h"

#include "cli/terminal.h"

namespace cavra::cli {

std::expected<std::vector<Definition>, Error> read_definitions(Disk& disk, const std::string& folder) {
  constexpr std::size_t largest = std::size_t{1} << 20;
  const auto names = disk.list(folder);
  if (!names) return std::unexpected(names.error());
  std::vector<Definition> definitions;
  for (const std::string& name : *names) {
    if (!name.ends_with(".toml") || name.ends_with(".samples.toml")) continue;
    const std::string path = folder + (folder.ends_with('/') ? "" : "/") + name;
    auto toml = read_file(disk, path, largest);
    if (!toml) return std::unexpected(std::move(toml.error()));
    definitions.push_back({path, std::move(*toml)});
  }
  if (definitions.empty())
    return std::unexpected(Error{Code::nothing_to_judge, "there are no gate definitions (*.toml) in this folder",
                                 "docs/gates.md shows how to write one", folder, 0, 0, 0});
  return definitions;
}

std::expected<Catalogue, Error> load_catalogue(Disk& disk, const std::string& folder) {
  if (folder.empty()) return Catalogue::builtin();
  const auto definitions = read_definitions(disk, folder);
  if (!definitions) return std::unexpected(definitions.error());
  return Catalogue::with(*definitions);
}

std::expected<const GateInfo*, Error> find_gate(const Catalogue& catalogue, const std::string& slug) {
  const GateInfo* const gate = catalogue.find(slug);
  if (gate != nullptr) return gate;
  return std::unexpected(bad_usage("there is no gate \"" + slug + "\"", "`cavra-seal gates` lists them"));
}

}  // namespace cavra::cli
