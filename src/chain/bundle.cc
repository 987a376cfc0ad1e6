#include "chain/bundle.h"

#include <algorithm>
#include <optional>

#include "gate/tables.h"
#include "json/refusal.h"

namespace cavra::chain {
namespace {

using json::NodeId;
using json::Type;

enum class Sort : std::uint8_t { packet, result, envelope };

struct Known {
  Sort sort = Sort::packet;
  std::size_t gate = no_gate;
};

/// Tells what a document is.
class Reader {
 public:
  Reader(const Catalogue& catalogue, std::size_t max_size, Bundle& bundle)
      : tables_(catalogue.tables()),
        max_size_(max_size),
        parser_(tables_.names, {}, {.bytes = max_size, .any_value = true}),
        bundle_(bundle) {}

  /// Takes in one file or line.
  void add(BundlePacket packet) {
    const auto document = parser_.parse(packet.bytes);
    if (!document) {
      Error error = json::refusal(document.error(), packet.bytes, packet.line);
      error.source = packet.file;
      bundle_.errors.push_back(std::move(error));
      return;
    }
    const Known known = what_is(**document);
    // In NDJSON every line is a packet of the chain, or a fault.
    if (known.sort == Sort::result && !bundle_.ndjson) {
      ++bundle_.results;
    } else if (known.sort == Sort::envelope && !bundle_.ndjson) {
      ++bundle_.envelopes;
    } else {
      packet.gate = known.gate;
      bundle_.packets.push_back(std::move(packet));
    }
  }

  [[nodiscard]] std::size_t max_size() const { return max_size_; }

 private:
  [[nodiscard]] Known what_is(const json::Document& document) const {
    if (document[0].type != Type::object) return {};
    const NodeId schema = document.find(0, gate::name::schema_version);
    if (schema == json::no_node) return {is_envelope(document) ? Sort::envelope : Sort::packet, no_gate};
    if (document[schema].type != Type::string) return {};
    if (document.text(schema) == verdict_schema) return {Sort::result, no_gate};
    const gate::NameId name = tables_.names.find(document.text(schema));
    for (std::size_t i = 0; i < tables_.gates.size(); ++i) {
      if (tables_.gates[i].packet_name == name) return {Sort::packet, i < gate_count() ? i : no_gate};
      if (tables_.gates[i].result_name == name) return {Sort::result, no_gate};
    }
    return {};
  }

  /// A DSSE envelope: exactly payload, payloadType and signatures.
  [[nodiscard]] static bool is_envelope(const json::Document& document) {
    std::size_t known = 0;
    std::size_t all = 0;
    for (NodeId child = 1; child < document[0].next; child = document.after(child), ++all) {
      const std::string_view key = document.key(child);
      known += key == "payload" || key == "payloadType" || key == "signatures" ? 1 : 0;
    }
    return known == 3 && all == 3;
  }

  const gate::Tables& tables_;
  std::size_t max_size_;
  json::Parser parser_;
  Bundle& bundle_;
};

bool names_lines(std::string_view path) {
  if (path.ends_with(".gz")) path.remove_suffix(3);
  return path == "-" || path.ends_with(".ndjson") || path.ends_with(".jsonl");
}

Error nothing(const std::string& path, std::string what, std::string todo) {
  return {Code::nothing_to_judge, std::move(what), std::move(todo), path, 0, 0, 0};
}

std::expected<Bundle, Error> read_folder(Disk& disk, const std::string& path, const Catalogue& catalogue,
                                         std::size_t max_size) {
  const auto names = disk.list(path);
  if (!names) return std::unexpected(names.error());
  Bundle bundle;
  bundle.path = path;
  Reader reader(catalogue, max_size, bundle);
  std::size_t files = 0;
  for (const std::string& name : *names) {
    if (!name.ends_with(".json")) continue;
    BundlePacket packet;
    packet.file = path + (path.ends_with('/') ? "" : "/") + name;
    if (const auto place = disk.look(packet.file);
        place && (*place == Place::folder || *place == Place::link_to_folder))
      continue;
    ++files;
    auto bytes = read_file(disk, packet.file, max_size);
    if (!bytes) {
      bundle.errors.push_back(std::move(bytes.error()));
      continue;
    }
    packet.source = packet.file;
    packet.bytes = std::move(*bytes);
    reader.add(std::move(packet));
  }
  if (files == 0)
    return std::unexpected(
        nothing(path, "no .json file is in this folder", "name the folder that has the ten packets"));
  return bundle;
}

}  // namespace

std::size_t gate_count() { return Catalogue::builtin().gates().size(); }

const BundlePacket* Bundle::find(std::size_t gate) const {
  const auto found =
      std::find_if(packets.begin(), packets.end(), [gate](const BundlePacket& packet) { return packet.gate == gate; });
  return found == packets.end() ? nullptr : &*found;
}

Bundle read_files(const std::vector<PolicyFile>& files, const Catalogue& catalogue, std::size_t max_size) {
  Bundle bundle;
  Reader reader(catalogue, max_size, bundle);
  for (const PolicyFile& file : files) reader.add({no_gate, file.name, file.name, 1, file.bytes});
  return bundle;
}

Bundle read_lines(std::string_view bytes, const std::string& path, const Catalogue& catalogue, std::size_t max_size) {
  Bundle bundle;
  bundle.path = path;
  bundle.ndjson = true;
  Reader reader(catalogue, max_size, bundle);
  for (std::uint32_t number = 1; !bytes.empty(); ++number) {
    const std::size_t newline = bytes.find('\n');
    std::string_view line = bytes.substr(0, newline);
    bytes.remove_prefix(newline == std::string_view::npos ? bytes.size() : newline + 1);
    if (newline != std::string_view::npos && line.ends_with('\r')) line.remove_suffix(1);
    if (line.find_first_not_of(" \t\r") == std::string_view::npos) continue;
    reader.add({no_gate, path + ":" + std::to_string(number), path, number, std::string(line)});
  }
  return bundle;
}

std::expected<Bundle, Error> read_bundle(Disk& disk, const std::string& path, const Catalogue& catalogue,
                                         std::size_t max_size) {
  if (!names_lines(path)) {
    const auto place = disk.look(path);
    if (!place) return std::unexpected(place.error());
    if (*place == Place::folder || *place == Place::link_to_folder) return read_folder(disk, path, catalogue, max_size);
    if (*place == Place::nothing)
      return std::unexpected(Error{Code::no_such_file, "there is no such bundle", "check the path", path, 0, 0, 0});
    if (path.ends_with(".json"))
      return std::unexpected(Error{Code::bad_usage, "one packet is no bundle",
                                   "name the folder of the ten packets, or an NDJSON file of them", path, 0, 0, 0});
  }
  const auto bytes = read_file(disk, path, max_size * 16);
  if (!bytes) return std::unexpected(bytes.error());
  Bundle bundle = read_lines(*bytes, path, catalogue, max_size);
  if (bundle.packets.empty() && bundle.errors.empty())
    return std::unexpected(nothing(path, "there is no packet in it", "write the ten packets, a line each"));
  return bundle;
}

}  // namespace cavra::chain
