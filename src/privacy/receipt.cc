#include "privacy/receipt.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/hex.h"
#include "privacy/embedded.h"

namespace cavra::privacy {
namespace {

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') out += '\\';
    if (static_cast<unsigned char>(c) >= 0x20) {
      out += c;
      continue;
    }
    std::array<char, 8> escape{};
    std::snprintf(escape.data(), escape.size(), "\\u%04x", static_cast<unsigned>(c));
    out += escape.data();
  }
  return out + "\"";
}

/// A JSON object, member by member.
class Object {
 public:
  explicit Object(std::string indent) : indent_(std::move(indent)) {}

  void member(std::string_view name, const std::string& json) {
    text_ += text_.empty() ? "{\n" : ",\n";
    text_ += indent_ + "  " + quoted(name) + ": " + json;
  }
  void number(std::string_view name, std::uint64_t value) { member(name, std::to_string(value)); }
  [[nodiscard]] std::string text() const { return text_.empty() ? "{}" : text_ + "\n" + indent_ + "}"; }

 private:
  std::string indent_;
  std::string text_;
};

std::string scanned(const Tally& tally) {
  Object object("  ");
  object.number("leaves", tally.leaves);
  object.number("keys", tally.keys);
  object.number("bytes", tally.bytes);
  object.number("joined", tally.joined);
  object.number("readings", tally.readings);
  object.number("decoded_bytes", tally.decoded_bytes);
  object.number("depth", tally.depth);
  object.number("findings", tally.findings);
  object.number("incomplete", tally.incomplete);
  return object.text();
}

std::string layers(const Tally& tally) {
  Object object("  ");
  for (std::size_t i = 0; i <= static_cast<std::size_t>(Decoding::zlib); ++i) {
    if (tally.layers[i] != 0) object.number(name(static_cast<Decoding>(i)), tally.layers[i]);
  }
  return object.text();
}

std::string budgets(const Budget& budget) {
  Object object("  ");
  object.number("decoded_bytes", budget.decoded_bytes);
  object.number("ratio", budget.ratio);
  object.number("depth", budget.depth);
  object.number("steps", budget.steps);
  object.number("steps_per_byte", budget.steps_per_byte);
  return object.text();
}

std::string rules_in_force(const RuleSet& rules) {
  Object by_category("    ");
  for (std::size_t i = 0; i != category_count; ++i) {
    const auto category = static_cast<Category>(i);
    const auto count = std::count_if(rules.rules().begin(), rules.rules().end(),
                                     [&](const Rule& rule) { return rule.category == category; });
    by_category.number(name(category), static_cast<std::uint64_t>(count));
  }
  Object object("  ");
  object.number("count", rules.rules().size());
  object.member("by_category", by_category.text());
  if (rules.has_builtin()) object.member("builtin_sha256", quoted(embedded::digest()));
  return object.text();
}

}  // namespace

void Receipt::add(const Tally& other) {
  tally.leaves += other.leaves;
  tally.keys += other.keys;
  tally.bytes += other.bytes;
  tally.readings += other.readings;
  tally.decoded_bytes += other.decoded_bytes;
  tally.joined += other.joined;
  tally.findings += other.findings;
  tally.incomplete += other.incomplete;
  tally.depth = std::max(tally.depth, other.depth);
  for (std::size_t i = 0; i != tally.layers.size(); ++i) tally.layers[i] += other.layers[i];
}

std::string to_json(const Receipt& receipt, const RuleSet& rules) {
  Object object("");
  object.member("scanned", scanned(receipt.tally));
  object.member("layers", layers(receipt.tally));
  object.member("budgets", budgets(receipt.budget));
  object.member("rules", rules_in_force(rules));
  std::string files;
  for (const ReceiptFile& file : receipt.files) {
    files += files.empty() ? "\n    " : ",\n    ";
    files += "{\"what\": " + quoted(file.what) + ", \"name\": " + quoted(file.name) +
             ", \"sha256\": " + quoted(to_hex(file.digest)) + "}";
  }
  object.member("files", files.empty() ? "[]" : "[" + files + "\n  ]");
  object.member("keyed", receipt.keyed ? "true" : "false");
  object.member("now", receipt.now ? quoted(*receipt.now) : "null");
  return object.text() + "\n";
}

}  // namespace cavra::privacy
