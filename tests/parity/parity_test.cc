// The compat profile beside recorded verdicts, where there are any: a folder parity/ in a folder beside the source
// tree, or the one that CAVRA_PARITY names.
//
// parity/cases.ndjson.gz has a line a case:
//   {"id", "gate", "require_live", "packet", "expected": {"ready", "status", "blocker_count", "warning_count",
//    "checks": [[name, status], ...]}}
// parity/packets/ has <slug>.live.json, which are ready in a live run, and <slug>.sample.json, which are not.
#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>

#include "base/disk.h"
#include "cavra/judge.h"
#include "json/parser.h"

namespace cavra {
namespace {

namespace fs = std::filesystem;

fs::path find_folder() {
  if (const char* named = std::getenv("CAVRA_PARITY")) return named;
  for (const fs::directory_entry& beside :
       fs::directory_iterator(CAVRA_BESIDE, fs::directory_options::skip_permission_denied)) {
    std::error_code ignored;
    const fs::path folder = beside.path() / "parity";
    if (fs::exists(folder / "cases.ndjson.gz", ignored)) return folder;
  }
  return {};
}

class Parity : public testing::Test {
 protected:
  void SetUp() override {
    folder_ = find_folder();
    if (folder_.empty()) GTEST_SKIP() << "there are no recorded verdicts here: this did not run";
  }

  std::string read(const fs::path& path) {
    auto bytes = read_file(*disk_, path.string(), std::size_t{1} << 30);
    EXPECT_TRUE(bytes) << path;
    return bytes ? *bytes : "";
  }

  fs::path folder_;
  std::unique_ptr<Disk> disk_ = make_real_disk();
  Judge judge_{Catalogue::builtin()};
};

constexpr std::string_view names[] = {"",      "id",     "gate",          "require_live",  "packet", "expected",
                                      "ready", "status", "blocker_count", "warning_count", "checks"};

/// A case in one line: what was recorded, or what the verdict is.
struct Outcome {
  std::string ready;
  std::string status;
  std::string counts;
  std::vector<std::string> checks;

  [[nodiscard]] std::string text() const {
    std::string out = ready + " " + status + " " + counts;
    for (const std::string& check : checks) out += "\n  " + check;
    return out;
  }
};

TEST_F(Parity, EveryCaseHasExactlyTheRecordedChecksStatusesCountsAndReadiness) {
  const std::vector<json::NameId> slots = json::make_slots(names);
  json::Parser parser({names, slots});
  const std::string lines = read(folder_ / "cases.ndjson.gz");
  std::size_t cases = 0;
  for (std::string_view rest = lines; !rest.empty();) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(line.size() + 1, rest.size()));
    const auto parsed = parser.parse(line);
    ASSERT_TRUE(parsed);
    const json::Document& document = **parsed;
    const auto member = [&document](json::NodeId object, std::string_view name) {
      const auto id =
          static_cast<json::NameId>(std::find(std::begin(names), std::end(names), name) - std::begin(names));
      return document.find(object, id);
    };
    const json::NodeId expected = member(0, "expected");
    Outcome wanted;
    wanted.ready = document.raw(member(expected, "ready"));
    wanted.status = document.text(member(expected, "status"));
    wanted.counts = std::string(document.raw(member(expected, "blocker_count"))) + " " +
                    std::string(document.raw(member(expected, "warning_count")));
    const json::NodeId checks = member(expected, "checks");
    for (json::NodeId check = checks + 1; check < document[checks].next; check = document.after(check))
      wanted.checks.push_back(std::string(document.text(check + 1)) + " " + std::string(document.text(check + 2)));

    const bool live = document[member(0, "require_live")].type == json::Type::true_value;
    const std::string gate(document.text(member(0, "gate")));
    const auto verdict = judge_.judge(document.raw(member(0, "packet")), {live, Profile::compat, gate});
    const std::string id(document.text(member(0, "id")));
    ASSERT_TRUE(verdict) << id;
    Outcome got;
    got.ready = verdict->ready() ? "true" : "false";
    got.status = verdict->status();
    got.counts = std::to_string(verdict->blocker_count()) + " " + std::to_string(verdict->warning_count());
    for (std::size_t i = 0; i < verdict->check_count(); ++i)
      got.checks.push_back(std::string(verdict->check(i).name) + " " + std::string(to_text(verdict->check(i).status)));
    EXPECT_EQ(got.text(), wanted.text()) << id;
    ++cases;

    const bool blocked = verdict->blocker_count() > 0;
    const auto strict = judge_.judge(document.raw(member(0, "packet")), {live, Profile::strict, gate});
    ASSERT_TRUE(strict) << id;
    EXPECT_TRUE(!blocked || strict->blocker_count() > 0) << id << ": strict passes what compat blocks";
  }
  EXPECT_EQ(cases, 1200U);
}

TEST_F(Parity, EveryPacketIsJudgedAsItsModeSays) {
  std::size_t packets = 0;
  for (const GateInfo& gate : Catalogue::builtin().gates()) {
    for (const Profile profile : {Profile::compat, Profile::strict}) {
      const std::string slug(gate.slug);
      const std::string live = read(folder_ / "packets" / (slug + ".live.json"));
      const auto ready = judge_.judge(live, {true, profile});
      ASSERT_TRUE(ready) << slug;
      EXPECT_TRUE(ready->ready()) << slug;
      const std::string sample = read(folder_ / "packets" / (slug + ".sample.json"));
      const auto warned = judge_.judge(sample, {false, Profile::compat});
      ASSERT_TRUE(warned) << slug;
      EXPECT_EQ(warned->status(), "ready_with_warnings") << slug;
      packets += 2;
    }
  }
  EXPECT_EQ(packets, 40U);
}

}  // namespace
}  // namespace cavra
