#include "cavra/scan.h"

#include <algorithm>
#include <deque>
#include <ranges>

#include "base/reference.h"
#include "base/utf8.h"
#include "gate/checks.h"
#include "json/parser.h"
#include "json/position.h"
#include "privacy/context.h"
#include "verdict/material.h"

namespace cavra {
namespace verdict {

using json::NodeId;

class ScanState {
 public:
  ScanState(const Policy& policy, std::size_t max_size)
      : context_(policy.context()),
        parser_({}, {}, {.bytes = max_size, .any_value = true}),
        scanner_(context_.scanner_options()),
        waivers_(context_.waivers()) {}

  std::expected<void, Error> json(std::string_view bytes, std::uint32_t first_line, std::vector<Finding>& findings) {
    const auto parsed = parser_.parse(bytes);
    if (!parsed) return std::unexpected(parse_error(parsed.error(), bytes, first_line));
    const json::Document& document = **parsed;
    clear();
    for (NodeId node = 0; node < document.size(); ++node) {
      if (document[node].is_member) key(document, node);
      if (document[node].type == json::Type::string) {
        const std::string_view text = document.text(node);
        const auto kind = is_reference(text) ? privacy::Kind::reference : privacy::Kind::text;
        leaves_.push_back(
            {text, kind, static_cast<std::uint32_t>(nodes_.size()), node == 0 ? 0 : document[node].parent, true});
        nodes_.push_back({node, false});
      }
    }
    scanner_.scan(leaves_, found_);
    sort_found();
    json::Positions positions(bytes, first_line);
    json::Pointers pointers(document, {});
    for (const privacy::Finding& found : found_) {
      const auto [node, is_key] = nodes_[found.place];
      Finding& finding = add(found, findings);
      finding.offset = is_key ? document[node].key_begin : document[node].begin;
      finding.end = is_key ? document[node].key_begin + 1 : document[node].end;
      const json::Position at = positions.at(finding.offset);
      finding.line = at.line;
      finding.column = at.column;
      append_pointer(finding.pointer, document, pointers, node);
      waive(found, finding);
    }
    return {};
  }

  std::expected<void, Error> text(std::string_view bytes, std::uint32_t first_line, std::vector<Finding>& findings) {
    if (const std::size_t wrong = invalid_utf8_at(bytes); wrong != bytes.size())
      return std::unexpected(parse_error({Code::not_utf8, wrong, "the bytes are not UTF-8"}, bytes, first_line));
    clear();
    std::size_t begin = 0;
    for (std::uint32_t line = 0; begin < bytes.size(); ++line) {
      const std::size_t end = std::min(bytes.find('\n', begin), bytes.size());
      std::string_view value = bytes.substr(begin, end - begin);
      if (value.ends_with('\r')) value.remove_suffix(1);
      leaves_.push_back({value, privacy::Kind::text, line, 0, false});
      begin = end + 1;
    }
    scanner_.scan(leaves_, found_);
    sort_found();
    for (const privacy::Finding& found : found_) {
      Finding& finding = add(found, findings);
      const std::string_view value = leaves_[found.place].text;
      finding.offset = static_cast<std::uint64_t>(value.data() - bytes.data()) + found.span.begin;
      finding.end = finding.offset + (found.span.end - found.span.begin);
      finding.line = first_line + found.place;
      finding.column = static_cast<std::uint32_t>(count_code_points(value.substr(0, found.span.begin))) + 1;
      waive(found, finding);
    }
    return {};
  }

  [[nodiscard]] Usage usage() const {
    Usage usage(context_);
    usage.use().tally = scanner_.tally();
    usage.use().waivers.add(waivers_);
    return usage;
  }

 private:
  struct Place {
    NodeId node;
    bool is_key;
  };

  void clear() {
    leaves_.clear();
    nodes_.clear();
    found_.clear();
    folded_.clear();
    private_keys_.clear();
  }

