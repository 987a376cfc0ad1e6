#include "privacy/tool/databases.h"

#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <expected>
#include <optional>
#include <utility>

#ifdef CAVRA_HYPERSCAN
#include <hs/hs.h>
#endif

namespace cavra::privacy {
namespace {

#ifdef CAVRA_HYPERSCAN

// Runs on every x86-64 with SSSE3, at no visible cost.
constexpr hs_platform_info_t any_processor = {HS_TUNE_FAMILY_GENERIC, 0, 0, 0};
constexpr std::size_t alignment = 64;

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

/// Regexes, and for each its flags and id.
struct Regexes {
  std::vector<std::string> texts;
  std::vector<unsigned> flags;
  std::vector<unsigned> ids;

  void add(std::string text, unsigned flag, unsigned id) {
    texts.push_back(std::move(text));
    flags.push_back(flag);
    ids.push_back(id);
  }
};

std::expected<std::vector<char>, std::string> compile(const Regexes& regexes) {
  std::vector<const char*> texts;
  for (const std::string& regex : regexes.texts) texts.push_back(regex.c_str());
  hs_database_t* database = nullptr;
  hs_compile_error_t* error = nullptr;
  if (hs_compile_multi(texts.data(), regexes.flags.data(), regexes.ids.data(), static_cast<unsigned>(texts.size()),
                       HS_MODE_BLOCK, &any_processor, &database, &error) != HS_SUCCESS) {
    const std::string what = error->message;
    hs_free_compile_error(error);
    return std::unexpected(what);
  }
  auto image = image_of(database);
  hs_free_database(database);
  return image;
}

/// A regex of RE2 as one of bytes that matches all that it matches in printable ASCII; none where that is not plain to see.
class AsciiRegex {
 public:
  explicit AsciiRegex(std::string_view regex) : rest_(regex) {}

  std::optional<std::string> translate() {
    while (!rest_.empty())
      if (!(rest_.front() == '\\' ? escape() : character())) return std::nullopt;
    return out_;
  }

 private:
  bool character() {
    const char c = rest_.front();
    if (static_cast<unsigned char>(c) >= 0x80) return beyond_ascii();
    if (!in_class_ && c == '[') in_class_ = true;
    else if (in_class_ && c == ']' && !out_.ends_with('[') && !out_.ends_with("[^")) in_class_ = false;
    out_ += c;
    rest_.remove_prefix(1);
    return true;
  }

  /// A letter that no ASCII text has: a byte that it has not, either.
  bool beyond_ascii() {
    std::size_t size = 1;
    while (size < rest_.size() && (static_cast<unsigned char>(rest_[size]) & 0xC0U) == 0x80U) ++size;
    rest_.remove_prefix(size);
    out_ += "\\xff";
    return true;
  }

  bool escape() {
    const char kind = rest_.size() > 1 ? rest_[1] : '\0';
    if (kind == 'p') return property();
    if (kind == 'x' && rest_.size() > 2 && rest_[2] == '{') {
      const std::size_t end = rest_.find('}');
      if (end == std::string_view::npos) return false;
      const unsigned long code = std::stoul(std::string(rest_.substr(3, end - 3)), nullptr, 16);
      std::array<char, 8> hex{};
      std::snprintf(hex.data(), hex.size(), "\\x%02x", static_cast<unsigned>(code < 0x80 ? code : 0xFF));
      out_ += hex.data();
      rest_.remove_prefix(end + 1);
      return true;
    }
    if (kind == '\0' || std::string_view("BCQPAz").find(kind) != std::string_view::npos) return false;
    out_ += rest_.substr(0, 2);
    rest_.remove_prefix(2);
    return true;
  }

  bool property() {
    const bool braces = rest_.size() > 2 && rest_[2] == '{';
    const std::size_t end = braces ? rest_.find('}') : 2;
    if (end >= rest_.size()) return false;
    const std::string_view name = braces ? rest_.substr(3, end - 3) : rest_.substr(2, 1);
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> ascii = {
        {{"L", "A-Za-z"}, {"Lu", "A-Z"}, {"Ll", "a-z"}, {"N", "0-9"}, {"Nd", "0-9"}, {"M", "\\xff"}}};
    for (const auto& [property, characters] : ascii) {
      if (property != name) continue;
      out_ += in_class_ ? std::string(characters) : "[" + std::string(characters) + "]";
      rest_.remove_prefix(end + 1);
      return true;
    }
    return false;
  }

