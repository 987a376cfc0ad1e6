// What an embedded result is compared with: what its gate says now.
#include <gtest/gtest.h>

#include "tests/chain/bundles.h"

namespace cavra::chain {
namespace {

/// Where what the seal's packet embeds of R7.9 is not so, when that is changed in the two.
std::string places(const std::function<void(Json& packet, Json& result)>& edit) {
  Packets packets = live_packets();
  edit(packets[8], packets[9]["public_status_result"]);
  std::string words = words_of(folder_of(packets), Code::stale_result);
  constexpr std::string_view before = "public_status_result is not what R7.9 says now of its packet: ";
  constexpr std::string_view after =
      "; build this packet again from the packet of R7.9 in the bundle; evidence://owner/communications\n";
  if (!words.starts_with(before) || !words.ends_with(after)) return words;
  return words.substr(before.size(), words.size() - before.size() - after.size());
}

TEST(Chain, NamesUpToFourPlacesOfAResultThatIsNotSo) {
  const auto four = [](Json& result) {
    result["schema_version"] = "another", result["status"] = "blocked", result["warning_count"] = 1;
    result["product"] = "Another";
  };
  EXPECT_EQ(places([&four](Json&, Json& result) { four(result); }), "schema_version, status, warning_count, product");
  EXPECT_EQ(places([&four](Json&, Json& result) { four(result), result["evidence_mode"] = "sample"; }),
            "schema_version, status, warning_count, product and 1 more");
}

TEST(Chain, ComparesEveryFieldOfAResultAndEveryCheck) {
  struct Edit {
    const char* pointer;
    Json value;
    const char* said;
  };
  const Edit edits[] = {
      {"/schema_version", "cavra.another.v1", "schema_version"},
      {"/ready_for_customer_lifecycle_public_status", false, "ready_for_customer_lifecycle_public_status"},
      {"/status", "blocked", "status"},
      {"/blocker_count", 1, "blocker_count"},
      {"/blocker_count", "0", "blocker_count"},
      {"/warning_count", 1, "warning_count"},
      {"/product", "Another", "product"},
      {"/evidence_mode", "sample", "evidence_mode"},
      {"/checks", "none", "checks"},
      {"/checks/0/status", "warn", "check schema_version"},
      {"/checks/0/status", nullptr, "check schema_version"},
      {"/checks/12/status", "blocker", "check private_values"},
      {"/checks/0/message", "Another.", ""},
  };
  for (const Edit& edit : edits)
    EXPECT_EQ(places([&edit](Json&, Json& result) { result[Json::json_pointer(edit.pointer)] = edit.value; }),
              edit.said)
        << edit.pointer;
  for (const char* key : {"product", "evidence_mode", "checks"})
    EXPECT_EQ(places([key](Json&, Json& result) { result.erase(key); }), key);
  EXPECT_EQ(places([](Json&, Json& result) { result["checks"][3].erase("status"); }), "check archive_manifest_ref");
  // A check that it does not list says nothing, nor does one that no gate has, or what is no check.
  EXPECT_EQ(places([](Json&, Json& result) { result["checks"].push_back({{"name", "more"}, {"status", "warn"}}); }),
            "");
  EXPECT_EQ(places([](Json&, Json& result) { result["checks"] = Json::array({"structure", Json::array()}); }), "");
}

TEST(Chain, ComparesAResultOfCompatWithCompatAndOneOfStrictWithStrict) {
  const auto compat = [](Json& result) {
    result["checks"].erase(result["checks"].begin() + 10, result["checks"].end());
  };
  EXPECT_EQ(places([&compat](Json&, Json& result) { compat(result); }), "");
  EXPECT_EQ(places([&compat](Json& packet, Json& result) { packet["other"] = 1, compat(result); }), "");
  EXPECT_EQ(places([](Json& packet, Json&) { packet["other"] = 1; }),
            "ready_for_customer_lifecycle_public_status, status, blocker_count, check structure");
  const auto product = [](const Json& in_packet, const char* in_result) {
    return places([&](Json& packet, Json& result) {
      if (in_packet.is_null())
        packet.erase("product");
      else
        packet["product"] = in_packet;
      result["product"] = in_result;
    });
  };
  EXPECT_EQ(product(nullptr, "CAVRA"), "");
  EXPECT_EQ(product("Another", "Another"), "");
  EXPECT_EQ(product("Another", "CAVRA"), "product");
  // Strict repeats no private product, and none that is no text; compat the first.
  const std::string blocked = "ready_for_customer_lifecycle_public_status, status, blocker_count, ";
  EXPECT_EQ(product("jo@wexmarph.example", "unknown"), blocked + "check private_values");
  EXPECT_EQ(product("jo@wexmarph.example", "jo@wexmarph.example"), blocked + "check private_values");
  EXPECT_EQ(product("jo@wexmarph.example", "CAVRA"), blocked + "product and 1 more");
  EXPECT_EQ(product(7, "unknown"), blocked + "check structure");
  const auto mode = [](const char* in_result) {
    return places([&](Json& packet, Json& result) {
      packet["evidence_mode"] = "jo@wexmarph.example";
      result["evidence_mode"] = in_result;
    });
  };
  EXPECT_EQ(mode("unknown"), blocked + "check evidence_mode");
  EXPECT_EQ(mode("jo@wexmarph.example"), blocked + "check evidence_mode");
  EXPECT_EQ(mode("live"), blocked + "evidence_mode and 1 more");
}

}  // namespace
}  // namespace cavra::chain
