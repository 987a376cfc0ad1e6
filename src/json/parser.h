/// JSON text (RFC 8259) to a Document, in one pass, with the rules of an intake that trusts nobody.
///
/// Refused, each with a code of its own: bytes that are not UTF-8, a byte order mark, anything that is not JSON, a lone
/// surrogate, a key twice in one object (compared after its escapes are resolved), more than max_depth levels, too many
/// bytes. Integers of any length are JSON. Time is linear in the bytes but for duplicate keys of large objects (n log
/// n); memory is at most 32 bytes a value besides the escaped strings.
#pragma once

#include <array>
#include <expected>
#include <span>

#include "cavra/error.h"
#include "json/document.h"

namespace cavra::json {

struct Limits {
  std::size_t bytes = std::size_t{16} << 20;  ///< at most 4 GiB - 1
  bool any_value = false;                     ///< the root may be anything, not an object alone
};

struct ParseError {
  Code code;
  std::uint64_t offset;
  std::string_view what;  ///< a static text
};

/// One a thread: it keeps its memory from one document to the next.
class Parser {
 public:
  /// Keys are looked up in `names`; members whose name is marked in `suspect` (indexed by NameId), and those with
  /// no known name, are listed in Document::suspects(). Both must outlive the parser.
  explicit Parser(NameTable names, std::span<const std::uint8_t> suspect = {}, Limits limits = {})
      : names_(names), suspect_(suspect), limits_(limits), next_(names.names.size() + 1) {}

  /// The document stays valid until the next call, and while `bytes` does. It ends where its root value ends;
  /// only white space may follow.
  [[nodiscard]] std::expected<const Document*, ParseError> parse(std::string_view bytes);

 private:
  struct String {
    const char* end;  // null when it is none
    bool escaped = false;
  };
  struct Key {
    std::uint32_t hash;
    NodeId node;
  };

  // Each reads what begins at `p` and returns where it ends, or null when `error_` says what is wrong.
  const char* document(const char* p);
  const char* value(const char* p, std::uint32_t depth);
  const char* object(const char* p, std::uint32_t depth);
  const char* array(const char* p, std::uint32_t depth);
  const char* key(const char* p);
  const char* any_key(const char* p);
  const char* named_key(const char* p, NameId name);
  [[nodiscard]] bool is_key(const char* p, NameId name) const;
  const char* colon(const char* p);
  const char* next(const char* p, char close);
  const char* number(const char* p);
  const char* word(const char* p, std::string_view text);
  const char* escape(const char* p);
  String string(const char* p);
  String rest_of_string(const char* p);

  void add(NodeId parent);
  void fill(Type type, const char* begin, const char* end);
  const char* close(NodeId container, const char* end);
  NodeId doubled_key(NodeId object);
  std::uint32_t keep(std::string_view raw);
  std::nullptr_t unexpected(const char* p, std::string_view what);
  std::nullptr_t fail(Code code, const char* at, std::string_view what);

  NameTable names_;
  std::span<const std::uint8_t> suspect_;
  Limits limits_;
  Document document_;
  std::vector<Key> keys_;                    // of an object in which one may stand twice
  std::uint32_t hash_ = 0;                   // of the last key: equal for equal keys
  std::vector<std::array<NameId, 2>> next_;  // of each name, two that came after it
  NameId last_ = no_name;                    // of the keys, the last that has a name
  const char* begin_ = nullptr;
  const char* end_ = nullptr;
  ParseError error_{};
};

}  // namespace cavra::json
