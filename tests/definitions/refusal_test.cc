// What a definition is refused for, and what is said then.
#include <gtest/gtest.h>

#include "cavra/catalogue.h"
#include "gate/definition.h"

namespace cavra {
namespace {

constexpr std::string_view head = R"(gate     = "X1"
slug     = "first-extra"
title    = "Extra"
packet   = "extra.packet.v1"
result   = "extra.result.v1"
ready    = "ready_for_extra"
)";

constexpr std::string_view checks = R"(
[[check]]
name     = "owner_refs"
kind     = "references"
required = ["lead_ref"]

[[check]]
name     = "controls"
kind     = "controls"
required = ["upstream_ready", "agreed"]
)";

struct Refusal {
  std::string_view more;  ///< keys of the head
  std::string_view then;  ///< checks
  std::string_view said;
};

std::string refusal(const Refusal& refusal) {
  const std::string toml =
      std::string(head) + std::string(refusal.more) + std::string(checks) + std::string(refusal.then);
  const auto catalogue = Catalogue::with({{"extra.toml", toml}});
  return catalogue ? "" : to_text(catalogue.error());
}

TEST(Definition, IsTakenWhenNothingIsWrong) {
  EXPECT_EQ(refusal({}), "");
  EXPECT_EQ(refusal({R"(owner = "/owner_refs/lead_ref")", R"([check.owners]
agreed = "/owner_refs/lead_ref")",
                     ""}),
            "");
  EXPECT_EQ(refusal({R"(owner = "/lead_ref")", R"([[check]]
name = "lead_ref"
kind = "reference")",
                     ""}),
            "");
  EXPECT_EQ(refusal({R"(customer = "/owner_refs/lead_ref")", "", ""}), "");
}

TEST(Definition, IsRefusedWithItsLineAndWhatIsWrong) {
  const Refusal table[] = {
      {"colour = \"red\"\n", "",
       "extra.toml:7:1: \"colour\" means nothing here; the keys here are: gate, slug, title, packet, "
       "result, ready, owner, customer, upstream, repeat, check, fields, additional_fields, example"},
      {"owner = \"/owner_refs/deputy_ref\"\n", "",
       "extra.toml:1:1: the owner /owner_refs/deputy_ref is no reference that a check requires"},
      {"owner = \"lead_ref\"\n", "",
       "extra.toml:1:1: the owner \"lead_ref\" is no reference of the check's records; declare it in fields, or name "
       "/member or /object/member"},
      {"customer = \"/nowhere\"\n", "",
       "extra.toml:1:1: \"customer\" is no reference that a check requires; name it as /member or /object/member"},
      {"upstream = { gate = \"R7.10\", field = \"seal\" }\n", "",
       "extra.toml:7:1: no check of kind result or results judges the upstream field \"seal\""},
      {"upstream = { gate = \"R7.10\", field = \"seal\", control = \"/controls/ready\" }\n",
       "[[check]]\nname = \"seal\"\nkind = \"result\"\n",
       "extra.toml:7:1: the upstream control /controls/ready is none that a check requires"},
      {"upstream = { gate = \"R9.9\", field = \"seal\" }\n", "[[check]]\nname = \"seal\"\nkind = \"result\"\n",
       "extra.toml:7:1: there is no gate \"R9.9\"; `cavra-seal gates` lists them"},
      {"repeat = { status = \"new\" }\n", "",
       "extra.toml:1:1: the result has \"status\" already; take it out of repeat"},
      {"", "[[check]]\nname = \"owner_refs\"\nkind = \"flag\"\n",
       "extra.toml:17:1: two checks are called \"owner_refs\""},
      {"", "[[check]]\nname = \"again\"\nfield = \"controls\"\nkind = \"flag\"\n",
       "extra.toml:17:1: two checks judge the field \"controls\""},
      {"", "[[check]]\nname = \"note\"\nkind = \"text\"\nlength = 3\n",
       "extra.toml:20:1: \"length\" means nothing here; the keys here are: name, kind, field, owner"},
      {"", "[[check]]\nname = \"items\"\nkind = \"records\"\nid = \"i\"\nrequired = [\"a\"]\ncount = 2\n",
       "extra.toml:22:1: \"count\" means nothing beside \"required\", which says what must be there"},
      {"", "[[check]]\nname = \"items\"\nkind = \"records\"\nowner = \"who_ref\"\nfields = { who_ref = \"text\" }\n",
       "extra.toml:17:1: the owner \"who_ref\" is no reference of the check's records; declare it in fields, or name "
       "/member or /object/member"},
      {"", "[[check]]\nname = \"items\"\nkind = \"records\"\nfields = { seal = \"result\" }\n",
       "extra.toml:20:1: \"seal\" is the result or the ready key of no gate; only the elements of a results list have "
       "these"},
      {"", "[[check]]\nname = \"privacy\"\nkind = \"private_fields\"\nnames = [\"Estimate\"]\n",
       "extra.toml:17:1: the private field \"Estimate\" has capitals, so that no key in lower case equals it"},
  };
  for (const Refusal& one : table) EXPECT_EQ(refusal(one), one.said);
}

