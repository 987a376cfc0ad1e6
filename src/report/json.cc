// The formats that are JSON.
#include "json/write.h"
#include "report/report.h"
#include "report/scan.h"

namespace cavra::report {
namespace {

/// The error without its file, which is told beside it.
std::string message(Error error) {
  error.source.clear();
  return to_text(error);
}

void append_error(std::string& out, const Error& error) {
  out += "{\"code\":\"";
  out += id(error.code);
  out += "\",\"message\":";
  json::append_string(out, message(error));
  out += "}";
}

class Result final : public Report {
 public:
  void packet(std::string& out, const Packet& packet) const override {
    packet.verdict.append_result(out, Verdict::Form::pretty);
  }
  void failure(std::string&, std::string_view, const Error&) const override {}
};

class Results final : public Report {
 public:
  void begin(std::string& out) const override { out += "["; }
  void packet(std::string& out, const Packet& packet) const override {
    out += "\n  ";
    packet.verdict.append_result(out, Verdict::Form::pretty, packet.source, 2);
  }
  void failure(std::string& out, std::string_view source, const Error& error) const override {
    out += "\n  {\n    \"source\": ";
    json::append_string(out, source);
    out.append(",\n    \"error\": {\n      \"code\": \"").append(id(error.code)).append("\",\n      \"message\": ");
    json::append_string(out, message(error));
    out += "\n    }\n  }";
  }
  std::string_view between() const override { return ","; }
  void end(std::string& out, const Totals& totals) const override {
    out += totals.packets + totals.failed == 0 ? "]\n" : "\n]\n";
  }
};

/// A JSON line for each thing that is reported.
class Lines : public Report {
 public:
  void failure(std::string& out, std::string_view source, const Error& error) const override {
    out += "{\"source\":";
    json::append_string(out, source);
    out += ",\"error\":";
    append_error(out, error);
    out += "}\n";
  }
};

class Ndjson final : public Lines {
 public:
  void packet(std::string& out, const Packet& packet) const override {
    packet.verdict.append_result(out, Verdict::Form::compact, packet.source);
    out.push_back('\n');
  }
};

class Findings final : public Lines {
 public:
  void packet(std::string& out, const Packet& packet) const override {
    for (std::size_t i = 0; i < packet.verdict.finding_count(); ++i) {
      const Finding finding = packet.verdict.finding(i);
      const auto text = [&out](std::string_view key, std::string_view value) {
        out += key;
        json::append_string(out, value);
      };
      text("{\"source\":", packet.source);
      text(",\"gate\":", packet.verdict.gate().id);
      text(",\"check\":", finding.check);
      text(",\"code\":", id(finding.code));
      text(",\"severity\":", to_text(finding.severity));
      text(",\"pointer\":", finding.pointer);
      out.append(",\"line\":").append(std::to_string(finding.line));
      out.append(",\"column\":").append(std::to_string(finding.column));
      text(",\"message\":", finding.message);
      text(",\"hint\":", finding.hint);
      if (!finding.owner.empty()) text(",\"owner\":", finding.owner);
      if (finding.material) append_material(out, *finding.material);
      out += "}\n";
    }
  }
};

}  // namespace

Totals& Totals::operator+=(const Totals& other) {
  packets += other.packets;
  ready += other.ready;
  warned += other.warned;
  blocked += other.blocked;
  failed += other.failed;
  results += other.results;
  if (code.empty()) code = other.code;
  return *this;
}

std::unique_ptr<Report> make_result() { return std::make_unique<Result>(); }
std::unique_ptr<Report> make_results() { return std::make_unique<Results>(); }
std::unique_ptr<Report> make_ndjson() { return std::make_unique<Ndjson>(); }
std::unique_ptr<Report> make_findings() { return std::make_unique<Findings>(); }

}  // namespace cavra::report
