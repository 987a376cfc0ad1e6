/// Encoded runs inside a text: where they stand and what bytes they hold.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "privacy/readable.h"
#include "privacy/reading.h"

namespace cavra::privacy {

/// The fewest digits of a run of any kind, and of a hexadecimal one.
inline constexpr std::size_t kLeastRun = 6;
inline constexpr std::size_t kLeastJoined = 8;
inline constexpr std::size_t kLeastHex = 8;
/// From here on text is looked for among other bytes, and with a start that is out of step.
inline constexpr std::size_t kLeastSalvaged = 16;
inline constexpr std::size_t kLeastSalvagedHex = 32;
/// As many digits as show whether the rest is worth decoding: nine bytes of base64, ten of base32, eight of hex.
inline constexpr std::size_t kProbe64 = 12;
inline constexpr std::size_t kProbe32 = 16;
inline constexpr std::size_t kProbeHex = 16;
/// Runs of more decoded bytes than this that are nothing readable are opaque.
inline constexpr std::size_t kMostOpaque = 64;

/// What the characters of a stretch are.
struct Makeup {
  std::size_t upper = 0;
  std::size_t lower = 0;
  std::size_t digits = 0;
  std::size_t changes = 0;  ///< between those three, from one character to the next

  /// Whether the letters and digits change about as people never write them.
  [[nodiscard]] bool mixed() const {
    return upper != 0 && lower + digits != 0 && changes * 4 >= upper + lower + digits;
  }
};
[[nodiscard]] Makeup makeup(std::string_view characters);

/// The fewest digits of a word that is read as base64 or base32: small letters alone are words of a language up to a
/// length that few of them have. Base32 has letters of one case.
[[nodiscard]] std::size_t least_base64(const Makeup& found);
[[nodiscard]] std::size_t least_base32(const Makeup& found);

/// Whether digits may be hexadecimal ones of a text: not when they are decimal alone and few, as numbers are, unless
/// they stand for digits again.
[[nodiscard]] bool may_be_hex(std::string_view digits);

/// Where RunFinder brings what it finds.
class RunSink {
 public:
  /// Bytes that an encoded run holds and what they seem to be; `bytes` may be moved from. Whether they were readable.
  virtual bool on_bytes(Decoding encoding, Span run, std::string& bytes, Content content) = 0;
  virtual void on_opaque(Decoding encoding, Span run, std::size_t decoded_bytes) = 0;
  /// Whether bytes with the head of compressed data, of which `begin` is the beginning, go on as such.
  virtual bool may_inflate(std::string_view begin) = 0;
  /// Counts bytes looked at. False when no more may be.
  virtual bool spend(std::size_t bytes) = 0;

 protected:
  ~RunSink() = default;
};

/// Finds base64, base64url, base32 and hexadecimal runs of a text, between any other characters and between the
/// separators of references and slugs, and decodes them. Words are dismissed after their first few characters.
/// Linear: each character is decoded at most once as a part of a word, once in each of the four alignments of base64
/// as a part of a run, and once more in each for text among other bytes.
class RunFinder {
 public:
  void find(std::string_view text, RunSink& sink);

 private:
  struct Run {
    std::size_t begin;
    std::size_t end;
    bool padded;
    bool url;
  };

  void run(const Run& run);
  bool piece(std::size_t begin, std::size_t end);
  bool hex_stretches(std::size_t begin, std::size_t end);
  bool hex(std::size_t begin, std::size_t end);
  bool base32(std::size_t begin, std::size_t end);
  bool base64(std::size_t begin, std::size_t end);
  std::size_t joined_pieces(const Run& run);
  std::size_t joined_from(std::size_t begin, const Run& run, std::size_t& done);
  std::size_t salvage64(const Run& run);
  void opaque64(const Run& run, std::size_t readable);
  void hex_pairs();
  bool offer(Decoding encoding, std::size_t begin, std::size_t end);
  std::size_t offer_salvaged(Decoding encoding, std::size_t begin, std::size_t end);
  bool spend(std::size_t bytes);

  std::string_view text_;
  RunSink* sink_ = nullptr;
  bool stopped_ = false;
  std::string bytes_;
  std::string salvaged_;
};

}  // namespace cavra::privacy
