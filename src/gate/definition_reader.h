/// Typed access to a definition's TOML, which keeps the first thing that is wrong: after that every answer is empty and
/// nothing else is said.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/toml.h"

namespace cavra::gate {

struct Wrong {
  std::string what;
  std::string todo;
  std::uint32_t line;
};

class DefinitionReader {
 public:
  [[nodiscard]] bool ok() const { return !wrong_; }
  /// There is one when it is not ok().
  [[nodiscard]] const Wrong& wrong() const { return *wrong_; }

 protected:
  void fail(std::string what, std::string todo, std::uint32_t line) {
    if (!wrong_) wrong_ = Wrong{std::move(what), std::move(todo), line};
  }
  [[nodiscard]] static std::uint32_t line_of(const toml::node& node);
  /// Of the key's value; of the table when it lacks the key.
  [[nodiscard]] static std::uint32_t line_of(const toml::table& in, std::string_view key);
  /// Fails on a key that is none of these.
  void known(const toml::table& in, std::initializer_list<std::string_view> keys);
  [[nodiscard]] std::string string(const toml::node& node, std::string_view what);
  /// A string that must be there and not be empty.
  [[nodiscard]] std::string text(const toml::table& in, std::string_view key);
  [[nodiscard]] std::string text_or(const toml::table& in, std::string_view key, std::string otherwise);
  /// False when it is not there.
  [[nodiscard]] bool flag(const toml::table& in, std::string_view key);
  /// 0 to 10,000.
  [[nodiscard]] std::uint16_t number(const toml::node& node, std::string_view what);
  [[nodiscard]] std::uint16_t number_or(const toml::table& in, std::string_view key, std::uint16_t otherwise);
  /// A list of strings, none empty and none twice.
  [[nodiscard]] std::vector<std::string> strings(const toml::node& node, std::string_view what);
  [[nodiscard]] std::vector<std::string> texts(const toml::table& in, std::string_view key);
  /// At least one.
  [[nodiscard]] std::vector<std::string> some(const toml::table& in, std::string_view key);
  /// Null when it is not there.
  [[nodiscard]] const toml::table* table(const toml::table& in, std::string_view key);
  /// "/object/member", or the name of a field of the record; empty when it is not there.
  [[nodiscard]] std::string pointer(const toml::table& in, std::string_view key);
  [[nodiscard]] std::string owner(const toml::node& node);

 private:
  std::optional<Wrong> wrong_;
};

}  // namespace cavra::gate
