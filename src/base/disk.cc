#include "base/disk.h"

#include <algorithm>

namespace cavra {

std::expected<std::string, Error> read_all(Input& input, std::size_t most, const std::string& source) {
  std::string bytes;
  while (true) {
    constexpr std::size_t step = std::size_t{64} << 10;
    const std::size_t size = bytes.size();
    std::expected<std::size_t, Error> got = 0;
    bytes.resize_and_overwrite(std::min(std::max(size + step, size + size / 2), most + 1),
                               [&](char* begin, std::size_t room) {
                                 got = input.read({begin + size, room - size});
                                 return size + got.value_or(0);
                               });
    if (!got) return std::unexpected(got.error());
    if (*got == 0) return bytes;
    if (bytes.size() > most)
      return std::unexpected(Error{Code::too_large, "it has more than " + std::to_string(most) + " bytes",
                                   "raise --max-size if it is a packet", source, most, 0, 0});
  }
}

std::expected<std::string, Error> read_file(Disk& disk, const std::string& path, std::size_t most) {
  auto input = disk.open(path);
  if (!input) return std::unexpected(std::move(input.error()));
  if (path.ends_with(".gz")) *input = make_gunzip(std::move(*input), path);
  return read_all(**input, most, path);
}

Error busy(const std::string& path) {
  return {Code::log_busy, "somebody else is writing", "try again when they are done", path, 0, 0, 0};
}

std::string folder_of(const std::string& path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string::npos ? "." : slash == 0 ? "/" : path.substr(0, slash);
}

}  // namespace cavra
