#include "base/secret.h"

#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <new>
#include <utility>

namespace cavra {
namespace {

std::size_t in_pages(std::size_t size) {
  const auto page = static_cast<std::size_t>(::sysconf(_SC_PAGESIZE));
  return (size + page - 1) / page * page;
}

}  // namespace

Secret::Secret(std::size_t room) : room_(room) {
  if (room == 0) return;
  void* const pages = ::mmap(nullptr, in_pages(room), PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
  if (pages == MAP_FAILED) throw std::bad_alloc();
  // What the system refuses of these two is no reason not to work: keep_to_itself() alone forbids a core already.
  static_cast<void>(::madvise(pages, in_pages(room), MADV_DONTDUMP));
  static_cast<void>(::mlock(pages, in_pages(room)));
  data_ = static_cast<char*>(pages);
}

Secret::Secret(Secret&& other) noexcept
    : data_(std::exchange(other.data_, nullptr)),
      size_(std::exchange(other.size_, 0)),
      room_(std::exchange(other.room_, 0)) {}

Secret& Secret::operator=(Secret&& other) noexcept {
  std::swap(data_, other.data_);
  std::swap(size_, other.size_);
  std::swap(room_, other.room_);
  return *this;
}

Secret::~Secret() {
  if (data_ == nullptr) return;
  ::explicit_bzero(data_, room_);
  ::munmap(data_, in_pages(room_));
}

void Secret::resize(std::size_t size) {
  assert(size <= room_);
  size_ = size;
  if (size != room_) ::explicit_bzero(data_ + size, room_ - size);
}

void Secret::append(std::string_view bytes) {
  assert(bytes.size() <= room_ - size_);
  std::ranges::copy(bytes, data_ + size_);
  size_ += bytes.size();
}

void keep_to_itself() {
  const rlimit none{0, 0};
  // Neither can fail for want of rights. A core that goes into a pipe heeds no limit, but the first of the two.
  static_cast<void>(::prctl(PR_SET_DUMPABLE, 0));
  static_cast<void>(::setrlimit(RLIMIT_CORE, &none));
}

}  // namespace cavra
