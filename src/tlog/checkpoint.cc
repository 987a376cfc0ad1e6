#include "tlog/checkpoint.h"

#include <algorithm>
#include <charconv>
#include <cstring>

#include "base/base64.h"
#include "base/utf8.h"

namespace cavra::tlog {
namespace {

std::unexpected<Error> bad(std::string what, std::uint32_t line) {
  return std::unexpected(
      Error{Code::bad_checkpoint, std::move(what), "take the checkpoint from its log again", {}, 0, line, 1});
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    lines.push_back(text.substr(0, text.find('\n')));
    text.remove_prefix(std::min(text.size(), lines.back().size() + 1));
  }
  return lines;
}

}  // namespace

std::string to_text(const Checkpoint& checkpoint) {
  std::string text =
      checkpoint.origin + "\n" + std::to_string(checkpoint.size) + "\n" + to_base64(checkpoint.root) + "\n";
  for (const std::string& line : checkpoint.extensions) text += line + "\n";
  return text;
}

std::expected<Checkpoint, Error> parse_checkpoint(std::string_view text) {
  const std::vector<std::string_view> lines = lines_of(text);
  if (!text.ends_with('\n') || lines.size() < 3) return bad("a checkpoint has at least three lines", 1);
  for (std::size_t i = 0; i != lines.size(); ++i)
    if (lines[i].empty()) return bad("a checkpoint has no empty line in its text", static_cast<std::uint32_t>(i + 1));
  Checkpoint checkpoint;
  checkpoint.origin = lines[0];
  const std::string_view digits = lines[1];
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), checkpoint.size);
  if (error != std::errc() || end != digits.data() + digits.size() || (digits.size() > 1 && digits.front() == '0') ||
      checkpoint.size > most_leaves)
    return bad("the second line of a checkpoint is no size", 2);
  const auto root = lines[2].find_first_of("-_") == std::string_view::npos ? from_base64(lines[2]) : std::nullopt;
  if (!root || root->size() != checkpoint.root.size())
    return bad("the third line of a checkpoint is no hash in base64", 3);
  std::memcpy(checkpoint.root.data(), root->data(), root->size());
  if (checkpoint.size == 0 && checkpoint.root != empty_root())
    return bad("the root of an empty log is not that of an empty tree", 3);
  for (std::size_t i = 3; i != lines.size(); ++i) checkpoint.extensions.emplace_back(lines[i]);
  return checkpoint;
}

std::expected<Opened, Error> open_checkpoint(std::string_view bytes, const Trust& trust) {
  auto note = parse_note(bytes);
  if (!note) return std::unexpected(std::move(note.error()));
  std::vector<VerifierKey> keys = trust.log_keys;
  keys.insert(keys.end(), trust.witnesses.begin(), trust.witnesses.end());
  const auto verified = verify_note(*note, keys);
  if (!verified) return std::unexpected(verified.error());
  const auto of_log = [&trust](const Verified& one) { return one.key < trust.log_keys.size(); };
  const auto signer = std::ranges::find_if(*verified, of_log);
  if (signer == verified->end())
    return std::unexpected(Error{Code::unknown_signer,
                                 "no key that is trusted for the log signed the checkpoint",
                                 "trust the log's verifier key if it is the right log",
                                 {},
                                 0,
                                 0,
                                 0});
  auto checkpoint = parse_checkpoint(note->text);
  if (!checkpoint) return std::unexpected(std::move(checkpoint.error()));
  const std::string& origin = trust.origin.empty() ? trust.log_keys[signer->key].name : trust.origin;
  if (checkpoint->origin != origin)
    return std::unexpected(
        Error{Code::other_log,
              "the checkpoint is of the log " + printable(checkpoint->origin) + ", not of " + printable(origin),
              "take the checkpoint of the right log",
              {},
              0,
              1,
              1});
  Opened opened{std::move(*checkpoint), std::move(*note), {}, false, std::nullopt};
  for (const Verified& one : *verified)
    if (!of_log(one)) opened.cosigners.push_back({trust.witnesses[one.key - trust.log_keys.size()].name, one.time});
  std::ranges::sort(opened.cosigners, {}, &Cosigner::time);
  opened.has_quorum = opened.cosigners.size() >= trust.quorum;
  if (opened.has_quorum && trust.quorum != 0) opened.proven_time = opened.cosigners[trust.quorum - 1].time;
  return opened;
}

}  // namespace cavra::tlog
