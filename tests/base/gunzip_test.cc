#include <gtest/gtest.h>
#include <zlib.h>

#include "base/disk.h"
#include "base/memory_disk.h"

namespace cavra {
namespace {

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  EXPECT_EQ(::deflateInit2(&stream, 9, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY), Z_OK);
  std::string packed(::deflateBound(&stream, bytes.size()) + 64, '\0');
  std::string copy(bytes);
  stream.next_in = reinterpret_cast<Bytef*>(copy.data());
  stream.avail_in = static_cast<uInt>(copy.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  EXPECT_EQ(::deflate(&stream, Z_FINISH), Z_STREAM_END);
  packed.resize(stream.total_out);
  ::deflateEnd(&stream);
  return packed;
}

/// Gives its bytes in pieces.
class Pieces final : public Input {
 public:
  Pieces(std::string bytes, std::size_t most) : bytes_(std::move(bytes)), most_(most) {}
  std::expected<std::size_t, Error> read(std::span<char> into) override {
    const std::size_t size = std::min({into.size(), most_, bytes_.size() - at_});
    std::copy_n(bytes_.data() + at_, size, into.data());
    at_ += size;
    return size;
  }

 private:
  std::string bytes_;
  std::size_t most_;
  std::size_t at_ = 0;
};

std::string outcome(const std::expected<std::string, Error>& read) {
  return read ? *read : std::string(id(read.error().code)) + " " + to_text(read.error());
}

std::string unpacked(std::string packed, std::size_t piece, std::size_t most = 1 << 20) {
  const auto input = make_gunzip(std::make_unique<Pieces>(std::move(packed), piece), "a.gz");
  return outcome(read_all(*input, most, "a.gz"));
}

constexpr std::string_view too_early = "F204 a.gz: the gzip stream ends too early; pack it again";
constexpr std::string_view damaged = "F204 a.gz: it is no gzip stream, or a damaged one; pack it again";

TEST(Gunzip, UnpacksInPiecesOfAnySize) {
  std::string text;
  for (int i = 0; i < 5000; ++i) text += "line " + std::to_string(i * i) + "\n";
  for (const std::size_t piece : {1U, 2U, 7U, 1000U, 65536U, 1'000'000U})
    EXPECT_EQ(unpacked(gzip(text), piece), text) << piece;
}

TEST(Gunzip, JoinsMembers) {
  for (const std::size_t piece : {1U, 3U, 4096U}) {
    EXPECT_EQ(unpacked(gzip("one,") + gzip("") + gzip("two"), piece), "one,two");
    EXPECT_EQ(unpacked(gzip(""), piece), "");
  }
}

TEST(Gunzip, SaysWhereverTheStreamIsCutThatItEndsTooEarly) {
  const std::string packed = gzip("one, two, three, four");
  for (std::size_t size = 0; size < packed.size(); ++size)
    EXPECT_EQ(unpacked(packed.substr(0, size), 5), too_early) << size;
  EXPECT_EQ(unpacked(packed + packed.substr(0, 7), 5), too_early);
}

TEST(Gunzip, SaysThatOtherBytesAreNoGzipStream) {
  const std::string packed = gzip("one, two, three, four");
  EXPECT_EQ(unpacked("{\"a\": 1}", 100), damaged);
  EXPECT_EQ(unpacked(packed + "trailing", 100), damaged);
  for (const std::size_t at : {0U, 1U, 2U, 12U, 20U}) {
    std::string changed = packed;
    changed[at] = static_cast<char>(changed[at] ^ 0x55);
    EXPECT_EQ(unpacked(changed, 100), damaged) << at;
  }
  std::string wrong_sum = packed;
  wrong_sum[packed.size() - 6] = static_cast<char>(wrong_sum[packed.size() - 6] ^ 1);
  EXPECT_EQ(unpacked(wrong_sum, 100), damaged);
}

TEST(ReadFile, StopsAtTheLimitOfWhatWasUnpacked) {
  MemoryDisk disk;
  disk.put("a.gz", gzip(std::string(50'000'000, ' ')));
  ASSERT_LT(disk.bytes("a.gz")->size(), 100'000U);
  EXPECT_EQ(outcome(read_file(disk, "a.gz", 1000)),
            "J107 a.gz: it has more than 1000 bytes; raise --max-size if it is a packet");
}

TEST(ReadFile, ReadsAFileOfTheLimitAndNoByteMore) {
  MemoryDisk disk;
  for (const std::size_t most : {1U, 10U, 65'535U, 65'536U, 65'537U, 300'000U}) {
    disk.put("a", std::string(most, 'x'));
    EXPECT_EQ(outcome(read_file(disk, "a", most)), std::string(most, 'x'));
    disk.put("a", std::string(most + 1, 'x'));
    EXPECT_EQ(outcome(read_file(disk, "a", most)),
              "J107 a: it has more than " + std::to_string(most) + " bytes; raise --max-size if it is a packet");
  }
  disk.put("a", "");
  EXPECT_EQ(outcome(read_file(disk, "a", 0)), "");
}

TEST(ReadFile, UnpacksByTheEndingOfTheName) {
  MemoryDisk disk;
  const std::string packed = gzip("{}");
  disk.put("a.json.gz", packed);
  disk.put("a.json", packed);
  disk.put("b.json.gz", "{}");
  EXPECT_EQ(outcome(read_file(disk, "a.json.gz", 100)), "{}");
  EXPECT_EQ(outcome(read_file(disk, "a.json", 100)), packed);
  EXPECT_EQ(outcome(read_file(disk, "b.json.gz", 100)),
            "F204 b.json.gz: it is no gzip stream, or a damaged one; pack it again");
  EXPECT_EQ(outcome(read_file(disk, "c.json", 100)), "F201 c.json: there is no such file; check the path");
}

TEST(ReadAll, ReadsAnEndlessInputUpToTheLimit) {
  class Endless final : public Input {
   public:
    std::expected<std::size_t, Error> read(std::span<char> into) override {
      std::fill(into.begin(), into.end(), '[');
      return into.size();
    }
  };
  Endless endless;
  const auto read = read_all(endless, 1 << 20, "-");
  ASSERT_FALSE(read);
  EXPECT_EQ(read.error().code, Code::too_large);
}

}  // namespace
}  // namespace cavra
