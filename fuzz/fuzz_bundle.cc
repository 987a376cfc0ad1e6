// NDJSON bundles, read, judged as one chain, and reported in every format.
#include <algorithm>
#include <string>

#include "ensure.h"
#include "json/parser.h"
#include "report/chain.h"

namespace {

using namespace cavra;

constexpr std::size_t largest = std::size_t{1} << 20;

bool is_printable(std::string_view text) {
  return std::all_of(text.begin(), text.end(),
                     [](char c) { return c == '\n' || (static_cast<unsigned char>(c) >= 0x20 && c != 0x7F); });
}

class Target {
 public:
  void judge(std::string_view bytes, chain::Options options) {
    const chain::Bundle bundle = chain::read_lines(bytes, "b.ndjson", Catalogue::builtin(), largest);
    for (const chain::BundlePacket& packet : bundle.packets) {
      ensure(packet.bytes.find('\n') == std::string::npos && bytes.find(packet.bytes) != std::string_view::npos);
      ensure(packet.gate == chain::no_gate || packet.gate < chain::gate_count());
    }
    for (const Error& error : bundle.errors)
      ensure(error.line >= 1 && is_printable(to_text(error)) && !error.todo.empty());
    const auto verdict = judge_.judge(bundle, options);
    ensure(verdict.has_value() == bundle.errors.empty());
    if (!verdict) return;
    ensure(verdict->passes == (verdict->change_count == 0));
    ensure(verdict->passes == verdict->because.empty() && verdict->passes == !verdict->first_cause);
    std::string json;
    json_report_->chain(json, {bundle, *verdict});
    ensure(json_.parse(json).has_value());
    std::string lines;
    findings_->chain(lines, {bundle, *verdict});
    for (std::string_view rest = lines; !rest.empty(); rest.remove_prefix(rest.find('\n') + 1))
      ensure(json_.parse(rest.substr(0, rest.find('\n'))).has_value());
    for (const report::ChainReport* report : {text_.get(), table_.get()}) {
      std::string text;
      report->chain(text, {bundle, *verdict});
      ensure(is_printable(text));
    }
  }

 private:
  chain::ChainJudge judge_{Catalogue::builtin(), Policy::builtin(), largest};
  json::Parser json_{{}};
  std::unique_ptr<report::ChainReport> json_report_ = report::make_chain_json(false);
  std::unique_ptr<report::ChainReport> findings_ = report::make_chain_findings();
  std::unique_ptr<report::ChainReport> text_ = report::make_chain_text(false);
  std::unique_ptr<report::ChainReport> table_ = report::make_chain_table(false);
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Target target;
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  target.judge(bytes, {});
  target.judge(bytes, {.require_live = false, .profile = Profile::compat});
  return 0;
}
