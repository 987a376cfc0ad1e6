#include <gtest/gtest.h>

#include "crypto/pkcs11.h"

namespace cavra::crypto {
namespace {

TEST(Pkcs11Uri, ReadsEveryAttributeThatItUnderstands) {
  const auto uri = Pkcs11Uri::parse(
      "pkcs11:model=SoftHSM%20v2;manufacturer=SoftHSM%20project;serial=1a2b;token=seal;slot-id=7;id=%01%00%FF;object="
      "release;type=private"
      "?module-path=/usr/lib/softhsm/libsofthsm2.so&pin-source=file:/run/pin");
  ASSERT_TRUE(uri) << to_text(uri.error());
  EXPECT_EQ(uri->model, "SoftHSM v2");
  EXPECT_EQ(uri->manufacturer, "SoftHSM project");
  EXPECT_EQ(uri->serial, "1a2b");
  EXPECT_EQ(uri->token, "seal");
  EXPECT_EQ(uri->slot, 7U);
  EXPECT_EQ(uri->id, std::string("\x01\x00\xFF", 3));
  EXPECT_EQ(uri->object, "release");
  EXPECT_EQ(uri->module_path, "/usr/lib/softhsm/libsofthsm2.so");
  EXPECT_EQ(uri->pin_file, "/run/pin");
  EXPECT_EQ(Pkcs11Uri::parse("pkcs11:?pin-source=/run/pin")->pin_file, "/run/pin");
  EXPECT_EQ(Pkcs11Uri::parse("pkcs11:?pin-source=file:///run/pin")->pin_file, "/run/pin");
  EXPECT_TRUE(Pkcs11Uri::parse("pkcs11:"));
}

struct Refused {
  std::string_view uri;
  std::string_view error;
};

TEST(Pkcs11Uri, PassesOverNothing) {
  constexpr std::string_view unread =
      "the pkcs11: URI has an attribute that cannot be read; write it as name=value, other characters as %XX";
  constexpr std::string_view path =
      "the pkcs11: URI has an attribute that is not understood; use token, manufacturer, model, serial, slot-id, "
      "object and id";
  constexpr std::string_view query =
      "the pkcs11: URI has an attribute that is not understood; use module-path and pin-source";
  const Refused cases[] = {
      {"PKCS11:token=a", "it is no pkcs11: URI; write it as RFC 7512 has it"},
      {"pkcs11:token", unread},
      {"pkcs11:token=%4", unread},
      {"pkcs11:token=%", unread},
      {"pkcs11:token=%zz", unread},
      {"pkcs11:token=%00", unread},
      {"pkcs11:token=a;;id=%01", unread},
      {"pkcs11:token=", "the pkcs11: URI has token twice, or empty; give it once"},
      {"pkcs11:token=a;token=b", "the pkcs11: URI has token twice, or empty; give it once"},
      {"pkcs11:slot-id=x", "slot-id is no number, or stands twice; give it once"},
      {"pkcs11:slot-id=1;slot-id=1", "slot-id is no number, or stands twice; give it once"},
      {"pkcs11:type=public", "the pkcs11: URI names no private key; say type=private, or leave it out"},
      {"pkcs11:library-version=3", path},
      {"pkcs11:module-path=/lib.so", path},
      {"pkcs11:?module-name=soft", query},
      {"pkcs11:?token=a", query},
      {"pkcs11:?pin-value=1234",
       "a PIN on the command line is read by everybody on the machine; use pin-source, --passphrase-file or the "
       "prompt"},
      {"pkcs11:?pin-source=|pinentry", "pin-source names a program; name a file"},
  };
  for (const Refused& c : cases) {
    const auto uri = Pkcs11Uri::parse(c.uri);
    ASSERT_FALSE(uri) << c.uri;
    EXPECT_EQ(to_text(uri.error()), c.error) << c.uri;
  }
}

}  // namespace
}  // namespace cavra::crypto
