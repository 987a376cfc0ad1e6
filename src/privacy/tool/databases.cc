#include "privacy/tool/databases.h"

#ifdef CAVRA_HYPERSCAN

#include <hs/hs.h>

#include <array>
#include <cstdio>
#include <cstdlib>

namespace cavra::privacy {
namespace {

// Runs on every x86-64 with SSSE3, at no visible cost.
constexpr hs_platform_info_t any_processor = {HS_TUNE_FAMILY_GENERIC, 0, 0, 0};

struct Literals {
  std::vector<std::string> regexes;
  std::vector<unsigned> ids;
};

std::string quote(std::string_view literal) {
  std::string quoted;
  for (const char c : literal) {
    std::array<char, 8> hex{};
    std::snprintf(hex.data(), hex.size(), "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    quoted += hex.data();
  }
  return quoted;
}

std::expected<std::vector<char>, std::string> compile(const Literals& literals) {
  if (literals.regexes.empty()) return std::vector<char>();
  std::vector<const char*> regexes;
  for (const std::string& regex : literals.regexes) regexes.push_back(regex.c_str());
  const std::vector<unsigned> flags(regexes.size(), HS_FLAG_CASELESS);
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(regexes.data(), flags.data(), literals.ids.data(), static_cast<unsigned>(regexes.size()),
                       HS_MODE_BLOCK, &any_processor, &database, &error) != HS_SUCCESS) {
    const std::string what = error->message;
    hs_free_compile_error(error);
    return std::unexpected(what);
  }
  char* bytes = nullptr;
  std::size_t size = 0;
  const hs_error_t serialized = hs_serialize_database(database, &bytes, &size);
  hs_free_database(database);
  if (serialized != HS_SUCCESS) return std::unexpected("a database cannot be serialized");
  std::vector<char> kept(bytes, bytes + size);
  std::free(bytes);
  return kept;
}

}  // namespace

std::expected<Databases, std::string> compile_databases(std::span<const Rule> rules) {
  Literals words;
  Literals digits;
  for (std::size_t i = 0; i != rules.size(); ++i) {
    Literals& literals = rules[i].match_digits == 0 ? words : digits;
    for (std::size_t clause = 0; clause != rules[i].clauses.size(); ++clause) {
      for (const std::string_view literal : rules[i].clauses[clause]) {
        literals.regexes.push_back(quote(literal));
        literals.ids.push_back(static_cast<unsigned>(i * Rule::most_clauses + clause));
      }
    }
  }
  auto of_words = compile(words);
  if (!of_words) return std::unexpected(of_words.error());
  auto of_digits = compile(digits);
  if (!of_digits) return std::unexpected(of_digits.error());
  return Databases{std::move(*of_words), std::move(*of_digits)};
}

}  // namespace cavra::privacy

#else

namespace cavra::privacy {

std::expected<Databases, std::string> compile_databases(std::span<const Rule>) { return Databases(); }

}  // namespace cavra::privacy

#endif
