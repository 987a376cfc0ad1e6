#include <gtest/gtest.h>

#include "privacy/reading.h"

namespace cavra::privacy {
namespace {

struct Case {
  std::string_view key;
  std::string_view folded;
};

TEST(FoldKey, HasOneSpellingForOneName) {
  const Case cases[] = {
      {"", ""},
      {"customer_name", "customer_name"},
      {"customerName", "customer_name"},
      {"CustomerName", "customer_name"},
      {"Customer-Name", "customer_name"},
      {"CUSTOMER_NAMES", "customer_name"},
      {"customer names", "customer_name"},
      {"customer.name", "customer_name"},
      {"__customer__name__", "customer_name"},
      {"cu\xD1\x95tomer_name", "customer_name"},
      {"customer\xE2\x80\x8B_name", "customer_name"},
      {"\xEF\xBD\x83ustomerName", "customer_name"},
      {"customer\xE2\x80\x90name", "customer_name"},
      {"customerID", "customer_id"},
      {"HTTPServer", "http_server"},
      {"ARRValue", "arr_value"},
      {"line1", "line1"},
      {"addresses", "address"},
      {"address", "address"},
      {"companies", "company"},
      {"status", "status"},
      {"basis", "basis"},
      {"prices", "price"},
      {"invoices", "invoice"},
      {"notes", "note"},
      {"private_notes", "private_note"},
      {"taxes", "tax"},
      {"gas", "gas"},
      {"\xC3\x84ngste", "\xC3\xA4ngste"},
      {"\xD0\x98\xD0\xBC\xD1\x8F", "\xD0\xB8\xD0\xBC\xD1\x8F"},
  };
  for (const Case& wanted : cases) EXPECT_EQ(fold_key(wanted.key), wanted.folded) << wanted.key;
}

TEST(FoldKey, LeavesAFoldedNameAsItIs) {
  for (const char* key : {"customer_name", "renewal_amount", "contract_value", "raw_evidence", "private_note"}) {
    EXPECT_EQ(fold_key(fold_key(key)), fold_key(key));
  }
}

}  // namespace
}  // namespace cavra::privacy
