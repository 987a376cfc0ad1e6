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

/// Of keys without a name: never equal to a name's number.
std::uint32_t unnamed_hash(std::string_view key) {
  const std::uint64_t hash = hash_of(key);
  return static_cast<std::uint32_t>(hash ^ hash >> 32) | 0x10000;
}

constexpr std::string_view not_utf8 = "the bytes are not UTF-8";
constexpr std::string_view too_deep = "arrays and objects are nested too deep";

}  // namespace

std::expected<const Document*, ParseError> Parser::parse(std::string_view bytes) {
  document_.bytes_ = bytes;
  document_.is_ascii_ = true;
  document_.nodes_.clear();
  document_.suspects_.clear();
  document_.arena_.clear();
  last_ = no_name;
  begin_ = bytes.data();
  end_ = begin_ + bytes.size();
  if (document(begin_) == nullptr) return std::unexpected(error_);
  return &document_;
}

std::nullptr_t Parser::fail(Code code, const char* at, std::string_view what) {
  error_ = {code, static_cast<std::uint64_t>(at - begin_), what};
  return nullptr;
}

/// Something other than what the grammar wants at `p`.
std::nullptr_t Parser::unexpected(const char* p, std::string_view what) {
  if (p == end_) return fail(Code::not_json, p, "the text ends before the value does");
  if (decode_utf8({p, end_}).size == 0) return fail(Code::not_utf8, p, not_utf8);
  return fail(Code::not_json, p, what);
}

const char* Parser::document(const char* p) {
  if (document_.bytes_.size() > limits_.bytes) return fail(Code::too_large, p, "the packet is too large");
  if (document_.bytes_.starts_with("\xEF\xBB\xBF"))
    return fail(Code::byte_order_mark, p, "the text begins with a byte order mark");
  p = skip_white(p, end_);
  if (p == end_) return fail(Code::not_json, p, "there is nothing but white space");
  add(no_node);
  p = value(p, 0);
  if (p == nullptr) return nullptr;
  p = skip_white(p, end_);
  if (p != end_) return unexpected(p, "something follows after the end of the value");
  if (!limits_.any_value && document_.nodes_[0].type != Type::object)
    return fail(Code::not_an_object, skip_white(begin_, end_), "the value is not an object");
  return p;
}

/// A string, from its opening quote to after its closing one.
inline Parser::String Parser::string(const char* p) {
  p = plain_end(p + 1, end_);
  if (p != end_ && *p == '"') return {p + 1};
  return rest_of_string(p);
}

Parser::String Parser::rest_of_string(const char* p) {
  bool escaped = false;
  while (p != end_) {
    const auto c = static_cast<std::uint8_t>(*p);
    if (c == '"') return {p + 1, escaped};
    if (c == '\\') {
      escaped = true;
      p = escape(p);
      if (p == nullptr) return {nullptr};
    } else if (c < 0x20) {
      return {fail(Code::not_json, p, "a control character in a string must be escaped")};
    } else {
      const std::uint32_t size = decode_utf8({p, end_}).size;
      if (size == 0) return {fail(Code::not_utf8, p, not_utf8)};
      document_.is_ascii_ = false;
      p += size;
    }
    p = plain_end(p, end_);
  }
  return {unexpected(p, {})};
}

/// A node for the value that comes next. It is written in place, bit by bit: to hand it on and copy it would wait for
/// each of the parts to be stored.
inline void Parser::add(NodeId parent) { document_.nodes_.emplace_back().parent = parent; }

/// Says of the last node what it is.
inline void Parser::fill(Type type, const char* begin, const char* end) {
  Node& node = document_.nodes_.back();
  node.begin = static_cast<std::uint32_t>(begin - begin_);
  node.end = static_cast<std::uint32_t>(end - begin_);
  node.type = type;
}

/// The comma between two values of a container, and the white space after it.
inline const char* Parser::next(const char* p, char close) {
  const bool object = close == '}';
  if (p == end_ || *p != ',')
    return unexpected(p, object ? "a comma or } is missing here" : "a comma or ] is missing here");
  p = skip_white(p + 1, end_);
  if (p != end_ && *p == close) return fail(Code::not_json, p, "a comma before the end");
  return p;
}

