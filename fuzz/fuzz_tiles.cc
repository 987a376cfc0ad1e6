// Paths of tiles, bundles of entries and tiles of hashes: what is read is written as it was.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "tlog/audit.h"
#include "tlog/entries.h"

namespace {

/// A log in which every file has the same bytes.
class OneFile final : public cavra::tlog::Files {
 public:
  explicit OneFile(std::string_view bytes) : bytes_(bytes) {}
  std::expected<std::string, cavra::Error> read(const std::string&) override { return std::string(bytes_); }
  std::expected<std::vector<std::string>, cavra::Error> list(const std::string&) override {
    return std::vector<std::string>{"1", "x"};
  }

 private:
  std::string_view bytes_;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  if (const auto tile = cavra::tlog::parse_tile_path(bytes); tile && cavra::tlog::path_of(*tile) != bytes) std::abort();
  if (const auto entries = cavra::tlog::parse_entries(bytes)) {
    std::string again;
    for (const std::string_view entry : *entries) cavra::tlog::append_entry(again, entry);
    if (again != bytes) std::abort();
  }
  OneFile files(bytes);
  for (const std::uint64_t leaves : {1U, 5U, 256U, 300U}) {
    cavra::tlog::Checkpoint checkpoint;
    checkpoint.size = leaves;
    const auto audit = cavra::tlog::audit(files, checkpoint);
    // The root of one leaf is its hash: what the tile has then agrees, and the entry is lost.
    const bool is_root = leaves == 1 && bytes == std::string(sizeof(cavra::tlog::Hash), '\0');
    if (audit && audit->agrees && !(is_root && !audit->losses.empty())) std::abort();
    static_cast<void>(cavra::tlog::read_entry(files, leaves - 1, leaves));
  }
  return 0;
}
