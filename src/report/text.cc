// The format for people.
#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "gate/tables.h"
#include "report/frame.h"
#include "report/report.h"
#include "report/wrap.h"

namespace cavra::report {
namespace {

std::string count(std::uint64_t n, std::string_view one) {
  return std::to_string(n) + " " + std::string(one) + (n == 1 ? "" : "s");
}

class Text final : public Report {
 public:
  Text(const Catalogue& catalogue, bool colour) : catalogue_(catalogue), colour_(colour) {}

  void packet(std::string& out, const Packet& packet) const override {
    headline(out, packet);
    const Verdict& verdict = packet.verdict;
    for (const Status rank : {Status::blocker, Status::warn, Status::pass})
      for (std::size_t i = 0; i < verdict.finding_count(); ++i) {
        const Finding finding = verdict.finding(i);
        if (rank_of(finding) == rank) this->finding(out, packet, finding);
      }
  }

  void failure(std::string& out, std::string_view source, const Error& error) const override {
    paint(out, red, "cannot be judged");
    out.append("   ").append(printable(source)).append("\n\n").append(printable(error.source));
    if (error.line != 0)
      out.append(":").append(std::to_string(error.line)).append(":").append(std::to_string(error.column));
    out += "  ";
    paint(out, red, id(error.code));
    out.append("  ").append(error.what).append("\n");
    if (!error.todo.empty()) help(out, "    ", error.todo);
  }

  std::string_view between() const override { return "\n"; }

  void end(std::string& out, const Totals& totals) const override {
    if (totals.packets + totals.failed > 0) out += "\n";
    out += totals.packets > 0 ? count(totals.packets, "packet") + ":" : "no packet was judged";
    const std::array<std::pair<std::uint64_t, std::string_view>, 3> parts = {
        {{totals.ready, " ready"}, {totals.warned, " ready with warnings"}, {totals.blocked, " blocked"}}};
    bool first = true;
    for (const auto& [n, what] : parts) {
      if (n == 0) continue;
      out.append(first ? " " : ", ").append(std::to_string(n)).append(what);
      first = false;
    }
    if (totals.failed > 0)
      out.append("; ")
          .append(std::to_string(totals.failed))
          .append(totals.packets > 0 ? " could not be judged" : " could not be");
    if (totals.results > 0) out.append("; ").append(count(totals.results, "result file")).append(" passed over");
    out += ".";
    if (!totals.code.empty()) out.append(" `cavra-seal explain ").append(totals.code).append("` says more.");
    out += "\n";
  }

 private:
  static constexpr std::string_view red = "\x1b[31m", yellow = "\x1b[33m", green = "\x1b[32m", bold = "\x1b[1m",
                                    faint = "\x1b[2m", plain = "\x1b[0m";

  void paint(std::string& out, std::string_view colour, std::string_view text) const {
    if (colour_)
      out.append(colour).append(text).append(plain);
    else
      out += text;
  }

  /// What a finding counts as: nothing when it is waived.
  static Status rank_of(const Finding& finding) {
    return finding.material && finding.material->waived ? Status::pass : finding.severity;
  }

  void headline(std::string& out, const Packet& packet) const {
    const Verdict& verdict = packet.verdict;
    paint(out, bold, std::string(verdict.gate().id) + " " + std::string(verdict.gate().title));
    out += "   ";
    const std::string counts =
        count(verdict.blocker_count(), "blocker") + ", " + count(verdict.warning_count(), "warning");
    if (verdict.blocker_count() > 0) {
      paint(out, red, "blocked");
      out.append(": ").append(verdict.warning_count() > 0 ? counts : count(verdict.blocker_count(), "blocker"));
    } else if (verdict.warning_count() > 0) {
      paint(out, yellow, "ready with warnings");
      out.append(": ").append(count(verdict.warning_count(), "warning"));
    } else {
      paint(out, green, verdict.ready() ? "ready" : "not ready");
      out.append(": ").append(counts);
    }
    out.append("   ").append(printable(packet.source)).append("\n");
  }

  void finding(std::string& out, const Packet& packet, const Finding& finding) const {
    const std::string line = std::to_string(finding.line);
    const std::string place = printable(packet.file) + ":" + line + ":" + std::to_string(finding.column) + "  ";
    out.append("\n").append(place);
    const Status rank = rank_of(finding);
    paint(out, rank == Status::blocker ? red : rank == Status::warn ? yellow : faint, id(finding.code));
    out += "  ";
    const std::string message = (rank == Status::pass   ? "waived: "
                                 : rank == Status::warn ? "warning: "
                                                        : "") +
                                finding.message;
    append_wrapped(out, message, count_code_points(place) + id(finding.code).size() + 2, 4);
    out += "\n";
    const std::string margin(std::max<std::size_t>(line.size(), 4), ' ');
    frame(out, packet, finding, std::string(margin.size() - line.size(), ' ') + line, margin);
    if (!finding.owner.empty()) out.append(margin).append(" owner: ").append(finding.owner).append("\n");
    if (!finding.hint.empty()) help(out, margin, finding.hint);
  }

  /// The line, and a caret under the place with its pointer; what does not fit beside the place is cut away.
  void frame(std::string& out, const Packet& packet, const Finding& finding, const std::string& number,
             const std::string& margin) const {
    const std::size_t room = columns - margin.size() - 3;
    const Frame frame = fit(make_frame(packet.bytes, finding.offset, catalogue_.tables().names), room);
    out.append(number).append(" | ").append(frame.text).append("\n");
    out.append(margin).append(" | ").append(frame.caret, ' ').append("^");
    const std::string pointer = finding.pointer.empty() ? "the packet" : printable(finding.pointer);
    if (frame.caret + 2 + count_code_points(pointer) <= room)
      out.append(" ").append(pointer).append("\n");
    else
      out.append("\n").append(margin).append(" at: ").append(pointer).append("\n");
  }

  void help(std::string& out, std::string_view margin, std::string_view hint) const {
    std::string text = " help: ";
    append_wrapped(text, hint, margin.size() + text.size(), margin.size() + text.size());
    out += margin;
    paint(out, faint, text);
    out += "\n";
  }

  const Catalogue& catalogue_;
  bool colour_;
};

}  // namespace

std::unique_ptr<Report> make_text(const Catalogue& catalogue, bool colour) {
  return std::make_unique<Text>(catalogue, colour);
}

}  // namespace cavra::report
