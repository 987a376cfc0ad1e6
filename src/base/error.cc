#include "cavra/error.h"

namespace cavra {

std::string_view id(Code code) {
  switch (code) {
#define CAVRA_CODE(letter, number, name) \
  case Code::name:                       \
    return #letter #number;
#include "cavra/codes.inc"
#undef CAVRA_CODE
  }
  return "?";
}

std::string to_text(const Error& error) {
  std::string text;
  if (!error.source.empty()) text += error.source + ":";
  if (error.line != 0) text += std::to_string(error.line) + ":" + std::to_string(error.column) + ":";
  if (!text.empty()) text += " ";
  text += error.what;
  if (!error.todo.empty()) text += "; " + error.todo;
  return text;
}

}  // namespace cavra
