// Of a ready packet every node that the contract asks for is needed, and none of the others is.
#include <gtest/gtest.h>

#include <functional>

#include "cavra/judge.h"
#include "tests/verdict/packets.h"

namespace cavra {
namespace {

using Path = std::vector<std::string>;

std::string shown(const Path& path) {
  std::string out;
  for (const std::string& token : path) out += "/" + token;
  return out;
}

Json& at(Json& packet, const Path& path) {
  Json* node = &packet;
  for (const std::string& token : path) node = node->is_array() ? &(*node)[std::stoul(token)] : &(*node)[token];
  return *node;
}

void drop(Json& packet, const Path& path) {
  Json& holder = at(packet, Path(path.begin(), path.end() - 1));
  if (holder.is_array())
    holder.erase(std::stoul(path.back()));
  else
    holder.erase(path.back());
}

/// Calls `visit` for every node but the root.
void for_each_node(const Json& node, Path& path, const std::function<void(const Path&, const Json&)>& visit) {
  if (!path.empty()) visit(path, node);
  if (!node.is_structured()) return;
  std::size_t index = 0;
  for (const auto& [key, child] : node.items()) {
    path.push_back(node.is_array() ? std::to_string(index++) : key);
    for_each_node(child, path, visit);
    path.pop_back();
  }
}
void for_each_node(const Json& packet, const std::function<void(const Path&, const Json&)>& visit) {
  Path path;
  for_each_node(packet, path, visit);
}

enum class Need {
  whole,     ///< it must be there, and be what it is
  if_there,  ///< it may be left out, but not be something else
  none,      ///< no check looks at it
};

/// What the contract asks of a node of a live packet in a live run.
Need need(const std::string& slug, const Json& packet, const Path& path) {
  const std::string& field = path[0];
  const bool rollup = field == "lifecycle_gates";
  if (path.size() == 1) {
    if (field == "product" || field.ends_with("_id")) return Need::none;
    const bool other_field = field == "customer_profile_ref" || field == "source_intake_packet_ref";
    return slug == "customer-evidence-room" && other_field ? Need::none : Need::whole;
  }
  if (field.ends_with("_result") || field == "source_intake_validation" || (rollup && path.size() > 3)) {
    const std::string& key = path[rollup ? 3 : 1];
    if (key == "warning_count") return rollup ? Need::whole : Need::if_there;
    return key == "blocker_count" || key.starts_with("ready_for_") ? Need::whole : Need::none;
  }
  const std::string& key = path.back();
  if (rollup && (key == "title" || key == "ready_key" || key == "ready")) return Need::none;
  if (key == "title" || key == "exclusion_id" || key == "candidate_id") return Need::none;
  Json copy = packet;
  const Json& holder = at(copy, Path(path.begin(), path.end() - 1));
  const bool listed_by_id =
      path.size() == 2 && holder.is_array() && holder[0].is_object() &&
      (holder[0].contains("section_id") || holder[0].contains("component_id") || holder[0].contains("gate_id"));
  return holder.is_array() && holder.size() > 1 && !listed_by_id ? Need::if_there : Need::whole;
}

class Nodes : public testing::Test {
 protected:
  /// Whether the packet is ready under both profiles; strict may ask for more.
  bool ready(const Json& packet, const std::string& slug) {
    const std::string bytes = packet.dump();
    const auto compat = judge_.judge(bytes, {true, Profile::compat, slug});
    EXPECT_TRUE(compat);
    const bool is_ready = compat && compat->ready();
    const auto strict = judge_.judge(bytes, {true, Profile::strict, slug});
    EXPECT_TRUE(strict);
    EXPECT_TRUE(is_ready || !(strict && strict->ready())) << "strict passes what compat does not";
    return is_ready;
  }

  void for_each_changed(const std::function<void(const Example&, const Path&, const Json&, Need)>& visit) {
    for (const Example& example : live_examples())
      for_each_node(example.packet, [&](const Path& path, const Json& node) {
        visit(example, path, node, need(example.slug, example.packet, path));
      });
  }

