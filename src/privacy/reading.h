/// The ways in which a value can be read.
///
/// A value is looked at as it stands, with look-alikes and invisible characters folded away, with letter-spacing
/// closed, and with every encoded part decoded, in any nesting up to the budget's depth. Each text that comes out is a
/// Reading.
///
///     Reader reader;
///     const Outcome outcome = reader.read(value, [&](const Reading& reading) { match(reading.text); });
///     if (outcome.limit != Limit::none) report_incomplete();
///     for (const Disguise& disguise : reader.disguises()) { ... }
///     for (const Opaque& opaque : reader.opaques()) { ... }
///
/// A Reader is one per thread and reuses its memory; the functions are pure and may be called from any thread.
#pragma once

#include <cstdint>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace cavra::privacy {

/// One step from a text to another reading of it.
enum class Decoding : std::uint8_t {
  nfkc,         ///< compatibility characters, such as full-width letters
  confusables,  ///< letters that look like ASCII ones
  invisible,    ///< zero-width, bidirectional and control characters, soft hyphens, marks heaped on letters: removed
  spacing,      ///< letter-spacing: removed
  percent,      ///< %40
  html,         ///< &commat; &#64; &#x40;
  json_escape,  ///< \u0040, \x40, \/
  base64,
  base64url,
  base32,
  hex,
  utf16,  ///< decoded bytes that are UTF-16 of either order
  gzip,
  zlib,
};

/// Its name as findings show it, such as "base64".
[[nodiscard]] std::string_view name(Decoding decoding);

/// A half-open span of bytes.
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Span&, const Span&) = default;
};

class OffsetMap;

/// One way to read a value or a part of it. Valid during the callback only.
struct Reading {
  std::string_view text;               ///< UTF-8
  std::span<const Decoding> layers;    ///< outermost first; empty for the value as it stands
  Span run;                            ///< the part of the value that it came from: all of it, or an encoded run
  const OffsetMap* offsets = nullptr;  ///< null when the text is the value's own, or when only the run is known

  /// The part of the value behind text[begin, end): exact for the value itself and for what is folded or unescaped in
  /// place, the whole run for what was inside an encoded one.
  [[nodiscard]] Span source(std::uint32_t begin, std::uint32_t end) const;
};

/// What a value may cost. Each limit that is reached is reported, never passed over.
struct Budget {
  std::uint64_t decoded_bytes = std::uint64_t{1} << 20;  ///< that come out of all the value's decoders together
  std::uint32_t ratio = 100;                             ///< of inflated to compressed bytes
  std::uint32_t depth = 5;                               ///< of nested decodings; foldings are not counted
  std::uint64_t steps = std::uint64_t{1} << 22;  ///< bytes looked at, beyond steps_per_byte for each of the value
  std::uint32_t steps_per_byte = 64;
};

enum class Limit : std::uint8_t { none, decoded_bytes, ratio, depth, steps };

/// What reading a value came to; the counts are for the receipt.
struct Outcome {
  Limit limit = Limit::none;  ///< the first that was reached; with any but none the value was not read in full
  std::uint32_t readings = 0;
  std::uint32_t depth = 0;  ///< of the deepest decoding
  std::uint64_t decoded_bytes = 0;
  std::uint64_t steps = 0;
};

/// Characters that only serve to hide: they stand in the value itself or in a text decoded from it.
struct Disguise {
  enum class Kind : std::uint8_t { zero_width, bidirectional, control, mixed_script };
  Kind kind;
  Span span;  ///< in the value: of the characters, or of the word that mixes scripts, or of the encoded run
  std::span<const Decoding> layers;  ///< empty in the value itself
};

/// An encoded run of more than 64 decoded bytes that decode to nothing readable.
struct Opaque {
  Decoding encoding;  ///< base64, base64url, base32 or hex
  Span span;          ///< in the value
  std::uint32_t decoded_bytes = 0;
  std::span<const Decoding> layers;  ///< around it; empty in the value itself
};

/// Whether the value itself is its only reading, without any disguise or opaque run: true at once for most of what
/// packets hold, never true where Reader::read would say more.
[[nodiscard]] bool is_plain(std::string_view value);

class Reader {
 public:
  explicit Reader(Budget budget = {});
  ~Reader();
  Reader(Reader&&) noexcept;
  Reader& operator=(Reader&&) noexcept;

  /// Calls on_reading(const Reading&) for the value as it stands and then for every further reading of it, never twice
  /// for one text. `value` is UTF-8 of less than 4 GiB; bytes that are not are read as they are. on_reading must not
  /// call this reader.
  template <class OnReading>
  Outcome read(std::string_view value, OnReading&& on_reading) {
    if (is_plain(value)) return read_plain(value, on_reading);
    using Callee = std::remove_reference_t<OnReading>;
    return read_all(value, {[](void* callee, const Reading& reading) { (*static_cast<Callee*>(callee))(reading); },
                            const_cast<void*>(static_cast<const void*>(std::addressof(on_reading)))});
  }

  /// Of the last value read, in the order in which they were found; valid until the next.
  [[nodiscard]] std::span<const Disguise> disguises() const;
  [[nodiscard]] std::span<const Opaque> opaques() const;

 private:
  class State;
  struct Callback {
    void (*call)(void*, const Reading&);
    void* callee;
  };
  template <class OnReading>
  Outcome read_plain(std::string_view value, OnReading& on_reading) {
    forget();
    on_reading(Reading{value, {}, {0, static_cast<std::uint32_t>(value.size())}, nullptr});
    return {.readings = 1, .steps = value.size()};
  }
  void forget();
  Outcome read_all(std::string_view value, Callback callback);

  std::unique_ptr<State> state_;
};

/// The one spelling of a field's name: customerName, Customer-Name, CUSTOMER_NAMES and one with look-alike letters are
/// all customer_name. Words are lower case, singular and joined by single underscores. An empty name is empty.
[[nodiscard]] std::string fold_key(std::string_view key);

}  // namespace cavra::privacy
