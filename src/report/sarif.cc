// SARIF 2.1.0, as code scanning of GitHub takes it.
#include <algorithm>
#include <map>

#include "report/escape.h"
#include "report/explanations.h"
#include "report/formats.h"
#include "report/json_writer.h"

namespace cavra::report {
namespace {

/// More results than these are not taken.
constexpr std::size_t most_results = 25'000;

std::string_view level(Rank rank) { return rank == Rank::warn ? "warning" : "error"; }

/// One rule a code. There is no page a code; `cavra-seal explain` says what each means.
void rule(JsonWriter& json, Code code) {
  const Explanation& e = explanation(code);
  const std::string means(e.means);
  const std::string text =
      "Why: " + std::string(e.why) + "\nMend: " + std::string(e.mend) + "\nExample: " + std::string(e.example);
  const std::string markdown = "**Why.** " + markdown_text(e.why) + "\n\n**Mend.** " + markdown_text(e.mend) +
                               "\n\n**Example.** " + markdown_code(e.example) + "\n";
  json.object().member("id", id(code));
  json.key("shortDescription").object().member("text", means).end();
  json.key("fullDescription").object().member("text", means + " " + std::string(e.why)).end();
  json.key("help").object().member("text", text).member("markdown", markdown).end();
  json.member("helpUri", "urn:cavra:code:" + std::string(id(code)));
  json.key("defaultConfiguration").object().member("level", "error").end().end();
}

void location(JsonWriter& json, const Fault& fault, const Site& site) {
  json.key("locations").array().object().key("physicalLocation").object();
  json.key("artifactLocation").object();
  const std::string uri = file_uri(site.path(fault.file));
  json.member("uri", uri);
  if (!uri.starts_with("file:")) json.member("uriBaseId", "%SRCROOT%");
  json.end();
  const Region r = fault.region.line == 0 ? Region{1, 1, 1, 2} : fault.region;
  json.key("region").object();
  json.member("startLine", std::uint64_t{r.line}).member("startColumn", std::uint64_t{r.column});
  json.member("endLine", std::uint64_t{r.end_line}).member("endColumn", std::uint64_t{r.end_column}).end().end();
  if (!fault.pointer.empty()) {
    json.key("logicalLocations").array().object();
    json.member("fullyQualifiedName", fault.pointer).member("kind", "value").end().end();
  }
  json.end().end();
}

std::string message(const Fault& fault) {
  std::string out = fault.gate.empty() ? "" : fault.gate + ": ";
  out += fault.message;
  if (!fault.hint.empty()) out += "; " + fault.hint;
  out += ".";
  if (!fault.owner.empty()) out += " Owner: " + fault.owner + ".";
  return out;
}

/// What stays the same of a fault when lines move.
std::string fingerprint(const Fault& fault, const Site& site) {
  std::string text(id(fault.code));
  for (const std::string_view part :
       {std::string_view(fault.gate), std::string_view(fault.check), std::string_view(fault.rule),
        std::string_view(fault.pointer), std::string_view(fault.message)})
    text.append("\n").append(part);
  return name_of(text + "\n" + site.path(fault.file));
}

class Sarif {
 public:
  Sarif(std::string& out, const Record& record, const Site& site) : json_(out), record_(record), site_(site) {
    faults_ = record.worst_first(most_results);
    for (const Fault* fault : faults_) rules_.emplace(fault->code, 0);
    std::size_t index = 0;
    for (auto& [code, place] : rules_) place = index++;
  }

  void write() {
    json_.object().member("$schema", "https://json.schemastore.org/sarif-2.1.0.json").member("version", "2.1.0");
    json_.key("runs").array().object();
    driver();
    json_.member("columnKind", "unicodeCodePoints");
    invocation();
    json_.key("results").array();
    for (const Fault* fault : faults_) result(*fault);
    json_.end().end().end().end();
  }

 private:
  void driver() {
    json_.key("tool").object().key("driver").object();
    json_.member("name", "cavra-seal").member("version", CAVRA_VERSION).member("semanticVersion", CAVRA_VERSION);
    json_.key("rules").array();
    for (const auto& [code, place] : rules_) rule(json_, code);
    json_.end().end().end();
  }

  /// Says what was left out; a run that failed somewhere was no success.
  void invocation() {
    json_.key("invocations").array().object();
    json_.member("executionSuccessful", record_.found[static_cast<std::size_t>(Rank::failed)] == 0);
    std::vector<std::string> notices = record_.notices;
    if (record_.all_found() > faults_.size())
      notices.push_back("This file has the first " + std::to_string(faults_.size()) + " of " +
                        std::to_string(record_.all_found()) +
                        " findings, the worst first; mend them and run again, or use another format.");
    if (!notices.empty()) {
      json_.key("toolExecutionNotifications").array();
      for (const std::string& notice : notices)
        json_.object().member("level", "warning").key("message").object().member("text", notice).end().end();
      json_.end();
    }
    json_.end().end();
  }

  void result(const Fault& fault) {
    json_.object().member("ruleId", id(fault.code)).member("ruleIndex", std::uint64_t{rules_.at(fault.code)});
    json_.member("level", level(fault.rank));
    json_.key("message").object().member("text", message(fault)).end();
    location(json_, fault, site_);
    const std::string name = fingerprint(fault, site_);
    json_.key("partialFingerprints").object();
    json_.member("primaryLocationLineHash", name + ":" + std::to_string(++seen_[name])).end();
    if (fault.rank == Rank::waived) {
      json_.key("suppressions").array().object().member("kind", "external").member("status", "accepted");
      json_.member("justification", "A waiver is in force for this finding.").end().end();
    }
    if (!fault.rule.empty()) {
      json_.key("properties").object().member("rule", fault.rule).member("category", fault.category);
      if (!fault.mask.empty()) json_.member("mask", fault.mask);
      json_.end();
    }
    json_.end();
  }

  JsonWriter json_;
  const Record& record_;
  const Site& site_;
  std::vector<const Fault*> faults_;
  std::map<Code, std::size_t> rules_;
  std::map<std::string, std::size_t> seen_;
};

}  // namespace

void append_sarif(std::string& out, const Record& record, const Site& site) {
  Sarif(out, record, site).write();
  out += "\n";
}

}  // namespace cavra::report
