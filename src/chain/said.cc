#include "chain/said.h"

#include <algorithm>

#include "gate/further_message.h"
#include "gate/structure.h"
#include "json/write.h"

namespace cavra::chain {
namespace {

namespace name = gate::name;
using json::no_node;
using json::NodeId;
using json::Type;

/// What the result of a packet repeats in compat.
std::string raw(const View& view, gate::NameId field, std::string_view absent) {
  const NodeId node = view.document().find(0, field);
  return std::string(node == no_node ? absent : view.text(node).value_or("unknown"));
}

std::string_view check_name(const gate::Tables& tables, const gate::Gate& gate, std::size_t check) {
  const auto own = tables.checks_of(gate);
  return check < own.size() ? own[check].name : gate::further_name(static_cast<gate::Further>(check - own.size()));
}

std::string_view status_of(const Said& said, std::size_t count) {
  return said.how_many(Status::blocker, count) > 0 ? "blocked"
         : said.how_many(Status::warn, count) > 0  ? "ready_with_warnings"
                                                   : "ready";
}

bool is_ready(const Said& said, std::size_t count) {
  return status_of(said, count) == "ready" && said.raw_mode == "live";
}

class Comparison {
 public:
  Comparison(const View& view, NodeId result, const gate::Gate& of, const Said& said)
      : view_(view), document_(view.document()), tables_(view.tables()), result_(result), of_(of), said_(said) {}

  Difference run() {
    const NodeId checks = document_.find(result_, name::checks);
    count_ = lists_further(checks) ? said_.statuses.size() : said_.own;
    differs_unless(is_text(name::schema_version, of_.result), name::schema_version);
    differs_unless(
        view_.is(document_.find(result_, of_.ready), is_ready(said_, count_) ? Type::true_value : Type::false_value),
        of_.ready);
    differs_unless(is_text(name::status, status_of(said_, count_)), name::status);
    differs_unless(is_number(name::blocker_count, said_.how_many(Status::blocker, count_)), name::blocker_count);
    differs_unless(is_number(name::warning_count, said_.how_many(Status::warn, count_)), name::warning_count);
    differs_unless(is_text(name::product, said_.product) || is_text(name::product, said_.raw_product), name::product);
    differs_unless(is_text(name::evidence_mode, said_.mode) || is_text(name::evidence_mode, said_.raw_mode),
                   name::evidence_mode);
    compare_checks(checks);
    return std::move(difference_);
  }

 private:
  template <typename Visit>
  void each_check(NodeId checks, Visit visit) const {
    if (!view_.is(checks, Type::array)) return;
    for (NodeId child = checks + 1; child < document_[checks].next; child = document_.after(child))
      if (view_.is(child, Type::object))
        if (const auto text = view_.text(document_.find(child, name::name))) visit(child, *text);
  }

  bool lists_further(NodeId checks) const {
    bool found = false;
    each_check(checks, [&](NodeId, std::string_view listed) {
      for (std::size_t i = said_.own; i < said_.statuses.size(); ++i)
        found = found || listed == check_name(tables_, of_, i);
    });
    return found;
  }

  bool is_text(gate::NameId key, std::string_view text) const {
    return view_.text(document_.find(result_, key)) == text;
  }
  bool is_number(gate::NameId key, std::uint32_t number) const {
    const NodeId node = document_.find(result_, key);
    return view_.is(node, Type::number) && document_.raw(node) == std::to_string(number);
  }

  void differs_unless(bool same, gate::NameId key) {
    if (!same) add(document_.find(result_, key), std::string(tables_.spell(key)));
  }
  void add(NodeId node, std::string place) {
    if (difference_.places.empty()) difference_.node = node == no_node ? result_ : node;
    difference_.places.push_back(std::move(place));
  }

  void compare_checks(NodeId checks) {
    if (!view_.is(checks, Type::array)) return add(checks, "checks");
    each_check(checks, [this](NodeId check, std::string_view listed) {
      for (std::size_t i = 0; i < said_.statuses.size(); ++i) {
        if (check_name(tables_, of_, i) != listed) continue;
        const NodeId status = document_.find(check, name::status);
        if (view_.text(status) != to_text(said_.statuses[i]))
          add(status == no_node ? check : status, "check " + std::string(check_name(tables_, of_, i)));
      }
    });
  }

  const View& view_;
  const json::Document& document_;
  const gate::Tables& tables_;
  NodeId result_;
  const gate::Gate& of_;
  const Said& said_;
  std::size_t count_ = 0;
  Difference difference_;
};

}  // namespace

bool Said::is_ready() const { return cavra::chain::is_ready(*this, statuses.size()); }

std::uint32_t Said::how_many(Status status, std::size_t count) const {
  return static_cast<std::uint32_t>(std::count(
      statuses.begin(), statuses.begin() + static_cast<std::ptrdiff_t>(std::min(count, statuses.size())), status));
}

Said said_by(const Verdict& verdict, const View& view) {
  Said said;
  for (std::size_t i = 0; i < verdict.check_count(); ++i) said.statuses.push_back(verdict.check_status(i));
  said.own = view.gate().checks.count;
  said.product = verdict.product();
  said.mode = verdict.evidence_mode();
  said.raw_product = raw(view, name::product, "CAVRA");
  said.raw_mode = raw(view, name::evidence_mode, "unknown");
  return said;
}

Said mended(Said said, bool live) {
  for (Status& status : said.statuses)
    if (live || status == Status::blocker) status = Status::pass;
  if (live) said.mode = said.raw_mode = "live";
  return said;
}

Difference compare(const View& view, NodeId result, const gate::Gate& of, const Said& said) {
  return Comparison(view, result, of, said).run();
}

std::string result_text(const gate::Tables& tables, const gate::Gate& of, const Said& said) {
  const std::size_t count = said.statuses.size();
  std::string out = "{\"schema_version\":";
  json::append_string(out, of.result);
  out += ",\"product\":";
  json::append_string(out, said.product);
  out += ",\"evidence_mode\":";
  json::append_string(out, said.mode);
  out.append(",\"").append(tables.spell(of.ready)).append("\":").append(is_ready(said, count) ? "true" : "false");
  out.append(",\"status\":\"").append(status_of(said, count));
  out.append("\",\"blocker_count\":").append(std::to_string(said.how_many(Status::blocker, count)));
  out.append(",\"warning_count\":").append(std::to_string(said.how_many(Status::warn, count)));
  for (const gate::Repeat& repeat : gate::Tables::in(tables.repeats, of.repeats)) {
    out.append(",\"").append(tables.spell(repeat.name)).append("\":");
    json::append_string(out, repeat.otherwise);
  }
  out += ",\"checks\":[";
  for (std::size_t i = 0; i < count; ++i) {
    out.append(i > 0 ? ",{\"name\":\"" : "{\"name\":\"")
        .append(check_name(tables, of, i))
        .append("\",\"status\":\"")
        .append(to_text(said.statuses[i]));
    out += "\",\"message\":";
    json::append_string(out, i < said.own ? tables.checks_of(of)[i].passed
                                          : gate::further_passed(static_cast<std::uint16_t>(i - said.own)));
    out += "}";
  }
  return out + "]}";
}

}  // namespace cavra::chain