  /// A key, and the one spelling that it is also known by.
  void key(const json::Document& document, NodeId node) {
    const std::string_view key = document.key(node);
    const auto place = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({node, true});
    leaves_.push_back({key, privacy::Kind::key, place, document[node].parent, false});
    if (std::string folded = privacy::fold_key(key); folded != key)
      leaves_.push_back(
          {folded_.emplace_back(std::move(folded)), privacy::Kind::key, place, document[node].parent, false});
  }

  /// In the order of the text.
  void sort_found() {
    const auto is_key = [this](std::uint32_t place) { return !nodes_.empty() && nodes_[place].is_key; };
    keep_distinct(context_.rules(), is_key, found_);
    for (const privacy::Finding& found : found_)
      if (is_key(found.place)) private_keys_.push_back(nodes_[found.place].node);
  }

  Finding& add(const privacy::Finding& found, std::vector<Finding>& findings) const {
    const privacy::Rule& rule = context_.rules().rules()[found.rule];
    Finding& finding = findings.emplace_back();
    finding.code = privacy::code_of(context_.rules(), found.rule);
    finding.severity = rule.severity == privacy::Severity::warn ? Status::warn : Status::blocker;
    finding.material = material_of(context_.rules(), found);
    finding.message = "private material: " + std::string(rule.description);
    finding.hint = rule.remedy;
    return finding;
  }

  /// A waiver for a scan names the gate `scan`, and the pointer as findings show it: an empty one in text.
  void waive(const privacy::Finding& found, Finding& finding) {
    finding.material->waived =
        waivers_.waives(context_.rules().rules()[found.rule], "scan", finding.pointer, found.fingerprint) != nullptr;
  }

  static bool is_plain_key(std::string_view key) {
    const auto plain = [](char c) {
      return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
             c == '-';
    };
    return !key.empty() && key.size() <= 64 && std::all_of(key.begin(), key.end(), plain);
  }

  void append_pointer(std::string& out, const json::Document& document, json::Pointers& pointers, NodeId node) const {
    std::vector<NodeId> path;
    for (NodeId up = node; up != 0; up = document[up].parent) path.push_back(up);
    for (const NodeId step : path | std::views::reverse) {
      out.push_back('/');
      const bool is_private = std::binary_search(private_keys_.begin(), private_keys_.end(), step);
      if (!document[step].is_member)
        out += std::to_string(pointers.index(step));
      else if (!is_private && is_plain_key(document.key(step)))
        out += document.key(step);
      else
        out.append("{").append(std::to_string(pointers.index(step))).append("}");
    }
  }

  static Error parse_error(const json::ParseError& error, std::string_view bytes, std::uint32_t first_line) {
    json::Positions positions(bytes, first_line);
    const json::Position at = positions.at(error.offset);
    return {error.code,
            std::string(error.what),
            error.code == Code::not_utf8 ? "save it as UTF-8" : "say --input-format text if it is no JSON",
            {},
            error.offset,
            at.line,
            at.column};
  }

  const privacy::Context& context_;
  json::Parser parser_;
  privacy::Scanner scanner_;
  privacy::WaiverRun waivers_;
  std::vector<privacy::Leaf> leaves_;
  std::vector<Place> nodes_;  // by the place of a leaf; of JSON only
  std::vector<privacy::Finding> found_;
  std::deque<std::string> folded_;
  std::vector<NodeId> private_keys_;  // sorted
};

}  // namespace verdict

Usage Scan::usage() const { return state_->usage(); }

Scan::Scan(const Policy& policy, std::size_t max_size)
    : state_(std::make_unique<verdict::ScanState>(policy, max_size)) {}
Scan::~Scan() = default;
Scan::Scan(Scan&&) noexcept = default;
Scan& Scan::operator=(Scan&&) noexcept = default;

std::expected<void, Error> Scan::json(std::string_view bytes, std::uint32_t first_line,
                                      std::vector<Finding>& findings) {
  return state_->json(bytes, first_line, findings);
}
std::expected<void, Error> Scan::text(std::string_view bytes, std::uint32_t first_line,
                                      std::vector<Finding>& findings) {
  return state_->text(bytes, first_line, findings);
}

}  // namespace cavra
