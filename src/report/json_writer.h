/// Writes JSON, indented by two spaces or in one line.
///
///     JsonWriter json(out);
///     json.object().member("name", "x").key("list").array().value("a").end().end();
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "json/write.h"

namespace cavra::report {

class JsonWriter {
 public:
  enum class Layout : std::uint8_t { indented, one_line };

  /// Indented lines begin with `steps` steps more.
  explicit JsonWriter(std::string& out, Layout layout = Layout::indented, std::size_t steps = 0)
      : out_(out), indented_(layout == Layout::indented), steps_(steps) {}

  JsonWriter& object() { return open('{', '}'); }
  JsonWriter& array() { return open('[', ']'); }
  JsonWriter& end() {
    const Level level = levels_.back();
    levels_.pop_back();
    if (!level.empty) new_line();
    out_.push_back(level.close);
    return *this;
  }

  JsonWriter& key(std::string_view name) {
    separate();
    json::append_string(out_, name);
    out_ += indented_ ? ": " : ":";
    after_key_ = true;
    return *this;
  }
  JsonWriter& value(std::string_view text) {
    separate();
    json::append_string(out_, text);
    return *this;
  }
  JsonWriter& value(std::uint64_t number) { return raw(std::to_string(number)); }
  /// JSON that is written already.
  JsonWriter& raw(std::string_view json) {
    separate();
    out_ += json;
    return *this;
  }

  JsonWriter& member(std::string_view name, std::string_view text) { return key(name).value(text); }
  JsonWriter& member(std::string_view name, const char* text) { return key(name).value(std::string_view(text)); }
  JsonWriter& member(std::string_view name, std::uint64_t number) { return key(name).value(number); }
  JsonWriter& member(std::string_view name, bool flag) { return key(name).raw(flag ? "true" : "false"); }

 private:
  struct Level {
    char close;
    bool empty = true;
  };

  JsonWriter& open(char begin, char close) {
    separate();
    out_.push_back(begin);
    levels_.push_back({close});
    return *this;
  }
  /// What stands before a value or a key.
  void separate() {
    if (after_key_ || levels_.empty()) {
      after_key_ = false;
      return;
    }
    if (!levels_.back().empty) out_.push_back(',');
    levels_.back().empty = false;
    new_line();
  }
  void new_line() {
    if (indented_) out_.append("\n").append((levels_.size() + steps_) * 2, ' ');
  }

  std::string& out_;
  bool indented_;
  std::size_t steps_;
  std::vector<Level> levels_;
  bool after_key_ = false;
};

}  // namespace cavra::report
