// Writes the Unicode tables of src/privacy/unicode.cc from ICU's data, at build time: make_tables OUTPUT.
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/uscript.h>
#include <unicode/uspoof.h>

#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <map>
#include <string>
#include <tuple>
#include <vector>

#include "privacy/unicode_properties.h"

namespace {

using cavra::privacy::Script;
namespace property = cavra::privacy::property;

constexpr UChar32 kCodePoints = 0x110000;
constexpr int kBlockBits = 7;

struct Record {
  std::uint8_t combining = 0;
  std::uint8_t flags = 0;
  std::uint8_t script = 0;
  std::uint8_t ascii = 0;
  std::int32_t lower = 0;
  std::u32string decomposed;
  auto operator<=>(const Record&) const = default;
};

[[noreturn]] void fail(const char* what) {
  std::fprintf(stderr, "make_tables: %s\n", what);
  std::exit(1);
}

void check(UErrorCode status, const char* what) {
  if (U_FAILURE(status)) fail(what);
}

Script script_of(UChar32 c) {
  UErrorCode status = U_ZERO_ERROR;
  const UScriptCode script = uscript_getScript(c, &status);
  check(status, "no script");
  switch (script) {
    case USCRIPT_COMMON:
    case USCRIPT_INHERITED:
      return Script::common;
    case USCRIPT_LATIN:
      return Script::latin;
    case USCRIPT_CYRILLIC:
      return Script::cyrillic;
    case USCRIPT_GREEK:
      return Script::greek;
    case USCRIPT_ARMENIAN:
    case USCRIPT_CHEROKEE:
    case USCRIPT_COPTIC:
    case USCRIPT_GEORGIAN:
    case USCRIPT_LISU:
    case USCRIPT_DESERET:
    case USCRIPT_OSAGE:
    case USCRIPT_TIFINAGH:
    case USCRIPT_RUNIC:
    case USCRIPT_GOTHIC:
    case USCRIPT_GLAGOLITIC:
    case USCRIPT_CANADIAN_ABORIGINAL:
    case USCRIPT_OLD_ITALIC:
    case USCRIPT_CARIAN:
    case USCRIPT_LYCIAN:
    case USCRIPT_LYDIAN:
    case USCRIPT_ELBASAN:
    case USCRIPT_WARANG_CITI:
      return Script::lookalike;
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_HANGUL:
    case USCRIPT_BOPOMOFO:
      return Script::east_asian;
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return Script::unspaced;
    default:
      return Script::other;
  }
}

bool is_rtl(UChar32 c) {
  const UCharDirection direction = u_charDirection(c);
  return direction == U_RIGHT_TO_LEFT || direction == U_RIGHT_TO_LEFT_ARABIC;
}

std::uint8_t flags_of(UChar32 c) {
  const std::int8_t category = u_charType(c);
  std::uint8_t flags = 0;
  if (u_isalpha(c) && category != U_NON_SPACING_MARK && category != U_COMBINING_SPACING_MARK) flags |= property::letter;
  if (category == U_NON_SPACING_MARK || category == U_ENCLOSING_MARK) flags |= property::mark;
  if (category == U_DECIMAL_DIGIT_NUMBER) flags |= property::digit;
  if (u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT) || (category == U_FORMAT_CHAR && c > 0x2000) ||
      category == U_CONTROL_CHAR) {
    flags |= property::invisible;
  }
  const bool assigned = category != U_UNASSIGNED && category != U_SURROGATE && category != U_PRIVATE_USE_CHAR &&
                        category != U_CONTROL_CHAR;
  if (assigned || c == '\t' || c == '\n' || c == '\r') flags |= property::text;
  if (is_rtl(c) && (flags & property::letter)) flags |= property::right_to_left;
  if (c > 0xFF && (u_hasBinaryProperty(c, UCHAR_EXTENDED_PICTOGRAPHIC) ||
                   u_hasBinaryProperty(c, UCHAR_EMOJI_MODIFIER) || c == 0xFE0F)) {
    flags |= property::emoji;
  }
  return flags;
}

