/// The six owners who sign, and the ten packets that they sign for.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string_view>

namespace cavra::seal {

enum class Role : std::uint8_t { release, customer_success, security, support, communications, archive };

inline constexpr std::size_t role_count = 6;
inline constexpr std::array<std::string_view, role_count> role_names = {"release", "customer_success", "security",
                                                                        "support", "communications",   "archive"};

[[nodiscard]] constexpr std::string_view to_text(Role role) { return role_names[static_cast<std::size_t>(role)]; }
[[nodiscard]] constexpr std::optional<Role> find_role(std::string_view name) {
  const auto* const found = std::find(role_names.begin(), role_names.end(), name);
  return found == role_names.end() ? std::nullopt : std::optional(static_cast<Role>(found - role_names.begin()));
}

/// A gate of the lifecycle as the format of the seal knows it: the same in every version of the gates.
struct SealedGate {
  std::string_view id;
  std::string_view slug;
  std::size_t first_upstream;  ///< the gates that its packet is built from: a stretch of sealed_gates
  std::size_t upstream_count;
};

inline constexpr std::size_t gate_count = 10;
inline constexpr std::array<SealedGate, gate_count> sealed_gates = {{
    {"R7.1", "customer-live-evidence", 0, 0},
    {"R7.2", "customer-evidence-room", 0, 1},
    {"R7.3", "customer-closeout-handoff", 1, 1},
    {"R7.4", "customer-operating-review", 2, 1},
    {"R7.5", "customer-renewal-expansion", 3, 1},
    {"R7.6", "customer-renewal-outcome", 4, 1},
    {"R7.7", "customer-lifecycle-rollup", 0, 6},
    {"R7.8", "customer-lifecycle-archive", 6, 1},
    {"R7.9", "customer-lifecycle-status", 7, 1},
    {"R7.10", "customer-lifecycle-final-seal", 8, 1},
}};

}  // namespace cavra::seal
