#include "report/wrap.h"

#include <algorithm>

#include "base/utf8.h"

namespace cavra::report {

void append_wrapped(std::string& out, std::string_view text, std::size_t used, std::size_t indent) {
  bool first = true;  // of its line
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    text.remove_prefix(std::min(text.size(), word.size() + 1));
    const std::size_t width = count_code_points(word);
    if (!first && used + 1 + width > columns) {
      out.append("\n").append(indent, ' ');
      used = indent;
      first = true;
    }
    if (!first) out.push_back(' ');
    out += word;
    used += width + (first ? 0 : 1);
    first = false;
  }
}

}  // namespace cavra::report
