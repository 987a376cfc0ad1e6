// Which of the scanner's findings stay, so that one fault is one finding.
#include "verdict/material.h"

#include <gtest/gtest.h>

#include <algorithm>

#include "tests/privacy/sets.h"

namespace cavra::verdict {
namespace {

using privacy::Decoding;
using privacy::OwnRule;

const privacy::RuleSet& rules() {
  static const privacy::RuleSet set = privacy::builtin();
  return set;
}

std::uint16_t own(OwnRule rule) { return static_cast<std::uint16_t>(rule); }
std::uint16_t regex(std::string_view id) {
  const auto all = rules().rules();
  const auto found = std::find_if(all.begin(), all.end(), [id](const privacy::Rule& rule) { return rule.id == id; });
  if (found == all.end()) throw std::runtime_error("there is no rule " + std::string(id));
  return static_cast<std::uint16_t>(found - all.begin());
}

struct One {
  std::uint16_t rule;
  std::uint32_t place;
  std::uint32_t begin;
  std::uint32_t end;
  std::vector<Decoding> layers{};
};

/// "PLACE BEGIN-END", a line each, of those that stay; places from 100 on are names.
std::string kept(const std::vector<One>& from) {
  std::vector<privacy::Finding> found;
  for (const One& one : from) {
    privacy::Finding& finding = found.emplace_back();
    finding.rule = one.rule;
    finding.place = finding.last_place = one.place;
    finding.span = {one.begin, one.end};
    finding.layers = one.layers;
  }
  keep_distinct(rules(), [](std::uint32_t place) { return place >= 100; }, found);
  std::string out;
  for (const privacy::Finding& finding : found)
    out += std::to_string(finding.place) + " " + std::to_string(finding.span.begin) + "-" +
           std::to_string(finding.span.end) + "\n";
  return out;
}

TEST(KeepDistinct, OfOneCategoryThatOverlapTheWidestStays) {
  const std::uint16_t email = regex("email-address");
  const std::uint16_t phone = regex("phone-international");
  EXPECT_EQ(kept({{email, 0, 0, 10}, {phone, 0, 5, 20}}), "0 5-20\n");
  EXPECT_EQ(kept({{email, 0, 0, 10}, {phone, 0, 9, 19}}), "0 0-10\n");
  EXPECT_EQ(kept({{email, 0, 0, 10}, {phone, 0, 10, 20}}), "0 0-10\n0 10-20\n");
  EXPECT_EQ(kept({{email, 0, 0, 10}, {phone, 0, 5, 20}, {email, 0, 15, 25}}), "0 5-20\n");
  EXPECT_EQ(kept({{email, 0, 0, 30}, {phone, 0, 5, 10}, {email, 0, 25, 35}, {phone, 0, 35, 40}}), "0 0-30\n0 35-40\n");
  EXPECT_EQ(kept({{email, 0, 0, 10}, {email, 1, 5, 20}}), "0 0-10\n1 5-20\n");
  EXPECT_EQ(kept({{email, 0, 0, 10}, {regex("money-symbol"), 0, 5, 20}}), "0 0-10\n0 5-20\n");
  EXPECT_EQ(kept({{phone, 1, 5, 20}, {email, 0, 7, 9}, {email, 1, 0, 10}, {email, 0, 0, 3}}), "0 0-3\n0 7-9\n1 5-20\n");
}

TEST(KeepDistinct, WhatIsNoRegexStandsForItself) {
  const std::uint16_t customer = own(OwnRule::customer);
  const std::uint16_t card = regex("payment-card");
  const std::uint16_t iban = regex("iban");
  EXPECT_EQ(kept({{customer, 0, 0, 10}, {customer, 0, 5, 20}}), "0 0-10\n0 5-20\n");
  EXPECT_EQ(kept({{card, 0, 0, 20}, {customer, 0, 5, 10}, {iban, 0, 15, 30}}), "0 0-20\n0 5-10\n");
  EXPECT_EQ(kept({{customer, 0, 0, 20}, {card, 0, 5, 10}}), "0 0-20\n0 5-10\n");
}

TEST(KeepDistinct, OfTheDisguisesOfOneKindInOneValueTheFirstStays) {
  const std::uint16_t hidden = own(OwnRule::zero_width);
  const std::uint16_t control = own(OwnRule::control);
  EXPECT_EQ(kept({{hidden, 0, 8, 9}, {hidden, 0, 2, 3}, {hidden, 0, 5, 6}}), "0 2-3\n");
  EXPECT_EQ(kept({{hidden, 0, 2, 3}, {control, 0, 5, 6}}), "0 2-3\n0 5-6\n");
  EXPECT_EQ(kept({{hidden, 0, 2, 3}, {hidden, 1, 5, 6}}), "0 2-3\n1 5-6\n");
  EXPECT_EQ(kept({{hidden, 0, 2, 3}, {hidden, 0, 5, 6, {Decoding::base64}}}), "0 2-3\n0 5-6\n");
}

TEST(KeepDistinct, InANameEachRuleStandsOnce) {
  const std::uint16_t customer = own(OwnRule::customer);
  EXPECT_EQ(kept({{customer, 99, 0, 10}, {customer, 99, 20, 30}}), "99 0-10\n99 20-30\n");
  EXPECT_EQ(kept({{customer, 100, 0, 10}, {regex("iban"), 100, 12, 15}, {customer, 100, 20, 30}}),
            "100 0-10\n100 12-15\n");
  EXPECT_EQ(kept({{customer, 100, 0, 10}, {customer, 101, 0, 10}}), "100 0-10\n101 0-10\n");
}

TEST(KeepDistinct, OrdersByPlaceAndBeginning) {
  EXPECT_EQ(
      kept({{regex("money-symbol"), 1, 4, 9}, {regex("email-address"), 1, 2, 3}, {own(OwnRule::opaque), 0, 7, 8}}),
      "0 7-8\n1 2-3\n1 4-9\n");
}

}  // namespace
}  // namespace cavra::verdict
