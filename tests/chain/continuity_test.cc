// What is to be the same in all packets, and who is told that it is not.
#include <gtest/gtest.h>

#include "tests/chain/bundles.h"

namespace cavra::chain {
namespace {

/// The first packets alone, with those products.
Bundle of_products(const std::vector<const char*>& products) {
  Packets packets = live_packets();
  packets.resize(products.size());
  for (std::size_t i = 0; i < products.size(); ++i) packets[i]["product"] = products[i];
  return folder_of(packets);
}

TEST(Chain, GoesByWhatMostPacketsSayAndOfEquallyManyByTheFirst) {
  EXPECT_EQ(words_of(of_products({"A", "B"}), Code::other_product),
            "product is not that of R7.1; put in the packet of this chain, or say it as R7.1 does; \n");
  EXPECT_EQ(words_of(of_products({"A", "B", "B"}), Code::other_product),
            "product is not that of R7.2 and 1 other; put in the packet of this chain, or say it as R7.2 does; \n");
  EXPECT_EQ(words_of(of_products({"A", "A", "B", "A"}), Code::other_product),
            "product is not that of R7.1 and 2 others; put in the packet of this chain, or say it as R7.1 does; \n");
  EXPECT_EQ(words_of(of_products({"CAVRA", "CAVRA"}), Code::other_product), "");
}

TEST(Chain, PassesOverWhatAPacketDoesNotSay) {
  Packets packets = live_packets();
  packets.resize(3);
  packets[0].erase("customer_profile");
  packets[1].erase("customer_profile_ref");
  packets[1].erase("evidence_mode");
  packets[2].erase("customer_profile_ref");
  packets[2].erase("evidence_mode");
  packets[2].erase("product");  // which is CAVRA then
  for (const Code code : {Code::other_customer, Code::other_product, Code::other_mode})
    EXPECT_EQ(words_of(folder_of(packets), code), "");
}

TEST(Chain, SaysWhoAnswersForTheCustomer) {
  Packets packets = live_packets();
  packets[0]["customer_profile"]["customer_ref"] = "evidence://customer-profile-2";
  packets[1].erase("customer_profile_ref");
  packets[2]["customer_profile_ref"] = "evidence://customer-profile-3";
  EXPECT_EQ(words_of(folder_of(packets), Code::other_customer),
            "the customer's reference is not that of R7.4 and 6 others; put in the packet of this chain, or say it as "
            "R7.4 does; "
            "evidence://owner/evidence-intake\n"
            "customer_profile_ref is missing, which is the same in every packet of a chain; say it as R7.4 does; \n"
            "the customer's reference is not that of R7.4 and 6 others; put in the packet of this chain, or say it as "
            "R7.4 does; "
            "evidence://owner/release\n");
}

}  // namespace
}  // namespace cavra::chain