// Building would have no end.
TEST(Definition, ComesAfterWhatItIsBuiltFrom) {
  const auto gate = [](const std::string& number, const std::string& upstream) {
    std::string toml = std::string(head) + "upstream = { gate = \"" + upstream + "\", field = \"before\" }\n" +
                       std::string(checks) + "\n[[check]]\nname = \"before\"\nkind = \"result\"\n";
    for (std::size_t at = toml.find("xtra"); at != std::string::npos; at = toml.find("xtra", at + 4))
      toml.replace(at, 4, "xtr" + number);
    toml.replace(toml.find("X1"), 2, "X" + number);
    return toml;
  };
  const auto said = [](const std::vector<Definition>& definitions) {
    const auto catalogue = Catalogue::with(definitions);
    return catalogue ? "" : to_text(catalogue.error());
  };
  const std::string circle =
      ":7:1: the gates that it is built from lead in a circle; name gates that come before it in upstream";
  EXPECT_EQ(said({{"1.toml", gate("1", "X1")}}), "1.toml" + circle);
  EXPECT_EQ(said({{"1.toml", gate("1", "X2")}, {"2.toml", gate("2", "X1")}}), "1.toml" + circle);
  EXPECT_EQ(said({{"1.toml", gate("1", "R7.10")}, {"2.toml", gate("2", "X3")}, {"3.toml", gate("3", "X3")}}),
            "2.toml" + circle);
  EXPECT_EQ(said({{"1.toml", gate("1", "X2")}, {"2.toml", gate("2", "R7.10")}}), "");
}

TEST(Definition, CannotTakeTheIdOrTheSchemaOfAnotherGate) {
  const auto with = [](std::string_view from, std::string_view to) {
    std::string toml = std::string(head) + std::string(checks);
    toml.replace(toml.find(from), from.size(), to);
    const auto catalogue = Catalogue::with({{"extra.toml", toml}});
    return catalogue ? "" : to_text(catalogue.error());
  };
  EXPECT_EQ(with("X1", "R7.4"),
            "extra.toml:1:1: the gate R7.4 is defined already; give this one another id; a gate cannot be redefined");
  EXPECT_EQ(with("first-extra", "customer-evidence-room"),
            "extra.toml:1:1: \"customer-evidence-room\" belongs to another gate already; slugs and schemas are one "
            "gate's alone");
  EXPECT_EQ(with("extra.packet.v1", "cavra.customer-evidence-room.index.v1"),
            "extra.toml:1:1: \"cavra.customer-evidence-room.index.v1\" belongs to another gate already; slugs and "
            "schemas are one gate's alone");
}

}  // namespace
}  // namespace cavra
