// Packets and NDJSON, judged and reported in every format.
#include <algorithm>
#include <cstdlib>
#include <string>

#include "cavra/judge.h"
#include "cli/lines.h"
#include "json/parser.h"
#include "report/report.h"

namespace {

using namespace cavra;

void ensure(bool holds) {
  if (!holds) std::abort();
}

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F); });
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
      ensure(finding.offset <= finding.end && finding.end <= bytes.size() && finding.line >= run.first_line && finding.column >= 1);
      ensure(!finding.message.empty() && is_printable(finding.message + finding.hint + finding.pointer + finding.owner));
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

  void judge_lines(std::string_view bytes);

 private:
  Judge judge_{Catalogue::builtin(), Policy::builtin(), std::size_t{1} << 20};
  json::Parser json_{{}};
  std::unique_ptr<report::Report> text_ = report::make_text(Catalogue::builtin(), false);
  std::unique_ptr<report::Report> findings_ = report::make_findings();
};

class Pieces final : public Input {
 public:
  explicit Pieces(std::string_view bytes) : bytes_(bytes) {}
  std::expected<std::size_t, Error> read(std::span<char> into) override {
    const std::size_t size = std::min({into.size(), bytes_.size(), std::size_t{61}});
    std::copy_n(bytes_.data(), size, into.data());
    bytes_.remove_prefix(size);
    return size;
  }

 private:
  std::string_view bytes_;
};

void Target::judge_lines(std::string_view bytes) {
  cli::LineReader reader(std::make_unique<Pieces>(bytes), 4096, "packets.ndjson");
  std::size_t given = 0;
  while (true) {
    const auto chunk = reader.next();
    if (!chunk || !*chunk) return;
    given += (*chunk)->size;
    ensure(given <= bytes.size());
    std::uint32_t number = (*chunk)->first_line;
    for (std::string_view rest = (*chunk)->bytes(); !rest.empty(); ++number) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      judge(line, {.first_line = number});
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Target target;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  target.judge(bytes, {.require_live = true});
  target.judge(bytes, {.profile = Profile::compat});
  target.judge(bytes, {.gate = "R7.7"});
  if (bytes.find('\n') != std::string_view::npos) target.judge_lines(bytes);
  return 0;
}
