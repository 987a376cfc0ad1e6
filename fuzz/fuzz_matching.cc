// The built-in rules with every filter, without hyperscan, and tried one by one: they find the same. In a text that is
// settled nothing is found, whatever its digits. Each line is a text of its own, and so is the whole.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <tuple>
#include <vector>

#include "privacy/text_matcher.h"

namespace {

using namespace cavra::privacy;

using Found = std::vector<std::tuple<std::uint32_t, std::uint16_t, std::size_t, std::size_t, std::size_t, std::size_t>>;

class Ways {
 public:
  Ways() {
    portable_set_.use_no_shapes();
    fast_.look_for_settled();
    portable_.look_for_settled();
  }

  void compare(const std::vector<std::string_view>& texts) {
    const Found plain = found(plain_, texts, true);
    if (found(fast_, texts, false) != plain || found(portable_, texts, false) != plain) std::abort();
    for (std::size_t i = 0; i != texts.size(); ++i)
      if (fast_.is_settled(i) || portable_.is_settled(i)) expect_nothing(std::string(texts[i]));
  }

 private:
  static Found found(TextMatcher& matcher, const std::vector<std::string_view>& texts, bool plainly) {
    for (const std::string_view text : texts) matcher.add(text, Rule::all_kinds, false);
    std::vector<RuleMatch> matches;
    plainly ? matcher.run_plainly(matches) : matcher.run(matches);
    Found found;
    for (const RuleMatch& m : matches) {
      if (m.match.match.end > texts[m.text].size() || m.match.value.end > texts[m.text].size()) std::abort();
      found.emplace_back(m.text, m.rule, m.match.match.begin, m.match.match.end, m.match.value.begin,
                         m.match.value.end);
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  /// In the text, and in some that differ from it in digits.
  void expect_nothing(std::string text) {
    for (unsigned turn = 0; turn != 4; ++turn) {
      if (!found(plain_, {text}, true).empty()) std::abort();
      for (std::size_t i = 0; i != text.size(); ++i)
        if (text[i] >= '0' && text[i] <= '9')
          text[i] = static_cast<char>('0' + (static_cast<unsigned>(text[i] - '0') * 7 + i * turn + 3) % 10);
    }
  }

  RuleSet set_ = *RuleSet::with({});
  RuleSet portable_set_ = *RuleSet::with({});
  TextMatcher fast_{set_};
  TextMatcher portable_{portable_set_};
  TextMatcher plain_{set_};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Ways ways;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> texts = {bytes};
  for (std::string_view rest = bytes.find('\n') == std::string_view::npos ? "" : bytes; !rest.empty();) {
    texts.push_back(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(rest.size(), texts.back().size() + 1));
  }
  ways.compare(texts);
  return 0;
}