inline const char* Parser::close(NodeId container, const char* end) {
  Node& node = document_.nodes_[container];
  node.end = static_cast<std::uint32_t>(end - begin_);
  node.next = static_cast<NodeId>(document_.nodes_.size());
  return end;
}

/// Whether the key at `p` is this name, which is written as it is.
inline bool Parser::is_key(const char* p, NameId name) const {
  if (name == no_name) return false;
  const std::string_view text = names_.names[name];
  const std::size_t size = text.size();
  return static_cast<std::size_t>(end_ - p) > size + 2 && p[0] == '"' && p[size + 1] == '"' &&
         same_text({p + 1, size}, text);
}

/// A key and its colon, of the last node; returns where its value begins. Packets have their keys in the same order
/// more often than not: what came after the name before is tried first, the next element's first name and what follows
/// the last.
inline const char* Parser::key(const char* p) {
  const auto [expected, otherwise] = next_[last_];
  if (is_key(p, expected)) return named_key(p, expected);
  if (is_key(p, otherwise)) return named_key(p, otherwise);
  return any_key(p);
}

inline const char* Parser::named_key(const char* p, NameId name) {
  Node& node = document_.nodes_.back();
  const char* const end = p + names_.names[name].size() + 2;
  node.is_member = true;
  node.key_begin = static_cast<std::uint32_t>(p - begin_);
  node.key_text = static_cast<std::uint32_t>(end - begin_);
  node.name = name;
  last_ = name;
  hash_ = name;
  if (name < suspect_.size() && suspect_[name] != 0) document_.suspects_.push_back(document_.size() - 1);
  return colon(end);
}

/// The same, whatever comes.
const char* Parser::any_key(const char* p) {
  if (p == end_ || *p != '"') return unexpected(p, "a key in quotes is missing here");
  const auto [end, escaped] = string(p);
  if (end == nullptr) return nullptr;
  const NodeId id = document_.size() - 1;
  Node& node = document_.nodes_.back();
  node.is_member = true;
  node.key_begin = static_cast<std::uint32_t>(p - begin_);
  node.key_text = static_cast<std::uint32_t>(end - begin_);
  std::string_view text{p + 1, static_cast<std::size_t>(end - p - 2)};
  if (escaped) {
    node.key_escaped = true;
    node.key_text = keep(text);
    text = document_.kept(node.key_text);
  }
  node.name = names_.find(text);
  hash_ = node.name != no_name ? node.name : unnamed_hash(text);
  if (node.name != no_name) {
    // What is expected is not looked at as a string: it must be one that needs it not.
    if (plain_end(p + 1, end - 1) == end - 1) next_[last_] = {node.name, next_[last_][0]};
    last_ = node.name;
  }
  if (node.name == no_name || (node.name < suspect_.size() && suspect_[node.name] != 0))
    document_.suspects_.push_back(id);
  return colon(end);
}

inline const char* Parser::colon(const char* p) {
  p = skip_white(p, end_);
  if (p == end_ || *p != ':') return unexpected(p, "a colon is missing after the key");
  return skip_white(p + 1, end_);
}

inline const char* Parser::value(const char* p, std::uint32_t depth) {
  if (p == end_) return unexpected(p, {});
  const char* end = nullptr;
  Type type = Type::number;
  switch (*p) {
    case '"': {
      const String text = string(p);
      if (text.end == nullptr) return nullptr;
      fill(Type::string, p, text.end);
      if (text.escaped) {
        Node& node = document_.nodes_.back();
        node.escaped = true;
        node.next = keep({p + 1, static_cast<std::size_t>(text.end - p - 2)});
      }
      return text.end;
    }
    case '{':
      return object(p, depth);
    case '[':
      return array(p, depth);
    case 't':
      type = Type::true_value;
      end = word(p, "true");
      break;
    case 'f':
      type = Type::false_value;
      end = word(p, "false");
      break;
    case 'n':
      type = Type::null;
      end = word(p, "null");
      break;
    default:
      end = number(p);
  }
  if (end != nullptr) fill(type, p, end);
  return end;
}

