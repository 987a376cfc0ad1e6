#include <charconv>

#include "base/hex.h"
#include "crypto/pkcs11.h"

namespace cavra::crypto {
namespace {

constexpr std::string_view scheme = "pkcs11:";

std::unexpected<Error> wrong(std::string what, std::string todo) {
  return std::unexpected(Error{Code::bad_usage, std::move(what), std::move(todo), "", 0, 0, 0});
}

std::optional<std::string> percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i != text.size(); ++i) {
    if (text[i] != '%') {
      out += text[i];
      continue;
    }
    const auto byte = i + 2 < text.size() ? from_hex(text.substr(i + 1, 2)) : std::nullopt;
    if (!byte) return std::nullopt;
    out += *byte;
    i += 2;
  }
  return out;
}

// Takes the next attribute off `rest`.
std::string_view take(std::string_view& rest, char separator) {
  const std::string_view attribute = rest.substr(0, rest.find(separator));
  rest.remove_prefix(attribute.size() == rest.size() ? rest.size() : attribute.size() + 1);
  return attribute;
}

class Reader {
 public:
  std::expected<Pkcs11Uri, Error> read(std::string_view text) {
    if (!text.starts_with(scheme)) return wrong("it is no pkcs11: URI", "write it as RFC 7512 has it");
    text.remove_prefix(scheme.size());
    std::string_view path = take(text, '?');
    while (!path.empty() && !error_) read_attribute(take(path, ';'), &Reader::set_path);
    while (!text.empty() && !error_) read_attribute(take(text, '&'), &Reader::set_query);
    if (error_) return std::unexpected(std::move(*error_));
    return std::move(uri_);
  }

 private:
  using Setter = void (Reader::*)(std::string_view name, const std::string& value);

  void fail(std::string what, std::string todo) { error_ = wrong(std::move(what), std::move(todo)).error(); }

  void read_attribute(std::string_view attribute, Setter set) {
    const std::size_t equals = attribute.find('=');
    auto value = equals == std::string_view::npos ? std::nullopt : percent_decoded(attribute.substr(equals + 1));
    const bool has_zero = value && value->find('\0') != std::string::npos;
    if (!value || (has_zero && attribute.substr(0, equals) != "id"))
      return fail("the pkcs11: URI has an attribute that cannot be read",
                  "write it as name=value, other characters as %XX");
    (this->*set)(attribute.substr(0, equals), *value);
  }

  void put(std::string& where, std::string_view name, std::string_view value) {
    if (!where.empty() || value.empty())
      return fail("the pkcs11: URI has " + std::string(name) + " twice, or empty", "give it once");
    where = value;
  }

  void set_path(std::string_view name, const std::string& value) {
    if (name == "token") return put(uri_.token, name, value);
    if (name == "manufacturer") return put(uri_.manufacturer, name, value);
    if (name == "model") return put(uri_.model, name, value);
    if (name == "serial") return put(uri_.serial, name, value);
    if (name == "object") return put(uri_.object, name, value);
    if (name == "id") return put(uri_.id, name, value);
    if (name == "slot-id") return set_slot(value);
    if (name == "type" && value == "private") return;
    if (name == "type") return fail("the pkcs11: URI names no private key", "say type=private, or leave it out");
    fail("the pkcs11: URI has an attribute that is not understood",
         "use token, manufacturer, model, serial, slot-id, object and id");
  }

  void set_query(std::string_view name, const std::string& value) {
    if (name == "module-path") return put(uri_.module_path, name, value);
    if (name == "pin-source") return set_pin_source(value);
    if (name == "pin-value")
      return fail("a PIN on the command line is read by everybody on the machine",
                  "use pin-source, --passphrase-file or the prompt");
    fail("the pkcs11: URI has an attribute that is not understood", "use module-path and pin-source");
  }

  void set_slot(const std::string& value) {
    std::uint64_t slot = 0;
    const char* const end = value.data() + value.size();
    const auto read = std::from_chars(value.data(), end, slot);
    if (read.ec != std::errc() || read.ptr != end || uri_.slot)
      return fail("slot-id is no number, or stands twice", "give it once");
    uri_.slot = slot;
  }

  void set_pin_source(std::string_view value) {
    constexpr std::string_view file = "file:";
    if (value.starts_with(file)) value.remove_prefix(file.size());
    if (value.starts_with("///")) value.remove_prefix(2);
    if (value.starts_with('|')) return fail("pin-source names a program", "name a file");
    put(uri_.pin_file, "pin-source", value);
  }

  Pkcs11Uri uri_;
  std::optional<Error> error_;
};

}  // namespace

std::expected<Pkcs11Uri, Error> Pkcs11Uri::parse(std::string_view uri) { return Reader().read(uri); }

}  // namespace cavra::crypto
