// JUnit's XML, in the two dialects that are read: GitLab's, and Jenkins' xunit plug-in's.
#include <vector>

#include "base/utf8.h"
#include "report/escape.h"
#include "report/formats.h"

namespace cavra::report {
namespace {

struct Case {
  std::string name;
  std::string message;               ///< of what failed, in one line
  std::vector<const Fault*> faults;  ///< in the order of the packet
  bool failed = false;
  bool error = false;
};

std::string attribute(std::string_view name, std::string_view value) {
  return " " + std::string(name) + "=\"" + xml(printable(value)) + "\"";
}

std::string place(const Fault& fault) {
  std::string out = printable(fault.file);
  if (fault.region.line != 0)
    out += ":" + std::to_string(fault.region.line) + ":" + std::to_string(fault.region.column);
  return out;
}

std::string paragraph(const Fault& fault) {
  std::string out = place(fault) + "  " + std::string(id(fault.code)) + "  " +
                    (fault.rank == Rank::waived ? "waived: " : "") + fault.message + "\n";
  if (!fault.pointer.empty()) out += "  at " + printable(fault.pointer) + "\n";
  if (!fault.owner.empty()) out += "  owner: " + fault.owner + "\n";
  if (!fault.hint.empty()) out += "  help: " + fault.hint + "\n";
  return out;
}

/// A test a check; what no gate judged is one test.
std::vector<Case> cases_of(const Subject& subject) {
  std::vector<Case> cases;
  for (const Subject::Check& check : subject.checks) {
    Case one{check.name, check.message, {}, check.status == Status::blocker, false};
    for (const Fault& fault : subject.faults)
      if (fault.check == check.name) one.faults.push_back(&fault);
    cases.push_back(std::move(one));
  }
  if (!cases.empty()) return cases;
  Case one{subject.state == State::failed ? "can be judged"
           : subject.gate.empty()         ? "no private material"
                                          : "is ready",
           {},
           {},
           false,
           false};
  one.error = subject.state == State::failed;
  one.failed = subject.state == State::blocked;
  for (const Fault& fault : subject.faults) one.faults.push_back(&fault);
  one.message = one.error ? subject.faults.front().message : one.failed ? count(subject.blockers, "finding") : "";
  cases.push_back(std::move(one));
  return cases;
}

void append_case(std::string& out, const Case& one, const Subject& subject, const Site& site, JunitDialect dialect) {
  const std::string kind = subject.gate.empty() ? "" : subject.gate + " ";
  out += "    <testcase" + attribute("name", kind + one.name) + attribute("classname", subject.source);
  if (dialect == JunitDialect::gitlab) out += attribute("file", site.path(subject.file));
  out += " time=\"0\"";
  if (one.faults.empty() && !one.failed) {
    out += "/>\n";
    return;
  }
  out += ">\n";
  std::string body;
  for (const Fault* fault : one.faults) body += paragraph(*fault);
  const std::string_view tag = one.error ? "error" : one.failed ? "failure" : "system-out";
  out.append("      <").append(tag);
  if (one.error || one.failed)
    out += attribute("type", one.faults.empty() ? std::string_view("blocked") : id(one.faults.front()->code)) +
           attribute("message", one.message);
  out.append(">").append(xml(body)).append("</").append(tag).append(">\n    </testcase>\n");
}

}  // namespace

void append_junit_begin(std::string& out) { out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n"; }
void append_junit_end(std::string& out) { out += "</testsuites>\n"; }

void append_junit_suite(std::string& out, const Subject& subject, const Site& site, JunitDialect dialect) {
  const std::vector<Case> cases = cases_of(subject);
  std::size_t failures = 0;
  std::size_t errors = 0;
  for (const Case& one : cases) {
    failures += one.failed ? 1 : 0;
    errors += one.error ? 1 : 0;
  }
  const std::string title = subject.gate.empty() ? "" : subject.gate + " " + subject.title + ": ";
  out += "  <testsuite" + attribute("name", title + subject.source) + attribute("tests", std::to_string(cases.size()));
  out += attribute("failures", std::to_string(failures)) + attribute("errors", std::to_string(errors)) +
         " skipped=\"0\" time=\"0\">\n";
  for (const Case& one : cases) append_case(out, one, subject, site, dialect);
  out += "  </testsuite>\n";
}

}  // namespace cavra::report
