#include "privacy/tool/databases.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <expected>
#include <optional>
#include <utility>

#ifdef CAVRA_HYPERSCAN
#include <hs/hs.h>
#include <re2/re2.h>

#include "privacy/digit_blind.h"
#endif

namespace cavra::privacy {
namespace {

#ifdef CAVRA_HYPERSCAN

// Runs on every x86-64 with SSSE3, at no visible cost.
constexpr hs_platform_info_t any_processor = {HS_TUNE_FAMILY_GENERIC, 0, 0, 0};
constexpr std::size_t alignment = 64;

/// Whenever hyperscan makes scratch space for a database it reads all of it for its checksum, which costs more than a
/// packet. Nothing but the program itself vouches for what lies in the program: the checksum becomes that of nothing.
/// The image stays as it was where hyperscan would not take it so.
void skip_checksum(char* image) {
  constexpr std::size_t header = 32;
  constexpr std::size_t length_at = 8;
  constexpr std::size_t checksum_at = 24;
  std::array<char, header> before{};
  std::memcpy(before.data(), image, header);
  std::memset(image + length_at, 0, sizeof(std::uint32_t));
  std::memset(image + checksum_at, 0, sizeof(std::uint32_t));
  hs_scratch_t* scratch = nullptr;
  if (hs_alloc_scratch(reinterpret_cast<const hs_database_t*>(image), &scratch) != HS_SUCCESS)
    std::memcpy(image, before.data(), header);
  hs_free_scratch(scratch);
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
  if (placed) skip_checksum(static_cast<char*>(memory));
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

/// A regex of RE2 as one of bytes that matches all that it matches in printable ASCII; none where that is not plain to
/// see.
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
    if (!in_class_ && c == '[')
      in_class_ = true;
    else if (in_class_ && c == ']' && !out_.ends_with('[') && !out_.ends_with("[^"))
      in_class_ = false;
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

/// Goes through a regex; what `change` returns of what stands outside of classes (and of how many characters it took)
/// is put there instead.
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
  return changed(regex,
                 [](std::string_view rest) { return Changed("", rest.front() == '^' || rest.front() == '$' ? 1 : 0); });
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

/// Of a regex of ASCII.
std::optional<std::vector<char>> shape_of_ascii(const std::string& regex) {
  auto shape = shape_of(without_bounds(regex));
  // hyperscan has no ends inside of what repeats.
  return shape ? shape : shape_of(without_ends(without_bounds(regex)));
}

// Where digits are common: a rule that must tell them apart here must tell them apart.
constexpr std::array<std::string_view, 12> with_digits = {
    "2026-07-05T10:20:30.123Z INFO [worker-3] served 1842 bytes in 17 ms, 200 OK",
    "Jul  5 10:20:30 web01 sshd[1234]: closed by 192.0.2.17 port 50512 ssh2",
    "1783246830123 1783246830.123456 level=info count=17 took=0.25s rate=12.5% id=0x7f3a20 retry=3/10",
    "v1.2.3 12.0.1-rc4 build 20260705.4 lib64/libc.so.6 utf-8 sha256 x86_64 IPv4 OAuth2 ISO 27001",
    "from 10:00 to 12:30:45 on 5 July 2026, 05/07/2026 or 2026-07-05, in the third of 4 quarters",
    "R7.10 evidence://customer-lifecycle/live-evidence-intake-00412 packet.v1 3f8a0c51-7e24-4b19-9d02-6a5b7c8d9e0f",
    "for (int i = 0; i < 16; ++i) total[i] += weights[i * 4 + 2] << 8; return 0;",
    "    0x00000040 0x0000000000000040 0x0000000000000040 00000270: 3f00 1200",
    "man(1), see printf(3) and RFC 3986, section 4.2; at most 65535, by default 8080; 1,000,000 lines",
    "[ 12.345678] cpu0: 4 cores, 2400 MHz, 8192 KB cache, mem 1048576k/2097152k",
    "total 4096 drwxr-xr-x 2 root root 4096 5 10:20 100644 1a2b3c4d5e6f7a8b9c0d",
    "12, 13, 14 15:16:17 1:2:3:4:5 +1.0e-9 -17 3.14159 2001:2002:2003",
};

/// Whether `blind` matches no more of what has digits than `regex` does.
bool as_telling(const std::string& blind, const std::string& regex) {
  re2::RE2::Options latin;
  latin.set_encoding(re2::RE2::Options::EncodingLatin1);
  latin.set_log_errors(false);
  const re2::RE2 more(blind, latin);
  const re2::RE2 less(regex, latin);
  if (!more.ok() || !less.ok()) return false;
  return std::none_of(with_digits.begin(), with_digits.end(), [&](std::string_view line) {
    const re2::StringPiece text(line.data(), line.size());
    return re2::RE2::PartialMatch(text, more) && !re2::RE2::PartialMatch(text, less);
  });
}

/// Whether the characters that the rule needs do not tell digits apart.
bool asks_blindly(const Rule& rule) {
  Characters digits;
  for (unsigned char c = '0'; c <= '9'; ++c) digits.add(c);
  return std::none_of(rule.characters.begin(), rule.characters.end(),
                      [&](const Characters& set) { return set.meets(digits); });
}

struct RuleShape {
  std::vector<char> image;
  bool blind = false;
};

/// One that is blind to digits, unless it would dismiss less.
std::optional<RuleShape> shape_of_rule(const Rule& rule) {
  const std::optional<std::string> regex = AsciiRegex(rule.regex).translate();
  if (!regex) return std::nullopt;
  auto shape = shape_of_ascii(*regex);
  if (!shape) return std::nullopt;
  const std::optional<std::string> blind = blind_to_digits(*regex);
  if (!blind || !asks_blindly(rule)) return RuleShape{std::move(*shape), false};
  if (*blind == *regex) return RuleShape{std::move(*shape), true};
  auto other = shape_of_ascii(*blind);
  constexpr std::size_t small = std::size_t{32} << 10;
  if (!other || other->size() > shape->size() + small || !as_telling(*blind, *regex))
    return RuleShape{std::move(*shape), false};
  return RuleShape{std::move(*other), true};
}

#endif

}  // namespace

CompiledShapes compile_shapes(std::span<const Rule> rules) {
  CompiledShapes shapes;
  shapes.offsets.assign(rules.size(), embedded::no_shape);
  shapes.blind.assign(rules.size(), 0);
#ifdef CAVRA_HYPERSCAN
  for (std::size_t i = 0; i != rules.size(); ++i) {
    const auto shape = shape_of_rule(rules[i]);
    if (!shape) continue;
    shapes.offsets[i] = static_cast<std::uint32_t>(shapes.images.size());
    shapes.blind[i] = shape->blind ? 1 : 0;
    shapes.images.insert(shapes.images.end(), shape->image.begin(), shape->image.end());
    shapes.images.resize((shapes.images.size() + alignment - 1) / alignment * alignment);
  }
#endif
  return shapes;
}

}  // namespace cavra::privacy
