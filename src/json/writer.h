/// Writing JSON piece by piece: commas, and in the pretty form line breaks, come of themselves.
///
///     json::Writer out(json::Writer::Form::pretty);
///     out.begin('{');
///     out.member("verdict", "valid");
///     out.key("roles");
///     out.begin('[');
///     out.text("release");
///     out.end(']');
///     out.end('}');
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace cavra::json {

class Writer {
 public:
  enum class Form : std::uint8_t { compact, pretty };  ///< pretty: two spaces of indentation
  explicit Writer(Form form = Form::compact) : pretty_(form == Form::pretty) {}

  /// An object or array, by its bracket.
  void begin(char open);
  void end(char close);
  /// The name of the value that follows.
  void key(std::string_view name);
  /// A string, ASCII only (json/write.h).
  void text(std::string_view value);
  /// JSON as it is.
  void raw(std::string_view json);

  void member(std::string_view name, std::string_view value) {
    key(name);
    text(value);
  }
  void number(std::string_view name, std::uint64_t value) {
    key(name);
    raw(std::to_string(value));
  }
  void flag(std::string_view name, bool value) {
    key(name);
    raw(value ? "true" : "false");
  }
  void null(std::string_view name) {
    key(name);
    raw("null");
  }

  [[nodiscard]] std::string take() { return std::move(out_); }

 private:
  void separate();
  void line();

  std::string out_;
  std::size_t depth_ = 0;
  bool pretty_;
  bool fresh_ = true;  // nothing stands before in the container
  bool after_key_ = false;
};

}  // namespace cavra::json
