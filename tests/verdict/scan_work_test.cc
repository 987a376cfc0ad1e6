// The work that a scan of hostile documents makes: twice the document is at most about twice the work.
#include <gtest/gtest.h>

#include <algorithm>
#include <functional>
#include <string>
#include <vector>

#include "cavra/scan.h"
#include "privacy/context.h"
#include "tests/privacy/hostile.h"

namespace cavra {
namespace {

using privacy::test::Hostile;
using privacy::test::kHostile;
using privacy::test::repeated;

const Hostile kMuchFound[] = {
    {"many addresses", [](std::size_t n) { return repeated("jane.doe@acme.example ", n); }},
    {"many numbers that are no cards", [](std::size_t n) { return repeated("4111 1111 1111 1112, ", n); }},
    {"many amounts", [](std::size_t n) { return repeated("$1.2M or EUR 500k; ", n); }},
    {"many names", [](std::size_t n) { return repeated("Dr Jane Smith of Acme GmbH, ", n); }},
    {"words of every rule",
     [](std::size_t n) { return repeated("password token contract invoice net 30 confidential ", n); }},
    {"many hidden characters", [](std::size_t n) { return repeated("a\xE2\x80\x8B", n); }},
    {"many encoded addresses", [](std::size_t n) { return repeated("amFuZS5kb2VAYWNtZS5leGFtcGxl ", n); }},
};

std::string in_quotes(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    out += c == '\n' ? ' ' : c;
  }
  return out + "\"";
}

std::uint64_t work_of(const std::function<void(Scan&, std::vector<Finding>&)>& scan_it) {
  Scan scan(Policy::builtin());
  std::vector<Finding> findings;
  scan_it(scan, findings);
  Usage usage = scan.usage();
  return usage.use().tally.work;
}

void expect_linear(const std::string& what, const std::function<std::string(std::size_t)>& make, std::size_t size,
                   const std::function<void(Scan&, const std::string&, std::vector<Finding>&)>& scan) {
  const std::string one = make(size);
  const std::string two = make(2 * size);
  const auto work = [&](const std::string& text) {
    return static_cast<double>(work_of([&](Scan& with, std::vector<Finding>& found) { scan(with, text, found); }));
  };
  const double growth = static_cast<double>(two.size()) / static_cast<double>(one.size());
  const double once = work(one);
  ASSERT_GE(once, static_cast<double>(one.size()) / 2) << what << ": nothing was counted";
  EXPECT_LE(work(two), once * std::max(growth, 2.0) * 1.25 + 20'000) << what;
}

void as_text(Scan& scan, const std::string& text, std::vector<Finding>& found) {
  EXPECT_TRUE(scan.text(text, 1, found));
}
void as_json(Scan& scan, const std::string& text, std::vector<Finding>& found) {
  const auto scanned = scan.json(text, 1, found);
  EXPECT_TRUE(scanned) << scanned.error().what;
}

TEST(ScanWork, DoublesAtMostWhenAHostileTextDoubles) {
  for (const Hostile& hostile : kHostile) expect_linear(hostile.name, hostile.make, 3000, as_text);
  for (const Hostile& hostile : kMuchFound) expect_linear(hostile.name, hostile.make, 20'000, as_text);
}

TEST(ScanWork, DoublesAtMostWhenAHostileValueDoubles) {
  for (const Hostile& hostile : kMuchFound)
    expect_linear(hostile.name, [&](std::size_t n) { return "[" + in_quotes(hostile.make(n)) + "]"; }, 20'000, as_json);
}

TEST(ScanWork, DoublesAtMostWhenTheValuesDo) {
  for (const Hostile& hostile : kMuchFound) {
    const auto list = [&](std::size_t n) {
      std::string out = "[\"\"";
      for (std::size_t i = 0; i != n; ++i) out += "," + in_quotes(hostile.make(28 + 4 * (i % 7)));
      return out + "]";
    };
    expect_linear(hostile.name, list, 300, as_json);
  }
}

TEST(ScanWork, DoublesAtMostWhenTheMembersDo) {
  const auto object = [](std::size_t n) {
    std::string out = "{\"\":0";
    for (std::size_t i = 0; i != n; ++i)
      out += ",\"key" + std::to_string(i) + "\":\"ask jane" + std::to_string(i) + "@acme.example\"";
    return out + "}";
  };
  expect_linear("members", object, 400, as_json);
  const auto deep = [](std::size_t n) {
    std::string out = "[\"\"";
    for (std::size_t i = 0; i != n; ++i) out += "," + repeated("[", 50) + "\"a@b.example\",\"c\"" + repeated("]", 50);
    return out + "]";
  };
  expect_linear("deep arrays", deep, 100, as_json);
}

}  // namespace
}  // namespace cavra
