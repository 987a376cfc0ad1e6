// The built-in rules with every filter, without hyperscan, with memory, and tried one by one: they find the same. Each line
// is a text of its own, and so is the whole.
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
    remembering_.remember();
  }

  void compare(const std::vector<std::string_view>& texts) {
    const Found plain = found(plain_, texts, true);
    if (found(fast_, texts, false) != plain || found(portable_, texts, false) != plain) std::abort();
    if (found(remembering_, texts, false) != plain || found(remembering_, texts, false) != plain) std::abort();
  }

 private:
  static Found found(TextMatcher& matcher, const std::vector<std::string_view>& texts, bool plainly) {
    for (const std::string_view text : texts) matcher.add(text, Rule::all_kinds, false);
    std::vector<RuleMatch> matches;
    plainly ? matcher.run_plainly(matches) : matcher.run(matches);
    Found found;
    for (const RuleMatch& m : matches) {
      if (m.match.match.end > texts[m.text].size() || m.match.value.end > texts[m.text].size()) std::abort();
      found.emplace_back(m.text, m.rule, m.match.match.begin, m.match.match.end, m.match.value.begin, m.match.value.end);
    }
    std::sort(found.begin(), found.end());
    return found;
  }

  RuleSet set_ = *RuleSet::with({});
  RuleSet portable_set_ = *RuleSet::with({});
  TextMatcher fast_{set_};
  TextMatcher remembering_{set_};
  TextMatcher portable_{portable_set_};
  TextMatcher plain_{set_};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Ways ways;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  std::vector<std::string_view> texts = {bytes};
  for (std::string_view rest = bytes; !rest.empty();) {
    texts.push_back(rest.substr(0, rest.find('\n')));
    rest.remove_prefix(std::min(rest.size(), texts.back().size() + 1));
  }
  ways.compare(texts);
  return 0;
}
