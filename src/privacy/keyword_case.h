/// How a keyword is written beyond ASCII: the search for literals knows the two cases of ASCII's letters alone.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cavra::privacy {

/// The keyword, its letters of ASCII small; with others of Latin, Greek or Cyrillic, also as it is written with the
/// first of its letters as a capital, and with all of them. Those forms that there are, each once.
[[nodiscard]] std::vector<std::string> keyword_cases(std::string_view keyword);

}  // namespace cavra::privacy