class Spoof {
 public:
  Spoof() {
    UErrorCode status = U_ZERO_ERROR;
    checker_ = uspoof_open(&status);
    check(status, "no spoof checker");
    for (char c = 0x21; c < 0x7F; ++c) ascii_[skeleton(c)].push_back(c);
  }
  ~Spoof() { uspoof_close(checker_); }

  // The ASCII character that `c` is read as: a digit's value, a letter's look-alike; 0 when there is none.
  std::uint8_t ascii(UChar32 c) const {
    const std::int8_t category = u_charType(c);
    if (category == U_DECIMAL_DIGIT_NUMBER) return static_cast<std::uint8_t>('0' + u_charDigitValue(c));
    if (category == U_SPACE_SEPARATOR || c == 0x2800 || c == 0x2028 || c == 0x2029) return ' ';
    if (c > 0xE0020 && c < 0xE007F) return static_cast<std::uint8_t>(c - 0xE0000);
    if (script_of(c) == Script::east_asian) return 0;
    if (const std::uint8_t named = by_name(c)) return named;
    const auto found = ascii_.find(skeleton(c));
    if (found == ascii_.end()) return 0;
    return static_cast<std::uint8_t>(pick(found->second, category));
  }

 private:
  std::string skeleton(UChar32 c) const {
    UErrorCode status = U_ZERO_ERROR;
    icu::UnicodeString out;
    uspoof_getSkeletonUnicodeString(checker_, 0, icu::UnicodeString(c), out, &status);
    check(status, "no skeleton");
    std::string bytes;
    out.toUTF8String(bytes);
    return bytes;
  }

  // l, I, 1 and | share a skeleton, as do O and 0: the category of the look-alike says which is meant.
  static char pick(const std::string& candidates, std::int8_t category) {
    for (const char c : candidates) {
      if (category == U_UPPERCASE_LETTER ? u_isupper(c) : category == U_LOWERCASE_LETTER && u_islower(c)) return c;
    }
    const bool letter = category <= U_OTHER_LETTER && category >= U_UPPERCASE_LETTER;
    for (const char c : candidates) {
      if (static_cast<bool>(u_isalpha(c)) == letter) return c;
    }
    return candidates.front();
  }

  // Letters that Unicode has for their shape, without saying that they look alike: small capitals, squared letters,
  // regional indicators.
  static std::uint8_t by_name(UChar32 c) {
    std::array<char, 128> buffer{};
    UErrorCode status = U_ZERO_ERROR;
    const std::int32_t length = u_charName(c, U_UNICODE_CHAR_NAME, buffer.data(), buffer.size(), &status);
    if (U_FAILURE(status) || length < 3) return 0;
    const std::string_view name(buffer.data(), static_cast<std::size_t>(length));
    if (name[name.size() - 2] != ' ') return 0;
    const char letter = name.back();
    if (letter < 'A' || letter > 'Z') return 0;
    const std::string_view head = name.substr(0, name.size() - 2);
    const auto lower = static_cast<std::uint8_t>(letter - 'A' + 'a');
    if (head.ends_with("LATIN LETTER SMALL CAPITAL") || head.ends_with("LATIN SMALL LETTER")) return lower;
    if (head.ends_with("LATIN CAPITAL LETTER") || head == "REGIONAL INDICATOR SYMBOL LETTER") {
      return static_cast<std::uint8_t>(letter);
    }
    return 0;
  }

  USpoofChecker* checker_ = nullptr;
  std::map<std::string, std::string> ascii_;
};

class Tables {
 public:
  Tables() {
    UErrorCode status = U_ZERO_ERROR;
    nfkc_ = icu::Normalizer2::getNFKCInstance(status);
    nfkd_ = icu::Normalizer2::getInstance(nullptr, "nfkc", UNORM2_DECOMPOSE, status);
    check(status, "no normalizer");
  }

  void build() {
    std::array<std::uint16_t, 1 << kBlockBits> block{};
    for (UChar32 c = 0; c < kCodePoints; ++c) {
      block[static_cast<std::size_t>(c) & (block.size() - 1)] = index_of(record(c));
      if ((static_cast<std::size_t>(c) & (block.size() - 1)) == block.size() - 1) add(block);
    }
    compositions();
  }

