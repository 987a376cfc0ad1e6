#include "seal/fields.h"

#include <algorithm>

#include "base/hex.h"
#include "base/utf8.h"

namespace cavra::seal {
namespace {

std::string below(const std::string& path, std::string_view name) { return path + "/" + std::string(name); }

bool has_controls(std::string_view text) {
  while (!text.empty()) {
    const Utf8Char c = decode_utf8(text);
    if (c.code_point < 0x20 || (c.code_point >= 0x7F && c.code_point < 0xA0)) return true;
    text.remove_prefix(c.size);
  }
  return false;
}

}  // namespace

void Fields::fail(const std::string& path, std::string_view what) {
  if (wrong_) return;
  wrong_ = Error{code_, (path.empty() ? "the object" : path) + " " + std::string(what), {}, source_, 0, 0, 0};
}

json::NodeId Fields::find(const Object& in, std::string_view name) const {
  if (wrong_ || in.node == json::no_node) return json::no_node;
  for (json::NodeId child = in.node + 1; child < document_[in.node].next; child = document_.after(child))
    if (document_.key(child) == name) return child;
  return json::no_node;
}

Fields::Object Fields::checked(json::NodeId node, std::string path, std::initializer_list<std::string_view> names) {
  if (wrong_ || node == json::no_node) return {};
  if (document_[node].type != json::Type::object) {
    fail(path, "is no object");
    return {};
  }
  std::size_t index = 0;
  for (json::NodeId child = node + 1; child < document_[node].next; child = document_.after(child), ++index)
    if (std::find(names.begin(), names.end(), document_.key(child)) == names.end())
      fail(path, "has a member that it must not have: {" + std::to_string(index) + "}");
  Object object{node, std::move(path)};
  for (const std::string_view name : names)
    if (find(object, name) == json::no_node) fail(object.path, "lacks " + std::string(name));
  return wrong_ ? Object{} : object;
}

Fields::Object Fields::root(std::initializer_list<std::string_view> names) { return checked(0, {}, names); }

Fields::Object Fields::object(const Object& in, std::string_view name, std::initializer_list<std::string_view> names) {
  return checked(find(in, name), below(in.path, name), names);
}

Fields::Object Fields::element(const Object& array, std::size_t index, json::NodeId node,
                               std::initializer_list<std::string_view> names) {
  return checked(node, below(array.path, std::to_string(index)), names);
}

Fields::Object Fields::array(const Object& in, std::string_view name) {
  const json::NodeId node = find(in, name);
  if (node == json::no_node) return {};
  Object array{node, below(in.path, name)};
  if (document_[node].type == json::Type::array) return array;
  fail(array.path, "is no array");
  return {};
}

std::size_t Fields::size(const Object& array) const {
  if (!array_is_there(array)) return 0;
  std::size_t count = 0;
  for (json::NodeId node = array.node + 1; node < document_[array.node].next; node = document_.after(node)) ++count;
  return count;
}

std::string Fields::text_at(json::NodeId node, const std::string& path) {
  if (wrong_ || node == json::no_node) return {};
  if (document_[node].type != json::Type::string) {
    fail(path, "is no string");
    return {};
  }
  const std::string_view text = document_.text(node);
  if (has_controls(text)) fail(path, "has a control character");
  return std::string(text);
}

std::string Fields::any_text(const Object& in, std::string_view name) {
  return text_at(find(in, name), below(in.path, name));
}

std::string Fields::text(const Object& in, std::string_view name) {
  std::string text = any_text(in, name);
  if (text.empty()) fail(below(in.path, name), "is empty");
  return text;
}

void Fields::constant(const Object& in, std::string_view name, std::string_view wanted) {
  if (any_text(in, name) != wanted) fail(below(in.path, name), "is not " + std::string(wanted));
}

crypto::Digest Fields::digest_at(json::NodeId node, const std::string& path) {
  crypto::Digest digest{};
  const std::string text = text_at(node, path);
  if (wrong_) return digest;
  const auto bytes = from_hex(text);
  if (!bytes || bytes->size() != digest.size() ||
      std::any_of(text.begin(), text.end(), [](char c) { return c >= 'A' && c <= 'F'; })) {
    fail(path, "is not a SHA-256 in 64 small hexadecimal digits");
    return digest;
  }
  std::transform(bytes->begin(), bytes->end(), digest.begin(), [](char c) { return static_cast<std::uint8_t>(c); });
  return digest;
}

crypto::Digest Fields::digest(const Object& in, std::string_view name) {
  return digest_at(find(in, name), below(in.path, name));
}

std::uint32_t Fields::number(const Object& in, std::string_view name) {
  const json::NodeId node = find(in, name);
  if (node == json::no_node) return 0;
  const std::string_view raw = document_.raw(node);
  constexpr std::size_t most_digits = 10;
  std::uint64_t value = 0;
  if (document_[node].type == json::Type::number && raw.size() <= most_digits &&
      std::all_of(raw.begin(), raw.end(), [](char c) { return c >= '0' && c <= '9'; }))
    for (const char c : raw) value = value * 10 + static_cast<std::uint64_t>(c - '0');
  else
    value = std::uint64_t{1} << 32U;
  if (value >> 32U == 0) return static_cast<std::uint32_t>(value);
  fail(below(in.path, name), "is no number from 0 to 4294967295");
  return 0;
}

}  // namespace cavra::seal
