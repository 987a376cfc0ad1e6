/// What a run found, kept to the end: what the formats are written from that need to know everything first.
///
/// A Record holds no value of a packet and no byte of one; it owns what it holds. It is bounded: of clean packets and
/// of faults beyond `Record::most` a rank only the count is kept.
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/catalogue.h"
#include "cavra/error.h"
#include "cavra/verdict.h"

namespace cavra::report {

struct Packet;

/// How much a fault weighs, the worst first.
enum class Rank : std::uint8_t { failed, blocker, warn, waived };
inline constexpr std::size_t ranks = 4;
/// "error", "blocker", "warning" or "waived".
[[nodiscard]] std::string_view to_text(Rank rank);

/// Lines and columns from 1, columns in code points; the end is the place after the last character. 0: no place.
struct Region {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::uint32_t end_line = 0;
  std::uint32_t end_column = 0;
};

/// One fault: a finding, or why something could not be judged.
struct Fault {
  Rank rank{};
  Code code{};
  std::string source;  ///< FILE, in NDJSON FILE:LINE
  std::string file;    ///< FILE; "-" is the standard input
  std::string gate;    ///< its id; empty for what no gate judged
  std::string check;
  std::string pointer;
  Region region;
  std::string message;  ///< a clause without a full stop
  std::string hint;
  std::string owner;  ///< a reference, or empty
  std::string rule;   ///< of private material
  std::string category;
  std::string mask;
  std::string fingerprint;
};

/// How a gate, packet or file stands.
enum class State : std::uint8_t { not_judged, ready, not_ready, warned, blocked, failed };
inline constexpr std::size_t states = 6;
/// "not judged", "ready", "not ready", "ready with warnings", "blocked" or "could not be judged".
[[nodiscard]] std::string_view to_text(State state);

/// One thing that was judged: a packet, or a file that was scanned.
struct Subject {
  std::string source;
  std::string file;
  std::string gate;  ///< id and title; empty for what no gate judged
  std::string title;
  State state{};
  std::uint32_t blockers = 0;  ///< checks; in a scan, findings
  std::uint32_t warnings = 0;
  struct Check {
    std::string name;
    Status status{};
    std::string message;
  };
  std::vector<Check> checks;
  std::vector<Fault> faults;  ///< in the order of the checks
};

[[nodiscard]] Subject subject_of(const Packet& packet);
[[nodiscard]] Subject subject_of(std::string_view source, const Error& error);
/// A file in which a scan found `findings`; their regions are given, since the bytes are gone.
[[nodiscard]] Subject subject_of_scan(std::string_view file, std::span<const Finding> findings,
                                      std::span<const Region> regions);

/// Where a finding is in the bytes that it was found in: of an object or array the bracket that opens it.
[[nodiscard]] Region region_of(const Finding& finding, std::string_view bytes);

/// What a finding says of itself, its rank with waivers counted; whose packet and file it is in, the caller says.
[[nodiscard]] Fault fault_of(const Finding& finding, Region region);

/// A gate of the catalogue, and how many packets of it stand how.
struct GateState {
  std::string id;
  std::string slug;
  std::string title;
  std::vector<std::size_t> upstream;  ///< indexes of gates
  std::array<std::uint64_t, states> packets{};
  std::string because;  ///< the first cause of its state, a clause; empty when there is none to tell

  /// The worst that one of its packets has.
  [[nodiscard]] State state() const;
};

/// What one owner is to change on the shortest way to ready.
struct Steps {
  std::string owner;  ///< a reference, or empty
  std::vector<std::string> changes;
};

class Record {
 public:
  static constexpr std::size_t most = 25'000;

  explicit Record(const Catalogue& catalogue);

  std::string what = "check";  ///< the command that it is of
  std::string headline;        ///< what came out, in a sentence; empty: told from the counts
  bool keeps_checks = false;   ///< of subjects, for reports of few
  std::vector<GateState> gates;
  std::vector<Subject>
      subjects;  ///< without their checks, unless they are kept; those without a fault only up to `most`
  std::array<std::uint64_t, states> packets{};
  std::array<std::uint64_t, ranks> found{};  ///< faults, those left out too
  std::uint64_t results = 0;                 ///< files of results, passed over
  std::vector<Steps> way;                    ///< to ready
  std::vector<std::string> notices;

  void add(Subject subject);
  /// More of a subject that is added later: what is beyond `most` is counted and not kept.
  void extend(Subject& subject, Subject more);
  /// What another thread found in packets that come after; both are of one catalogue.
  void join(Record later);

  [[nodiscard]] std::uint64_t judged() const;
  [[nodiscard]] State state() const;  ///< the worst
  /// What is kept, the worst first, else in the order of the input; at most `limit`.
  [[nodiscard]] std::vector<const Fault*> worst_first(std::size_t limit = SIZE_MAX) const;
  [[nodiscard]] std::uint64_t all_found() const;

 private:
  void keep(Subject subject);

  std::array<std::size_t, ranks> kept_{};
  std::size_t clean_ = 0;
};

/// "2 of 10 packets are blocked." or what else there is to say first.
[[nodiscard]] std::string headline(const Record& record);
/// "2 blockers", "1 warning": a number and its word.
[[nodiscard]] std::string count(std::uint64_t n, std::string_view one);

}  // namespace cavra::report
