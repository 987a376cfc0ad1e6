// Workflow commands of GitHub Actions, which become annotations.
#include "base/utf8.h"
#include "report/escape.h"
#include "report/formats.h"

namespace cavra::report {
namespace {

std::string_view command(Rank rank) {
  switch (rank) {
    case Rank::failed:
    case Rank::blocker:
      return "error";
    case Rank::warn:
      return "warning";
    case Rank::waived:
      break;
  }
  return "notice";
}

std::string property(std::string_view name, std::uint32_t number) {
  return number == 0 ? "" : "," + std::string(name) + "=" + std::to_string(number);
}

void append_command(std::string& out, const Fault& fault, const Site& site) {
  out.append("::")
      .append(command(fault.rank))
      .append(" file=")
      .append(github_property(printable(site.path(fault.file))));
  out += property("line", fault.region.line) + property("col", fault.region.column);
  out += property("endLine", fault.region.end_line) + property("endColumn", fault.region.end_column);
  const std::string title = std::string(id(fault.code)) + (fault.gate.empty() ? "" : " " + fault.gate) +
                            (fault.check.empty() ? "" : " " + fault.check);
  std::string message = (fault.rank == Rank::waived ? "waived: " : "") + fault.message;
  if (!fault.pointer.empty()) message += "\nat " + printable(fault.pointer);
  if (!fault.owner.empty()) message += "\nowner: " + fault.owner;
  if (!fault.hint.empty()) message += "\nhelp: " + fault.hint;
  out.append(",title=").append(github_property(title)).append("::").append(github_message(message)).append("\n");
}

}  // namespace

void append_github(std::string& out, const Record& record, const Site& site, std::size_t commands) {
  for (const Fault* fault : record.worst_first(commands)) append_command(out, *fault, site);
  const std::uint64_t all = record.all_found();
  out += headline(record);
  if (all > commands)
    out += " The " + std::to_string(all - commands) + " findings after the first " + std::to_string(commands) +
           " are in the job's summary.";
  out += "\n";
}

std::string github_summary(const Record& record, std::size_t commands) {
  // GitHub takes 1 MiB of a step.
  constexpr std::size_t longest = 900'000;
  const std::vector<const Fault*> faults = record.worst_first();
  if (record.all_found() <= commands) return {};
  std::string out = "### cavra-seal: " + markdown_text(headline(record)) + "\n\nAfter the first " +
                    std::to_string(commands) + ", which are annotations:\n\n";
  std::size_t told = commands;
  for (; told < faults.size() && out.size() < longest; ++told) out += markdown_line(*faults[told]);
  if (told < record.all_found()) out += "\nand " + std::to_string(record.all_found() - told) + " more.\n";
  return out;
}

}  // namespace cavra::report
