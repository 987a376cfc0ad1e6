#include "privacy/tool/databases.h"

#ifdef CAVRA_HYPERSCAN

#include <hs/hs.h>

#include <array>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace cavra::privacy {
namespace {

// Runs on every x86-64 with SSSE3, at no visible cost.
constexpr hs_platform_info_t any_processor = {HS_TUNE_FAMILY_GENERIC, 0, 0, 0};

struct Patterns {
  std::vector<std::string> regexes;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;

  void add(const Literal& literal, unsigned id);
};

std::string quote(std::string_view text) {
  std::string quoted;
  for (const char c : text) {
    std::array<char, 8> hex{};
    std::snprintf(hex.data(), hex.size(), "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    quoted += hex.data();
  }
  return quoted;
}

void Patterns::add(const Literal& literal, unsigned id) {
  regexes.push_back(quote(literal.text));
  flags.push_back(literal.exact ? 0U : HS_FLAG_CASELESS);
  ids.push_back(id);
}

std::expected<std::vector<char>, std::string> compile(const Patterns& patterns) {
  if (patterns.regexes.empty()) return std::vector<char>();
  std::vector<const char*> regexes;
  for (const std::string& regex : patterns.regexes) regexes.push_back(regex.c_str());
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(regexes.data(), patterns.flags.data(), patterns.ids.data(),
                       static_cast<unsigned>(regexes.size()), HS_MODE_BLOCK, &any_processor, &database,
                       &error) != HS_SUCCESS) {
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
  Patterns words;
  Patterns digits;
  Patterns all;
  unsigned id = 0;
  for (const Rule& rule : rules) {
    for (std::size_t clause = 0; clause != rule.clauses.size(); ++clause) {
      for (const Literal& literal : rule.clauses[clause]) {
        if (clause == 0) (rule.match_digits == 0 ? words : digits).add(literal, id);
        all.add(literal, id++);
      }
    }
  }
  Databases databases;
  for (const auto& [patterns, bytes] :
       {std::pair{&words, &databases.words}, {&digits, &databases.digits}, {&all, &databases.all}}) {
    auto compiled = compile(*patterns);
    if (!compiled) return std::unexpected(compiled.error());
    *bytes = std::move(*compiled);
  }
  return databases;
}

}  // namespace cavra::privacy

#else

namespace cavra::privacy {

std::expected<Databases, std::string> compile_databases(std::span<const Rule>) { return Databases(); }

}  // namespace cavra::privacy

#endif
