// GitLab's code quality report: an array of objects.
#include <map>

#include "report/escape.h"
#include "report/formats.h"
#include "report/json_writer.h"

namespace cavra::report {
namespace {

std::string_view severity(Rank rank) {
  switch (rank) {
    case Rank::failed:
      return "critical";
    case Rank::blocker:
      return "blocker";
    case Rank::warn:
      return "minor";
    case Rank::waived:
      break;
  }
  return "info";
}

}  // namespace

void append_gitlab_objects(std::string& out, const Subject& subject, const Site& site) {
  std::map<std::string, int> seen;
  bool first = true;
  for (const Fault& fault : subject.faults) {
    std::string name = fault.source + "\n" + fault.gate + "\n" + fault.check + "\n" + std::string(id(fault.code)) +
                       "\n" + fault.rule + "\n" + fault.pointer;
    name += "\n" + std::to_string(++seen[name]);
    std::string description =
        (fault.gate.empty() ? "" : fault.gate + ": ") + (fault.rank == Rank::waived ? "waived: " : "") + fault.message;
    if (!fault.hint.empty()) description += "; " + fault.hint;
    if (!fault.owner.empty()) description += " (owner: " + fault.owner + ")";
    if (!first) out += ",";
    first = false;
    out += "\n";
    JsonWriter json(out);
    json.object()
        .member("description", description)
        .member("check_name", id(fault.code))
        .member("fingerprint", name_of(name));
    json.member("severity", severity(fault.rank)).key("location").object().member("path", site.path(fault.file));
    const std::uint64_t begin = fault.region.line == 0 ? 1 : fault.region.line;
    json.key("lines")
        .object()
        .member("begin", begin)
        .member("end", fault.region.line == 0 ? 1 : std::uint64_t{fault.region.end_line})
        .end();
    json.end().end();
  }
}

}  // namespace cavra::report
