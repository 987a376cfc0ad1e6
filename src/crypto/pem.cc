#include "crypto/pem.h"

#include <algorithm>
#include <optional>

#include "base/base64.h"
#include "crypto/digest.h"

namespace cavra::crypto {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr std::string_view dashes = "-----";
constexpr std::size_t width = 64;

std::unexpected<Error> wrong(std::string what, std::string todo, std::uint32_t line = 0) {
  return std::unexpected(Error{Code::bad_key, std::move(what), std::move(todo), "", 0, line, line == 0 ? 0U : 1U});
}

// The label of a line such as "-----BEGIN PUBLIC KEY-----".
std::optional<std::string_view> label_of(std::string_view line, std::string_view mark) {
  if (!line.starts_with(mark) || !line.ends_with(dashes) || line.size() < mark.size() + dashes.size())
    return std::nullopt;
  return line.substr(mark.size(), line.size() - mark.size() - dashes.size());
}

class Lines {
 public:
  explicit Lines(std::string_view text) : rest_(text) {}
  // The next line without its end and without white space at its own.
  std::optional<std::string_view> next() {
    if (rest_.empty()) return std::nullopt;
    std::string_view line = rest_.substr(0, rest_.find('\n'));
    rest_.remove_prefix(std::min(rest_.size(), line.size() + 1));
    ++number_;
    line = line.substr(0, line.find_last_not_of(" \t\r") + 1);
    return line;
  }
  [[nodiscard]] std::uint32_t number() const { return number_; }
  [[nodiscard]] std::size_t left() const { return rest_.size(); }

 private:
  std::string_view rest_;
  std::uint32_t number_ = 0;
};

// What follows the line that began the block.
std::expected<Pem, Error> read_block(Lines& lines, std::string_view label) {
  const std::uint32_t begin = lines.number();
  std::string digits;
  digits.reserve(lines.left());  // never moved, so that one wipe is enough
  const WipeAtEnd wiped(digits);
  while (const auto line = lines.next()) {
    if (const auto ended = label_of(*line, end_mark)) {
      if (*ended != label) return wrong("the PEM block ends with another label", "export it again", lines.number());
      auto der = from_base64(digits);
      if (!der || der->empty()) return wrong("the PEM block is no base64", "export it again", begin);
      return Pem{std::string(label), std::move(*der)};
    }
    if (line->find(':') != std::string_view::npos)
      return wrong("the PEM block has headers", "write the key as PKCS#8: openssl pkcs8 -topk8", lines.number());
    digits += *line;
  }
  return wrong("the PEM block does not end", "export it again", begin);
}

}  // namespace

std::expected<std::vector<Pem>, Error> read_pems(std::string_view text) {
  std::vector<Pem> blocks;
  Lines lines(text);
  while (const auto line = lines.next()) {
    const auto label = label_of(*line, begin_mark);
    if (!label) continue;
    auto block = read_block(lines, *label);
    if (!block) {
      for (Pem& read : blocks) wipe(read.der);
      return std::unexpected(std::move(block.error()));
    }
    blocks.push_back(std::move(*block));
  }
  return blocks;
}

std::expected<Pem, Error> read_pem(std::string_view text) {
  auto blocks = read_pems(text);
  if (!blocks) return std::unexpected(std::move(blocks.error()));
  if (blocks->size() == 1) return std::move(blocks->front());
  for (Pem& block : *blocks) wipe(block.der);
  if (blocks->empty()) return wrong("it holds no PEM block", "name a key that begins with -----BEGIN");
  return wrong("it holds more than one PEM block", "put each key in a file of its own");
}

std::string write_pem(std::string_view label, std::string_view der) {
  std::string digits = to_base64(der);
  const WipeAtEnd wiped(digits);
  std::string text;
  text.reserve(digits.size() + digits.size() / width + 2 * label.size() + 40);
  text.append(begin_mark).append(label).append(dashes) += '\n';
  for (std::size_t at = 0; at < digits.size(); at += width)
    text.append(std::string_view(digits).substr(at, width)) += '\n';
  text.append(end_mark).append(label).append(dashes) += '\n';
  return text;
}

}  // namespace cavra::crypto
