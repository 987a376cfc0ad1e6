// The chain's verdict for people.
#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "report/chain.h"

namespace cavra::report {
namespace {

using chain::Change;
using chain::GateVerdict;

std::string count(std::uint64_t n, std::string_view one) {
  return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

/// Words in the colours of ANSI terminals, or without.
class Painter {
 public:
  explicit Painter(bool colour) : colour_(colour) {}
  static constexpr std::string_view red = "\x1b[31m", yellow = "\x1b[33m", green = "\x1b[32m", bold = "\x1b[1m",
                                    faint = "\x1b[2m", plain = "\x1b[0m";
  void paint(std::string& out, std::string_view colour, std::string_view text) const {
    if (colour_)
      out.append(colour).append(text).append(plain);
    else
      out += text;
  }
  void status(std::string& out, std::string_view status) const {
    paint(out,
          status == "ready"     ? green
          : status == "blocked" ? red
                                : yellow,
          status == "ready_with_warnings" ? "ready with warnings" : status);
  }
  void failure(std::string& out, std::string_view bundle, const Error& error) const {
    paint(out, red, "cannot be judged");
    out.append("   ").append(printable(bundle)).append("\n  ").append(printable(to_text(error))).append("\n");
  }

 private:
  bool colour_;
};

class Text final : public ChainReport {
 public:
  explicit Text(bool colour) : painter_(colour) {}

  void chain(std::string& out, const Chain& chain) const override {
    painter_.paint(out, Painter::bold, "The chain");
    out += "   ";
    painter_.status(out, chain.verdict.status);
    out.append("   ").append(printable(chain.bundle.path)).append("\n\n");
    for (const GateVerdict& gate : chain.verdict.gates) line(out, chain.verdict, gate);
    if (!chain.verdict.because.empty()) out.append("\n").append(chain.verdict.because).append(".\n");
    if (chain.verdict.change_count > 0) path(out, chain.verdict);
    waived(out, chain.verdict);
    rest(out, chain);
  }

  void failure(std::string& out, std::string_view bundle, const Error& error) const override {
    painter_.failure(out, bundle, error);
  }
  std::string_view between() const override { return "\n"; }

 private:
  void line(std::string& out, const chain::ChainVerdict& verdict, const GateVerdict& gate) const {
    constexpr std::size_t id_width = 5;
    constexpr std::size_t title_width = 32;
    out.append("  ").append(gate.gate->id).append(id_width - gate.gate->id.size() + 1, ' ').append(gate.gate->title);
    out.append(title_width > gate.gate->title.size() ? title_width - gate.gate->title.size() + 1 : 1, ' ');
    const bool follows = !gate.holds && !gate.own_cause;
    painter_.paint(out,
                   gate.holds ? (gate.ready ? Painter::green : Painter::yellow)
                   : follows  ? Painter::faint
                              : Painter::red,
                   in_words(verdict, gate));
    out += "\n";
  }

  void path(std::string& out, const chain::ChainVerdict& verdict) const {
    out.append("\nThe shortest way to ready: ").append(count(verdict.change_count, "change")).append("\n");
    for (const chain::OwnerChanges& owner : verdict.path) {
      out += "\n";
      painter_.paint(out, Painter::bold,
                     owner.owner.empty() ? std::string_view("no owner is named") : std::string_view(owner.owner));
      out += "\n";
      for (const Change& change : owner.changes) step(out, verdict, change);
    }
  }

  void step(std::string& out, const chain::ChainVerdict& verdict, const Change& change) const {
    out += "  ";
    if (change.kind == Change::Kind::mend || change.kind == Change::Kind::move || change.kind == Change::Kind::remove) {
      out += printable(change.file);
      if (change.line != 0)
        out.append(":").append(std::to_string(change.line)).append(":").append(std::to_string(change.column));
    } else {
      out.append(to_text(change.kind)).append(" ").append(verdict.gates[change.gate].gate->id);
    }
    out += "  ";
    if (change.code) {
      painter_.paint(out, Painter::red, id(*change.code));
      out += "  ";
    }
    out.append(change.what).append("\n");
    if (!change.pointer.empty()) out.append("     at: ").append(printable(change.pointer)).append("\n");
    out += "     ";
    painter_.paint(out, Painter::faint, "help: " + change.hint);
    out += "\n";
  }

  static void waived(std::string& out, const chain::ChainVerdict& verdict) {
    bool first = true;
    for (const GateVerdict& gate : verdict.gates)
      for (const chain::Fault& fault : gate.faults) {
        if (!fault.finding.material || !fault.finding.material->waived) continue;
        if (std::exchange(first, false)) out += "\nWaived:\n";
        out.append("  ")
            .append(printable(fault.file))
            .append(":")
            .append(std::to_string(fault.finding.line))
            .append(":");
        out.append(std::to_string(fault.finding.column))
            .append("  ")
            .append(id(fault.finding.code))
            .append("  ")
            .append(fault.finding.message)
            .append("\n");
      }
  }

  /// What is not told above, and where it is.
  static void rest(std::string& out, const Chain& chain) {
    const chain::ChainVerdict& verdict = chain.verdict;
    std::size_t following = 0;
    for (const GateVerdict& gate : verdict.gates)
      following += static_cast<std::size_t>(
          std::count_if(gate.faults.begin(), gate.faults.end(), [](const auto& fault) { return fault.follows; }));
    following += static_cast<std::size_t>(
        std::count_if(verdict.faults.begin(), verdict.faults.end(), [](const auto& fault) { return fault.follows; }));
    out += "\n";
    if (following > 0)
      out.append(count(following, "finding"))
          .append(following == 1 ? " follows" : " follow")
          .append(" from these; --format findings lists them.\n");
    if (verdict.results > 0) out.append(count(verdict.results, "result file")).append(" passed over.\n");
    if (verdict.envelopes > 0) out.append(count(verdict.envelopes, "seal")).append(" passed over.\n");
    if (verdict.first_cause)
      out.append("`cavra-seal explain ").append(id(verdict.first_cause->finding.code)).append("` says more.\n");
    else
      out.append("Ten gates, one chain").append(verdict.ready ? ": ready.\n" : ": no blocker.\n");
  }

  Painter painter_;
};

class Table final : public ChainReport {
 public:
  explicit Table(bool colour) : painter_(colour) {}

  void chain(std::string& out, const Chain& chain) const override {
    constexpr std::size_t width = 19;  // of "ready with warnings"
    const chain::ChainVerdict& verdict = chain.verdict;
    painter_.status(out, verdict.status);
    out.append(width + 2 - (verdict.status == "ready_with_warnings" ? width : verdict.status.size()), ' ');
    out += printable(chain.bundle.path);
    if (verdict.change_count > 0) out.append("  ").append(count(verdict.change_count, "change"));
    if (verdict.first_cause) {
      const chain::Fault& cause = *verdict.first_cause;
      out.append("  ").append(cause.gate == chain::no_gate ? std::string_view("the bundle")
                                                           : verdict.gates[cause.gate].gate->id);
      out.append(": ").append(cause.finding.message);
    }
    out += "\n";
  }

  void failure(std::string& out, std::string_view bundle, const Error& error) const override {
    painter_.paint(out, Painter::red, "cannot be judged");
    out.append("     ").append(printable(bundle)).append("  ").append(error.what).append("\n");
  }

  void end(std::string& out, const ChainTotals& totals) const override {
    out.append("\n").append(count(totals.bundles, "bundle")).append(":");
    const std::pair<std::uint64_t, std::string_view> parts[] = {{totals.ready, " ready"},
                                                                {totals.warned, " ready with warnings"},
                                                                {totals.blocked, " blocked"},
                                                                {totals.failed, " could not be judged"}};
    bool first = true;
    for (const auto& [n, what] : parts)
      if (n > 0) out.append(std::exchange(first, false) ? " " : ", ").append(std::to_string(n)).append(what);
    out += ".\n";
  }

 private:
  Painter painter_;
};

}  // namespace

std::string in_words(const chain::ChainVerdict& verdict, const GateVerdict& gate) {
  if (gate.packet == nullptr) return "missing";
  if (gate.holds)
    return gate.ready               ? "ready"
           : gate.warning_count > 0 ? "ready with warnings: " + count(gate.warning_count, "warning")
                                    : "not ready";
  std::string out;
  if (gate.blocker_count > 0 && gate.own_cause)
    out = "blocked: " + count(gate.blocker_count, "blocker");
  else if (gate.own_cause)
    out = gate.passes ? "blocked by the chain" : "not ready: " + count(gate.warning_count, "warning");
  std::string before;
  for (const std::size_t of : gate.because)
    before += (before.empty() ? "" : ", ") + std::string(verdict.gates[of].gate->id);
  if (before.empty()) return out;
  return out.empty() ? "waits for " + before : out + "; waits for " + before;
}

std::unique_ptr<ChainReport> make_chain_text(bool colour) { return std::make_unique<Text>(colour); }
std::unique_ptr<ChainReport> make_chain_table(bool colour) { return std::make_unique<Table>(colour); }

}  // namespace cavra::report
