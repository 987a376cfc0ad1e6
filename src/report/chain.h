/// What a chain's verdict says, for people and programs.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "chain/chain.h"

namespace cavra::report {

/// One bundle that was judged.
struct Chain {
  const chain::Bundle& bundle;
  const chain::ChainVerdict& verdict;
};

/// What happened in a run over bundles.
struct ChainTotals {
  std::uint64_t bundles = 0;
  std::uint64_t ready = 0;
  std::uint64_t warned = 0;  ///< ready with warnings
  std::uint64_t blocked = 0;
  std::uint64_t failed = 0;  ///< could not be judged
};

/// A format. It has no state: chains may be written by several threads, and what each writes is joined in order, with
/// between() between what is not empty.
class ChainReport {
 public:
  virtual ~ChainReport() = default;
  virtual void begin(std::string&) const {}
  virtual void chain(std::string& out, const Chain& chain) const = 0;
  virtual void failure(std::string& out, std::string_view bundle, const Error& error) const = 0;
  [[nodiscard]] virtual std::string_view between() const { return {}; }
  virtual void end(std::string&, const ChainTotals&) const {}
};

/// One object, or with `several` an array of them (docs/formats.md).
[[nodiscard]] std::unique_ptr<ChainReport> make_chain_json(bool several);
/// The same, a line a bundle.
[[nodiscard]] std::unique_ptr<ChainReport> make_chain_ndjson();
/// A JSON line a finding: the gates' own and the chain's.
[[nodiscard]] std::unique_ptr<ChainReport> make_chain_findings();
/// The gates, the first cause and the shortest way to ready.
[[nodiscard]] std::unique_ptr<ChainReport> make_chain_text(bool colour);
/// A line a bundle.
[[nodiscard]] std::unique_ptr<ChainReport> make_chain_table(bool colour);

/// "ready", "follows R7.3", "blocked: 2 blockers" or what else there is to say of a gate of the chain in a few words.
[[nodiscard]] std::string in_words(const chain::ChainVerdict& verdict, const chain::GateVerdict& gate);

}  // namespace cavra::report