  std::string_view rest_;
  std::string out_;
  bool in_class_ = false;
};

// Several texts may be searched as lines of one.
constexpr unsigned shape_flags = HS_FLAG_ALLOWEMPTY | HS_FLAG_MULTILINE;

/// Goes through a regex; what `change` returns of what stands outside of classes (and of how many characters it took) is
/// put there instead.
template <class Change>
std::string changed(std::string_view regex, Change change) {
  std::string out;
  while (!regex.empty()) {
    std::size_t size = 1;
    if (regex.front() == '\\') {
      size = std::min<std::size_t>(2, regex.size());
    } else if (regex.front() == '[') {
      size = regex.starts_with("[^") ? 2 : 1;
      if (size < regex.size() && regex[size] == ']') ++size;
      while (size < regex.size() && regex[size] != ']') size += regex[size] == '\\' ? 2 : 1;
      size = std::min(size + 1, regex.size());
    } else if (const auto [instead, taken] = change(regex); taken != 0) {
      out += instead;
      regex.remove_prefix(taken);
      continue;
    }
    out += regex.substr(0, size);
    regex.remove_prefix(size);
  }
  return out;
}

using Changed = std::pair<std::string, std::size_t>;

/// The same regex where ends of the text do not matter: it matches more.
std::string without_ends(std::string_view regex) {
  return changed(regex, [](std::string_view rest) { return Changed("", rest.front() == '^' || rest.front() == '$' ? 1 : 0); });
}

/// The same regex where nothing that may repeat more than a few times has a most: it matches more.
std::string without_bounds(std::string_view regex) {
  constexpr unsigned long few = 6;
  return changed(regex, [](std::string_view rest) -> Changed {
    const std::size_t end = rest.find('}');
    if (rest.front() != '{' || end == std::string_view::npos) return {"", 0};
    const std::string_view inside = rest.substr(1, end - 1);
    const std::size_t comma = inside.find(',');
    if (comma == std::string_view::npos || comma + 1 >= inside.size() ||
        inside.find_first_not_of("0123456789,") != std::string_view::npos)
      return {"", 0};
    const std::string least(inside.substr(0, comma));
    if (std::stoul(std::string(inside.substr(comma + 1))) <= few) return {"", 0};
    return {least == "0" ? "*" : least == "1" ? "+" : "{" + least + ",}", end + 1};
  });
}

/// The database of one regex: as it is where that is small, else of one that matches more; none where both are large.
std::optional<std::vector<char>> shape_of(const std::string& regex) {
  constexpr std::size_t small = std::size_t{32} << 10;
  constexpr std::size_t large = std::size_t{3} << 20;
  std::optional<std::vector<char>> best;
  for (const unsigned flags : {shape_flags, shape_flags | HS_FLAG_PREFILTER}) {
    Regexes one;
    one.add(regex, flags, 0);
    auto compiled = compile(one);
    if (!compiled || compiled->size() > (best ? best->size() : large)) continue;
    best = std::move(*compiled);
    if (best->size() <= small) break;
  }
  return best;
}

#endif

}  // namespace

CompiledShapes compile_shapes(std::span<const Rule> rules) {
  CompiledShapes shapes;
  shapes.offsets.assign(rules.size(), embedded::no_shape);
#ifdef CAVRA_HYPERSCAN
  for (std::size_t i = 0; i != rules.size(); ++i) {
    const std::optional<std::string> regex = AsciiRegex(rules[i].regex).translate();
    auto shape = regex ? shape_of(without_bounds(*regex)) : std::nullopt;
    // hyperscan has no ends inside of what repeats.
    if (regex && !shape) shape = shape_of(without_ends(without_bounds(*regex)));
    if (!shape) continue;
    shapes.offsets[i] = static_cast<std::uint32_t>(shapes.images.size());
    shapes.images.insert(shapes.images.end(), shape->begin(), shape->end());
    shapes.images.resize((shapes.images.size() + alignment - 1) / alignment * alignment);
  }
#endif
  return shapes;
}

}  // namespace cavra::privacy
