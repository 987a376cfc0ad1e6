/// The checks one by one, for checks.cc.
#pragma once

#include <initializer_list>
#include <string>
#include <string_view>

namespace cavra::privacy::checks {

[[nodiscard]] bool digit(char c);
[[nodiscard]] bool letter(char c);
[[nodiscard]] std::string alphanumeric(std::string_view value);  ///< upper case, the rest left out
[[nodiscard]] std::string digits(std::string_view value);
[[nodiscard]] bool all_same(std::string_view value);
[[nodiscard]] int weighted(std::string_view digits, std::initializer_list<int> weights);
[[nodiscard]] bool luhn_sum(std::string_view digits);
[[nodiscard]] int remainder97(std::string_view characters);  ///< digits and capitals, A as 10

[[nodiscard]] bool luhn(std::string_view value);
[[nodiscard]] bool aba(std::string_view value);
[[nodiscard]] bool nhs(std::string_view value);
[[nodiscard]] bool mixed(std::string_view value);
[[nodiscard]] bool phone(std::string_view value);
[[nodiscard]] bool iban(std::string_view value);
[[nodiscard]] bool mod97(std::string_view value);
[[nodiscard]] bool ssn(std::string_view value);
[[nodiscard]] bool nino(std::string_view value);
[[nodiscard]] bool vat(std::string_view value);
[[nodiscard]] bool ipv4(std::string_view value);
[[nodiscard]] bool ipv6(std::string_view value);
[[nodiscard]] bool hostname(std::string_view value);
[[nodiscard]] bool not_a_date(std::string_view value);
[[nodiscard]] bool jwt(std::string_view value);

}  // namespace cavra::privacy::checks
