#include "json/refusal.h"

#include "json/position.h"

namespace cavra::json {

std::string_view remedy(Code code) {
  switch (code) {
    case Code::not_utf8:
      return "save it as UTF-8";
    case Code::byte_order_mark:
      return "save it as UTF-8 without one";
    case Code::not_json:
      return "write JSON as RFC 8259 has it";
    case Code::lone_surrogate:
      return "write both halves, or the character itself";
    case Code::duplicate_key:
      return "keep one of the two";
    case Code::too_deep:
      return "at most 64 levels are read";
    case Code::too_large:
      return "raise --max-size if it is a packet";
    case Code::not_an_object:
      return "a packet is one JSON object";
    case Code::number_overflows:
    case Code::integer_changes:
      return "write it as a string";
    default:
      return "";
  }
}

Error refusal(const ParseError& error, std::string_view bytes, std::uint32_t first_line) {
  Positions positions(bytes, first_line);
  const Position at = positions.at(error.offset);
  return Error{error.code, std::string(error.what), std::string(remedy(error.code)), {}, error.offset, at.line,
               at.column};
}

}  // namespace cavra::json
