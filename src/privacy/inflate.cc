#include "privacy/inflate.h"

#include <zlib.h>

#include <algorithm>
#include <array>

#include "privacy/readable.h"

namespace cavra::privacy {

struct Inflater::Stream {
  z_stream z{};
  bool open = false;
  ~Stream() {
    if (open) inflateEnd(&z);
  }
  bool begin() {
    constexpr int kAnyHeader = 15 + 32;
    if (open) return inflateReset(&z) == Z_OK;
    open = inflateInit2(&z, kAnyHeader) == Z_OK;
    return open;
  }
};

Inflater::Inflater() : stream_(std::make_unique<Stream>()) {}
Inflater::~Inflater() = default;
Inflater::Inflater(Inflater&&) noexcept = default;
Inflater& Inflater::operator=(Inflater&&) noexcept = default;

bool Inflater::may_inflate(std::string_view begin) {
  if (!stream_->begin()) return true;
  std::array<char, 512> buffer;
  z_stream& z = stream_->z;
  z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(begin.data()));
  z.avail_in = static_cast<uInt>(begin.size());
  z.next_out = reinterpret_cast<Bytef*>(buffer.data());
  z.avail_out = buffer.size();
  const int status = ::inflate(&z, Z_NO_FLUSH);
  return status == Z_OK || status == Z_STREAM_END || status == Z_BUF_ERROR;
}

Inflater::Stop Inflater::inflate(std::string_view bytes, std::size_t most, std::string& out) {
  std::size_t left = most;
  std::array<char, 4096> buffer;
  z_stream& z = stream_->z;
  while (begins_gzip(bytes) || begins_zlib(bytes)) {
    if (!stream_->begin()) return Stop::faulty;
    z.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
    z.avail_in = static_cast<uInt>(bytes.size());
    int status = Z_OK;
    while (status == Z_OK) {
      // One byte more than is left, to tell a text that fits from one that does not.
      const std::size_t room = std::min(buffer.size(), left + 1);
      z.next_out = reinterpret_cast<Bytef*>(buffer.data());
      z.avail_out = static_cast<uInt>(room);
      status = ::inflate(&z, Z_NO_FLUSH);
      const std::size_t got = room - z.avail_out;
      out.append(buffer.data(), std::min(got, left));
      if (got > left) return Stop::limit;
      left -= got;
      if (got == 0 && z.avail_in == 0) break;
    }
    if (status != Z_STREAM_END) return Stop::faulty;
    bytes.remove_prefix(bytes.size() - z.avail_in);
  }
  out.append(bytes.substr(0, left));
  return bytes.size() > left ? Stop::limit : Stop::end;
}

}  // namespace cavra::privacy
