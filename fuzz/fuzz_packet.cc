// Packets, judged and reported in every format.
#include <algorithm>
#include <string>

#include "cavra/judge.h"
#include "ensure.h"
#include "json/parser.h"
#include "report/report.h"

namespace {

using namespace cavra;

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F); });
}

class Target {
 public:
  void judge(std::string_view bytes, const Run& run) {
    const auto verdict = judge_.judge(bytes, run);
    if (!verdict) {
      const Error& error = verdict.error();
      ensure(error.offset <= bytes.size() && error.line >= run.first_line && error.column >= 1);
      ensure(is_printable(to_text(error)) && !error.todo.empty());
      return;
    }
    for (const Verdict::Form form : {Verdict::Form::pretty, Verdict::Form::compact}) {
      std::string result;
      verdict->append_result(result, form);
      ensure(json_.parse(result).has_value());
    }
    for (std::size_t i = 0; i < verdict->finding_count(); ++i) {
      const Finding finding = verdict->finding(i);
      ensure(finding.offset <= finding.end && finding.end <= bytes.size() && finding.line >= run.first_line &&
             finding.column >= 1);
      ensure(!finding.message.empty() &&
             is_printable(finding.message + finding.hint + finding.pointer + finding.owner));
    }
    const report::Packet packet{"packet.json", "packet.json", bytes, *verdict};
    std::string text;
    text_->packet(text, packet);
    ensure(is_printable(text));
    std::string findings;
    findings_->packet(findings, packet);
    for (std::string_view rest = findings; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
      ensure(json_.parse(rest.substr(0, rest.find('\n'))).has_value());
  }

 private:
  Judge judge_{Catalogue::builtin(), Policy::builtin(), std::size_t{1} << 20};
  json::Parser json_{{}};
  std::unique_ptr<report::Report> text_ = report::make_text(Catalogue::builtin(), false);
  std::unique_ptr<report::Report> findings_ = report::make_findings();
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Target target;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  target.judge(bytes, {.require_live = true});
  target.judge(bytes, {.profile = Profile::compat});
  target.judge(bytes, {.gate = "R7.7", .first_line = 1000});
  return 0;
}
