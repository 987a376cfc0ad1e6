/// What a gate says of a packet, kept after its verdict is gone, and an embedded result compared with it.
#pragma once

#include <string>
#include <vector>

#include "chain/view.h"

namespace cavra::chain {

/// Statuses of a gate's checks: its own, then the further ones of strict.
struct Said {
  std::vector<Status> statuses;
  std::size_t own = 0;                ///< how many are the gate's own
  std::string product, mode;          ///< as the result in strict repeats them
  std::string raw_product, raw_mode;  ///< as the result in compat does

  /// No blocker, no warning, and live, as strict says it.
  [[nodiscard]] bool is_ready() const;
  /// How many of the first `count` have that status.
  [[nodiscard]] std::uint32_t how_many(Status status, std::size_t count) const;
};

/// Of a verdict in strict.
[[nodiscard]] Said said_by(const Verdict& verdict, const View& view);

/// The same with everything mended: no blocker and, in a live run, no warning.
[[nodiscard]] Said mended(Said said, bool live);

/// How an embedded result differs from what the gate says.
struct Difference {
  json::NodeId node = json::no_node;  ///< the first place that does, or the result when something is missing in it
  std::vector<std::string> places;    ///< names of keys and checks, in the order of the comparison
};

/// Compares the ready key, status, counts, product and evidence mode, and the status of each check that both list. An
/// embedded result that lists one of strict's further checks is one of strict, any other one of compat.
[[nodiscard]] Difference compare(const View& view, json::NodeId result, const gate::Gate& of, const Said& said);

/// A result, as JSON in one line, that says this.
[[nodiscard]] std::string result_text(const gate::Tables& tables, const gate::Gate& of, const Said& said);

}  // namespace cavra::chain
