// VAT numbers: a form for each country, and its checksum where the form alone would take too many other numbers for
// one.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>

#include "privacy/checks_impl.h"

namespace cavra::privacy::checks {
namespace {

bool only_digits(std::string_view text) { return !text.empty() && std::all_of(text.begin(), text.end(), digit); }
int value(char c) { return c - '0'; }

/// ISO 7064 MOD 11,10 over all digits.
bool mod_11_10(std::string_view n) {
  int product = 10;
  for (std::size_t i = 0; i + 1 < n.size(); ++i) {
    int sum = (value(n[i]) + product) % 10;
    if (sum == 0) sum = 10;
    product = 2 * sum % 11;
  }
  return (11 - product) % 10 == value(n.back());
}

bool vat_gb(std::string_view n) {
  const int sum = weighted(n, {8, 7, 6, 5, 4, 3, 2}) + value(n[7]) * 10 + value(n[8]);
  return sum % 97 == 0 || (sum + 55) % 97 == 0;
}

bool vat_nl(std::string_view n) {
  return n[9] == 'B' && only_digits(n.substr(0, 9)) && only_digits(n.substr(10)) &&
         (weighted(n, {9, 8, 7, 6, 5, 4, 3, 2}) % 11 == value(n[8]) || remainder97("NL" + std::string(n)) == 1);
}

int remainder(std::string_view digits, int divisor) {
  int rest = 0;
  for (const char c : digits) rest = (rest * 10 + value(c)) % divisor;
  return rest;
}

bool vat_be(std::string_view n) { return 97 - remainder(n.substr(0, 8), 97) == value(n[8]) * 10 + value(n[9]); }
bool vat_it(std::string_view n) { return luhn_sum(n); }

bool vat_bg(std::string_view n) {
  if (n.size() == 10) return weighted(n, {2, 4, 8, 5, 10, 9, 7, 3, 6}) % 11 % 10 == value(n[9]);
  int check = weighted(n, {1, 2, 3, 4, 5, 6, 7, 8}) % 11;
  if (check == 10) check = weighted(n, {3, 4, 5, 6, 7, 8, 9, 10}) % 11;
  return check % 10 == value(n[8]);
}

bool vat_cy(std::string_view n) {
  constexpr std::array<int, 10> odd = {1, 0, 5, 7, 9, 13, 15, 17, 19, 21};
  if (!only_digits(n.substr(0, 8)) || !letter(n[8])) return false;
  int sum = 0;
  for (std::size_t i = 0; i != 8; ++i) sum += i % 2 == 0 ? odd[static_cast<std::size_t>(value(n[i]))] : value(n[i]);
  return n[8] == static_cast<char>('A' + sum % 26);
}

bool vat_cz(std::string_view n) {
  if (n.size() != 8) return remainder(n, 11) == 0;
  const int check = (11 - weighted(n, {8, 7, 6, 5, 4, 3, 2}) % 11) % 11;
  return (check == 0 ? 1 : check) % 10 == value(n[7]);
}

bool vat_ee(std::string_view n) { return weighted(n, {3, 7, 1, 3, 7, 1, 3, 7, 1}) % 10 == 0; }
bool vat_hu(std::string_view n) { return weighted(n, {9, 7, 3, 1, 9, 7, 3, 1}) % 10 == 0; }

bool vat_lt(std::string_view n) {
  if (n.size() != 9 && n.size() != 12) return false;
  const auto sum = [&](std::size_t shift) {
    int total = 0;
    for (std::size_t i = 0; i + 1 < n.size(); ++i) total += static_cast<int>(1 + (i + shift) % 9) * value(n[i]);
    return total % 11;
  };
  const int check = sum(0) == 10 ? sum(2) % 10 : sum(0);
  return n[n.size() - 2] == '1' && check == value(n.back());
}

bool vat_lv(std::string_view n) { return n[0] > '3' && weighted(n, {9, 1, 4, 8, 3, 10, 2, 5, 7, 6, 1}) % 11 == 3; }
bool vat_mt(std::string_view n) { return weighted(n, {3, 4, 6, 7, 8, 9, 10, 1}) % 37 == 0; }

bool vat_ro(std::string_view n) {
  const std::string padded = std::string(10 - n.size(), '0') + std::string(n);
  return 10 * weighted(padded, {7, 5, 3, 2, 1, 7, 5, 3, 2}) % 11 % 10 == value(padded[9]);
}

bool vat_si(std::string_view n) {
  const int check = 11 - weighted(n, {8, 7, 6, 5, 4, 3, 2}) % 11;
  return n[0] != '0' && check != 11 && check % 10 == value(n[7]);
}

bool vat_sk(std::string_view n) { return n[0] != '0' && remainder(n, 11) == 0; }

struct Form {
  std::string_view country;
  std::size_t least;
  std::size_t most;
  bool digits_only;
  bool (*checksum)(std::string_view);  // null: the form alone
};

constexpr std::array<Form, 30> forms = {{
    {"AT", 9, 9, false, nullptr},   {"BE", 10, 10, true, vat_be},  {"BG", 9, 10, true, vat_bg},
    {"CH", 9, 12, false, nullptr},  {"CY", 9, 9, false, vat_cy},   {"CZ", 8, 10, true, vat_cz},
    {"DE", 9, 9, true, mod_11_10},  {"DK", 8, 8, true, nullptr},   {"EE", 9, 9, true, vat_ee},
    {"EL", 9, 9, true, nullptr},    {"ES", 9, 9, false, nullptr},  {"FI", 8, 8, true, nullptr},
    {"FR", 11, 11, false, nullptr}, {"GB", 9, 9, true, vat_gb},    {"HR", 11, 11, true, mod_11_10},
    {"HU", 8, 8, true, vat_hu},     {"IE", 8, 9, false, nullptr},  {"IT", 11, 11, true, vat_it},
    {"LT", 9, 12, true, vat_lt},    {"LU", 8, 8, true, nullptr},   {"LV", 11, 11, true, vat_lv},
    {"MT", 8, 8, true, vat_mt},     {"NL", 12, 12, false, vat_nl}, {"NO", 9, 12, false, nullptr},
    {"PL", 10, 10, true, nullptr},  {"PT", 9, 9, true, nullptr},   {"RO", 6, 10, true, vat_ro},
    {"SE", 12, 12, true, nullptr},  {"SI", 8, 8, true, vat_si},    {"SK", 10, 10, true, vat_sk},
}};

}  // namespace

bool vat(std::string_view value) {
  const std::string kept = alphanumeric(value);
  if (kept.size() < 4) return false;
  const auto* form =
      std::find_if(forms.begin(), forms.end(), [&](const Form& each) { return kept.starts_with(each.country); });
  if (form == forms.end()) return false;
  const std::string_view number = std::string_view(kept).substr(2);
  if (number.size() < form->least || number.size() > form->most) return false;
  if (form->digits_only ? !only_digits(number) : std::none_of(number.begin(), number.end(), digit)) return false;
  return form->checksum == nullptr || form->checksum(number);
}

}  // namespace cavra::privacy::checks
