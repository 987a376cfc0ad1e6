/// Judges a bundle as one chain: every gate, then what one packet says of another.
///
///     chain::ChainJudge judge(cavra::Catalogue::builtin(), cavra::Policy::builtin());
///     const auto verdict = judge.judge(*bundle, {});
///     if (verdict && !verdict->passes) std::cerr << verdict->because << '\n';
///
/// Nothing that is embedded is trusted: each result is made again from the packet in the bundle and compared.
/// A ChainVerdict owns what it says, but for names, which live as long as the catalogue.
#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/judge.h"
#include "chain/bundle.h"

namespace cavra::chain {

struct Options {
  bool require_live = true;  ///< every gate runs live: sample evidence blocks
  Profile profile = Profile::strict;
};

/// What one packet says of another, or all of all, in the order in which it is judged.
enum class Check : std::uint8_t {
  packets,            ///< one packet of each gate and nothing else; in NDJSON in their order
  upstream_results,   ///< each embedded result is what its gate says now
  upstream_controls,  ///< controls and statuses that speak of another packet are so
  continuity,         ///< one customer, one product, one evidence mode
  candidates,         ///< every candidate has an outcome, every outcome a candidate
};
inline constexpr std::size_t check_count = 5;
[[nodiscard]] std::string_view to_text(Check check);

/// A fault of one gate's packet, or of the chain at that packet.
struct Fault {
  std::size_t gate = no_gate;  ///< whose packet it is in; no_gate: of none of the ten
  std::string source;          ///< FILE, in NDJSON FILE:LINE; empty for a packet that is missing
  std::string file;            ///< FILE alone
  Finding finding;             ///< `check` is a gate's check, or the text of a Check; line 0: no place to point at
  bool follows = false;        ///< it is there only because another gate, earlier in the chain, does not hold
};

/// What is said of one gate.
struct GateVerdict {
  const GateInfo* gate = nullptr;
  const BundlePacket* packet = nullptr;  ///< of the bundle, which must outlive it; null when it is missing
  std::string_view status = "missing";   ///< "ready", "ready_with_warnings", "blocked" or "missing"
  bool ready = false;                    ///< as its result says: no blocker, no warning, and live
  bool passes = false;                   ///< ready; in a run that is not live: no blocker
  bool holds = false;                    ///< it passes, the chain finds no fault in it, and all before it hold
  std::uint32_t blocker_count = 0;
  std::uint32_t warning_count = 0;
  std::vector<CheckResult> checks;     ///< as its result lists them
  std::vector<Fault> faults;           ///< the gate's own findings, waived ones too
  std::string product, evidence_mode;  ///< as its result repeats them
  std::string customer;               ///< the customer's reference, when it is a clean one without findings; else empty
  std::vector<std::size_t> upstream;  ///< the gates whose results it embeds
  std::vector<std::size_t> because;   ///< of these, those that do not hold
  bool own_cause = false;             ///< something is wrong with it that no earlier gate's repair mends
};

/// One step on the shortest way to ready.
struct Change {
  enum class Kind : std::uint8_t {
    mend,     ///< change what the fault points at
    rebuild,  ///< build the packet again from those before it, once they are ready
    build,    ///< build the packet, which is missing
    remove,   ///< take it out of the bundle
    move,     ///< put the lines in order
  };
  Kind kind{};
  std::size_t gate = no_gate;
  std::string source;  ///< FILE, in NDJSON FILE:LINE; empty for what is not there
  std::string file;    ///< FILE alone
  std::uint32_t line = 0, column = 0;
  std::string pointer;
  std::optional<Code> code;  ///< of the fault that a mend mends
  std::string what;          ///< what is wrong, a clause
  std::string hint;          ///< what to do
  std::size_t mends = 0;     ///< how many faults go away with it
};
[[nodiscard]] std::string_view to_text(Change::Kind kind);

/// The changes that one owner answers for.
struct OwnerChanges {
  std::string owner;            ///< a reference; empty where no packet names one
  std::vector<Change> changes;  ///< in the order of the chain
};

struct CheckSummary {
  Check check{};
  Status status{};
  std::string message;
};

struct ChainVerdict {
  std::string_view status = "blocked";  ///< "ready", "ready_with_warnings" or "blocked"
  bool ready = false;                   ///< every gate is ready, and the chain has no fault
  bool passes = false;                  ///< every gate holds, and the chain has no fault: what the exit code says
  std::string product, evidence_mode, customer;  ///< of the chain: what most packets say
  std::vector<GateVerdict> gates;                ///< the ten, in order
  std::array<CheckSummary, check_count> checks;
  std::vector<Fault> faults;  ///< the chain's own
  std::optional<Fault> first_cause;
  std::string because;             ///< "R7.10 is blocked because R7.9 is, because ..."; empty when it passes
  std::vector<OwnerChanges> path;  ///< the shortest way to ready; empty when it passes
  std::size_t change_count = 0;
  std::uint32_t results = 0, envelopes = 0;  ///< files that were passed over
};

/// One a thread: it keeps its memory from one bundle to the next. The catalogue and the policy must outlive it.
class ChainJudge {
 public:
  ChainJudge(const Catalogue& catalogue, const Policy& policy, std::size_t max_size = std::size_t{16} << 20);
  ~ChainJudge();
  ChainJudge(ChainJudge&&) noexcept;
  ChainJudge& operator=(ChainJudge&&) noexcept;

  /// The verdict on a bundle, which must outlive it. The first of bundle.errors, when there is one.
  [[nodiscard]] std::expected<ChainVerdict, Error> judge(const Bundle& bundle, Options options = {});

  /// The packet of a gate as it was parsed for the last verdict, which must have one. It is valid until the next call
  /// of judge().
  [[nodiscard]] const json::Document& document(std::size_t gate) const;

  /// What strict looked at so far.
  [[nodiscard]] Usage usage() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// The same for one bundle alone.
[[nodiscard]] std::expected<ChainVerdict, Error> judge_chain(const Bundle& bundle,
                                                             const Catalogue& catalogue = Catalogue::builtin(),
                                                             const Policy& policy = Policy::builtin(),
                                                             Options options = {});

}  // namespace cavra::chain
