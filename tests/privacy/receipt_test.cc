#include "privacy/receipt.h"

#include <gtest/gtest.h>

#include "tests/privacy/sets.h"

namespace cavra::privacy {
namespace {

TEST(Receipt, SaysWhatWasLookedAtAndWithWhat) {
  Receipt receipt;
  Tally tally;
  tally.leaves = 3;
  tally.depth = 2;
  tally.layers[static_cast<std::size_t>(Decoding::base64)] = 4;
  receipt.add(tally);
  receipt.add(tally);
  receipt.files.push_back({"roster", "a \"b\"\n", crypto::sha256("abc")});
  receipt.now = "2026-11-23T00:00:00Z";
  const RuleSet rules = only("[[rules]]\nid = \"x\"\ncategory = \"legal\"\nregex = \"a\"");
  EXPECT_EQ(to_json(receipt, rules), R"({
  "scanned": {
    "leaves": 6,
    "keys": 0,
    "bytes": 0,
    "joined": 0,
    "readings": 0,
    "decoded_bytes": 0,
    "depth": 2,
    "findings": 0,
    "incomplete": 0
  },
  "layers": {
    "base64": 8
  },
  "budgets": {
    "decoded_bytes": 1048576,
    "ratio": 100,
    "depth": 5,
    "steps": 4194304,
    "steps_per_byte": 64
  },
  "rules": {
    "count": 8,
    "by_category": {
      "contact": 0,
      "identity": 1,
      "commercial": 0,
      "legal": 1,
      "secret": 0,
      "raw_evidence": 1,
      "private_note": 0,
      "disguise": 5
    }
  },
  "files": [
    {"what": "roster", "name": "a \"b\"\u000a", "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"}
  ],
  "keyed": false,
  "now": "2026-11-23T00:00:00Z"
}
)");
}

}  // namespace
}  // namespace cavra::privacy
