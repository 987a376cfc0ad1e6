#include <gtest/gtest.h>

#include <memory>
#include <string>

#include "cavra_seal.h"
#include "tests/seal/seals.h"

namespace cavra::seal {
namespace {

template <auto F>
struct By {
  template <typename T>
  void operator()(T* pointer) const {
    F(pointer);
  }
};
using Trusted = std::unique_ptr<cavra_trust, By<cavra_trust_free>>;
using Packets = std::unique_ptr<cavra_packets, By<cavra_packets_free>>;
using Verified = std::unique_ptr<cavra_verification, By<cavra_verification_free>>;
using Failed = std::unique_ptr<cavra_error, By<cavra_error_free>>;

Trusted trust() {
  const std::string toml = write_trust(trust_of_six());
  return Trusted(cavra_trust_new("trust.toml", toml.data(), toml.size(), nullptr, nullptr));
}

Packets packets() {
  Packets all(cavra_packets_new());
  for (const PolicyFile& file : live_files())
    EXPECT_EQ(cavra_packets_add(all.get(), file.name.c_str(), file.bytes.data(), file.bytes.size()), 1);
  return all;
}

Verified verified(const Trusted& by, const std::string& envelope, const cavra_packets* with) {
  return Verified(cavra_verify_seal(by.get(), "lifecycle.seal", envelope.data(), envelope.size(), with, 0, nullptr));
}

TEST(CSeal, AGoodSealIsValid) {
  const Verified out = verified(trust(), write_envelope(good_seal()), packets().get());
  ASSERT_TRUE(out);
  EXPECT_EQ(cavra_verification_valid(out.get()), 1);
  EXPECT_STREQ(cavra_verification_verdict(out.get()), "valid");
  EXPECT_EQ(std::string(cavra_verification_statement(out.get())).substr(0, 7), "sha256:");
  EXPECT_EQ(cavra_verification_roles(out.get()), 6U);
  EXPECT_STREQ(cavra_verification_role_status(out.get(), 5), "valid");
  EXPECT_STREQ(cavra_verification_role_status(out.get(), 6), "");
}

TEST(CSeal, AMissingSignatureIsSaid) {
  const Envelope five = signed_by(good_seal().payload, {Role::release, Role::customer_success, Role::security,
                                                        Role::support, Role::communications});
  const Verified out = verified(trust(), write_envelope(five), nullptr);
  ASSERT_TRUE(out);
  EXPECT_EQ(cavra_verification_valid(out.get()), 0);
  EXPECT_STREQ(cavra_verification_verdict(out.get()), "not_valid");
  std::string codes;
  for (std::size_t i = 0; i < cavra_verification_faults(out.get()); ++i)
    if (cavra_verification_fault_decides(out.get(), i) == 1) codes += cavra_verification_fault_code(out.get(), i);
  EXPECT_EQ(codes, "V201");
  EXPECT_STRNE(cavra_verification_fault_text(out.get(), 0), "");
}

TEST(CSeal, WhatIsNoSealIsAnError) {
  const Trusted by = trust();
  cavra_error* error = nullptr;
  EXPECT_EQ(cavra_verify_seal(by.get(), "x", "{}", 2, nullptr, 0, &error), nullptr);
  EXPECT_STRNE(cavra_error_text(Failed(error).get()), "");
  error = nullptr;
  EXPECT_EQ(cavra_trust_new("trust.toml", "nonsense", 8, nullptr, &error), nullptr);
  EXPECT_EQ(std::string(cavra_error_text(Failed(error).get())).substr(0, 11), "trust.toml:");
  EXPECT_EQ(cavra_verify_seal(nullptr, "x", "{}", 2, nullptr, 0, nullptr), nullptr);
  EXPECT_EQ(cavra_verification_valid(nullptr), 0);
}

}  // namespace
}  // namespace cavra::seal
