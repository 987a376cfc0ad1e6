#include "json/canonical.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <optional>
#include <vector>

namespace cavra::json {
namespace {

using Result = std::expected<void, ParseError>;

/// Of a number of JSON's grammar that no double is near, whether it is too small, not too large: where its first digit
/// that counts stands, which is hundreds of places from where it would make no difference.
bool is_too_small(std::string_view token) {
  const std::size_t e = token.find_first_of("eE");
  const std::string_view mantissa = token.substr(0, e);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t digit = mantissa.find_first_of("123456789");
  const auto place = static_cast<std::int64_t>(point) - static_cast<std::int64_t>(digit);
  std::int64_t exponent = 0;
  if (e != std::string_view::npos) {
    const char* const from = token.data() + e + (token[e + 1] == '+' ? 2 : 1);
    if (std::from_chars(from, token.data() + token.size(), exponent).ec != std::errc()) return *from == '-';
  }
  return place + exponent < 0;
}

/// The double nearest to a number of JSON's grammar; infinite when it is too large for one.
double nearest_double(std::string_view token) {
  double value = 0;
  const auto [end, problem] = std::from_chars(token.data(), token.data() + token.size(), value);
  if (problem != std::errc::result_out_of_range) return value;
  return is_too_small(token) ? 0 : HUGE_VAL;
}

bool is_integer_token(std::string_view token) { return token.find_first_of(".eE") == std::string_view::npos; }

/// Appends a number as it is canonically written, or says why there is no such form.
std::optional<Code> append_token(std::string& out, std::string_view token) {
  const double value = nearest_double(token);
  if (std::isinf(value)) return Code::number_overflows;
  const std::size_t begin = out.size();
  append_number(out, value);
  const bool changed = std::string_view(out).substr(begin) != token;
  if (changed && is_integer_token(token) && token != "-0") return Code::integer_changes;
  return std::nullopt;
}

/// Appends `text` in quotes with the escapes that RFC 8785, 3.2.2.2 asks for.
void append_text(std::string& out, std::string_view text) {
  constexpr std::string_view digits = "0123456789abcdef";
  constexpr std::string_view letters = "btn?fr";  // of 8 to 13; 11 has none
  const auto is_plain = [](char c) { return static_cast<unsigned char>(c) >= 0x20 && c != '"' && c != '\\'; };
  out.push_back('"');
  while (true) {
    const std::size_t plain =
        static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
    out.append(text, 0, plain);
    if (plain == text.size()) break;
    const char c = text[plain];
    const auto byte = static_cast<unsigned char>(c);
    text.remove_prefix(plain + 1);
    out.push_back('\\');
    if (byte >= 0x20)
      out.push_back(c);
    else if (byte >= 8 && byte <= 13 && byte != 11)
      out.push_back(letters[byte - 8U]);
    else
      out.append("u00").append(1, digits[byte >> 4]).append(1, digits[byte & 0xF]);
  }
  out.push_back('"');
}

class Canonical {
 public:
  Canonical(std::string& out, const Document& document) : out_(out), document_(document) {}

  /// Recursion is as deep as the parser allowed the document to be.
  Result value(NodeId id) {
    switch (document_[id].type) {
      case Type::null:
        out_ += "null";
        return {};
      case Type::false_value:
        out_ += "false";
        return {};
      case Type::true_value:
        out_ += "true";
        return {};
      case Type::number:
        return number(id);
      case Type::string:
        // Without escapes it is written as it is: nothing in it can need one.
        if (document_[id].escaped)
          append_text(out_, document_.text(id));
        else
          out_ += document_.raw(id);
        return {};
      case Type::array:
        return array(id);
      case Type::object:
        return object(id);
    }
    return {};
  }

 private:
  Result number(NodeId id) {
    const std::optional<Code> wrong = append_token(out_, document_.raw(id));
    if (!wrong) return {};
    const bool overflows = *wrong == Code::number_overflows;
    return std::unexpected(
        ParseError{*wrong, document_[id].begin,
                   overflows ? "a number that no double can hold" : "an integer that canonical form would change"});
  }

  Result array(NodeId id) {
    out_.push_back('[');
    for (NodeId child = id + 1; child < document_[id].next; child = document_.after(child)) {
      if (child != id + 1) out_.push_back(',');
      if (auto done = value(child); !done) return done;
    }
    out_.push_back(']');
    return {};
  }

