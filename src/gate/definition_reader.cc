#include "gate/definition_reader.h"

#include <algorithm>
#include <set>

namespace cavra::gate {

std::uint32_t DefinitionReader::line_of(const toml::node& node) {
  return static_cast<std::uint32_t>(node.source().begin.line);
}

std::uint32_t DefinitionReader::line_of(const toml::table& in, std::string_view key) {
  const toml::node* node = in.get(key);
  return line_of(node != nullptr ? *node : static_cast<const toml::node&>(in));
}

void DefinitionReader::known(const toml::table& in, std::initializer_list<std::string_view> keys) {
  for (const auto& [key, value] : in) {
    if (std::find(keys.begin(), keys.end(), key.str()) != keys.end()) continue;
    std::string all;
    for (const std::string_view k : keys) all.append(all.empty() ? "" : ", ").append(k);
    fail("\"" + std::string(key.str()) + "\" means nothing here", "the keys here are: " + all, line_of(value));
  }
}

std::string DefinitionReader::string(const toml::node& node, std::string_view what) {
  if (const auto* value = node.as_string()) return value->get();
  fail(std::string(what) + " is no string", "", line_of(node));
  return {};
}

std::string DefinitionReader::text(const toml::table& in, std::string_view key) {
  const toml::node* node = in.get(key);
  if (node == nullptr) {
    fail("\"" + std::string(key) + "\" is missing", "docs/gates.md says what belongs there", line_of(in));
    return {};
  }
  std::string value = string(*node, "\"" + std::string(key) + "\"");
  if (value.empty()) fail("\"" + std::string(key) + "\" is empty", "", line_of(*node));
  return value;
}

std::string DefinitionReader::text_or(const toml::table& in, std::string_view key, std::string otherwise) {
  return in.contains(key) ? text(in, key) : std::move(otherwise);
}

bool DefinitionReader::flag(const toml::table& in, std::string_view key) {
  const toml::node* node = in.get(key);
  if (node == nullptr) return false;
  if (const auto* value = node->as_boolean()) return value->get();
  fail("\"" + std::string(key) + "\" is neither true nor false", "", line_of(*node));
  return false;
}

std::uint16_t DefinitionReader::number(const toml::node& node, std::string_view what) {
  const auto* value = node.as_integer();
  if (value != nullptr && value->get() >= 0 && value->get() <= 10'000) return static_cast<std::uint16_t>(value->get());
  fail(std::string(what) + " is no number from 0 to 10000", "", line_of(node));
  return 0;
}

std::uint16_t DefinitionReader::number_or(const toml::table& in, std::string_view key, std::uint16_t otherwise) {
  const toml::node* node = in.get(key);
  return node == nullptr ? otherwise : number(*node, "\"" + std::string(key) + "\"");
}

std::vector<std::string> DefinitionReader::strings(const toml::node& node, std::string_view what) {
  std::vector<std::string> all;
  const toml::array* list = node.as_array();
  if (list == nullptr) {
    fail(std::string(what) + " is no list", "write it as [\"...\", \"...\"]", line_of(node));
    return all;
  }
  std::set<std::string> seen;
  for (const toml::node& element : *list) {
    std::string value = string(element, "an element of " + std::string(what));
    if (value.empty()) fail("an element of " + std::string(what) + " is empty", "", line_of(element));
    if (!seen.insert(value).second) fail("\"" + value + "\" is listed twice", "", line_of(element));
    all.push_back(std::move(value));
  }
  return all;
}

std::vector<std::string> DefinitionReader::texts(const toml::table& in, std::string_view key) {
  const toml::node* node = in.get(key);
  return node == nullptr ? std::vector<std::string>{} : strings(*node, "\"" + std::string(key) + "\"");
}

std::vector<std::string> DefinitionReader::some(const toml::table& in, std::string_view key) {
  std::vector<std::string> all = texts(in, key);
  if (all.empty()) fail("\"" + std::string(key) + "\" is missing or empty", "list at least one", line_of(in, key));
  return all;
}

const toml::table* DefinitionReader::table(const toml::table& in, std::string_view key) {
  const toml::node* node = in.get(key);
  if (node == nullptr) return nullptr;
  if (node->as_table() == nullptr) fail("\"" + std::string(key) + "\" is no table", "", line_of(*node));
  return node->as_table();
}

std::string DefinitionReader::pointer(const toml::table& in, std::string_view key) {
  if (!in.contains(key)) return {};
  return owner(*in.get(key));
}

std::string DefinitionReader::owner(const toml::node& node) {
  std::string value = string(node, "an owner");
  const auto slashes = std::count(value.begin(), value.end(), '/');
  if (slashes != 0 && (slashes > 2 || value.front() != '/' || value[1] == '/' || value.back() == '/'))
    fail("\"" + value + "\" is neither /member or /object/member of the packet nor the name of a field of the record",
         "", line_of(node));
  return value;
}

}  // namespace cavra::gate
