/// Signed notes (C2SP signed-note): a text and lines of signatures, and the keys that check them.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/error.h"

namespace cavra::tlog {

/// What a key signs, as the byte that its id is made with.
enum class KeyType : std::uint8_t {
  ed25519 = 0x01,      ///< the text
  cosignature = 0x04,  ///< the text of a checkpoint and a time: cosignature/v1 of C2SP tlog-cosignature
};

/// A public key under a name, written "name+hex(id)+base64(type || key)".
struct VerifierKey {
  std::string name;
  KeyType type = KeyType::ed25519;
  std::array<std::uint8_t, 32> key{};  ///< Ed25519

  /// The first four bytes of SHA-256(name || 0x0A || type || key).
  [[nodiscard]] std::uint32_t id() const;
  [[nodiscard]] std::string to_text() const;
  friend bool operator==(const VerifierKey&, const VerifierKey&) = default;
};
/// Error::bad_verifier_key, for an id too that is not the key's.
[[nodiscard]] std::expected<VerifierKey, Error> parse_verifier_key(std::string_view text);
/// Well-formed UTF-8, not empty, without white space, control characters and plus.
[[nodiscard]] bool is_key_name(std::string_view name);

struct NoteSignature {
  std::string name;
  std::uint32_t id = 0;
  std::string bytes;  ///< what comes after the id
};

/// A note as it is written; nothing in it is checked yet.
struct Note {
  std::string text;  ///< ends with a newline
  std::vector<NoteSignature> signatures;
};

inline constexpr std::size_t largest_note = 1'000'000;
inline constexpr std::size_t most_signatures = 100;

/// Error::bad_note, with line and column 1.
[[nodiscard]] std::expected<Note, Error> parse_note(std::string_view bytes);
/// "— name base64" and a newline.
[[nodiscard]] std::string to_line(const NoteSignature& signature);
[[nodiscard]] std::string to_text(const Note& note);

/// A signature that a known key made.
struct Verified {
  std::size_t key = 0;     ///< which of the keys given
  std::uint64_t time = 0;  ///< of a cosignature, in seconds since 1970; else 0
};
/// The signatures of the note by `keys`, one a key, in the order of the note. Signatures of others are passed over.
/// Error::bad_signature when one by a known key does not hold: then nothing in the note is to be believed.
[[nodiscard]] std::expected<std::vector<Verified>, Error> verify_note(const Note& note,
                                                                      std::span<const VerifierKey> keys);

/// What a witness signs: the header, the time, the text.
[[nodiscard]] std::string cosigned_message(std::string_view text, std::uint64_t time);

}  // namespace cavra::tlog
