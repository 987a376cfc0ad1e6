#include "build/mutate.h"

#include <algorithm>

#include "build/builder.h"
#include "build/mutations.h"

namespace cavra::build {

std::expected<std::vector<Mutated>, Error> mutate(const Catalogue& catalogue, const GateInfo& info,
                                                  const Catalogue& judged_by) {
  Builder builder(catalogue, {Mode::live, true, Profile::strict});
  auto built = builder.build(info, {}, {});
  if (!built) return std::unexpected(std::move(built.error()));
  const gate::Tables& tables = catalogue.tables();
  const auto gate =
      std::find_if(tables.gates.begin(), tables.gates.end(), [&](const gate::Gate& g) { return g.slug == info.slug; });
  Planter planter(judged_by, info.slug, gate->checks.count, Planter::Json::parse(*built));
  if (!planter.is_ready(Profile::compat))
    return std::unexpected(
        Error{Code::bad_definition,
              "the live example of " + std::string(info.slug) + " is not ready",
              "mend the definition's [example]; `build --example --mode live` and check show what blocks",
              {},
              0,
              0,
              0});
  Mutations mutations(tables, *gate, planter);
  mutations.own();
  if (planter.is_ready(Profile::strict)) mutations.further();

  std::vector<Mutated> in_order;
  for (const gate::Check& check : tables.checks_of(*gate))
    in_order.push_back(planter.outcomes().find(check.name)->second);
  for (const char* further : {"structure", "reference_hygiene"})
    if (const auto found = planter.outcomes().find(std::string_view(further)); found != planter.outcomes().end())
      in_order.push_back(found->second);
  return in_order;
}

}  // namespace cavra::build
