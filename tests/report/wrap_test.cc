#include "report/wrap.h"

#include <gtest/gtest.h>

#include "base/utf8.h"
#include "report/frame.h"

namespace cavra::report {
namespace {

TEST(Wrap, BreaksBetweenWordsAndNowhereElse) {
  std::string out;
  append_wrapped(out, "one two", 0, 4);
  EXPECT_EQ(out, "one two");
  out.clear();
  append_wrapped(out, "aaaa bbbb cccc", 71, 2);
  EXPECT_EQ(out, "aaaa bbbb\n  cccc");
  out.clear();
  append_wrapped(out, "aaaa bbbb cccc", 72, 2);
  EXPECT_EQ(out, "aaaa\n  bbbb cccc");
  out.clear();
  append_wrapped(out, std::string(100, 'x') + " y", 0, 2);
  EXPECT_EQ(out, std::string(100, 'x') + "\n  y");
}

TEST(Fit, KeepsThePlaceInSight) {
  const std::string text = "…\"a\": 0123456789 \"b\": 0123456789 \"c\": 0123456789…";
  const std::size_t size = count_code_points(text);
  for (std::size_t room : {10U, 20U, 30U})
    for (std::size_t caret = 0; caret < size; ++caret) {
      const Frame frame = fit({text, caret}, room);
      ASSERT_EQ(count_code_points(frame.text), room);
      ASSERT_LT(frame.caret, room);
      // What stands over the caret is what stood there, but for a cut's ellipsis.
      const auto character = [](std::string_view of, std::size_t at) {
        for (; at > 0; --at) of.remove_prefix(decode_utf8(of).size);
        return of.substr(0, decode_utf8(of).size);
      };
      if (frame.caret > 0 && frame.caret + 1 < room) {
        ASSERT_EQ(character(frame.text, frame.caret), character(text, caret));
      }
    }
  EXPECT_EQ(fit({"short", 2}, 10).text, "short");
}

}  // namespace
}  // namespace cavra::report