  void write(std::ostream& out) const {
    out << "// Generated from ICU " << U_ICU_VERSION << ", Unicode " << U_UNICODE_VERSION << ".\n";
    numbers(out, "std::uint16_t", "kStage1", stage1_);
    numbers(out, "std::uint16_t", "kStage2", stage2_);
    std::vector<std::uint32_t> decompositions;
    out << "constexpr Record kRecords[] = {\n";
    for (const Record* record : order_) {
      out << '{' << +record->combining << ',' << +record->flags << ",Script{" << +record->script << "},"
          << +record->ascii << ',' << record->lower << ',' << decompositions.size() << ',' << record->decomposed.size()
          << "},\n";
      for (const char32_t c : record->decomposed) decompositions.push_back(c);
    }
    out << "};\n";
    numbers(out, "char32_t", "kDecompositions", decompositions);
    out << "constexpr Composition kCompositions[] = {\n";
    for (const auto& [pair, composed] : compositions_) {
      out << '{' << pair.first << ',' << pair.second << ',' << composed << "},\n";
    }
    out << "};\n";
  }

 private:
  Record record(UChar32 c) const {
    Record record;
    record.combining = u_getCombiningClass(c);
    record.flags = flags_of(c);
    record.script = static_cast<std::uint8_t>(script_of(c));
    if (c >= 0x80 && u_charType(c) != U_UNASSIGNED) record.ascii = spoof_.ascii(c);
    record.lower = static_cast<std::int32_t>(u_foldCase(c, U_FOLD_CASE_DEFAULT)) - c;
    const bool hangul = c >= 0xAC00 && c <= 0xD7A3;  // decomposed by arithmetic
    icu::UnicodeString decomposed;
    if (!hangul && nfkd_->getDecomposition(c, decomposed)) {
      for (std::int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
        record.decomposed.push_back(static_cast<char32_t>(decomposed.char32At(i)));
      }
      record.ascii = 0;  // what it decomposes into is looked at instead
    }
    return record;
  }

  std::uint16_t index_of(const Record& record) {
    const auto [at, fresh] = records_.try_emplace(record, static_cast<std::uint16_t>(order_.size()));
    if (fresh) order_.push_back(&at->first);
    if (order_.size() > 0xFFFF) fail("too many records");
    return at->second;
  }

  void add(const std::array<std::uint16_t, 1 << kBlockBits>& block) {
    const auto [at, fresh] = blocks_.try_emplace(block, static_cast<std::uint16_t>(blocks_.size()));
    if (fresh) stage2_.insert(stage2_.end(), block.begin(), block.end());
    stage1_.push_back(at->second);
  }

  void compositions() {
    for (UChar32 c = 0x80; c < kCodePoints; ++c) {
      icu::UnicodeString raw;
      if ((c >= 0xAC00 && c <= 0xD7A3) || !nfkc_->getRawDecomposition(c, raw) || raw.countChar32() != 2) continue;
      const UChar32 first = raw.char32At(0);
      const UChar32 second = raw.char32At(raw.moveIndex32(0, 1));
      if (nfkc_->composePair(first, second) == c) compositions_[{first, second}] = c;
    }
  }

  template <class Numbers>
  static void numbers(std::ostream& out, const char* type, const char* name, const Numbers& values) {
    out << "constexpr " << type << ' ' << name << "[] = {";
    std::size_t column = 0;
    for (const auto value : values) out << (column++ % 24 == 0 ? "\n" : "") << value << ',';
    out << "\n};\n";
  }

  const icu::Normalizer2* nfkc_ = nullptr;
  const icu::Normalizer2* nfkd_ = nullptr;
  Spoof spoof_;
  std::map<Record, std::uint16_t> records_;
  std::vector<const Record*> order_;
  std::map<std::array<std::uint16_t, 1 << kBlockBits>, std::uint16_t> blocks_;
  std::vector<std::uint16_t> stage1_;
  std::vector<std::uint16_t> stage2_;
  std::map<std::pair<UChar32, UChar32>, UChar32> compositions_;
};

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) fail("usage: make_tables OUTPUT");
  Tables tables;
  tables.build();
  std::ofstream out(argv[1]);
  tables.write(out);
  out.close();
  if (!out) fail("cannot write");
  return 0;
}
