#include "tlog/proof.h"

#include <charconv>
#include <cstring>

#include "base/base64.h"

namespace cavra::tlog {
namespace {

constexpr std::string_view first_line = "c2sp.org/tlog-proof@v1";
constexpr std::size_t most_hashes = 63;

/// The lines of a proof, one after the other.
class Lines {
 public:
  explicit Lines(std::string_view bytes) : rest_(bytes) {}

  /// The next line without its end; none when the bytes end before it does.
  std::optional<std::string_view> next() {
    const std::size_t end = rest_.find('\n');
    if (end == std::string_view::npos) return std::nullopt;
    const std::string_view line = rest_.substr(0, end);
    rest_.remove_prefix(end + 1);
    ++line_;
    return line;
  }
  [[nodiscard]] std::string_view rest() const { return rest_; }
  [[nodiscard]] std::unexpected<Error> bad(std::string what) const {
    return std::unexpected(Error{Code::bad_proof, std::move(what), "have the log prove it again", {}, 0, line_, 1});
  }

 private:
  std::string_view rest_;
  std::uint32_t line_ = 0;
};

std::optional<std::string> from_standard_base64(std::string_view text) {
  return text.find_first_of("-_") == std::string_view::npos ? from_base64(text) : std::nullopt;
}

/// "WORD NUMBER".
std::optional<std::uint64_t> number_after(std::string_view word, std::string_view line) {
  if (!line.starts_with(word)) return std::nullopt;
  line.remove_prefix(word.size());
  std::uint64_t value = 0;
  const auto [end, error] = std::from_chars(line.data(), line.data() + line.size(), value);
  const bool plain = !line.empty() && (line.size() == 1 || line.front() != '0');
  if (!plain || error != std::errc() || end != line.data() + line.size() || value > most_leaves) return std::nullopt;
  return value;
}

/// Hashes, a line each, up to the empty line.
std::expected<std::vector<Hash>, Error> parse_hashes(Lines& lines) {
  std::vector<Hash> hashes;
  while (const auto line = lines.next()) {
    if (line->empty()) return hashes;
    const auto bytes = from_standard_base64(*line);
    if (!bytes || bytes->size() != sizeof(Hash)) return lines.bad("a line of the proof is no hash in base64");
    if (hashes.size() == most_hashes) return lines.bad("the proof has more than 63 hashes");
    std::memcpy(hashes.emplace_back().data(), bytes->data(), sizeof(Hash));
  }
  return lines.bad("the proof ends before its checkpoint");
}

std::string to_text(const std::vector<Hash>& hashes) {
  std::string text;
  for (const Hash& hash : hashes) text += to_base64(hash) + "\n";
  return text;
}

}  // namespace

std::string to_text(const EntryProof& proof) {
  std::string text = std::string(first_line) + "\n";
  if (proof.extra) text += "extra " + to_base64(*proof.extra) + "\n";
  return text + "index " + std::to_string(proof.index) + "\n" + to_text(proof.hashes) + "\n" + proof.checkpoint;
}

std::expected<EntryProof, Error> parse_entry_proof(std::string_view bytes) {
  Lines lines(bytes);
  if (lines.next() != first_line)
    return lines.bad("it is no proof of an entry: its first line is not " + std::string(first_line));
  EntryProof proof;
  auto line = lines.next();
  if (line && line->starts_with("extra ")) {
    proof.extra = from_standard_base64(line->substr(6));
    if (!proof.extra) return lines.bad("the extra data are no base64");
    line = lines.next();
  }
  const auto index = line ? number_after("index ", *line) : std::nullopt;
  if (!index) return lines.bad("the line with the index is missing");
  proof.index = *index;
  auto hashes = parse_hashes(lines);
  if (!hashes) return std::unexpected(std::move(hashes.error()));
  proof.hashes = std::move(*hashes);
  proof.checkpoint = lines.rest();
  return proof;
}

std::expected<Opened, Error> check_entry(const EntryProof& proof, const Hash& leaf, const Trust& trust) {
  auto opened = open_checkpoint(proof.checkpoint, trust);
  if (!opened) return opened;
  if (!includes(proof.hashes, opened->checkpoint.size, opened->checkpoint.root, proof.index, leaf))
    return std::unexpected(
        Error{Code::wrong_proof,
              "the proof does not show this entry at index " + std::to_string(proof.index) + " of the log",
              "take the proof that was made for it",
              {},
              0,
              0,
              0});
  return opened;
}

std::string to_text(const Continuation& continuation) {
  return "old " + std::to_string(continuation.old_size) + "\n" + to_text(continuation.hashes) + "\n" +
         continuation.checkpoint;
}

std::expected<Continuation, Error> parse_continuation(std::string_view bytes) {
  Lines lines(bytes);
  const auto line = lines.next();
  const auto old_size = line ? number_after("old ", *line) : std::nullopt;
  if (!old_size) return lines.bad("it is no proof of consistency: its first line is not \"old\" and a size");
  auto hashes = parse_hashes(lines);
  if (!hashes) return std::unexpected(std::move(hashes.error()));
  return Continuation{*old_size, std::move(*hashes), std::string(lines.rest())};
}

}  // namespace cavra::tlog
