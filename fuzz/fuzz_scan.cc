// Strings of a document, one a line, scanned with and without memory of earlier ones: the same findings, each with its
// place in the string, a mask that has no more of the value than a mask may, and a fingerprint.
#include <cstdint>
#include <vector>

#include "ensure.h"
#include "privacy/roster.h"
#include "privacy/scanner.h"

namespace {

using namespace cavra::privacy;

bool same(const Finding& a, const Finding& b) {
  return a.rule == b.rule && a.place == b.place && a.last_place == b.last_place && a.span == b.span &&
         a.layers == b.layers && a.mask == b.mask && a.fingerprint == b.fingerprint;
}

class Target {
 public:
  void scan(std::string_view bytes) {
    std::vector<Leaf> leaves;
    for (std::string_view rest = bytes; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      // A line that begins with # is a key, one that begins with space stands in another container.
      const Kind kind = line.starts_with('#') ? Kind::key : Kind::text;
      leaves.push_back(
          {line, kind, static_cast<std::uint32_t>(leaves.size()), line.starts_with(' ') ? 2U : 1U, kind != Kind::key});
    }
    std::vector<Finding> first;
    std::vector<Finding> again;
    std::vector<Finding> anew;
    remembering_.scan(leaves, first);
    remembering_.scan(leaves, again);
    forgetting_.scan(leaves, anew);
    ensure(first.size() == anew.size() && again.size() == anew.size());
    for (std::size_t i = 0; i != anew.size(); ++i) {
      ensure(same(first[i], anew[i]) && same(again[i], anew[i]));
      const Finding& finding = anew[i];
      ensure(finding.rule < rules_.rules().size() && finding.place <= finding.last_place &&
             finding.last_place < leaves.size());
      ensure(finding.span.begin <= finding.span.end && finding.span.end <= leaves[finding.place].text.size());
    }
  }

 private:
  RuleSet rules_ = *RuleSet::with({});
  Roster roster_ = *Roster::from_names("Northwind Traders\nAcme\n", "names");
  KeyedHash key_ = *KeyedHash::with_key(std::string(32, 'k'));
  Scanner remembering_{{.rules = &rules_, .roster = &roster_, .key = &key_}};
  Scanner forgetting_{{.rules = &rules_, .roster = &roster_, .key = &key_, .remember = false}};
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Target target;
  target.scan({reinterpret_cast<const char*>(data), size});
  return 0;
}
