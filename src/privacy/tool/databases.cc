#include "privacy/tool/databases.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <map>
#include <utility>

#ifdef CAVRA_HYPERSCAN
#include <hs/hs.h>
#endif

namespace cavra::privacy {
namespace {

using Text = std::pair<std::string_view, bool>;  // and whether it is exact

std::map<Text, std::vector<embedded::Need>> collect(std::span<const Rule> rules, bool digits) {
  std::map<Text, std::vector<embedded::Need>> needs;
  for (std::size_t i = 0; i != rules.size(); ++i) {
    if ((rules[i].match_digits != 0) != digits) continue;
    for (std::size_t clause = 0; clause != rules[i].clauses.size(); ++clause) {
      for (const Literal& literal : rules[i].clauses[clause]) {
        needs[{literal.text, literal.exact}].push_back({static_cast<std::uint16_t>(i),
                                                        static_cast<std::uint8_t>(clause), literal.edge_before,
                                                        literal.edge_after});
      }
    }
  }
  return needs;
}

#ifdef CAVRA_HYPERSCAN

// Runs on every x86-64 with SSSE3, at no visible cost.
constexpr hs_platform_info_t any_processor = {HS_TUNE_FAMILY_GENERIC, 0, 0, 0};
constexpr std::size_t alignment = 64;

std::string quote(std::string_view text) {
  std::string quoted;
  for (const char c : text) {
    std::array<char, 8> hex{};
    std::snprintf(hex.data(), hex.size(), "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    quoted += hex.data();
  }
  return quoted;
}

/// A database as it lies in memory that is aligned to 64 bytes: what it has of places is offsets.
std::expected<std::vector<char>, std::string> image_of(const hs_database_t* database) {
  char* bytes = nullptr;
  std::size_t size = 0;
  std::size_t image_size = 0;
  if (hs_serialize_database(database, &bytes, &size) != HS_SUCCESS ||
      hs_serialized_database_size(bytes, size, &image_size) != HS_SUCCESS) {
    return std::unexpected("a database cannot be serialized");
  }
  const std::size_t whole = (image_size + alignment - 1) / alignment * alignment;
  void* memory = std::aligned_alloc(alignment, whole);
  if (memory == nullptr) return std::unexpected("there is not enough memory");
  std::memset(memory, 0, whole);
  const bool placed = hs_deserialize_database_at(bytes, size, static_cast<hs_database_t*>(memory)) == HS_SUCCESS;
  const auto* image = static_cast<const char*>(memory);
  std::vector<char> kept(image, image + image_size);
  std::free(memory);
  std::free(bytes);
  if (!placed) return std::unexpected("a database cannot be placed in memory");
  return kept;
}

std::expected<std::vector<char>, std::string> compile(const std::vector<Text>& texts) {
  std::vector<std::string> quoted;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;
  for (const auto& [text, exact] : texts) {
    quoted.push_back(quote(text));
    flags.push_back(exact ? 0U : HS_FLAG_CASELESS);
    ids.push_back(static_cast<unsigned>(ids.size()));
  }
  std::vector<const char*> regexes;
  for (const std::string& regex : quoted) regexes.push_back(regex.c_str());
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(regexes.data(), flags.data(), ids.data(), static_cast<unsigned>(regexes.size()), HS_MODE_BLOCK,
                       &any_processor, &database, &error) != HS_SUCCESS) {
    const std::string what = error->message;
    hs_free_compile_error(error);
    return std::unexpected(what);
  }
  auto image = image_of(database);
  hs_free_database(database);
  return image;
}

#else

std::expected<std::vector<char>, std::string> compile(const std::vector<Text>&) { return std::vector<char>(); }

#endif

}  // namespace

std::expected<CompiledDatabase, std::string> compile_database(std::span<const Rule> rules, bool digits) {
  CompiledDatabase database;
  std::vector<Text> texts;
  for (const auto& [text, needs] : collect(rules, digits)) {
    texts.push_back(text);
    database.patterns.push_back({static_cast<std::uint32_t>(database.needs.size()),
                                 static_cast<std::uint16_t>(needs.size()),
                                 static_cast<std::uint16_t>(text.first.size())});
    database.needs.insert(database.needs.end(), needs.begin(), needs.end());
  }
  if (texts.empty()) return database;
  auto bytes = compile(texts);
  if (!bytes) return std::unexpected(bytes.error());
  database.bytes = std::move(*bytes);
  return database;
}

}  // namespace cavra::privacy
