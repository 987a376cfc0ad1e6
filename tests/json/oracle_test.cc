// The parser beside a slow and plain one: they accept the same texts and read the same values.
#include <gtest/gtest.h>

#include <cstdlib>
#include <nlohmann/json.hpp>
#include <random>
#include <set>

#include "json/parser.h"
#include "tests/json/cases.h"

namespace cavra::json {
namespace {

std::string number_as_text(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.17g", value);
  return text;
}

/// Writes what it reads in one plain form, and counts what our intake refuses beyond RFC 8259.
class Oracle final : public nlohmann::json_sax<nlohmann::json> {
 public:
  explicit Oracle(const std::string& text) { json_ = nlohmann::json::sax_parse(text, this); }

  [[nodiscard]] bool is_json() const { return json_; }
  [[nodiscard]] bool overflows() const { return overflows_; }
  [[nodiscard]] bool is_packet() const { return json_ && !twice_ && deepest_ <= 64 && written_.starts_with('{'); }
  [[nodiscard]] const std::string& written() const { return written_; }

  bool null() override { return put("null"); }
  bool boolean(bool value) override { return put(value ? "true" : "false"); }
  bool number_integer(number_integer_t value) override { return put(number_as_text(static_cast<double>(value))); }
  bool number_unsigned(number_unsigned_t value) override { return put(number_as_text(static_cast<double>(value))); }
  bool number_float(number_float_t value, const string_t&) override { return put(number_as_text(value)); }
  bool string(string_t& value) override { return put("s:" + value + "\n"); }
  bool binary(binary_t&) override { return false; }
  bool start_object(std::size_t) override { return open("{"); }
  bool key(string_t& value) override {
    twice_ = twice_ || !keys_.back().insert(value).second;
    return put("k:" + value + "\n");
  }
  bool end_object() override { return close("}"); }
  bool start_array(std::size_t) override { return open("["); }
  bool end_array() override { return close("]"); }
  bool parse_error(std::size_t, const std::string&, const nlohmann::detail::exception& error) override {
    overflows_ = error.id == 406;  // a number that no double holds; JSON all the same
    return false;
  }

 private:
  bool put(const std::string& text) {
    written_ += text + " ";
    return true;
  }
  bool open(const char* text) {
    keys_.emplace_back();
    deepest_ = std::max(deepest_, keys_.size());
    return put(text);
  }
  bool close(const char* text) {
    keys_.pop_back();
    return put(text);
  }

  std::string written_;
  std::vector<std::set<std::string>> keys_;
  std::size_t deepest_ = 0;
  bool twice_ = false;
  bool overflows_ = false;
  bool json_ = false;
};

/// The document in the oracle's form.
class Writer {
 public:
  explicit Writer(const Document& document) : document_(document) { value(0); }
  [[nodiscard]] const std::string& written() const { return written_; }

 private:
  void value(NodeId node) {
    switch (document_[node].type) {
      case Type::null:
        written_ += "null ";
        return;
      case Type::false_value:
        written_ += "false ";
        return;
      case Type::true_value:
        written_ += "true ";
        return;
      case Type::number: {
        const std::string raw(document_.raw(node));
        written_ += number_as_text(raw == "-0" ? 0.0 : std::strtod(raw.c_str(), nullptr)) + " ";
        return;
      }
      case Type::string:
        written_.append("s:").append(document_.text(node)).append("\n ");
        return;
      case Type::array:
      case Type::object:
        break;
    }
    const bool object = document_[node].type == Type::object;
    written_ += object ? "{ " : "[ ";
    for (NodeId child = node + 1; child < document_[node].next; child = document_.after(child)) {
      if (object) written_.append("k:").append(document_.key(child)).append("\n ");
      value(child);
    }
    written_ += object ? "} " : "] ";
  }

  const Document& document_;
  std::string written_;
};

bool is_fault_of_the_text(Code code) {
  return code == Code::not_json || code == Code::not_utf8 || code == Code::lone_surrogate;
}

void compare(Parser& parser, const std::string& text) {
  // The oracle takes a zero byte for the end, and passes over a byte order mark.
  if (text.find('\0') != std::string::npos || text.starts_with("\xEF\xBB\xBF")) return;
  const Oracle oracle(text);
  const auto parsed = parser.parse(text);
  if (oracle.overflows()) return;
  ASSERT_EQ(parsed.has_value(), oracle.is_packet()) << shown(text) << (parsed ? "" : parsed.error().what);
  if (parsed) {
    ASSERT_EQ(Writer(**parsed).written(), oracle.written()) << shown(text);
  } else if (oracle.is_json()) {
    ASSERT_FALSE(is_fault_of_the_text(parsed.error().code)) << shown(text);
    ASSERT_LT(parsed.error().offset, text.size());
  } else {
    ASSERT_NE(parsed.error().code, Code::not_an_object) << shown(text);
    ASSERT_LE(parsed.error().offset, text.size());
  }
}

TEST(Oracle, AgreesOnTheTables) {
  Parser parser({});
  for (const std::string& text : accepted_texts()) compare(parser, text);
  for (const Refused& row : refused_texts()) compare(parser, row.text);
}

class Mutator {
 public:
  explicit Mutator(std::uint32_t seed) : random_(seed) {}

  std::string operator()(std::string text) {
    for (std::size_t changes = 1 + below(3); changes > 0; --changes) change(text);
    return text;
  }

 private:
  std::size_t below(std::size_t limit) { return random_() % limit; }

  void change(std::string& text) {
    constexpr std::string_view pieces[] = {"{", "}", "[", "]", ",", ":", "\"", "\\", "\\u", "\\ud83d", "\\ude00", "0", "-", ".", "e",
                                           "1e5", "null", "true", "false", " ", "\n", "\xC3", "\xA9", "\xED\xA0\x80", "\x1F", "{\"a\":1}", "[]"};
    const std::size_t at = text.empty() ? 0 : below(text.size());
    const std::size_t length = std::min(below(6), text.size() - at);
    switch (below(5)) {
      case 0:
        text.insert(at, pieces[below(std::size(pieces))]);
        return;
      case 1:
        text.erase(at, length);
        return;
      case 2:
        text.insert(text.empty() ? 0 : below(text.size()), text.substr(at, length * 8));
        return;
      case 3:
        if (!text.empty()) text[at] = static_cast<char>(1 + below(255));
        return;
      default:
        text.replace(at, length, pieces[below(std::size(pieces))]);
        return;
    }
  }

  std::mt19937 random_;
};

TEST(Oracle, AgreesOnAPacketWithChanges) {
  Parser parser({});
  const std::string packet(sample_packet());
  Mutator mutate(20'240'601);
  for (int i = 0; i < 20'000; ++i) {
    compare(parser, mutate(packet));
    if (HasFatalFailure()) return;
  }
}

TEST(Oracle, AgreesOnSmallTextsWithChanges) {
  Parser parser({});
  const std::vector<std::string> seeds = accepted_texts();
  Mutator mutate(7);
  for (std::size_t i = 0; i < 60'000; ++i) {
    const std::string& seed = seeds[i % seeds.size()];
    if (seed.size() > 1000) continue;
    compare(parser, mutate(seed));
    if (HasFatalFailure()) return;
  }
}

}  // namespace
}  // namespace cavra::json
