#include "crypto/pem.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>

#include "base/base64.h"

namespace cavra::crypto {
namespace {

constexpr std::string_view begin_mark = "-----BEGIN ";
constexpr std::string_view end_mark = "-----END ";
constexpr std::string_view dashes = "-----";
constexpr std::size_t width = 64;       // characters in a line
constexpr std::size_t line_bytes = 48;  // what they hold

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
  Secret digits(lines.left());
  while (const auto line = lines.next()) {
    if (const auto ended = label_of(*line, end_mark)) {
      if (*ended != label) return wrong("the PEM block ends with another label", "export it again", lines.number());
      Secret der(most_from_base64(digits.size()));
      const auto size = from_base64(digits, der.data());
      if (!size || *size == 0) return wrong("the PEM block is no base64", "export it again", begin);
      der.resize(*size);
      return Pem{std::string(label), std::move(der)};
    }
    if (line->find(':') != std::string_view::npos)
      return wrong("the PEM block has headers", "write the key as PKCS#8: openssl pkcs8 -topk8", lines.number());
    digits.append(*line);
  }
  return wrong("the PEM block does not end", "export it again", begin);
}

template <typename Text>
void write(Text& text, std::string_view label, std::string_view der) {
  const auto mark = [&text, label](std::string_view what) {
    for (const std::string_view part : {what, label, dashes, std::string_view("\n")}) text.append(part);
  };
  mark(begin_mark);
  for (; !der.empty(); der.remove_prefix(std::min(der.size(), line_bytes))) {
    std::array<char, width> line{};
    const std::string_view bytes = der.substr(0, line_bytes);
    to_base64(bytes, line.data());
    text.append(std::string_view(line.data(), base64_size(bytes.size())));
    ::explicit_bzero(line.data(), line.size());
    text.append("\n");
  }
  mark(end_mark);
}

}  // namespace

std::expected<std::vector<Pem>, Error> read_pems(std::string_view text) {
  std::vector<Pem> blocks;
  Lines lines(text);
  while (const auto line = lines.next()) {
    const auto label = label_of(*line, begin_mark);
    if (!label) continue;
    auto block = read_block(lines, *label);
    if (!block) return std::unexpected(std::move(block.error()));
    blocks.push_back(std::move(*block));
  }
  return blocks;
}

std::expected<Pem, Error> read_pem(std::string_view text) {
  auto blocks = read_pems(text);
  if (!blocks) return std::unexpected(std::move(blocks.error()));
  if (blocks->size() == 1) return std::move(blocks->front());
  if (blocks->empty()) return wrong("it holds no PEM block", "name a key that begins with -----BEGIN");
  return wrong("it holds more than one PEM block", "put each key in a file of its own");
}

std::string write_pem(std::string_view label, std::string_view der) {
  std::string text;
  write(text, label, der);
  return text;
}

Secret write_secret_pem(std::string_view label, std::string_view der) {
  const std::size_t digits = base64_size(der.size());
  Secret text(digits + digits / width + 2 * label.size() + 40);
  write(text, label, der);
  return text;
}

}  // namespace cavra::crypto
