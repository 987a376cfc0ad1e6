// Bundles made from the live examples by edits.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "base/memory_disk.h"
#include "chain/chain.h"
#include "tests/verdict/packets.h"

namespace cavra::chain {

/// Packets by gate: [0] is R7.1. One that is null is left out.
using Packets = std::vector<Json>;

[[nodiscard]] Packets live_packets();
[[nodiscard]] Packets sample_packets();

/// A folder "b" with the packets as b/<slug>.json.
[[nodiscard]] Bundle folder_of(const Packets& packets);
/// The packets a line each.
[[nodiscard]] Bundle lines_of(const Packets& packets);

/// The verdict, which must be one. The bundle must outlive it.
[[nodiscard]] ChainVerdict verdict_on(const Bundle& bundle, Options options = {});

/// Replaces in one packet what speaks of the packets before it, as building it again would.
void rebuild(Packets& packets, std::size_t gate);

/// "R7.3 G104 /handoff_owner_refs", a line each: the gates' own findings, then the chain's; "follows" after those that
/// do.
[[nodiscard]] std::string faults_of(const ChainVerdict& verdict);
/// "mend R7.3 /handoff_owner_refs", a line each.
[[nodiscard]] std::string path_of(const ChainVerdict& verdict);
/// Of the chain's own faults with that code, "MESSAGE; HINT; OWNER", a line each.
[[nodiscard]] std::string words_of(const Bundle& bundle, Code code);

}  // namespace cavra::chain
