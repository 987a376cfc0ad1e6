#include "cli/catalogues.h"
#include "cli/commands.h"
#include "gate/structure.h"
#include "report/explanations.h"
#include "report/rules.h"

namespace cavra::cli {
namespace {

/// The further checks of strict belong to every gate.
std::string explain_further(std::string_view name) {
  constexpr std::string_view what[] = {
      "Every field is one that the gate defines, of its type; ids are slugs, once and of the gate's list; texts are "
      "one\n"
      "line of at most 1,000 characters; embedded results are exactly results. Codes S101 to S108.\n",
      "References are scheme://segment/segment, segments of [a-z0-9][a-z0-9._~-]*, at most 256 characters; no "
      "sample://\n"
      "in a live packet. Codes R101 and R102.\n",
      "No value, reference, id or key holds private material, in whatever disguise. Codes P201 to P209.\n"};
  for (std::uint16_t i = 0; i < static_cast<std::uint16_t>(gate::Further::count); ++i)
    if (gate::further_name(static_cast<gate::Further>(i)) == name)
      return std::string(name) + ", of every gate in the strict profile\n\n" + std::string(what[i]);
  return {};
}

}  // namespace

int explain(const ExplainOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  const auto catalogue = load_catalogue(*disk, options.gates);
  if (!catalogue) return fail(catalogue.error());
  std::string out;
  if (const report::Explanation* code = report::find_explanation(options.word))
    out = report::explain_code(*code);
  else if (const GateInfo* gate = catalogue->find(options.word))
    out = report::explain_gate(*catalogue, *gate);
  else
    out = report::explain_check(*catalogue, options.word) + explain_further(options.word);
  if (out.empty()) {
    PolicyOptions files;
    files.rules = options.rules;
    const auto policy = load_policy(*disk, files);
    if (!policy) return fail(policy.error());
    out = report::explain_rule(*policy, options.word);
  }
  if (out.empty())
    return fail(bad_usage("nothing is called \"" + options.word + "\"",
                          "name a code (G104), a check (sealed_components), a rule (email-address) or a gate (R7.10)"));
  return put_out(*disk, {}, out);
}

}  // namespace cavra::cli
