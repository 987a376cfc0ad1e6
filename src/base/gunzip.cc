#include <zlib.h>

#include <array>

#include "base/disk.h"

namespace cavra {
namespace {

class Gunzip final : public Input {
 public:
  Gunzip(std::unique_ptr<Input> packed, std::string source) : packed_(std::move(packed)), source_(std::move(source)) {
    ready_ = ::inflateInit2(&stream_, 16 + MAX_WBITS) == Z_OK;
  }
  Gunzip(const Gunzip&) = delete;
  Gunzip& operator=(const Gunzip&) = delete;
  ~Gunzip() override {
    if (ready_) ::inflateEnd(&stream_);
  }

  std::expected<std::size_t, Error> read(std::span<char> into) override {
    if (!ready_) return std::unexpected(bad("there is no memory to unpack it"));
    stream_.next_out = reinterpret_cast<Bytef*>(into.data());
    stream_.avail_out = static_cast<uInt>(into.size());
    while (stream_.avail_out == into.size()) {
      if (stream_.avail_in == 0) {
        const auto got = packed_->read(block_);
        if (!got) return got;
        if (*got == 0) {
          if (within_) return std::unexpected(bad("the gzip stream ends too early"));
          return 0;
        }
        stream_.next_in = reinterpret_cast<Bytef*>(block_.data());
        stream_.avail_in = static_cast<uInt>(*got);
      }
      within_ = true;
      const int status = ::inflate(&stream_, Z_NO_FLUSH);
      if (status == Z_STREAM_END) {
        within_ = false;
        ::inflateReset(&stream_);
      } else if (status != Z_OK) {
        return std::unexpected(bad("it is no gzip stream, or a damaged one"));
      }
    }
    return into.size() - stream_.avail_out;
  }

 private:
  [[nodiscard]] Error bad(std::string what) const {
    return {Code::bad_gzip, std::move(what), "pack it again", source_, 0, 0, 0};
  }

  std::unique_ptr<Input> packed_;
  std::string source_;
  z_stream stream_{};
  std::array<char, 65536> block_{};
  bool ready_ = false;
  bool within_ = true;  // an empty file is no gzip stream either
};

}  // namespace

std::unique_ptr<Input> make_gunzip(std::unique_ptr<Input> packed, std::string source) {
  return std::make_unique<Gunzip>(std::move(packed), std::move(source));
}

}  // namespace cavra
