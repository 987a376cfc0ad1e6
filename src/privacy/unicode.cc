#include "privacy/unicode.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "base/utf8.h"

namespace cavra::privacy {
namespace {

struct Composition {
  std::uint32_t first;
  std::uint32_t second;
  std::uint32_t composed;
};

#include "unicode_tables.inc"

constexpr std::uint32_t kHangulBase = 0xAC00;
constexpr std::uint32_t kLeadBase = 0x1100;
constexpr std::uint32_t kVowelBase = 0x1161;
constexpr std::uint32_t kTrailBase = 0x11A7;
constexpr std::uint32_t kLeads = 19;
constexpr std::uint32_t kVowels = 21;
constexpr std::uint32_t kTrails = 28;

std::uint32_t compose_hangul(std::uint32_t first, std::uint32_t second) {
  if (first - kLeadBase < kLeads && second - kVowelBase < kVowels) {
    return kHangulBase + ((first - kLeadBase) * kVowels + (second - kVowelBase)) * kTrails;
  }
  const bool open = first - kHangulBase < kLeads * kVowels * kTrails && (first - kHangulBase) % kTrails == 0;
  if (open && second - kTrailBase - 1 < kTrails - 1) return first + (second - kTrailBase);
  return 0;
}

}  // namespace

const Record& record(std::uint32_t code_point) {
  return kRecords[kStage2[std::size_t{kStage1[code_point >> 7]} << 7 | (code_point & 127)]];
}

std::u32string_view decomposition(const Record& record) {
  return {std::begin(kDecompositions) + record.decomposition, record.decomposition_size};
}

std::uint32_t compose(std::uint32_t first, std::uint32_t second) {
  if (const std::uint32_t hangul = compose_hangul(first, second)) return hangul;
  const std::pair key{first, second};
  const auto* found = std::lower_bound(
      std::begin(kCompositions), std::end(kCompositions), key,
      [](const Composition& entry, const auto& wanted) { return std::pair{entry.first, entry.second} < wanted; });
  return found != std::end(kCompositions) && std::pair{found->first, found->second} == key ? found->composed : 0;
}

std::uint32_t next_code_point(std::string_view text, std::size_t& at) {
  const auto byte = static_cast<unsigned char>(text[at]);
  if (byte < 0x80) {
    ++at;
    return byte;
  }
  const Utf8Char decoded = decode_utf8(text.substr(at, 4));
  at += std::max(decoded.size, 1u);
  return decoded.size == 0 ? 0xFFFD : decoded.code_point;
}

}  // namespace cavra::privacy
