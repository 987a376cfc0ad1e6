#include <algorithm>

#include "cli/catalogues.h"
#include "cli/commands.h"
#include "report/explanations.h"
#include "report/rules.h"

namespace cavra::cli {
namespace {

/// A check that no definition has: those of the strict profile, and those of a chain.
struct FurtherCheck {
  std::string_view name;
  std::string_view of;
  std::string_view what;
  Code code;  ///< whose explanation says why it blocks
};
constexpr std::string_view strict = "of every gate in the strict profile";
constexpr std::string_view chain = "of `cavra-seal chain`";
constexpr FurtherCheck further_checks[] = {
    {"structure", strict,
     "Every field is one that the gate defines, of its type; ids are slugs, once and of the gate's list; texts are "
     "one\n"
     "line of at most 1,000 characters; embedded results are exactly results. Codes S101 to S108.",
     Code::unknown_field},
    {"reference_hygiene", strict,
     "References are scheme://segment/segment, segments of [a-z0-9][a-z0-9._~-]*, at most 256 characters; no "
     "sample://\n"
     "in a live packet. Codes R101 and R102.",
     Code::malformed_reference},
    {"private_values", strict,
     "No value, reference, id or key holds private material, in whatever disguise. Codes P201 to P209.",
     Code::private_contact},
    {"packets", chain, "Every gate's packet is there once, in NDJSON where its gate stands. Codes C101 to C104.",
     Code::missing_packet},
    {"upstream_results", chain,
     "Every embedded result is what the gate says now of the packet in the bundle. Code C105.", Code::stale_result},
    {"continuity", chain,
     "The customer's reference, product and evidence_mode are the same in all ten. Codes C106 to C108.",
     Code::other_customer},
    {"candidates", chain,
     "Every candidate of R7.5 has an outcome in R7.6, and the other way round. Codes C109 and C110.",
     Code::candidate_without_outcome},
    {"upstream_controls", chain, "What a packet's controls say of packets before it is so. Code C111.",
     Code::control_disagrees},
};

std::string explain_further(std::string_view name) {
  for (const FurtherCheck& check : further_checks)
    if (check.name == name)
      return std::string(name)
          .append(", ")
          .append(check.of)
          .append("\n\n")
          .append(check.what)
          .append("\n\n")
          .append(report::why_and_how(report::explanation(check.code)));
  return {};
}

/// A rule's id as it is written, or with the underscores of a check's name.
std::string explain_rule(const Policy& policy, std::string word) {
  std::string out = report::explain_rule(policy, word);
  std::ranges::replace(word, '_', '-');
  return out.empty() ? report::explain_rule(policy, word) : out;
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
    out = explain_rule(*policy, options.word);
  }
  if (out.empty())
    return fail(bad_usage("nothing is called \"" + options.word + "\"",
                          "name a code (G104), a check (sealed_components), a rule (email-address) or a gate (R7.10)"));
  return put_out(*disk, {}, out);
}

}  // namespace cavra::cli
