#include "report/rules.h"

#include "cli/commands.h"

namespace cavra::cli {

int rules(const RulesOptions& options) {
  const std::unique_ptr<Disk> disk = make_real_disk();
  PolicyOptions files;
  files.rules = options.rules;
  const auto policy = load_policy(*disk, files);
  if (!policy) return fail(policy.error());
  const std::string out = options.id.empty() ? report::rule_table(*policy) : report::rule_toml(*policy, options.id);
  if (out.empty())
    return fail(bad_usage("there is no rule \"" + options.id + "\" with a regex", "`cavra-seal rules` lists them"));
  return put_out(*disk, {}, out);
}

}  // namespace cavra::cli
