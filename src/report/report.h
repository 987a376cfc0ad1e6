/// Verdicts as text for people and programs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "cavra/catalogue.h"
#include "cavra/error.h"
#include "cavra/verdict.h"

namespace cavra::report {

/// One packet that was judged.
struct Packet {
  std::string_view source;  ///< FILE, in NDJSON FILE:LINE
  std::string_view file;    ///< FILE alone
  std::string_view bytes;
  const Verdict& verdict;
};

/// What happened in a run.
struct Totals {
  std::uint64_t packets = 0;
  std::uint64_t ready = 0;
  std::uint64_t warned = 0;  ///< ready with warnings
  std::uint64_t blocked = 0;
  std::uint64_t failed = 0;    ///< could not be judged
  std::uint64_t results = 0;   ///< files of results, passed over
  std::string_view code = {};  ///< one of the codes that were reported, if any

  Totals& operator+=(const Totals& other);
};

class Record;

/// A format. It has no state, so that packets may be written by several threads. What each writes is joined in order,
/// with between() between what is not empty; a format that has to know everything first gathers() instead, and writes a
/// Record, joined in the same order, at the end.
class Report {
 public:
  virtual ~Report() = default;
  virtual void begin(std::string&) const {}
  virtual void packet(std::string& out, const Packet& packet) const = 0;
  virtual void failure(std::string& out, std::string_view source, const Error& error) const = 0;
  /// Stands between two packets or failures.
  [[nodiscard]] virtual std::string_view between() const { return {}; }
  virtual void end(std::string&, const Totals&) const {}
  [[nodiscard]] virtual bool gathers() const { return false; }
  virtual void whole(std::string&, const Record&) const {}
};

/// The result alone, as one object. Failures are not written.
[[nodiscard]] std::unique_ptr<Report> make_result();
/// An array of results, each with its source ahead.
[[nodiscard]] std::unique_ptr<Report> make_results();
/// A line a packet.
[[nodiscard]] std::unique_ptr<Report> make_ndjson();
/// A JSON line a finding.
[[nodiscard]] std::unique_ptr<Report> make_findings();
/// Blocks of text, with colours of ANSI terminals or without.
[[nodiscard]] std::unique_ptr<Report> make_text(const Catalogue& catalogue, bool colour);

}  // namespace cavra::report
