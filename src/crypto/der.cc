#include "crypto/der.h"

#include <algorithm>

namespace cavra::crypto {

std::string der(char tag, std::string_view content) {
  const std::size_t size = content.size();
  std::string out(1, tag);
  if (size >= 256) {
    out += {'\x82', static_cast<char>(size >> 8U), static_cast<char>(size & 0xFFU)};
  } else if (size >= 128) {
    out += {'\x81', static_cast<char>(size)};
  } else {
    out += static_cast<char>(size);
  }
  return out.append(content);
}

std::string der_unsigned(std::string_view number) {
  number.remove_prefix(std::min(number.find_first_not_of('\0'), number.size()));
  std::string content(number);
  if (content.empty() || (static_cast<unsigned char>(content[0]) & 0x80U) != 0) content.insert(0, 1, '\0');
  return der('\x02', content);
}

std::string der_signature(std::string_view r_and_s) {
  const std::size_t half = r_and_s.size() / 2;
  return der('\x30', der_unsigned(r_and_s.substr(0, half)) + der_unsigned(r_and_s.substr(half)));
}

}  // namespace cavra::crypto
