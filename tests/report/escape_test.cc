#include "report/escape.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "report/formats.h"
#include "report/sha256_at_build.h"

namespace cavra::report {
namespace {

struct Case {
  std::string text;
  std::string want;
};

TEST(Xml, HasNoRoomForTagsQuotesAndControls) {
  const std::vector<Case> cases = {
      {"plain é", "plain é"},
      {"<a href=\"x\">'&'</a>", "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;"},
      {std::string("a\x01\x1b\x7f", 4), "a\uFFFD\uFFFD\uFFFD"},
      {"\xFF\xC0\xAF", "\uFFFD\uFFFD\uFFFD"},
      {"\xEF\xBF\xBF", "\uFFFD"},
      {"tab\tline\n", "tab\tline\n"},
  };
  for (const Case& c : cases) EXPECT_EQ(xml(c.text), c.want);
}

TEST(MarkdownCode, HoldsBackquotesAndBars) {
  const std::vector<Case> cases = {
      {"a.json", "`a.json`"},     {"a`b", "``a`b``"}, {"`a", "`` `a ``"},
      {"a``b`c", "```a``b`c```"}, {"a|b", "`a\\|b`"}, {"@x\n# y", "`@x\\u{A}# y`"},
  };
  for (const Case& c : cases) EXPECT_EQ(markdown_code(c.text), c.want);
}

TEST(MarkdownText, ShowsAsItStands) {
  EXPECT_EQ(markdown_text("_a_b_ is <not> a [link](x) *here*"), "\\_a_b\\_ is \\<not\\> a \\[link\\](x) \\*here\\*");
}

TEST(Github, EscapesWhatEndsACommand) {
  EXPECT_EQ(github_message("50%\r\n::error::x"), "50%25%0D%0A::error::x");
  EXPECT_EQ(github_property("a,b:c%\n"), "a%2Cb%3Ac%25%0A");
}

TEST(FileUri, EncodesWhatUrisHaveNoRoomFor) {
  const std::vector<Case> cases = {
      {"a/b.json", "a/b.json"}, {"a b#c?.json", "a%20b%23c%3F.json"}, {"c:d", "c%3Ad"},
      {"é", "%C3%A9"},          {"/x/y z", "file:///x/y%20z"},        {"100%", "100%25"},
  };
  for (const Case& c : cases) EXPECT_EQ(file_uri(c.text), c.want);
}

TEST(SitePath, CountsFromTheTopOfTheRepository) {
  const Site site{"packets/", "/home/x/repo/"};
  EXPECT_EQ(site.path("a.json"), "packets/a.json");
  EXPECT_EQ(site.path("./a.json"), "packets/a.json");
  EXPECT_EQ(site.path("/home/x/repo/b/c.json"), "b/c.json");
  EXPECT_EQ(site.path("/elsewhere/c.json"), "/elsewhere/c.json");
  EXPECT_EQ(site.path("../b.json"), "b.json");
  EXPECT_EQ(site.path("../../b.json"), "../b.json");
  EXPECT_EQ(site.path("-"), "stdin");
}

/// FIPS 180-4's examples, and lengths about a block's.
TEST(Sha256AtBuild, IsSha256) {
  const auto text = [](std::string_view of) {
    const auto digest = sha256_base64(of);
    return std::string(digest.begin(), digest.end());
  };
  EXPECT_EQ(text(""), "47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
  EXPECT_EQ(text("abc"), "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=");
  EXPECT_EQ(text("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"),
            "JI1qYdIGOLjlwCaTDD5gOaM85Flk/yFn9uzt1BnbBsE=");
  EXPECT_EQ(text(std::string(64, 'a')), "/+BU/nrgy23GXDr5th1SCfQ5hR20PQulmXM33xVGaOs=");
}

}  // namespace
}  // namespace cavra::report
