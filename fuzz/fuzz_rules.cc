// Rule files: refused with their place, or rules that find the same with and without a prefilter.
#include <string>
#include <vector>

#include "ensure.h"
#include "privacy/rule_set.h"
#include "privacy/text_matcher.h"

namespace {

using namespace cavra;
using namespace cavra::privacy;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size > 4096) return 0;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  auto file = read_rule_file(bytes, "rules.toml", RuleSource::user);
  if (!file) {
    const Error& error = file.error();
    ensure(error.code == Code::bad_definition || error.code == Code::bad_samples);
    ensure(!error.what.empty() && error.source == "rules.toml");
    return 0;
  }
  std::vector<RuleFile> files;
  files.push_back(std::move(*file));
  const auto set = RuleSet::only(std::move(files));
  ensure(set.has_value());
  TextMatcher matcher(*set);
  std::vector<RuleMatch> found;
  std::vector<RuleMatch> plain;
  matcher.add(bytes, Rule::all_kinds, false);
  matcher.run(found);
  matcher.add(bytes, Rule::all_kinds, false);
  matcher.run_plainly(plain);
  ensure(found.size() == plain.size());
  for (const RuleMatch& match : found) ensure(match.match.match.end <= size && match.match.value.end <= size);
  return 0;
}
