// A POSIX tar (ustar) in one zstd frame. Every name, mode, owner and time is set, so that the same files make the same
// bytes.
#include <zstd.h>

#include <array>
#include <charconv>
#include <cstring>
#include <memory>
#include <optional>

#include "publish/bag.h"

namespace cavra::publish {
namespace {

constexpr std::size_t block = 512;
constexpr std::size_t longest_name = 100;
constexpr std::size_t largest = std::size_t{1} << 30;  ///< of what an archive unpacks to
constexpr int level = 19;

/// Where the fields of a header are.
constexpr std::size_t at_mode = 100, at_uid = 108, at_gid = 116, at_size = 124, at_time = 136, at_sum = 148,
                      at_type = 156, at_magic = 257;

using Header = std::array<char, block>;

/// `digits` octal digits.
void put_octal(Header& header, std::size_t at, std::size_t digits, std::uint64_t value) {
  for (std::size_t i = digits; i-- > 0; value >>= 3U) header[at + i] = static_cast<char>('0' + (value & 7U));
}

std::uint64_t checksum(const Header& header) {
  std::uint64_t sum = 0;
  for (std::size_t i = 0; i < block; ++i)
    sum += i >= at_sum && i < at_sum + 8 ? ' ' : static_cast<std::uint8_t>(header[i]);
  return sum;
}

std::size_t padding(std::size_t size) { return (block - size % block) % block; }

Header header_of(const std::string& name, std::size_t size) {
  Header header{};
  std::memcpy(header.data(), name.data(), name.size());
  put_octal(header, at_mode, 7, 0644);
  put_octal(header, at_uid, 7, 0);
  put_octal(header, at_gid, 7, 0);
  put_octal(header, at_size, 11, size);
  put_octal(header, at_time, 11, 0);
  header[at_type] = '0';
  std::memcpy(header.data() + at_magic, "ustar\00000", 8);
  put_octal(header, at_sum, 6, checksum(header));
  header[at_sum + 7] = ' ';
  return header;
}

std::optional<std::uint64_t> octal(const Header& header, std::size_t at, std::size_t digits) {
  std::uint64_t value = 0;
  const char* const begin = header.data() + at;
  const auto [end, problem] = std::from_chars(begin, begin + digits, value, 8);
  return problem == std::errc() && end == begin + digits ? std::optional(value) : std::nullopt;
}

Error cannot_unpack() {
  return {Code::publication_differs, "the archive cannot be unpacked", "publish again", {}, 0, 0, 0};
}

/// Grows with what comes out: what the frame says of its size is not believed.
std::optional<std::string> unpack(std::string_view bytes) {
  const std::unique_ptr<ZSTD_DCtx, std::size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  if (context == nullptr) return std::nullopt;
  std::string tar;
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  std::size_t left = 1;  // of the frame; 0 at its end
  while (left != 0) {
    const std::size_t before = tar.size();
    tar.resize(before + ZSTD_DStreamOutSize());
    ZSTD_outBuffer out{tar.data() + before, tar.size() - before, 0};
    left = ZSTD_decompressStream(context.get(), &out, &in);
    tar.resize(before + out.pos);
    const bool stuck = out.pos == 0 && in.pos == in.size;
    if (ZSTD_isError(left) != 0 || tar.size() > largest || (left != 0 && stuck)) return std::nullopt;
  }
  return in.pos == in.size ? std::optional(std::move(tar)) : std::nullopt;
}

}  // namespace

std::expected<std::string, Error> make_tar_zst(const std::vector<File>& files, const std::string& folder) {
  std::string tar;
  for (const File& file : files) {
    const std::string name = folder + "/" + file.name;
    if (name.size() > longest_name)
      return std::unexpected(Error{Code::cannot_write, "a file's name is too long for the archive",
                                   "write it as a folder: --archive folder", name, 0, 0, 0});
    const Header header = header_of(name, file.bytes.size());
    tar.append(header.data(), header.size()).append(file.bytes).append(padding(file.bytes.size()), '\0');
  }
  tar.append(2 * block, '\0');
  std::string out(ZSTD_compressBound(tar.size()), '\0');
  const std::size_t size = ZSTD_compress(out.data(), out.size(), tar.data(), tar.size(), level);
  if (ZSTD_isError(size) != 0)
    return std::unexpected(Error{
        Code::cannot_write, "the archive cannot be packed", "write it as a folder: --archive folder", {}, 0, 0, 0});
  out.resize(size);
  return out;
}

std::expected<std::vector<File>, Error> read_tar_zst(std::string_view bytes, const std::string& folder) {
  const std::optional<std::string> tar = unpack(bytes);
  if (!tar) return std::unexpected(cannot_unpack());
  std::vector<File> files;
  for (std::size_t at = 0; at + block <= tar->size();) {
    Header header{};
    std::memcpy(header.data(), tar->data() + at, block);
    at += block;
    if (header[0] == '\0') return files;
    const std::string name(header.data(), strnlen(header.data(), longest_name));
    const auto size = octal(header, at_size, 11);
    const auto sum = octal(header, at_sum, 6);
    if (!size || !sum || *sum != checksum(header) || header[at_type] != '0' || *size > tar->size() - at ||
        !name.starts_with(folder + "/"))
      break;
    files.push_back({name.substr(folder.size() + 1), tar->substr(at, *size)});
    at += *size + padding(*size);
  }
  return std::unexpected(cannot_unpack());
}

}  // namespace cavra::publish
