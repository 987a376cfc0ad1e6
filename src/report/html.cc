// One page for people: the chain, what to mend by owner, the shortest way to ready.
#include <algorithm>
#include <map>
#include <vector>

#include "base/utf8.h"
#include "report/escape.h"
#include "report/formats.h"
#include "report/page.h"

namespace cavra::report {
namespace {

constexpr std::size_t most_findings = 1'000;
constexpr std::size_t most_packets = 500;

std::string code_text(std::string_view text) { return "<code>" + xml(printable(text)) + "</code>"; }

State state_of(Rank rank) {
  switch (rank) {
    case Rank::failed:
      return State::failed;
    case Rank::blocker:
      return State::blocked;
    case Rank::warn:
      return State::warned;
    case Rank::waived:
      break;
  }
  return State::not_judged;
}

/// The verdict in two or three words.
std::string verdict_words(const Record& record) {
  if (record.what == "scan")
    return record.state() == State::ready    ? "nothing found"
           : record.state() == State::failed ? "not all could be read"
                                             : "private material";
  const std::string word(to_text(record.state()));
  return record.state() == State::failed ? "not all could be judged" : word;
}

/// How one packet or file stands.
std::string_view words(const Record& record, State state) {
  if (record.what != "scan") return to_text(state);
  return state == State::ready ? "nothing found" : state == State::failed ? "could not be read" : "private material";
}

void counts(std::string& out, const Record& record) {
  out += "<dl class=\"counts\">";
  const auto one = [&out](std::uint64_t n, std::string_view what) {
    out += "<div><dt>" + std::string(what) + (n == 1 ? "" : "s") + "</dt><dd>" + std::to_string(n) + "</dd></div>";
  };
  if (record.what == "check") one(record.judged(), "packet");
  const auto found = [&record](Rank rank) { return record.found[static_cast<std::size_t>(rank)]; };
  if (found(Rank::failed) > 0) one(found(Rank::failed), "error");
  one(found(Rank::blocker), "blocker");
  one(found(Rank::warn), "warning");
  if (found(Rank::waived) > 0) out += "<div><dt>waived</dt><dd>" + std::to_string(found(Rank::waived)) + "</dd></div>";
  out += "</dl>\n";
}

void head(std::string& out, const Record& record) {
  out += "<p class=\"kicker\">cavra-seal " + xml(record.what) + "</p>\n<h1>" + xml(headline(record)) + "</h1>\n";
  out += "<p class=\"verdict " + std::string(state_class(record.state())) + "\">" + state_sign(record.state()) +
         xml(verdict_words(record)) + "</p>\n";
  counts(out, record);
  for (const std::string& notice : record.notices) out += "<p>" + xml(notice) + "</p>\n";
}

/// One finding; its class gives the colour, its first words say the same.
void card(std::string& out, const Fault& fault) {
  out += "<li class=\"card " + std::string(state_class(state_of(fault.rank))) + "\">\n<p class=\"tag " +
         std::string(state_class(state_of(fault.rank))) + "\">";
  out += state_sign(state_of(fault.rank)) + " " + std::string(to_text(fault.rank)) + " " + std::string(id(fault.code));
  if (!fault.gate.empty()) out += " · " + xml(fault.gate);
  if (!fault.check.empty()) out += " · " + xml(fault.check);
  out += "</p>\n<p>" + xml(fault.message) + "</p>\n";
  if (!fault.hint.empty()) out += "<p><strong>What to do:</strong> " + xml(fault.hint) + "</p>\n";
  std::string place = fault.file;
  if (fault.region.line != 0)
    place += ":" + std::to_string(fault.region.line) + ":" + std::to_string(fault.region.column);
  out += "<p class=\"soft\">" + code_text(place);
  if (!fault.pointer.empty()) out += " at " + code_text(fault.pointer);
  out += "</p>\n</li>\n";
}

void cards(std::string& out, const std::vector<const Fault*>& faults) {
  out += "<ul class=\"plain\">\n";
  for (const Fault* fault : faults) card(out, *fault);
  out += "</ul>\n";
}

/// What blocks or warns, by who answers for it: first the owner with the worst.
void by_owner(std::string& out, const std::vector<const Fault*>& faults) {
  std::vector<std::string> order;
  std::map<std::string, std::vector<const Fault*>> owners;
  for (const Fault* fault : faults) {
    auto& of = owners[fault->owner];
    if (of.empty()) order.push_back(fault->owner);
    of.push_back(fault);
  }
  for (const std::string& owner : order) {
    out += owner.empty() ? "<h3>No owner is named</h3>\n" : "<h3>" + code_text(owner) + "</h3>\n";
    cards(out, owners[owner]);
  }
}

void findings(std::string& out, const Record& record) {
  const std::vector<const Fault*> all = record.worst_first(most_findings);
  std::vector<const Fault*> failed;
  std::vector<const Fault*> open;
  std::vector<const Fault*> waived;
  for (const Fault* fault : all)
    (fault->rank == Rank::failed ? failed : fault->rank == Rank::waived ? waived : open).push_back(fault);
  if (!failed.empty()) {
    out += "<h2 id=\"errors\">What could not be judged</h2>\n";
    cards(out, failed);
  }
  if (!open.empty()) {
    out += record.what == "scan" ? "<h2 id=\"findings\">Findings</h2>\n"
                                 : "<h2 id=\"findings\">What to mend, by owner</h2>\n";
    if (record.what == "scan")
      cards(out, open);
    else
      by_owner(out, open);
  }
  if (!waived.empty()) {
    out += "<h2 id=\"waived\">Waived</h2>\n<p>A waiver is in force for each of these: somebody answers for it.</p>\n";
    cards(out, waived);
  }
  if (record.all_found() > all.size())
    out += "<p>" + std::to_string(record.all_found() - all.size()) +
           " more findings are not on this page, which has the worst " + std::to_string(all.size()) + ".</p>\n";
}

/// Those that stand alike in the order of their gates.
std::vector<const Subject*> subjects_worst_first(const Record& record) {
  const auto gate = [&record](const Subject& subject) {
    return std::find_if(record.gates.begin(), record.gates.end(),
                        [&subject](const GateState& g) { return g.id == subject.gate; }) -
           record.gates.begin();
  };
  std::vector<const Subject*> subjects;
  for (const Subject& subject : record.subjects) subjects.push_back(&subject);
  std::stable_sort(subjects.begin(), subjects.end(), [&gate](const Subject* a, const Subject* b) {
    return a->state != b->state ? a->state > b->state : gate(*a) < gate(*b);
  });
  return subjects;
}

void packets(std::string& out, const Record& record) {
  if (record.subjects.empty()) return;
  out += record.what == "scan" ? "<h2 id=\"packets\">Files</h2>\n" : "<h2 id=\"packets\">Packets</h2>\n";
  out += "<ul class=\"plain rows\">\n";
  std::size_t told = 0;
  for (const Subject* one : subjects_worst_first(record)) {
    if (told == most_packets) break;
    ++told;
    const Subject& subject = *one;
    out += "<li>" + state_sign(subject.state) + "<span><strong>" +
           xml(subject.gate.empty() ? subject.source : subject.gate + " " + subject.title) + "</strong>";
    if (!subject.gate.empty()) out += "<br>" + code_text(subject.source);
    out += "</span><span class=\"" + std::string(state_class(subject.state)) + "\">" +
           std::string(words(record, subject.state));
    if (subject.blockers > 0) out += ", " + count(subject.blockers, "blocker");
    if (subject.warnings > 0) out += ", " + count(subject.warnings, "warning");
    out += "</span></li>\n";
  }
  out += "</ul>\n";
  std::uint64_t all = 0;
  for (const std::uint64_t n : record.packets) all += n;
  if (all > told) out += "<p>and " + std::to_string(all - told) + " more.</p>\n";
  if (record.results > 0) out += "<p class=\"soft\">" + count(record.results, "result file") + " passed over.</p>\n";
}

void way(std::string& out, const Record& record) {
  if (record.way.empty()) return;
  out += "<h2 id=\"way\">The shortest way to ready</h2>\n<ol>\n";
  for (const Steps& steps : record.way) {
    out += "<li>" + (steps.owner.empty() ? std::string("No owner is named") : code_text(steps.owner)) + "\n<ul>\n";
    for (const std::string& change : steps.changes) out += "<li>" + xml(change) + "</li>\n";
    out += "</ul></li>\n";
  }
  out += "</ol>\n";
}

}  // namespace

void append_html(std::string& out, const Record& record) {
  append_page_begin(out, headline(record));
  head(out, record);
  if (record.what == "scan") {
    findings(out, record);
    packets(out, record);
  } else {
    out += "<div class=\"sides\">\n<section aria-labelledby=\"chain\">\n<h2 id=\"chain\">The chain</h2>\n" +
           chain_picture(record) + "</section>\n<section aria-label=\"Details\">\n";
    way(out, record);
    findings(out, record);
    packets(out, record);
    out += "</section>\n</div>\n";
  }
  append_page_end(out, "<p>Written by cavra-seal " CAVRA_VERSION
                       ". No value of a packet is on this page: owners are references. "
                       "<code>cavra-seal explain CODE</code> says more of a code.</p>\n");
}

}  // namespace cavra::report
