#include "privacy/waivers.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <tuple>
#include <utility>

#include "base/hex.h"
#include "base/reference.h"
#include "base/toml.h"

namespace cavra::privacy {
namespace {

constexpr std::string_view prefix = "hmac-sha256:";

std::optional<Digest> read_fingerprint(std::string_view text) {
  if (text.starts_with(prefix)) text.remove_prefix(prefix.size());
  Digest digest{};
  const std::optional<std::string> bytes = from_hex(text);
  if (!bytes || bytes->size() != digest.size()) return std::nullopt;
  std::copy(bytes->begin(), bytes->end(), digest.begin());
  return digest;
}

std::optional<Time> to_time(const toml::date& date, const toml::time& time, int offset_minutes) {
  using namespace std::chrono;
  const year_month_day day{year{date.year}, month{date.month}, std::chrono::day{date.day}};
  if (!day.ok()) return std::nullopt;
  return sys_days(day) + hours{time.hour} + minutes{time.minute} + seconds{time.second} - minutes{offset_minutes};
}

/// The end of a day, or a moment; a date and time without offset is UTC.
std::optional<Time> read_expiry(const toml::node& node) {
  if (const auto* date = node.as_date()) {
    const auto begin = to_time(date->get(), {}, 0);
    return begin ? std::optional(*begin + std::chrono::days{1}) : std::nullopt;
  }
  if (const auto* moment = node.as_date_time()) {
    const toml::date_time& value = moment->get();
    return to_time(value.date, value.time, value.offset ? value.offset->minutes : 0);
  }
  return std::nullopt;
}

/// Reads one waiver, or says what is wrong with it.
std::expected<Waiver, std::string> read_waiver(const toml::table& table, const RuleSet& rules) {
  constexpr std::array<std::pair<const char*, std::string Waiver::*>, 5> texts = {{{"rule", &Waiver::rule},
                                                                                   {"gate", &Waiver::gate},
                                                                                   {"pointer", &Waiver::pointer},
                                                                                   {"reason", &Waiver::reason},
                                                                                   {"approver", &Waiver::approver}}};
  Waiver waiver;
  waiver.line = table.source().begin.line;
  for (const auto& [name, member] : texts) {
    const toml::node* node = table.get(name);
    if (node == nullptr || !node->is_string()) return std::unexpected(std::string("it lacks ") + name);
    waiver.*member = node->as_string()->get();
    if ((waiver.*member).empty() && member != &Waiver::pointer)
      return std::unexpected(std::string("its ") + name + " is empty");
  }
  if (!is_clean_reference(waiver.approver))
    return std::unexpected("its approver is no reference, such as evidence://owner/privacy");
  if (!waiver.pointer.empty() && waiver.pointer.front() != '/')
    return std::unexpected("its pointer is no JSON Pointer");
  const toml::node* fingerprint = table.get("fingerprint");
  if (fingerprint == nullptr) return std::unexpected("it lacks fingerprint");
  const auto digest = fingerprint->is_string() ? read_fingerprint(fingerprint->as_string()->get()) : std::nullopt;
  if (!digest) return std::unexpected("its fingerprint is not hmac-sha256: and 64 hexadecimal digits");
  waiver.fingerprint = *digest;
  const toml::node* expires = table.get("expires");
  if (expires == nullptr) return std::unexpected("it lacks expires");
  const auto expiry = read_expiry(*expires);
  if (!expiry) return std::unexpected("its expires is no date");
  waiver.expires = *expiry;
  if (table.size() != texts.size() + 2) return std::unexpected("it has a field that no waiver has");
  const auto rule = std::find_if(rules.rules().begin(), rules.rules().end(),
                                 [&](const Rule& known) { return known.id == waiver.rule; });
  if (rule == rules.rules().end()) return std::unexpected("there is no such rule");
  if (!can_be_waived(*rule)) return std::unexpected("findings of its rule cannot be waived");
  return waiver;
}

}  // namespace

std::string fingerprint_text(const Digest& fingerprint) { return std::string(prefix) + to_hex(fingerprint); }

bool can_be_waived(const Rule& rule) {
  return rule.category != Category::secret && rule.category != Category::disguise;
}

namespace {

/// What a waiver and a finding have alike.
using Key = std::tuple<std::string_view, std::string_view, std::string_view, const Digest&>;
Key key_of(const Waiver& waiver) { return {waiver.rule, waiver.gate, waiver.pointer, waiver.fingerprint}; }

}  // namespace

std::expected<Waivers, Error> Waivers::read(std::string_view bytes, std::string source, const RuleSet& rules,
                                            Options options) {
  Waivers waivers;
  waivers.source_ = std::move(source);
  waivers.by_place_ = options.by_place;
  const auto root = read_toml(bytes);
  if (!root) {
    const TomlError& error = root.error();
    return std::unexpected(Error{Code::bad_definition, error.what, "write it as docs/rules.md shows", waivers.source_,
                                 0, error.line, error.column});
  }
  const auto problem = [&](std::uint32_t line, const std::string& what) {
    waivers.problems_.push_back(waivers.source_ + ":" + std::to_string(line) + ": " + what);
  };
  for (const auto& [key, node] : *root) {
    const toml::array* entries = node.as_array();
    if (key.str() != "waivers" || entries == nullptr) {
      problem(node.source().begin.line, "only [[waivers]] belong here");
      continue;
    }
    for (const toml::node& entry : *entries) {
      const std::uint32_t line = entry.source().begin.line;
      if (!entry.is_table()) {
        problem(line, "a waiver is a table");
        continue;
      }
      auto waiver = read_waiver(*entry.as_table(), rules);
      if (!waiver)
        problem(line, "the waiver is not in force: " + waiver.error());
      else if (waiver->expires <= options.now)
        problem(line, "the waiver for " + waiver->rule + " has expired");
      else if (!options.has_key && !options.by_place)
        problem(line,
                "the waiver for " + waiver->rule + " is not in force: there is no key to compare fingerprints with");
      else
        waivers.in_force_.push_back(std::move(*waiver));
    }
  }
  waivers.sorted_.resize(waivers.in_force_.size());
  std::iota(waivers.sorted_.begin(), waivers.sorted_.end(), std::size_t{0});
  std::stable_sort(waivers.sorted_.begin(), waivers.sorted_.end(),
                   [&all = waivers.in_force_](auto one, auto other) { return key_of(all[one]) < key_of(all[other]); });
  return waivers;
}

std::optional<std::size_t> Waivers::find(std::string_view rule, std::string_view gate, std::string_view pointer,
                                         const std::optional<Digest>& fingerprint) const {
  if (!fingerprint && !by_place_) return std::nullopt;
  const Digest any{};
  const Key key(rule, gate, pointer, fingerprint && !by_place_ ? *fingerprint : any);
  const auto found = std::lower_bound(sorted_.begin(), sorted_.end(), key,
                                      [this](std::size_t i, const Key& k) { return key_of(in_force_[i]) < k; });
  if (found == sorted_.end()) return std::nullopt;
  const Waiver& waiver = in_force_[*found];
  const bool is_it = waiver.rule == rule && waiver.gate == gate && waiver.pointer == pointer &&
                     (by_place_ || waiver.fingerprint == *fingerprint);
  return is_it ? std::optional(*found) : std::nullopt;
}

const Waiver* WaiverRun::waives(const Rule& rule, std::string_view gate, std::string_view pointer,
                                const std::optional<Digest>& fingerprint) {
  if (!can_be_waived(rule)) return nullptr;
  const auto found = waivers_.find(rule.id, gate, pointer, fingerprint);
  if (!found) return nullptr;
  used_[*found] = true;
  return &waivers_.in_force()[*found];
}

void WaiverRun::add(const WaiverRun& other) {
  for (std::size_t i = 0; i != used_.size(); ++i) used_[i] = used_[i] || other.used_[i];
}

std::vector<std::string> WaiverRun::unmatched() const {
  std::vector<std::string> unused;
  for (std::size_t i = 0; i != used_.size(); ++i) {
    if (used_[i]) continue;
    const Waiver& waiver = waivers_.in_force()[i];
    unused.push_back(waivers_.source() + ":" + std::to_string(waiver.line) + ": the waiver for " + waiver.rule +
                     " matches no finding");
  }
  return unused;
}

}  // namespace cavra::privacy
