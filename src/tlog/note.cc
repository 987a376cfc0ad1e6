#include "tlog/note.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/base64.h"
#include "base/hex.h"
#include "base/utf8.h"
#include "crypto/digest.h"
#include "crypto/keys.h"

namespace cavra::tlog {
namespace {

constexpr std::string_view dash = "\u2014 ";
constexpr std::size_t id_size = 4;
constexpr std::size_t time_size = 8;
constexpr std::size_t signature_size = 64;
constexpr std::uint64_t latest_time = ~std::uint64_t{0} >> 1U;

std::uint64_t big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (const char c : bytes) value = (value << 8U) | static_cast<unsigned char>(c);
  return value;
}

std::string to_big_endian(std::uint64_t value, std::size_t size) {
  std::string bytes(size, '\0');
  for (std::size_t i = size; i-- != 0; value >>= 8U) bytes[i] = static_cast<char>(value & 0xFFU);
  return bytes;
}

/// The standard alphabet alone, as notes are written.
std::optional<std::string> from_standard_base64(std::string_view text) {
  return text.find_first_of("-_") == std::string_view::npos ? from_base64(text) : std::nullopt;
}

std::unexpected<Error> bad_key(std::string what) {
  return std::unexpected(
      Error{Code::bad_verifier_key, std::move(what), "write it as name+id+key, as `log init` prints it", {}, 0, 0, 0});
}

std::unexpected<Error> bad_note(std::string what, std::string_view bytes, std::size_t offset) {
  const auto line = static_cast<std::uint32_t>(1 + std::ranges::count(bytes.substr(0, offset), '\n'));
  return std::unexpected(Error{Code::bad_note, std::move(what), "take it from its log again", {}, offset, line, 1});
}

bool verify(const VerifierKey& key, const Note& note, std::string_view signature, std::uint64_t& time) {
  const auto public_key = crypto::PublicKey::from_ed25519(crypto::as_bytes(key.key));
  if (!public_key) return false;
  if (key.type == KeyType::ed25519)
    return signature.size() == signature_size && public_key->verify(note.text, signature);
  if (signature.size() != time_size + signature_size) return false;
  time = big_endian(signature.substr(0, time_size));
  return time <= latest_time && public_key->verify(cosigned_message(note.text, time), signature.substr(time_size));
}

}  // namespace

std::uint32_t VerifierKey::id() const {
  crypto::Sha256 hash;
  hash.add(name);
  const std::array<char, 2> type_line{'\n', static_cast<char>(type)};
  hash.add({type_line.data(), type_line.size()});
  hash.add(crypto::as_bytes(key));
  const crypto::Digest digest = hash.finish();
  return static_cast<std::uint32_t>(big_endian(crypto::as_bytes(digest).substr(0, id_size)));
}

std::string VerifierKey::to_text() const {
  const std::string typed = static_cast<char>(type) + std::string(crypto::as_bytes(key));
  return name + "+" + to_hex(to_big_endian(id(), id_size)) + "+" + to_base64(typed);
}

bool is_key_name(std::string_view name) {
  if (name.empty() || invalid_utf8_at(name) != name.size()) return false;
  for (std::string_view rest = name; !rest.empty();) {
    const Utf8Char character = decode_utf8(rest);
    if (character.code_point == '+' || character.code_point < ' ' || is_space(character.code_point)) return false;
    rest.remove_prefix(character.size);
  }
  return true;
}

std::expected<VerifierKey, Error> parse_verifier_key(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  if (second == std::string_view::npos) return bad_key("a verifier key has three parts with a plus between them");
  VerifierKey key;
  key.name = text.substr(0, first);
  if (!is_key_name(key.name))
    return bad_key("the name of a verifier key is empty, or has white space or control characters");
  const auto id = from_hex(text.substr(first + 1, second - first - 1));
  const auto typed = from_standard_base64(text.substr(second + 1));
  if (!id || id->size() != id_size) return bad_key("the id of a verifier key is not eight hexadecimal digits");
  if (!typed || typed->size() != 1 + key.key.size()) return bad_key("a verifier key is not 33 bytes in base64");
  key.type = static_cast<KeyType>(typed->front());
  if (key.type != KeyType::ed25519 && key.type != KeyType::cosignature)
    return bad_key("a verifier key is of another type than Ed25519 (1) and cosignature/v1 (4)");
  std::memcpy(key.key.data(), typed->data() + 1, key.key.size());
  if (key.id() != big_endian(*id)) return bad_key("the id of a verifier key is not that of its name and key");
  return key;
}