const char* Parser::object(const char* p, std::uint32_t depth) {
  if (depth == max_depth) return fail(Code::too_deep, p, too_deep);
  fill(Type::object, p, p);
  const auto id = static_cast<NodeId>(document_.nodes_.size() - 1);
  std::uint64_t seen = 0;  // a bit for the hashes of 64
  bool maybe_doubled = false;
  p = skip_white(p + 1, end_);
  if (p != end_ && *p == '}') return close(id, p + 1);
  while (p != nullptr) {
    add(id);
    p = key(p);
    if (p == nullptr) return nullptr;
    const std::uint64_t bit = std::uint64_t{1} << hash_ % 64;
    maybe_doubled = maybe_doubled || (seen & bit) != 0;
    seen |= bit;
    p = value(p, depth + 1);
    if (p == nullptr) return nullptr;
    p = skip_white(p, end_);
    if (p != end_ && *p == '}') break;
    p = next(p, '}');
  }
  if (p == nullptr) return nullptr;
  close(id, p + 1);
  const NodeId doubled = maybe_doubled ? doubled_key(id) : no_node;
  if (doubled == no_node) return p + 1;
  return fail(Code::duplicate_key, begin_ + document_[doubled].key_begin, "a key stands twice in one object");
}

const char* Parser::array(const char* p, std::uint32_t depth) {
  if (depth == max_depth) return fail(Code::too_deep, p, too_deep);
  fill(Type::array, p, p);
  const auto id = static_cast<NodeId>(document_.nodes_.size() - 1);
  p = skip_white(p + 1, end_);
  if (p != end_ && *p == ']') return close(id, p + 1);
  while (p != nullptr) {
    add(id);
    p = value(p, depth + 1);
    if (p == nullptr) return nullptr;
    p = skip_white(p, end_);
    if (p != end_ && *p == ']') return close(id, p + 1);
    p = next(p, ']');
  }
  return nullptr;
}

const char* Parser::word(const char* p, std::string_view text) {
  const std::string_view there{p, std::min(static_cast<std::size_t>(end_ - p), text.size())};
  if (!text.starts_with(there)) return unexpected(p, "no JSON value begins like this");
  p += there.size();
  return there.size() == text.size() ? p : unexpected(p, {});
}

const char* Parser::number(const char* p) {
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
  return q;
}

/// Checks one escape, of a surrogate pair both halves.
const char* Parser::escape(const char* p) {
  if (end_ - p < 2) return unexpected(end_, {});
  if (p[1] != 'u') {
    if (std::strchr("\"\\/bfnrt", p[1]) == nullptr || p[1] == '\0') return unexpected(p, "no such escape in JSON");
    return p + 2;
  }
  const std::int32_t unit = hex4(p + 2, end_);
  if (unit < 0) {
    const bool cut_short = end_ - p < 6 && std::all_of(p + 2, end_, is_hex_digit);
    return unexpected(cut_short ? end_ : p, "\\u wants four hexadecimal digits");
  }
  if (is_low_surrogate(unit)) return fail(Code::lone_surrogate, p, "half of a surrogate pair stands alone");
  if (!is_high_surrogate(unit)) return p + 6;
  const bool paired = end_ - p >= 12 && p[6] == '\\' && p[7] == 'u' && is_low_surrogate(hex4(p + 8, end_));
  if (!paired) return fail(Code::lone_surrogate, p, "half of a surrogate pair stands alone");
  return p + 12;
}

/// The first member of the object with the key of one before it, or no_node.
NodeId Parser::doubled_key(NodeId object) {
  keys_.clear();
  for (NodeId child = object + 1; child < document_[object].next; child = document_.after(child)) {
    const NameId name = document_[child].name;
    keys_.push_back({name != no_name ? name : unnamed_hash(document_.key(child)), child});
  }
  const auto begin = keys_.begin();
  const auto end = keys_.end();
  NodeId doubled = no_node;
  constexpr std::ptrdiff_t few = 24;
  if (end - begin <= few) {
    for (auto a = begin; a != end; ++a)
      for (auto b = begin; b != a; ++b)
        if (a->hash == b->hash && doubled == no_node && document_.key(a->node) == document_.key(b->node))
          doubled = a->node;
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
  return doubled;
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
