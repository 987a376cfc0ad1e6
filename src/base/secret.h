/// Keys and passphrases in memory.
#pragma once

#include <cstddef>
#include <span>
#include <string_view>

namespace cavra {

/// Bytes in pages of their own, which are in no core and, as far as the system allows, never swapped out. They are
/// wiped where they are cut off and where the Secret goes. One thread at a time.
class Secret {
 public:
  /// Of no bytes, with room for none.
  Secret() = default;
  /// Of no bytes, with room for `room`. Throws std::bad_alloc.
  explicit Secret(std::size_t room);
  Secret(Secret&& other) noexcept;
  Secret& operator=(Secret&& other) noexcept;
  ~Secret();

  /// Lives as long as the Secret, and as it does not change.
  operator std::string_view() const { return {data_, size_}; }  // NOLINT(google-explicit-constructor): as std::string's
  [[nodiscard]] char* data() { return data_; }
  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool empty() const { return size_ == 0; }

  /// Everything there is room for, to be written before resize().
  [[nodiscard]] std::span<char> room() { return {data_, room_}; }
  /// At most as many bytes as there is room for.
  void resize(std::size_t size);
  /// There must be room.
  void append(std::string_view bytes);

 private:
  char* data_ = nullptr;
  std::size_t size_ = 0;
  std::size_t room_ = 0;
};

/// From now on this process leaves no core, whatever ends it, and lets none of its user's other processes look into it.
void keep_to_itself();

}  // namespace cavra