std::expected<Note, Error> parse_note(std::string_view bytes) {
  if (bytes.size() > largest_note)
    return bad_note("the note has more than " + std::to_string(largest_note) + " bytes", {}, 0);
  if (const std::size_t at = invalid_utf8_at(bytes); at != bytes.size())
    return bad_note("the note is not UTF-8", bytes, at);
  const auto control = std::ranges::find_if(bytes, [](char c) { return c >= 0 && c < ' ' && c != '\n'; });
  if (control != bytes.end())
    return bad_note("the note has a control character", bytes, static_cast<std::size_t>(control - bytes.begin()));
  const std::size_t blank = bytes.rfind("\n\n");
  if (blank == std::string_view::npos) return bad_note("the note has no empty line before its signatures", bytes, 0);
  Note note{std::string(bytes.substr(0, blank + 1)), {}};
  for (std::size_t at = blank + 2; at != bytes.size();) {
    const std::size_t end = bytes.find('\n', at);
    if (end == std::string_view::npos) return bad_note("the last line of the note has no end", bytes, at);
    std::string_view line = bytes.substr(at, end - at);
    const std::size_t space = line.starts_with(dash) ? line.find(' ', dash.size()) : std::string_view::npos;
    if (space == std::string_view::npos) return bad_note("a line after the empty line is no signature", bytes, at);
    const std::string_view name = line.substr(dash.size(), space - dash.size());
    const auto signature = from_standard_base64(line.substr(space + 1));
    if (!is_key_name(name) || !signature || signature->size() <= id_size)
      return bad_note("a signature line is not a name and base64", bytes, at);
    if (note.signatures.size() == most_signatures)
      return bad_note("the note has more than " + std::to_string(most_signatures) + " signatures", bytes, at);
    note.signatures.push_back({std::string(name), static_cast<std::uint32_t>(big_endian(signature->substr(0, id_size))),
                               signature->substr(id_size)});
    at = end + 1;
  }
  if (note.signatures.empty()) return bad_note("the note has no signature", bytes, bytes.size());
  return note;
}

std::string to_line(const NoteSignature& signature) {
  return std::string(dash) + signature.name + " " + to_base64(to_big_endian(signature.id, id_size) + signature.bytes) +
         "\n";
}

std::string to_text(const Note& note) {
  std::string text = note.text + "\n";
  for (const NoteSignature& signature : note.signatures) text += to_line(signature);
  return text;
}

std::expected<std::vector<Verified>, Error> verify_note(const Note& note, std::span<const VerifierKey> keys) {
  std::vector<std::uint32_t> ids;
  for (const VerifierKey& key : keys) ids.push_back(key.id());
  std::vector<Verified> verified;
  for (const NoteSignature& signature : note.signatures)
    for (std::size_t i = 0; i != keys.size(); ++i) {
      if (ids[i] != signature.id || keys[i].name != signature.name) continue;
      std::uint64_t time = 0;
      if (!verify(keys[i], note, signature.bytes, time))
        return std::unexpected(Error{Code::bad_signature,
                                     "the signature of " + printable(signature.name) + " does not hold",
                                     "believe nothing in it, and take it from its log again",
                                     {},
                                     0,
                                     0,
                                     0});
      // Of two cosignatures by one witness the earlier one proves more.
      const auto before = std::ranges::find(verified, i, &Verified::key);
      if (before == verified.end())
        verified.push_back({i, time});
      else
        before->time = std::min(before->time, time);
    }
  return verified;
}

std::string cosigned_message(std::string_view text, std::uint64_t time) {
  return "cosignature/v1\ntime " + std::to_string(time) + "\n" + std::string(text);
}

}  // namespace cavra::tlog