  Result object(NodeId id) {
    const std::size_t first = members_.size();
    for (NodeId child = id + 1; child < document_[id].next; child = document_.after(child)) members_.push_back(child);
    const auto begin = members_.begin() + static_cast<std::ptrdiff_t>(first);
    const auto less = [this](NodeId a, NodeId b) { return utf16_less(document_.key(a), document_.key(b)); };
    if (!std::is_sorted(begin, members_.end(), less)) std::sort(begin, members_.end(), less);
    const std::size_t end = members_.size();
    out_.push_back('{');
    for (std::size_t i = first; i < end; ++i) {
      if (i != first) out_.push_back(',');
      const Node& member = document_[members_[i]];
      if (member.key_escaped)
        append_text(out_, document_.key(members_[i]));
      else
        out_ += document_.bytes().substr(member.key_begin, member.key_text - member.key_begin);
      out_.push_back(':');
      if (auto done = value(members_[i]); !done) return done;
    }
    out_.push_back('}');
    members_.resize(first);
    return {};
  }

  std::string& out_;
  const Document& document_;
  std::vector<NodeId> members_;  // of the objects that are open
};

}  // namespace

void append_number(std::string& out, double value) {
  if (value == 0) {
    out.push_back('0');
    return;
  }
  if (std::signbit(value)) out.push_back('-');
  std::array<char, 32> text{};
  const auto printed =
      std::to_chars(text.data(), text.data() + text.size(), std::fabs(value), std::chars_format::scientific);
  const std::string_view scientific(text.data(), static_cast<std::size_t>(printed.ptr - text.data()));
  const std::size_t e = scientific.find('e');
  std::string digits(1, scientific[0]);
  if (e > 1) digits += scientific.substr(2, e - 2);
  const std::size_t sign = scientific[e + 1] == '+' ? e + 2 : e + 1;
  int exponent = 0;
  std::from_chars(scientific.data() + sign, scientific.data() + scientific.size(), exponent);
  // ECMA-262, Number::toString: k digits, and the point after the n-th.
  const int k = static_cast<int>(digits.size());
  const int n = exponent + 1;
  if (k <= n && n <= 21) {
    out.append(digits).append(static_cast<std::size_t>(n - k), '0');
  } else if (0 < n && n <= 21) {
    out.append(digits, 0, static_cast<std::size_t>(n)).append(".").append(digits, static_cast<std::size_t>(n));
  } else if (-6 < n && n <= 0) {
    out.append("0.").append(static_cast<std::size_t>(-n), '0').append(digits);
  } else {
    out.push_back(digits[0]);
    if (k > 1) out.append(".").append(digits, 1);
    out.append(exponent < 0 ? "e-" : "e+").append(std::to_string(std::abs(exponent)));
  }
}

bool utf16_less(std::string_view a, std::string_view b) {
  const std::size_t common = std::min(a.size(), b.size());
  const auto differ = std::mismatch(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(common), b.begin());
  if (differ.first == a.begin() + static_cast<std::ptrdiff_t>(common)) return a.size() < b.size();
  const auto x = static_cast<unsigned char>(*differ.first);
  const auto y = static_cast<unsigned char>(*differ.second);
  // UTF-8 sorts as code points do. UTF-16 does, too, but that its surrogates, for what is above U+FFFF (first byte
  // F0 and up), come before U+E000 to U+FFFF (first byte EE or EF).
  constexpr unsigned char private_use = 0xEE;
  constexpr unsigned char supplementary = 0xF0;
  if (x >= private_use && y >= private_use && (x >= supplementary) != (y >= supplementary)) return x >= supplementary;
  return x < y;
}

Result append_canonical(std::string& out, const Document& document, NodeId node) {
  return Canonical(out, document).value(node);
}

std::expected<std::string, ParseError> canonical_form(std::string_view bytes, Limits limits) {
  Parser parser({}, {}, limits);
  const auto document = parser.parse(bytes);
  if (!document) return std::unexpected(document.error());
  std::string out;
  out.reserve(bytes.size());
  if (auto done = append_canonical(out, **document); !done) return std::unexpected(done.error());
  return out;
}

}  // namespace cavra::json
