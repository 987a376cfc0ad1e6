#include "report/record.h"

#include <algorithm>

#include "base/utf8.h"
#include "gate/tables.h"
#include "report/report.h"

namespace cavra::report {
namespace {

State state_of(const Verdict& verdict) {
  if (verdict.blocker_count() > 0) return State::blocked;
  if (verdict.warning_count() > 0) return State::warned;
  return verdict.ready() ? State::ready : State::not_ready;
}

/// Bad states count for more than good ones, those for more than none.
State worst(const std::array<std::uint64_t, states>& packets) {
  for (std::size_t i = states; i-- > 0;)
    if (packets[i] > 0) return static_cast<State>(i);
  return State::not_judged;
}

}  // namespace

std::string_view to_text(Rank rank) {
  constexpr std::array<std::string_view, ranks> words = {"error", "blocker", "warning", "waived"};
  return words[static_cast<std::size_t>(rank)];
}

std::string_view to_text(State state) {
  constexpr std::array<std::string_view, states> words = {"not judged",          "ready",   "not ready",
                                                          "ready with warnings", "blocked", "could not be judged"};
  return words[static_cast<std::size_t>(state)];
}

std::string count(std::uint64_t n, std::string_view one) {
  return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

Fault fault_of(const Finding& finding, Region region) {
  Fault fault;
  const bool waived = finding.material && finding.material->waived;
  fault.rank = waived ? Rank::waived : finding.severity == Status::warn ? Rank::warn : Rank::blocker;
  fault.code = finding.code;
  fault.check = finding.check;
  fault.pointer = finding.pointer;
  fault.region = region;
  fault.message = finding.message;
  fault.hint = finding.hint;
  fault.owner = finding.owner;
  if (finding.material) {
    fault.rule = finding.material->rule;
    fault.category = finding.material->category;
    fault.mask = finding.material->mask;
    fault.fingerprint = finding.material->fingerprint;
  }
  return fault;
}

Region region_of(const Finding& finding, std::string_view bytes) {
  Region region{finding.line, finding.column, finding.line, finding.column};
  if (region.line == 0) return region;
  std::uint64_t end = std::min<std::uint64_t>(finding.end, bytes.size());
  const std::uint64_t begin = std::min<std::uint64_t>(finding.offset, bytes.size());
  if (begin < bytes.size() && (bytes[begin] == '{' || bytes[begin] == '[')) end = begin + 1;
  for (std::uint64_t i = begin; i < end; ++i) {
    if (bytes[i] == '\n') {
      ++region.end_line;
      region.end_column = 1;
    } else if ((static_cast<std::uint8_t>(bytes[i]) & 0xC0U) != 0x80U) {
      ++region.end_column;
    }
  }
  if (region.end_line == region.line && region.end_column == region.column) ++region.end_column;
  return region;
}

Subject subject_of(const Packet& packet) {
  const Verdict& verdict = packet.verdict;
  Subject subject;
  subject.source = packet.source;
  subject.file = packet.file;
  subject.gate = verdict.gate().id;
  subject.title = verdict.gate().title;
  subject.state = state_of(verdict);
  subject.blockers = verdict.blocker_count();
  subject.warnings = verdict.warning_count();
  for (std::size_t i = 0; i < verdict.check_count(); ++i) {
    CheckResult check = verdict.check(i);
    subject.checks.push_back({std::string(check.name), check.status, std::move(check.message)});
  }
  for (std::size_t i = 0; i < verdict.finding_count(); ++i) {
    const Finding finding = verdict.finding(i);
    Fault fault = fault_of(finding, region_of(finding, packet.bytes));
    fault.source = subject.source;
    fault.file = subject.file;
    fault.gate = subject.gate;
    subject.faults.push_back(std::move(fault));
  }
  return subject;
}

Subject subject_of(std::string_view source, const Error& error) {
  Subject subject;
  subject.source = source;
  subject.file = error.source.empty() ? source : std::string_view(error.source);
  subject.state = State::failed;
  Fault fault;
  fault.rank = Rank::failed;
  fault.code = error.code;
  fault.source = subject.source;
  fault.file = subject.file;
  fault.region = {error.line, error.column, error.line, error.line == 0 ? 0 : error.column + 1};
  fault.message = error.what;
  fault.hint = error.todo;
  subject.faults.push_back(std::move(fault));
  return subject;
}

Subject subject_of_scan(std::string_view file, std::span<const Finding> findings, std::span<const Region> regions) {
  Subject subject;
  subject.source = file;
  subject.file = file;
  for (std::size_t i = 0; i < findings.size(); ++i) {
    Fault fault = fault_of(findings[i], regions[i]);
    fault.source = subject.source;
    fault.file = subject.file;
    if (fault.rank == Rank::blocker) ++subject.blockers;
    if (fault.rank == Rank::warn) ++subject.warnings;
    subject.faults.push_back(std::move(fault));
  }
  subject.state = subject.blockers > 0 ? State::blocked : subject.warnings > 0 ? State::warned : State::ready;
  return subject;
}

State GateState::state() const { return worst(packets); }

Record::Record(const Catalogue& catalogue) {
  const gate::Tables& tables = catalogue.tables();
  for (const gate::Gate& gate : tables.gates) {
    GateState state{std::string(gate.id), std::string(gate.slug), std::string(gate.title), {}, {}, {}};
    for (const gate::NameId index : tables.list(gate.upstream)) state.upstream.push_back(index);
    gates.push_back(std::move(state));
  }
}

void Record::add(Subject subject) {
  const auto state = static_cast<std::size_t>(subject.state);
  ++packets[state];
  if (!subject.gate.empty())
    for (GateState& gate : gates)
      if (gate.id == subject.gate) ++gate.packets[state];
  for (const Fault& fault : subject.faults) ++found[static_cast<std::size_t>(fault.rank)];
  keep(std::move(subject));
}

void Record::extend(Subject& subject, Subject more) {
  subject.state = std::max(subject.state, more.state);
  subject.blockers += more.blockers;
  subject.warnings += more.warnings;
  for (Fault& fault : more.faults) {
    if (subject.faults.size() < most)
      subject.faults.push_back(std::move(fault));
    else
      ++found[static_cast<std::size_t>(fault.rank)];
  }
}

void Record::keep(Subject subject) {
  if (subject.faults.empty() && clean_ == most) return;
  if (subject.faults.empty()) ++clean_;
  if (!keeps_checks) subject.checks.clear();
  std::erase_if(subject.faults, [this](const Fault& fault) {
    std::size_t& kept = kept_[static_cast<std::size_t>(fault.rank)];
    if (kept == most) return true;
    ++kept;
    return false;
  });
  subjects.push_back(std::move(subject));
}

void Record::join(Record later) {
  for (std::size_t i = 0; i < states; ++i) packets[i] += later.packets[i];
  for (std::size_t i = 0; i < ranks; ++i) found[i] += later.found[i];
  for (std::size_t gate = 0; gate < gates.size(); ++gate)
    for (std::size_t i = 0; i < states; ++i) gates[gate].packets[i] += later.gates[gate].packets[i];
  results += later.results;
  for (Subject& subject : later.subjects) keep(std::move(subject));
}

std::uint64_t Record::judged() const {
  std::uint64_t all = 0;
  for (const std::uint64_t n : packets) all += n;
  return all - packets[static_cast<std::size_t>(State::failed)];
}

State Record::state() const { return worst(packets); }

std::uint64_t Record::all_found() const {
  std::uint64_t all = 0;
  for (const std::uint64_t n : found) all += n;
  return all;
}

std::vector<const Fault*> Record::worst_first(std::size_t limit) const {
  std::vector<const Fault*> faults;
  for (std::size_t rank = 0; rank < ranks; ++rank)
    for (const Subject& subject : subjects)
      for (const Fault& fault : subject.faults) {
        if (faults.size() == limit) return faults;
        if (fault.rank == static_cast<Rank>(rank)) faults.push_back(&fault);
      }
  return faults;
}

std::string headline(const Record& record) {
  if (!record.headline.empty()) return record.headline;
  const auto at = [&record](State state) { return record.packets[static_cast<std::size_t>(state)]; };
  const std::uint64_t all = record.judged() + at(State::failed);
  if (record.what == "scan") {
    const std::uint64_t found =
        record.found[static_cast<std::size_t>(Rank::blocker)] + record.found[static_cast<std::size_t>(Rank::warn)];
    const std::string unread =
        at(State::failed) > 0 ? "; " + count(at(State::failed), "file") + " could not be read" : "";
    return (found == 0 ? "Nothing was found" : count(found, "finding")) + " in " + count(all, "file") + unread + ".";
  }
  if (all == 0) return "Nothing was judged.";
  if (at(State::ready) == all)
    return all == 1 ? "The packet is ready." : "All " + std::to_string(all) + " packets are ready.";
  // The worst of what was judged first, then what could not be.
  std::string out;
  for (const State state : {State::blocked, State::not_ready, State::warned, State::failed}) {
    if (at(state) == 0) continue;
    if (out.empty())
      out = all == 1 ? "The packet" : std::to_string(at(state)) + " of " + std::to_string(all) + " packets";
    else
      out += ", " + std::to_string(at(state));
    if (state != State::failed) out += at(state) == 1 ? " is" : " are";
    out.append(" ").append(to_text(state));
  }
  return out + ".";
}

}  // namespace cavra::report
