#include "privacy/checks.h"

#include <gtest/gtest.h>

namespace cavra::privacy {
namespace {

struct Case {
  Check check;
  std::string_view value;
  bool passes;
};

TEST(Check, TellsValuesFromWhatOnlyLooksLikeThem) {
  const Case cases[] = {
      {Check::luhn, "4111 1111 1111 1111", true},
      {Check::luhn, "4111-1111-1111-1112", false},
      {Check::luhn, "0000000000000000", false},
      {Check::luhn, "42", false},
      {Check::iban, "DE89 3704 0044 0532 0130 00", true},
      {Check::iban, "gb82west12345698765432", true},
      {Check::iban, "DE89 3704 0044 0532 0130 01", false},
      {Check::iban, "DE89 3704 0044 0532 0130", false},
      {Check::iban, "ZZ89370400440532013000", false},
      {Check::mod97, "RF18 5390 0754 7034", true},
      {Check::mod97, "RF19 5390 0754 7034", false},
      {Check::ssn, "123-45-6789", true},
      {Check::ssn, "000-45-6789", false},
      {Check::ssn, "666-45-6789", false},
      {Check::ssn, "900-45-6789", false},
      {Check::ssn, "123-00-6789", false},
      {Check::nino, "AB 12 34 56 C", true},
      {Check::nino, "BG123456C", false},
      {Check::nino, "AB123456E", false},
      {Check::vat, "DE136695976", true},
      {Check::vat, "DE136695977", false},
      {Check::vat, "GB 980 7806 84", true},
      {Check::vat, "IT00743110157", true},
      {Check::vat, "IT00743110158", false},
      {Check::vat, "BG175074752", true},
      {Check::vat, "CY10259033P", true},
      {Check::vat, "CZ25123891", true},
      {Check::vat, "EE100931558", true},
      {Check::vat, "HR33392005961", true},
      {Check::vat, "HU12892312", true},
      {Check::vat, "LT119511515", true},
      {Check::vat, "LV40003521600", true},
      {Check::vat, "MT11679112", true},
      {Check::vat, "RO18547290", true},
      {Check::vat, "SI50223054", true},
      {Check::vat, "SK2022749619", true},
      {Check::vat, "BG175074753", false},
      {Check::vat, "CY10259033Q", false},
      {Check::vat, "CZ25123892", false},
      {Check::vat, "EE100931557", false},
      {Check::vat, "HR33392005962", false},
      {Check::vat, "HU12892313", false},
      {Check::vat, "LT119511514", false},
      {Check::vat, "LV40003521601", false},
      {Check::vat, "MT11679113", false},
      {Check::vat, "RO18547291", false},
      {Check::vat, "SI50223055", false},
      {Check::vat, "SK2022749618", false},
      {Check::vat, "XX123456789", false},
      {Check::aba, "021000021", true},
      {Check::aba, "021000022", false},
      {Check::nhs, "943 476 5919", true},
      {Check::nhs, "943 476 5918", false},
      {Check::ipv4, "192.168.1.255", true},
      {Check::ipv4, "192.168.1.256", false},
      {Check::ipv4, "1.2.3", false},
      {Check::ipv4, "1.2.3.04", false},
      {Check::ipv6, "2001:db8::8a2e:370:7334", true},
      {Check::ipv6, "::1", true},
      {Check::ipv6, "::ffff:192.0.2.1", true},
      {Check::ipv6, "2001:db8::8a2e::7334", false},
      {Check::ipv6, "12:34:56", false},
      {Check::hostname, "db1.acme.example", true},
      {Check::hostname, "archive.tar.gz", false},
      {Check::hostname, "a..com", false},
      {Check::phone, "+49 30 1234567", true},
      {Check::phone, "2026-11-23", false},
      {Check::phone, "1111111", false},
      {Check::not_a_date, "20261123", false},
      {Check::not_a_date, "23.11.2026", false},
      {Check::not_a_date, "99999999", true},
      {Check::mixed, "a1", true},
      {Check::mixed, "ab", false},
      {Check::jwt, "eyJhbGciOiJIUzI1NiJ9", true},
      {Check::jwt, "hello", false},
      {Check::none, "", true},
  };
  for (const Case& c : cases) EXPECT_EQ(passes(c.check, c.value), c.passes) << name(c.check) << ": " << c.value;
}

TEST(Check, IsKnownByItsName) {
  EXPECT_EQ(check("not-a-date"), Check::not_a_date);
  EXPECT_EQ(check("jwt"), Check::jwt);
  EXPECT_EQ(check("none"), std::nullopt);
  EXPECT_EQ(check("no-such-check"), std::nullopt);
  for (auto i = static_cast<unsigned>(Check::luhn); i <= static_cast<unsigned>(Check::jwt); ++i) {
    EXPECT_EQ(check(name(static_cast<Check>(i))), static_cast<Check>(i));
  }
}

TEST(Entropy, CountsBitsAByte) {
  EXPECT_DOUBLE_EQ(shannon_entropy(""), 0);
  EXPECT_DOUBLE_EQ(shannon_entropy("aaaa"), 0);
  EXPECT_DOUBLE_EQ(shannon_entropy("abab"), 1);
  EXPECT_DOUBLE_EQ(shannon_entropy("abcdefgh"), 3);
}

}  // namespace
}  // namespace cavra::privacy
