#include "cli/inputs.h"

#include <gtest/gtest.h>

#include "base/faulty_disk.h"
#include "base/memory_disk.h"

namespace cavra::cli {
namespace {

class FindInputs : public testing::Test {
 protected:
  FindInputs() {
    for (const char* path :
         {"a.json", "b.json", "c.ndjson", "d.txt", "in/a.json", "in/b.txt", "in/deep/c.json", "in/deep/er/d.json",
          "in/deep/x.ndjson", "in/.hidden/e.json", "empty/readme.md", "odd/[1].json", "odd/*.json", "odd/1.json"})
      disk_.put(path, "{}");
    disk_.link("in/up", "in");
    disk_.link("to_a.json", "a.json");
    disk_.link("to_in", "in");
  }

  /// The paths found; NDJSON with a "+", and in brackets what is wrong.
  std::vector<std::string> find(const std::vector<std::string>& arguments, InputFormat format = InputFormat::by_name) {
    inputs_ = find_inputs(disk_, arguments, format);
    std::vector<std::string> out;
    for (const Source& source : inputs_.sources)
      out.push_back(source.error ? "(" + to_text(*source.error) + ")" : source.path + (source.ndjson ? "+" : ""));
    return out;
  }
  using Paths = std::vector<std::string>;

  MemoryDisk disk_;
  Inputs inputs_;
};

TEST_F(FindInputs, OnePlainFileOrStdinIsNotSeveral) {
  EXPECT_EQ(find({"a.json"}), Paths{"a.json"});
  EXPECT_FALSE(inputs_.several);
  EXPECT_EQ(find({"-"}), Paths{"-"});
  EXPECT_FALSE(inputs_.several);
  EXPECT_EQ(find({"d.txt"}), Paths{"d.txt"});
  EXPECT_FALSE(inputs_.several);
}

TEST_F(FindInputs, SeveralFilesStayInTheirOrder) {
  EXPECT_EQ(find({"b.json", "a.json", "b.json", "-"}), (Paths{"b.json", "a.json", "b.json", "-"}));
  EXPECT_TRUE(inputs_.several);
}

TEST_F(FindInputs, NdjsonIsKnownByTheEndingOrAsked) {
  disk_.put("e.jsonl", "");
  disk_.put("f.ndjson.gz", "");
  disk_.put("g.json.gz", "");
  EXPECT_EQ(find({"c.ndjson"}), Paths{"c.ndjson+"});
  EXPECT_TRUE(inputs_.several);
  EXPECT_EQ(find({"e.jsonl", "f.ndjson.gz", "g.json.gz", "-"}), (Paths{"e.jsonl+", "f.ndjson.gz+", "g.json.gz", "-"}));
  EXPECT_EQ(find({"a.json", "-"}, InputFormat::ndjson), (Paths{"a.json+", "-+"}));
  EXPECT_EQ(find({"c.ndjson"}, InputFormat::json), Paths{"c.ndjson"});
  EXPECT_FALSE(inputs_.several);
}

TEST_F(FindInputs, AFolderStandsForEveryJsonFileBelowIt) {
  const Paths below = {"in/.hidden/e.json", "in/a.json", "in/deep/c.json", "in/deep/er/d.json"};
  EXPECT_EQ(find({"in"}), below);
  EXPECT_TRUE(inputs_.several);
  for (const Source& source : inputs_.sources) EXPECT_TRUE(source.found_in_folder);
  EXPECT_EQ(find({"in/"}), below);
}

TEST_F(FindInputs, LinksToFoldersAreFollowedWhenNamedAndNotWhenFound) {
  EXPECT_EQ(find({"to_in"}),
            (Paths{"to_in/.hidden/e.json", "to_in/a.json", "to_in/deep/c.json", "to_in/deep/er/d.json"}));
  EXPECT_EQ(find({"to_a.json"}), Paths{"to_a.json"});
}

TEST_F(FindInputs, LinksThatLeadNowhereAreErrorsAlsoInFolders) {
  disk_.link("loops/round.json", "loops/round.json");
  disk_.link("loops/round", "loops/round");
  disk_.put("loops/z.json", "{}");
  EXPECT_EQ(find({"loops/round.json"}),
            Paths{"(loops/round.json: it cannot be read: Too many levels of symbolic links; name a readable file)"});
  EXPECT_EQ(find({"loops"}),
            (Paths{"(loops/round.json: it cannot be read: Too many levels of symbolic links; name a readable file)",
                   "loops/z.json"}));
}

TEST_F(FindInputs, WhatStandsForNothingIsAnErrorInItsPlace) {
  EXPECT_EQ(find({"none.json", "a.json"}), (Paths{"(none.json: there is no such file; check the path)", "a.json"}));
  EXPECT_EQ(find({"empty"}), Paths{"(empty: no .json file is below this folder; name a folder with packets)"});
  EXPECT_EQ(find({"*.toml"}), Paths{"(*.toml: no file is called like this; check the pattern)"});
  EXPECT_EQ(find({"a.json/b"}), Paths{"(a.json/b: there is no such file; check the path)"});
  EXPECT_EQ(find({""}), Paths{"(there is no such file; check the path)"});
}

TEST_F(FindInputs, GlobsMatchWithinOneFolder) {
  EXPECT_EQ(find({"*.json"}), (Paths{"a.json", "b.json", "to_a.json"}));
  EXPECT_TRUE(inputs_.several);
  EXPECT_EQ(find({"?.json"}), (Paths{"a.json", "b.json"}));
  EXPECT_EQ(find({"[!a].json"}), Paths{"b.json"});
  EXPECT_EQ(find({"[a-c].*json"}), (Paths{"a.json", "b.json", "c.ndjson+"}));
  EXPECT_EQ(find({"in/*.json"}), Paths{"in/a.json"});
  EXPECT_EQ(find({"*/a.json"}), (Paths{"in/a.json", "to_in/a.json"}));
  EXPECT_EQ(find({"in/deep/*/d.json"}), Paths{"in/deep/er/d.json"});
}

TEST_F(FindInputs, TwoStarsReachAnyDepthButNoLinksAndNoHiddenFolders) {
  EXPECT_EQ(find({"in/**/*.json"}), (Paths{"in/a.json", "in/deep/c.json", "in/deep/er/d.json"}));
  EXPECT_EQ(find({"in/**/d.json"}), Paths{"in/deep/er/d.json"});
  EXPECT_EQ(find({"in/deep/**"}), (Paths{"in/deep/c.json", "in/deep/er/d.json", "in/deep/x.ndjson+"}));
}

TEST_F(FindInputs, HiddenFilesMatchOnlyWhenTheirPointIsWritten) {
  EXPECT_EQ(find({"in/*/e.json"}), (Paths{"(in/*/e.json: no file is called like this; check the pattern)"}));
  EXPECT_EQ(find({"in/.*/e.json"}), Paths{"in/.hidden/e.json"});
}

TEST_F(FindInputs, ANameThatExistsIsTakenAsItIs) {
  EXPECT_EQ(find({"odd/[1].json"}), Paths{"odd/[1].json"});
  EXPECT_EQ(find({"odd/*.json"}), Paths{"odd/*.json"});
  EXPECT_EQ(find({"odd/[12].json"}), Paths{"odd/1.json"});
}

TEST_F(FindInputs, AFolderThatCannotBeReadIsAnError) {
  FaultyDisk faulty(disk_, 1, FaultyDisk::Fault::stop);
  const Inputs inputs = find_inputs(faulty, {"in"}, InputFormat::by_name);
  ASSERT_EQ(inputs.sources.size(), 1U);
  ASSERT_TRUE(inputs.sources[0].error);
  EXPECT_EQ(inputs.sources[0].error->code, Code::cannot_read);
}

}  // namespace
}  // namespace cavra::cli
