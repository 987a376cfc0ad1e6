/// Whether packets are those that a statement names.
#pragma once

#include <array>
#include <string>
#include <vector>

#include "cavra/verify.h"
#include "chain/bundle.h"
#include "seal/statement.h"

namespace cavra::seal {

struct PacketAnswer {
  std::vector<PacketVerdict> packets;  ///< the ten
  std::vector<SealFault> faults;
  bool all_same = false;  ///< all ten were given, and nothing else
};

/// A bundle must have all ten packets, each once, and nothing else.
[[nodiscard]] PacketAnswer compare_bundle(const Statement& statement, const chain::Bundle& bundle);

/// A packet that is shown alone.
struct ShownPacket {
  std::size_t gate = 0;  ///< of the ten
  std::string source;
  std::string bytes;
};
[[nodiscard]] PacketAnswer compare_shown(const Statement& statement, const std::vector<ShownPacket>& shown);

/// No packet was given.
[[nodiscard]] PacketAnswer compare_nothing();

}  // namespace cavra::seal
