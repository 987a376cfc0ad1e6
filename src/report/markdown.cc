// Markdown, for comments and pages.
#include "base/utf8.h"
#include "report/escape.h"
#include "report/formats.h"

namespace cavra::report {
namespace {

constexpr std::size_t most_findings = 1'000;
constexpr std::size_t most_packets = 200;

std::string_view sign(State state) {
  switch (state) {
    case State::ready:
      return "✓";
    case State::warned:
    case State::not_ready:
      return "!";
    case State::blocked:
    case State::failed:
      return "✗";
    case State::not_judged:
      break;
  }
  return "–";
}

void packets(std::string& out, const Record& record) {
  if (record.what == "scan" || record.subjects.empty()) return;
  out += "| | gate | verdict | packet |\n| --- | --- | --- | --- |\n";
  std::size_t told = 0;
  for (std::size_t state = states; state-- > 0 && told < most_packets;)
    for (const Subject& subject : record.subjects) {
      if (subject.state != static_cast<State>(state) || told == most_packets) continue;
      ++told;
      out.append("| ")
          .append(sign(subject.state))
          .append(" | ")
          .append(subject.gate.empty() ? "–" : subject.gate + " " + subject.title);
      out.append(" | ").append(to_text(subject.state));
      if (subject.blockers > 0) out += ", " + count(subject.blockers, "blocker");
      if (subject.warnings > 0) out += ", " + count(subject.warnings, "warning");
      out.append(" | ").append(markdown_code(subject.source)).append(" |\n");
    }
  std::uint64_t all = 0;
  for (const std::uint64_t n : record.packets) all += n;
  if (all > told) out += "\nand " + count(all - told, "packet") + " more.\n";
  out += "\n";
}

void way(std::string& out, const Record& record) {
  if (record.way.empty()) return;
  out += "### The shortest way to ready\n\n";
  for (const Steps& steps : record.way) {
    out.append("- ").append(steps.owner.empty() ? "no owner is named" : markdown_code(steps.owner)).append("\n");
    for (const std::string& change : steps.changes) out += "  - " + markdown_text(change) + "\n";
  }
  out += "\n";
}

}  // namespace

std::string markdown_line(const Fault& fault) {
  std::string place = fault.file;
  if (fault.region.line != 0)
    place += ":" + std::to_string(fault.region.line) + ":" + std::to_string(fault.region.column);
  std::string out =
      "- **" + std::string(id(fault.code)) + "** " + (fault.gate.empty() ? "" : markdown_text(fault.gate) + ": ");
  if (fault.rank == Rank::warn || fault.rank == Rank::waived) out += "(" + std::string(to_text(fault.rank)) + ") ";
  out += markdown_text(fault.message) + "  \n  " + markdown_code(place);
  if (!fault.pointer.empty()) out += " at " + markdown_code(fault.pointer);
  if (!fault.owner.empty()) out += "  \n  owner: " + markdown_code(fault.owner);
  if (!fault.hint.empty()) out += "  \n  help: " + markdown_text(fault.hint);
  return out + "\n";
}

void append_markdown(std::string& out, const Record& record) {
  out.append("## ").append(sign(record.state())).append(" ").append(markdown_text(headline(record))).append("\n\n");
  packets(out, record);
  way(out, record);
  const std::vector<const Fault*> faults = record.worst_first(most_findings);
  if (!faults.empty()) out += "### Findings\n\n";
  for (const Fault* fault : faults) out += markdown_line(*fault);
  if (record.all_found() > faults.size())
    out += "\nand " + std::to_string(record.all_found() - faults.size()) + " more.\n";
  if (record.results > 0) out += "\n" + count(record.results, "result file") + " passed over.\n";
  for (const std::string& notice : record.notices) out += "\n" + markdown_text(notice) + "\n";
}

}  // namespace cavra::report
