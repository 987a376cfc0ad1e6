/// Named checks of a matched value: what a regex cannot say, such as a checksum.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

namespace cavra::privacy {

/// Separators (spaces, dots, hyphens, slashes) between a number's characters are passed over.
enum class Check : std::uint8_t {
  none,
  luhn,        ///< 12 to 19 digits, not all the same, whose Luhn sum is right (payment cards)
  iban,        ///< a country's length and the sum modulo 97
  mod97,       ///< the sum modulo 97 of ISO 7064 alone, first four characters moved to the end
  ssn,         ///< a US social security number that can have been issued
  nino,        ///< a UK national insurance number with a prefix that is in use
  vat,         ///< a VAT number of the form of its country, and with its checksum where the form is too common
  aba,         ///< a US bank routing number
  nhs,         ///< a UK NHS number
  ipv4,        ///< four numbers up to 255 without leading zeros
  ipv6,        ///< an IPv6 address as RFC 4291 writes it
  hostname,    ///< a DNS name that ends with a known top-level domain
  phone,       ///< 7 to 15 digits that are neither all the same nor a date
  not_a_date,  ///< no calendar date, such as 2026-11-23, 20261123 or 23.11.2026
  mixed,       ///< letters and digits both
  jwt,         ///< a first part that is the base64url of a JSON object
};

[[nodiscard]] std::string_view name(Check check);
[[nodiscard]] std::optional<Check> check(std::string_view name);
[[nodiscard]] bool passes(Check check, std::string_view value);

/// Bits a byte: 0 for "aaaa", 8 for all bytes once.
[[nodiscard]] double shannon_entropy(std::string_view value);

}  // namespace cavra::privacy
