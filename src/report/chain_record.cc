#include "report/chain_record.h"

#include <algorithm>

namespace cavra::report {
namespace {

using report::fault_of;

/// A sentence: capital first, a full stop at the end.
std::string sentence(std::string text) {
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z') text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text + ".";
}

Fault fault_of(const chain::Fault& from, const std::string& gate, std::string_view bytes,
               const std::string& otherwise) {
  Fault fault = fault_of(from.finding, region_of(from.finding, bytes));
  fault.source = from.source.empty() ? otherwise : from.source;
  fault.file = from.file.empty() ? otherwise : from.file;
  fault.gate = gate;
  if (from.follows) fault.message += ", which follows from an earlier gate";
  return fault;
}

Subject subject_of_gate(const chain::Bundle& bundle, const chain::ChainVerdict& verdict, std::size_t index) {
  const chain::GateVerdict& gate = verdict.gates[index];
  Subject subject;
  subject.gate = gate.gate->id;
  subject.title = gate.gate->title;
  subject.source = gate.packet == nullptr ? bundle.path : gate.packet->source;
  subject.file = gate.packet == nullptr ? bundle.path : gate.packet->file;
  subject.blockers = gate.blocker_count;
  subject.warnings = gate.warning_count;
  const std::string_view bytes = gate.packet == nullptr ? std::string_view() : std::string_view(gate.packet->bytes);
  for (const CheckResult& check : gate.checks)
    subject.checks.push_back({std::string(check.name), check.status, check.message});
  for (const chain::Fault& fault : gate.faults)
    subject.faults.push_back(fault_of(fault, subject.gate, bytes, subject.file));
  for (const chain::Fault& fault : verdict.faults) {
    if (fault.gate != index) continue;
    subject.faults.push_back(fault_of(fault, subject.gate, bytes, subject.file));
    const std::string& name = subject.faults.back().check;
    const auto same = std::find_if(subject.checks.begin(), subject.checks.end(),
                                   [&name](const Subject::Check& check) { return check.name == name; });
    if (same == subject.checks.end())
      subject.checks.push_back({name, fault.finding.severity, fault.finding.message + "."});
  }
  subject.state = !gate.holds ? State::blocked : gate.ready ? State::ready : State::warned;
  return subject;
}

/// What a gate's state comes from, for the picture.
std::string because(const chain::ChainVerdict& verdict, const chain::GateVerdict& gate) {
  if (gate.holds || gate.own_cause || gate.because.empty()) return {};
  return "follows " + std::string(verdict.gates[gate.because.front()].gate->id);
}

std::string in_words(const chain::Change& change, const chain::ChainVerdict& verdict) {
  std::string out = change.gate == chain::no_gate ? "" : std::string(verdict.gates[change.gate].gate->id) + ": ";
  out += change.what;
  if (!change.hint.empty()) out += "; " + change.hint;
  if (!change.pointer.empty()) out += " (" + change.pointer + ")";
  return out;
}

Fault seal_fault(Code code, std::string what, std::string todo, const std::string& source, Rank rank) {
  Fault fault;
  fault.rank = rank;
  fault.code = code;
  fault.source = fault.file = source;
  fault.message = std::move(what);
  fault.hint = std::move(todo);
  return fault;
}

class InFormat final : public ChainReport {
 public:
  InFormat(const Catalogue& catalogue, Format format, Site site)
      : catalogue_(catalogue), format_(format), site_(std::move(site)) {}
  void chain(std::string& out, const Chain& chain) const override {
    append_whole(out, format_, record_of(catalogue_, chain.bundle, chain.verdict), site_);
  }
  void failure(std::string& out, std::string_view bundle, const Error& error) const override {
    Record record(catalogue_);
    record.what = "chain";
    record.add(report::subject_of(bundle, error));
    append_whole(out, format_, record, site_);
  }

 private:
  const Catalogue& catalogue_;
  Format format_;
  Site site_;
};

}  // namespace

Record record_of(const Catalogue& catalogue, const chain::Bundle& bundle, const chain::ChainVerdict& verdict) {
  Record record(catalogue);
  record.what = "chain";
  record.keeps_checks = true;
  record.headline = verdict.ready    ? "The chain is ready."
                    : verdict.passes ? "The chain is ready, with warnings."
                                     : sentence(verdict.because);
  for (std::size_t i = 0; i < verdict.gates.size(); ++i) {
    record.add(subject_of_gate(bundle, verdict, i));
    record.gates[i].because = because(verdict, verdict.gates[i]);
  }
  Subject rest;
  rest.source = rest.file = bundle.path;
  rest.state = State::blocked;
  for (const chain::Fault& fault : verdict.faults)
    if (fault.gate == chain::no_gate) rest.faults.push_back(fault_of(fault, "", {}, bundle.path));
  rest.blockers = static_cast<std::uint32_t>(rest.faults.size());
  if (!rest.faults.empty()) record.add(std::move(rest));
  for (const chain::OwnerChanges& owner : verdict.path) {
    Steps steps{owner.owner, {}};
    for (const chain::Change& change : owner.changes) steps.changes.push_back(in_words(change, verdict));
    record.way.push_back(std::move(steps));
  }
  record.results = verdict.results;
  return record;
}

Record record_of(const Catalogue& catalogue, const SealVerification& verification) {
  Record record(catalogue);
  record.what = "verify";
  record.keeps_checks = true;
  const bool then = verification.verdict == "valid_then";
  record.headline = !verification.valid() ? "The seal is not valid."
                    : then                ? "The seal was valid at the proven time."
                                          : "The seal is valid.";
  Subject seal;
  seal.source = seal.file = verification.source;
  seal.state = !verification.valid() ? State::blocked : then ? State::warned : State::ready;
  for (const SealFault& fault : verification.faults) {
    seal.faults.push_back(seal_fault(fault.code, fault.what, fault.todo, verification.source,
                                     fault.decides ? Rank::blocker : Rank::warn));
    ++(fault.decides ? seal.blockers : seal.warnings);
  }
  for (const RoleVerdict& role : verification.roles) {
    const bool valid = role.status == "valid" || role.status == "valid_then";
    seal.checks.push_back({"signed by " + std::string(role.role), valid ? Status::pass : Status::blocker, role.what});
  }
  record.add(std::move(seal));
  for (const PacketVerdict& packet : verification.packets) {
    if (packet.status == "not_given") continue;
    Subject subject;
    subject.gate = packet.gate;
    subject.title = packet.slug;
    subject.source = subject.file = packet.source.empty() ? verification.source : packet.source;
    subject.state = packet.status == "same" ? State::ready : State::blocked;
    subject.checks.push_back(
        {"as it was sealed", packet.status == "same" ? Status::pass : Status::blocker, packet.what});
    record.add(std::move(subject));
  }
  record.notices.push_back("Statement " + verification.statement_digest + ", trust policy " +
                           verification.trust_digest +
                           (verification.trust_pinned ? ", pinned." : ", which nobody vouches for."));
  return record;
}

std::unique_ptr<ChainReport> make_chain_format(const Catalogue& catalogue, Format format, Site site) {
  return std::make_unique<InFormat>(catalogue, format, std::move(site));
}

}  // namespace cavra::report
