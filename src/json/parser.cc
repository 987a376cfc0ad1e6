#include "json/parser.h"

#include <algorithm>
#include <array>
#include <cstring>

#include "base/utf8.h"
#include "json/scan.h"

namespace cavra::json {
namespace {

bool is_white(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

const char* skip_white(const char* p, const char* end) {
  while (p != end && is_white(*p)) ++p;
  return p;
}

/// The value of a hexadecimal digit, or -1.
int hex_value(char c) {
  return is_digit(c) ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}
bool is_hex_digit(char c) { return hex_value(c) >= 0; }

/// The four hexadecimal digits at `p`, or -1.
std::int32_t hex4(const char* p, const char* end) {
  if (end - p < 4) return -1;
  std::int32_t value = 0;
  for (int i = 0; i < 4; ++i) {
    const int digit = hex_value(p[i]);
    if (digit < 0) return -1;
    value = value * 16 + digit;
  }
  return value;
}

bool is_high_surrogate(std::int32_t unit) { return unit >= 0xD800 && unit <= 0xDBFF; }
bool is_low_surrogate(std::int32_t unit) { return unit >= 0xDC00 && unit <= 0xDFFF; }

constexpr std::string_view not_utf8 = "the bytes are not UTF-8";

}  // namespace

std::expected<const Document*, ParseError> Parser::parse(std::string_view bytes) {
  document_.bytes_ = bytes;
  document_.nodes_.clear();
  document_.suspects_.clear();
  document_.arena_.clear();
  open_.clear();
  keys_.clear();
  pending_ = Node{};
  begin_ = bytes.data();
  end_ = begin_ + bytes.size();
  if (!run()) return std::unexpected(error_);
  return &document_;
}

bool Parser::fail(Code code, const char* at, std::string_view what) {
  error_ = {code, static_cast<std::uint64_t>(at - begin_), what};
  return false;
}

/// Something other than what the grammar wants at `p`.
bool Parser::unexpected(const char* p, std::string_view what) {
  if (p == end_) return fail(Code::not_json, p, "the text ends before the value does");
  if (static_cast<std::uint8_t>(*p) >= 0x80 &&
      decode_utf8({p, static_cast<std::size_t>(std::min<std::ptrdiff_t>(end_ - p, 4))}).size == 0)
    return fail(Code::not_utf8, p, not_utf8);
  return fail(Code::not_json, p, what);
}

bool Parser::run() {
  if (document_.bytes_.size() > limits_.bytes) return fail(Code::too_large, begin_, "the packet is too large");
  if (document_.bytes_.starts_with("\xEF\xBB\xBF")) return fail(Code::byte_order_mark, begin_, "the text begins with a byte order mark");
  const char* p = skip_white(begin_, end_);
  if (p == end_) return fail(Code::not_json, p, "there is nothing but white space");
  if (!value(p)) return false;
  while (!open_.empty()) {
    p = skip_white(p, end_);
    if (p == end_) return unexpected(p, {});
    const bool in_object = document_.nodes_[open_.back().node].type == Type::object;
    const bool first = document_.nodes_.size() == open_.back().node + std::size_t{1};
    if (*p == (in_object ? '}' : ']')) {
      if (!close(p)) return false;
      ++p;
      continue;
    }
    if (!first) {
      if (*p != ',')
        return unexpected(p, in_object ? "a comma or } is missing here" : "a comma or ] is missing here");
      p = skip_white(p + 1, end_);
      if (p != end_ && *p == (in_object ? '}' : ']')) return fail(Code::not_json, p, "a comma before the end");
    }
    if (in_object && !key(p)) return false;
    if (!value(p)) return false;
  }
  p = skip_white(p, end_);
  if (p != end_) return unexpected(p, "something follows after the end of the value");
  if (document_.nodes_[0].type != Type::object) return fail(Code::not_an_object, skip_white(begin_, end_), "the value is not an object");
  return true;
}

NodeId Parser::add(Type type, const char* begin, const char* end) {
  const auto id = static_cast<NodeId>(document_.nodes_.size());
  Node node = pending_;
  node.begin = static_cast<std::uint32_t>(begin - begin_);
  node.end = static_cast<std::uint32_t>(end - begin_);
  node.parent = open_.empty() ? no_node : open_.back().node;
  node.next = id + 1;
  node.type = type;
  node.escaped = false;
  document_.nodes_.push_back(node);
  pending_ = Node{};
  return id;
}

bool Parser::value(const char*& p) {
  if (p == end_) return unexpected(p, {});
  const char* const begin = p;
  switch (*p) {
    case '{':
    case '[': {
      if (open_.size() >= limits_.depth) return fail(Code::too_deep, p, "arrays and objects are nested too deep");
      const NodeId id = add(*p == '{' ? Type::object : Type::array, p, p + 1);
      open_.push_back({id, static_cast<std::uint32_t>(keys_.size())});
      ++p;
      return true;
    }
    case '"': {
      bool escaped = false;
      if (!string(p, escaped)) return false;
      const NodeId id = add(Type::string, begin, p);
      if (escaped) {
        document_.nodes_[id].escaped = true;
        document_.nodes_[id].next = keep({begin + 1, static_cast<std::size_t>(p - begin - 2)});
      }
      return true;
    }
    case 't':
      return word(p, "true") && (add(Type::true_value, begin, p), true);
    case 'f':
      return word(p, "false") && (add(Type::false_value, begin, p), true);
    case 'n':
      return word(p, "null") && (add(Type::null, begin, p), true);
    default:
      return number(p) && (add(Type::number, begin, p), true);
  }
}

bool Parser::word(const char*& p, std::string_view text) {
  const std::string_view there{p, std::min(static_cast<std::size_t>(end_ - p), text.size())};
  if (!text.starts_with(there)) return unexpected(p, "no JSON value begins like this");
  p += there.size();
  if (there.size() < text.size()) return unexpected(p, {});
  return true;
}

bool Parser::number(const char*& p) {
  const char* q = p;
  if (q != end_ && *q == '-') ++q;
  if (q == end_ || !is_digit(*q)) return unexpected(q == p || q == end_ ? q : p, "no JSON value begins like this");
  const bool zero = *q == '0';
  const char* const first = q;
  while (q != end_ && is_digit(*q)) ++q;
  if (zero && q - first > 1) return fail(Code::not_json, first, "a number begins with a needless 0");
  if (q != end_ && *q == '.') {
    ++q;
    if (q == end_ || !is_digit(*q)) return unexpected(q, "a digit is missing after the decimal point");
    while (q != end_ && is_digit(*q)) ++q;
  }
  if (q != end_ && (*q == 'e' || *q == 'E')) {
    ++q;
    if (q != end_ && (*q == '+' || *q == '-')) ++q;
    if (q == end_ || !is_digit(*q)) return unexpected(q, "a digit is missing in the exponent");
    while (q != end_ && is_digit(*q)) ++q;
  }
  p = q;
  return true;
}

/// Reads a string from its opening quote on; `p` ends after the closing one.
bool Parser::string(const char*& p, bool& escaped) {
  ++p;
  while (true) {
    p = plain_end(p, end_);
    if (p == end_) return unexpected(p, {});
    const auto c = static_cast<std::uint8_t>(*p);
    if (c == '"') {
      ++p;
      return true;
    }
    if (c == '\\') {
      escaped = true;
      if (!escape(p)) return false;
    } else if (c < 0x20) {
      return fail(Code::not_json, p, "a control character in a string must be escaped");
    } else {
      const std::uint32_t size = decode_utf8({p, static_cast<std::size_t>(std::min<std::ptrdiff_t>(end_ - p, 4))}).size;
      if (size == 0) return fail(Code::not_utf8, p, not_utf8);
      p += size;
    }
  }
}

/// Checks one escape, of a surrogate pair both halves; `p` ends after it.
bool Parser::escape(const char*& p) {
  if (end_ - p < 2) return unexpected(end_, {});
  if (p[1] != 'u') {
    if (std::strchr("\"\\/bfnrt", p[1]) == nullptr || p[1] == '\0') return unexpected(p, "no such escape in JSON");
    p += 2;
    return true;
  }
  const std::int32_t unit = hex4(p + 2, end_);
  if (unit < 0) {
    const bool cut_short = end_ - p < 6 && std::all_of(p + 2, end_, is_hex_digit);
    return unexpected(cut_short ? end_ : p, "\\u wants four hexadecimal digits");
  }
  if (is_low_surrogate(unit)) return fail(Code::lone_surrogate, p, "half of a surrogate pair stands alone");
  if (is_high_surrogate(unit)) {
    const bool paired = end_ - p >= 12 && p[6] == '\\' && p[7] == 'u' && is_low_surrogate(hex4(p + 8, end_));
    if (!paired) return fail(Code::lone_surrogate, p, "half of a surrogate pair stands alone");
    p += 6;
  }
  p += 6;
  return true;
}

bool Parser::key(const char*& p) {
  if (p == end_ || *p != '"') return unexpected(p, "a key in quotes is missing here");
  const char* const begin = p;
  bool escaped = false;
  if (!string(p, escaped)) return false;
  pending_.is_member = true;
  pending_.key_begin = static_cast<std::uint32_t>(begin - begin_);
  std::string_view text{begin + 1, static_cast<std::size_t>(p - begin - 2)};
  pending_.key_text = static_cast<std::uint32_t>(p - begin_);
  pending_.key_escaped = escaped;
  if (escaped) {
    pending_.key_text = keep(text);
    text = document_.kept(pending_.key_text);
  }
  const std::uint64_t hash = hash_of(text);
  const auto id = static_cast<NodeId>(document_.nodes_.size());
  pending_.name = names_.find(text, hash);
  if (pending_.name == no_name || (pending_.name < suspect_.size() && suspect_[pending_.name] != 0))
    document_.suspects_.push_back(id);
  keys_.push_back({static_cast<std::uint32_t>(hash ^ hash >> 32), id});
  p = skip_white(p, end_);
  if (p == end_ || *p != ':') return unexpected(p, "a colon is missing after the key");
  p = skip_white(p + 1, end_);
  return true;
}

bool Parser::close(const char* p) {
  const Open open = open_.back();
  open_.pop_back();
  Node& node = document_.nodes_[open.node];
  node.end = static_cast<std::uint32_t>(p + 1 - begin_);
  node.next = static_cast<NodeId>(document_.nodes_.size());
  return node.type != Type::object || check_keys(open.keys);
}

/// No key of the object whose keys begin at `first` may be there twice.
bool Parser::check_keys(std::uint32_t first) {
  const auto begin = keys_.begin() + first;
  const auto end = keys_.end();
  NodeId doubled = no_node;
  constexpr std::ptrdiff_t few = 24;
  if (end - begin <= few) {
    for (auto a = begin; a != end; ++a)
      for (auto b = begin; b != a; ++b)
        if (a->hash == b->hash && doubled == no_node && document_.key(a->node) == document_.key(b->node)) doubled = a->node;
  } else {
    const auto text = [this](const Key& key) { return document_.key(key.node); };
    std::sort(begin, end, [&text](const Key& a, const Key& b) {
      if (a.hash != b.hash) return a.hash < b.hash;
      const int order = text(a).compare(text(b));
      return order != 0 ? order < 0 : a.node < b.node;
    });
    for (auto a = begin; a + 1 < end; ++a)
      if (a->hash == a[1].hash && text(*a) == text(a[1])) doubled = std::min(doubled, a[1].node);
  }
  keys_.erase(begin, end);
  if (doubled == no_node) return true;
  return fail(Code::duplicate_key, begin_ + document_[doubled].key_begin, "a key stands twice in one object");
}

/// Keeps the text of a checked string with escapes, resolved; returns where.
std::uint32_t Parser::keep(std::string_view raw) {
  std::string& arena = document_.arena_;
  const auto at = static_cast<std::uint32_t>(arena.size());
  arena.append(sizeof(std::uint32_t), '\0');
  const char* p = raw.data();
  const char* const end = p + raw.size();
  while (p != end) {
    if (*p != '\\') {
      const char* const stop = std::find(p, end, '\\');
      arena.append(p, stop);
      p = stop;
      continue;
    }
    constexpr std::string_view letters = "bfnrt";
    constexpr std::array<char, 5> meant = {'\b', '\f', '\n', '\r', '\t'};
    if (p[1] == 'u') {
      std::int32_t unit = hex4(p + 2, end);
      if (is_high_surrogate(unit)) {
        unit = 0x10000 + ((unit - 0xD800) << 10) + (hex4(p + 8, end) - 0xDC00);
        p += 6;
      }
      append_utf8(arena, static_cast<std::uint32_t>(unit));
      p += 6;
    } else {
      const std::size_t letter = letters.find(p[1]);
      arena.push_back(letter == std::string_view::npos ? p[1] : meant[letter]);
      p += 2;
    }
  }
  const auto size = static_cast<std::uint32_t>(arena.size() - at - sizeof(std::uint32_t));
  std::memcpy(arena.data() + at, &size, sizeof size);
  return at;
}

}  // namespace cavra::json
