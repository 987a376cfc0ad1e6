#include "privacy/tool/databases.h"

#ifdef CAVRA_HYPERSCAN

#include <hs/hs.h>

#include <array>
#include <cstdio>
#include <memory>

namespace cavra::privacy {
namespace {

// Runs on every x86-64 with SSSE3, at no visible cost.
constexpr hs_platform_info_t any_processor = {HS_TUNE_FAMILY_GENERIC, 0, 0, 0};

struct Expression {
  std::string regex;
  unsigned flags;
  std::uint16_t rule;
};

/// Bytes are enough where a regex speaks of ASCII alone; where it counts or negates characters they must be whole.
bool speaks_of_characters(std::string_view regex) {
  for (std::size_t i = 0; i != regex.size(); ++i) {
    const auto byte = static_cast<unsigned char>(regex[i]);
    if (byte >= 0x80 || byte == '.') return true;
    if (byte == '[' && regex.substr(i).starts_with("[^")) return true;
    if (byte != '\\' || i + 1 == regex.size()) continue;
    ++i;
    if (std::string_view("pPWDSxXCQ").find(regex[i]) != std::string_view::npos) return true;
  }
  return false;
}

std::string quote(std::string_view keyword) {
  std::string quoted;
  for (const char c : keyword) {
    std::array<char, 8> hex{};
    std::snprintf(hex.data(), hex.size(), "\\x%02x", static_cast<unsigned>(static_cast<unsigned char>(c)));
    quoted += hex.data();
  }
  return quoted;
}

/// The flags with which hyperscan takes the regex; 0 when it takes it in no way.
unsigned flags_for(std::string_view regex, unsigned wanted) {
  // \A and \z mean the buffer's ends, which are not the text's.
  if (regex.find("\\A") != std::string_view::npos || regex.find("\\z") != std::string_view::npos) return 0;
  const unsigned base = wanted | HS_FLAG_MULTILINE | HS_FLAG_ALLOWEMPTY | (speaks_of_characters(regex) ? HS_FLAG_UTF8 : 0U);
  for (const unsigned flags : {base, base | HS_FLAG_PREFILTER}) {
    hs_database_t* database = nullptr;
    hs_compile_error_t* error = nullptr;
    const bool taken = hs_compile(std::string(regex).c_str(), flags, HS_MODE_BLOCK, &any_processor, &database, &error) == HS_SUCCESS;
    hs_free_database(database);
    hs_free_compile_error(error);
    if (taken) return flags;
  }
  return 0;
}

std::expected<std::vector<char>, std::string> compile(const std::vector<Expression>& expressions) {
  if (expressions.empty()) return std::vector<char>();
  std::vector<const char*> regexes;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;
  for (const Expression& expression : expressions) {
    regexes.push_back(expression.regex.c_str());
    flags.push_back(expression.flags);
    ids.push_back(expression.rule);
  }
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(regexes.data(), flags.data(), ids.data(), static_cast<unsigned>(regexes.size()), HS_MODE_BLOCK,
                       &any_processor, &database, &error) != HS_SUCCESS) {
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
  Databases databases;
  std::vector<Expression> words;
  std::vector<Expression> digits;
  std::vector<Expression> full;
  for (std::size_t i = 0; i != rules.size(); ++i) {
    const Rule& rule = rules[i];
    const auto number = static_cast<std::uint16_t>(i);
    for (const std::string_view keyword : rule.keywords) words.push_back({quote(keyword), HS_FLAG_CASELESS, number});
    const std::string regex(rule.regex);
    const unsigned flags = flags_for(regex, 0);
    if (flags == 0) {
      std::fprintf(stderr, "rules-embed: rule %s is tried on every text\n", std::string(rule.id).c_str());
      databases.unfiltered.push_back(number);
      continue;
    }
    full.push_back({regex, flags | HS_FLAG_SINGLEMATCH, number});
    if (rule.keywords.empty()) (rule.digits == 0 ? words : digits).push_back({regex, flags, number});
  }
  for (const auto& [expressions, bytes] : {std::pair{&words, &databases.words}, {&digits, &databases.digits}, {&full, &databases.full}}) {
    auto compiled = compile(*expressions);
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
