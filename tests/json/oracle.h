// A slow and plain parser, and what our own must have in common with it.
#pragma once

#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <set>
#include <string>
#include <vector>

#include "json/parser.h"

namespace cavra::json {

inline std::string number_as_text(double value) {
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

/// How what a parser of no limits but the usual ones says of a text differs from what the oracle says of it; empty when
/// both accept it and read the same, or both refuse it.
inline std::string disagreement(Parser& parser, const std::string& text) {
  // The oracle takes a zero byte for the end, and passes over a byte order mark.
  if (text.find('\0') != std::string::npos || text.starts_with("\xEF\xBB\xBF")) return {};
  const Oracle oracle(text);
  const auto parsed = parser.parse(text);
  if (oracle.overflows()) return {};
  if (parsed.has_value() != oracle.is_packet())
    return parsed ? "it is read" : "it is refused: " + std::string(parsed.error().what);
  if (parsed)
    return Writer(**parsed).written() == oracle.written() ? "" : "it is read as " + Writer(**parsed).written();
  const Code code = parsed.error().code;
  if (parsed.error().offset > text.size()) return "it is refused behind its end";
  const bool is_of_the_text = code == Code::not_json || code == Code::not_utf8 || code == Code::lone_surrogate;
  if (oracle.is_json() && is_of_the_text) return "it is refused as no JSON";
  return !oracle.is_json() && code == Code::not_an_object ? "it is refused as another value" : "";
}

}  // namespace cavra::json