  Judge judge_{Catalogue::builtin()};
};

TEST_F(Nodes, EveryLiveExampleIsReadyAndNoSampleIs) {
  ASSERT_EQ(live_examples().size(), 10U);
  for (const Example& example : live_examples()) {
    for (const Profile profile : {Profile::compat, Profile::strict}) {
      const auto verdict = judge_.judge(example.bytes, {true, profile});
      ASSERT_TRUE(verdict) << example.slug;
      EXPECT_TRUE(verdict->ready()) << example.slug;
      EXPECT_EQ(verdict->status(), "ready");
      EXPECT_EQ(verdict->gate().slug, example.slug);
      EXPECT_EQ(verdict->finding_count(), 0U);
    }
  }
  for (const Example& example : sample_examples()) {
    const auto verdict = judge_.judge(example.bytes);
    ASSERT_TRUE(verdict) << example.slug;
    EXPECT_EQ(verdict->status(), "ready_with_warnings") << example.slug;
    EXPECT_FALSE(verdict->ready());
    const auto live = judge_.judge(example.bytes, {true});
    ASSERT_TRUE(live);
    EXPECT_EQ(live->status(), "blocked") << example.slug;
  }
}

TEST_F(Nodes, DroppingOneThatIsNeededMakesThePacketNotReadyAndDroppingAnotherDoesNot) {
  std::size_t needed = 0;
  for_each_changed([&](const Example& example, const Path& path, const Json&, Need need) {
    Json packet = example.packet;
    drop(packet, path);
    EXPECT_EQ(ready(packet, example.slug), need != Need::whole) << example.slug << " without " << shown(path);
    needed += need == Need::whole ? 1 : 0;
  });
  EXPECT_GT(needed, 500U);
}

TEST_F(Nodes, ReplacingOneThatIsNeededByAnythingElseMakesThePacketNotReady) {
  const std::vector<Json> others = {nullptr,
                                    true,
                                    false,
                                    0,
                                    1,
                                    -1,
                                    0.5,
                                    "",
                                    "x",
                                    " ",
                                    "true",
                                    "0",
                                    "live",
                                    Json::array(),
                                    Json::object(),
                                    Json::array({Json::object()})};
  for_each_changed([&](const Example& example, const Path& path, const Json& node, Need need) {
    for (const Json& other : others) {
      if (other == node) continue;
      Json packet = example.packet;
      at(packet, path) = other;
      EXPECT_EQ(ready(packet, example.slug), need == Need::none)
          << example.slug << " with " << other << " at " << shown(path);
    }
  });
}

TEST_F(Nodes, FlippingAnyControlMakesThePacketNotReady) {
  std::size_t controls = 0;
  for_each_changed([&](const Example& example, const Path& path, const Json& node, Need need) {
    if (need == Need::none || !node.is_boolean()) return;
    Json packet = example.packet;
    at(packet, path) = !node.get<bool>();
    EXPECT_FALSE(ready(packet, example.slug)) << example.slug << " " << shown(path);
    controls += path.size() == 2 && path[0].ends_with("_controls") ? 1 : 0;
  });
  EXPECT_EQ(controls, 6U + 6U + 8U + 8U + 8U + 8U + 7U + 8U + 6U + 10U);
}

TEST_F(Nodes, ReplacingAnyReferenceByWhatIsNoneMakesThePacketNotReady) {
  const std::vector<Json> others = {"https://example.com/a",
                                    " evidence://a",
                                    "\u00a0evidence://a",
                                    "Evidence://a",
                                    "EVIDENCE://A",
                                    "evidence:/a",
                                    "evidence//a",
                                    "evidence:",
                                    "ref evidence://a",
                                    "mailto:a",
                                    "//a",
                                    Json::array({"evidence://a"}),
                                    Json::object({{"ref", "evidence://a"}})};
  std::size_t references = 0;
  for_each_changed([&](const Example& example, const Path& path, const Json& node, Need need) {
    if (need == Need::none || !node.is_string() || node.get<std::string>().find("://") == std::string::npos) return;
    ++references;
    for (const Json& other : others) {
      Json packet = example.packet;
      at(packet, path) = other;
      EXPECT_FALSE(ready(packet, example.slug)) << example.slug << " with " << other << " at " << shown(path);
    }
  });
  EXPECT_GT(references, 150U);
}

TEST_F(Nodes, EachOfTheNineSchemesMakesAReference) {
  for (const Example& example : live_examples())
    for_each_node(example.packet, [&](const Path& path, const Json& node) {
      if (!node.is_string() || !node.get<std::string>().starts_with("evidence://")) return;
      for (const char* scheme :
           {"evidence", "ticket", "audit", "runbook", "git", "workflow", "vault", "share", "sample"}) {
        Json packet = example.packet;
        at(packet, path) = std::string(scheme) + "://a";
        EXPECT_TRUE(ready(packet, example.slug)) << example.slug << " " << scheme << " at " << shown(path);
      }
    });
}

TEST_F(Nodes, EmptyingAnyListMakesThePacketNotReady) {
  std::size_t lists = 0;
  for_each_changed([&](const Example& example, const Path& path, const Json& node, Need need) {
    if (need == Need::none || !node.is_array()) return;
    ++lists;
    Json packet = example.packet;
    at(packet, path) = Json::array();
    EXPECT_FALSE(ready(packet, example.slug)) << example.slug << " " << shown(path);
  });
  EXPECT_GT(lists, 50U);
}

TEST_F(Nodes, AMemberThatNobodyListedMustBeAReferenceWhereTheGateLooksAtEveryMember) {
  const auto looks_at_all = [](const std::string& field) {
    return field.ends_with("_owner_refs") || field == "communication_refs" || field == "operating_review" ||
           field == "retention_controls";
  };
  const auto looks_at_listed = [](const Path& path) {
    return path[0] == "customer_profile" || path[0] == "attestation" ||
           (path[0] == "evidence_sections" && path.size() == 2);
  };
  std::size_t objects = 0;
  for_each_changed([&](const Example& example, const Path& path, const Json& node, Need) {
    const bool all = path.size() == 1 && looks_at_all(path[0]);
    if (!node.is_object() || !(all || looks_at_listed(path))) return;
    ++objects;
    const auto with = [&](const Json& value) {
      Json packet = example.packet;
      at(packet, path)["of_our_own"] = value;
      return ready(packet, example.slug);
    };
    for (const Json& value : std::vector<Json>{"", nullptr, false, 0, Json::array(), Json::object(), "git://a"})
      EXPECT_TRUE(with(value)) << example.slug << " with " << value << " in " << shown(path);
    for (const Json& value :
         std::vector<Json>{" ", "x", true, 1, Json::array({"git://a"}), Json::object({{"git://a", 1}})})
      EXPECT_EQ(with(value), !all) << example.slug << " with " << value << " in " << shown(path);
  });
  EXPECT_EQ(objects, 1U + 1U + 6U + 3U + 1U + 1U + 1U + 1U + 2U + 1U + 1U);
}

TEST_F(Nodes, APrivateFieldInAnyObjectMakesThePacketNotReadyInAnyCase) {
  for (const Example& example : live_examples()) {
    const auto check = [&](const Path& path) {
      for (const char* name : {"password", "PassWord", "API_KEY",
                               "to\xE2\x84\xAA"
                               "en",
                               "Customer_Data"}) {
        Json packet = example.packet;
        at(packet, path)[name] = nullptr;
        EXPECT_FALSE(ready(packet, example.slug)) << example.slug << " with " << name << " in " << shown(path);
      }
      Json packet = example.packet;
      at(packet, path)["passwords"] = nullptr;
      EXPECT_TRUE(ready(packet, example.slug)) << example.slug << " with passwords in " << shown(path);
    };
    check({});
    for_each_node(example.packet, [&](const Path& path, const Json& node) {
      if (node.is_object()) check(path);
    });
  }
}

}  // namespace
}  // namespace cavra
