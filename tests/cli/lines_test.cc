#include "cli/lines.h"

#include <gtest/gtest.h>

#include <random>

namespace cavra::cli {
namespace {

/// Gives its bytes in pieces of at most `most`, and may fail instead of ending.
class Pieces final : public Input {
 public:
  Pieces(std::string bytes, std::size_t most, bool fails = false)
      : bytes_(std::move(bytes)), most_(most), fails_(fails) {}
  std::expected<std::size_t, Error> read(std::span<char> into) override {
    const std::size_t size = std::min({into.size(), most_, bytes_.size() - at_});
    if (size == 0 && fails_) return std::unexpected(Error{Code::cannot_read, "it breaks", "", "f", 0, 0, 0});
    std::copy_n(bytes_.data() + at_, size, into.data());
    at_ += size;
    return size;
  }

 private:
  std::string bytes_;
  std::size_t most_;
  bool fails_;
  std::size_t at_ = 0;
};

struct Line {
  std::uint32_t number;
  std::string text;
  bool operator==(const Line&) const = default;
};
void PrintTo(const Line& line, std::ostream* out) {
  *out << line.number << ": " << testing::PrintToString(line.text.substr(0, 100));
}

/// What a reader gives: its lines with their numbers, "<too long>" for one passed over, and an error as the last.
std::vector<Line> read(std::unique_ptr<Input> input, std::size_t longest) {
  LineReader reader(std::move(input), longest, "f");
  std::vector<Line> lines;
  LineChunk used;
  while (true) {
    auto chunk = reader.next(std::move(used));
    if (!chunk) {
      lines.push_back({chunk.error().line, to_text(chunk.error())});
      return lines;
    }
    if (!*chunk) return lines;
    std::uint32_t number = (*chunk)->first_line;
    if ((*chunk)->too_long) lines.push_back({number, "<too long>"});
    std::string_view rest = (*chunk)->bytes();
    for (; !rest.empty(); ++number) {
      const std::size_t end = std::min(rest.find('\n'), rest.size() - 1);
      lines.push_back({number, std::string(rest.substr(0, end + 1))});
      rest.remove_prefix(end + 1);
    }
    used = std::move(**chunk);
  }
}

std::vector<Line> read(const std::string& bytes, std::size_t piece, std::size_t longest = 1000) {
  return read(std::make_unique<Pieces>(bytes, piece), longest);
}

TEST(LineReader, GivesWholeLinesHoweverTheyArrive) {
  const std::string bytes = "{\"a\":1}\n{\"b\":2}\r\n\n \n{\"c\":3}\n";
  const std::vector<Line> wanted = {
      {1, "{\"a\":1}\n"}, {2, "{\"b\":2}\r\n"}, {3, "\n"}, {4, " \n"}, {5, "{\"c\":3}\n"}};
  for (std::size_t piece = 1; piece <= bytes.size() + 1; ++piece) EXPECT_EQ(read(bytes, piece), wanted) << piece;
}

TEST(LineReader, TheLastLineNeedsNoNewline) {
  for (const std::size_t piece : {1U, 2U, 100U}) {
    EXPECT_EQ(read("one\ntwo", piece), (std::vector<Line>{{1, "one\n"}, {2, "two"}}));
    EXPECT_EQ(read("one", piece), (std::vector<Line>{{1, "one"}}));
  }
}

TEST(LineReader, GivesNothingOfNothing) {
  EXPECT_TRUE(read("", 1).empty());
  EXPECT_EQ(read("\n", 1), (std::vector<Line>{{1, "\n"}}));
}

TEST(LineReader, GivesEveryByteOfLongFilesOnceAndInOrder) {
  std::mt19937 random(5);
  std::string bytes;
  std::vector<Line> wanted;
  for (std::uint32_t number = 1; number <= 3000; ++number) {
    const std::string line = std::string(random() % 900, static_cast<char>('a' + number % 26)) + "\n";
    bytes += line;
    wanted.push_back({number, line});
  }
  for (const std::size_t piece : {313U, 65'536U, 262'144U, 10'000'000U}) EXPECT_EQ(read(bytes, piece), wanted) << piece;
}

TEST(LineReader, GivesLinesLongerThanItsBlocks) {
  const std::string longer(1'000'000, 'x');
  const std::string bytes = "one\n" + longer + "\n" + longer + "\nlast";
  const std::vector<Line> wanted = {{1, "one\n"}, {2, longer + "\n"}, {3, longer + "\n"}, {4, "last"}};
  for (const std::size_t piece : {4096U, 10'000'000U}) EXPECT_EQ(read(bytes, piece, 2'000'000), wanted);
}

TEST(LineReader, PassesOverALineThatIsTooLongAndGoesOnAfterIt) {
  const std::string longer(3'000'000, 'x');
  for (const std::size_t piece : {4096U, 300'000U, 10'000'000U}) {
    const auto lines = read("one\n" + longer + "\nthree\n" + longer, piece, 1'000'000);
    EXPECT_EQ(lines, (std::vector<Line>{{1, "one\n"}, {2, "<too long>"}, {3, "three\n"}, {4, "<too long>"}})) << piece;
  }
}

TEST(LineReader, ALineWithoutEndIsAnErrorInBoundedMemory) {
  class Endless final : public Input {
   public:
    std::expected<std::size_t, Error> read(std::span<char> into) override {
      EXPECT_LT(into.size(), 4'000'000U);
      std::fill(into.begin(), into.end(), '[');
      given_ += into.size();
      EXPECT_LT(given_, 100'000'000U);
      return into.size();
    }

   private:
    std::size_t given_ = 0;
  };
  EXPECT_EQ(read(std::make_unique<Endless>(), 1'000'000),
            (std::vector<Line>{{1, "f:1:1: a line has no end; write one packet a line"}}));
}

TEST(LineReader, NamesTheLineThatHasNoEnd) {
  const auto lines = read("one\ntwo\n" + std::string(70'000'000, '['), 1 << 20, 1'000'000);
  EXPECT_EQ(lines.back(), (Line{3, "f:3:1: a line has no end; write one packet a line"}));
}

TEST(LineReader, PassesErrorsOn) {
  EXPECT_EQ(read(std::make_unique<Pieces>("one\ntwo", 4, true), 1000),
            (std::vector<Line>{{1, "one\n"}, {0, "f: it breaks"}}));
}

}  // namespace
}  // namespace cavra::cli
