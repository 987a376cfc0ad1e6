#include "privacy/checks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <string>

#include "privacy/checks_impl.h"

namespace cavra::privacy {
namespace {

using namespace checks;

struct Entry {
  std::string_view name;
  bool (*passes)(std::string_view);
};

// In the order of Check.
constexpr std::array<Entry, 16> table = {{
    {"none", [](std::string_view) { return true; }},
    {"luhn", luhn},
    {"iban", iban},
    {"mod97", mod97},
    {"ssn", ssn},
    {"nino", nino},
    {"vat", vat},
    {"aba", aba},
    {"nhs", nhs},
    {"ipv4", ipv4},
    {"ipv6", ipv6},
    {"hostname", hostname},
    {"phone", phone},
    {"not-a-date", not_a_date},
    {"mixed", mixed},
    {"jwt", jwt},
}};

}  // namespace

namespace checks {

bool digit(char c) { return c >= '0' && c <= '9'; }
bool letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string alphanumeric(std::string_view value) {
  std::string kept;
  for (const char c : value) {
    if (digit(c) || (c >= 'A' && c <= 'Z')) kept += c;
    if (c >= 'a' && c <= 'z') kept += static_cast<char>(c - 'a' + 'A');
  }
  return kept;
}

std::string digits(std::string_view value) {
  std::string kept;
  std::copy_if(value.begin(), value.end(), std::back_inserter(kept), digit);
  return kept;
}

bool all_same(std::string_view value) {
  return !value.empty() && value.find_first_not_of(value.front()) == std::string_view::npos;
}

int weighted(std::string_view digits, std::initializer_list<int> weights) {
  int sum = 0;
  std::size_t i = 0;
  for (const int weight : weights) {
    if (i == digits.size()) break;
    sum += (digits[i++] - '0') * weight;
  }
  return sum;
}

bool luhn_sum(std::string_view digits) {
  int sum = 0;
  bool twice = false;
  for (std::size_t i = digits.size(); i-- != 0; twice = !twice) {
    int value = digits[i] - '0';
    if (twice) value = value * 2 > 9 ? value * 2 - 9 : value * 2;
    sum += value;
  }
  return sum % 10 == 0;
}

bool luhn(std::string_view value) {
  const std::string number = digits(value);
  return number.size() >= 12 && number.size() <= 19 && !all_same(number) && luhn_sum(number);
}

bool aba(std::string_view value) {
  const std::string number = digits(value);
  if (number.size() != 9 || all_same(number)) return false;
  const int prefix = (number[0] - '0') * 10 + (number[1] - '0');
  const bool issued = prefix <= 12 || (prefix >= 21 && prefix <= 32) || (prefix >= 61 && prefix <= 72) || prefix == 80;
  return issued && weighted(number, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0;
}

bool nhs(std::string_view value) {
  const std::string number = digits(value);
  if (number.size() != 10 || all_same(number)) return false;
  const int check = 11 - weighted(number, {10, 9, 8, 7, 6, 5, 4, 3, 2}) % 11;
  return check % 11 == number[9] - '0';  // where it is 10 there is no such digit
}

bool mixed(std::string_view value) {
  return std::any_of(value.begin(), value.end(), digit) && std::any_of(value.begin(), value.end(), letter);
}

bool phone(std::string_view value) {
  const std::string number = digits(value);
  return number.size() >= 7 && number.size() <= 15 && !all_same(number) && not_a_date(value);
}

}  // namespace checks

std::string_view name(Check check) { return table[static_cast<std::size_t>(check)].name; }

std::optional<Check> check(std::string_view name) {
  const auto found =
      std::find_if(table.begin() + 1, table.end(), [&](const Entry& entry) { return entry.name == name; });
  if (found == table.end()) return std::nullopt;
  return static_cast<Check>(found - table.begin());
}

bool passes(Check check, std::string_view value) { return table[static_cast<std::size_t>(check)].passes(value); }

double shannon_entropy(std::string_view value) {
  if (value.empty()) return 0;
  std::array<std::size_t, 256> counts{};
  for (const char c : value) ++counts[static_cast<unsigned char>(c)];
  double bits = 0;
  for (const std::size_t count : counts) {
    if (count == 0) continue;
    const double share = static_cast<double>(count) / static_cast<double>(value.size());
    bits -= share * std::log2(share);
  }
  return bits;
}

}  // namespace cavra::privacy
