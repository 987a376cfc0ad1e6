/// Plants one fault at a time into a packet, and asks the gate.
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "build/mutate.h"
#include "cavra/judge.h"

namespace cavra::build {

class Planter {
 public:
  using Json = nlohmann::json;
  using Pointer = Json::json_pointer;

  /// `packet` is ready by the gate of that slug, which has so many checks of its own. `judged_by` and `slug` must
  /// outlive it.
  Planter(const Catalogue& judged_by, std::string_view slug, std::size_t own_checks, Json packet)
      : judge_(judged_by), slug_(slug), own_checks_(own_checks), packet_(std::move(packet)) {}

  /// The check that must block what is planted from now on, by which profile.
  void expect(std::string_view check, Profile profile);

  void drop(const Pointer& at);
  void set(const Pointer& at, Json value, std::string_view what);
  /// A member that was not there.
  void add(const Pointer& object, const std::string& key, Json value, std::string_view what);
  /// One more element, at the end.
  void append(const Pointer& array, Json value, std::string_view what);

  [[nodiscard]] const Json& at(const Pointer& pointer) const { return packet_.at(pointer); }
  [[nodiscard]] bool has(const Pointer& pointer) const { return packet_.contains(pointer); }
  /// Whether the packet, as it is, is ready by that profile.
  [[nodiscard]] bool is_ready(Profile profile);
  [[nodiscard]] const std::map<std::string, Mutated, std::less<>>& outcomes() const { return outcomes_; }

 private:
  void judge(const Pointer& at, std::string_view what);

  Judge judge_;
  std::string_view slug_;
  std::size_t own_checks_;
  Json packet_;
  std::string check_;
  Profile profile_ = Profile::compat;
  std::map<std::string, Mutated, std::less<>> outcomes_;
};

}  // namespace cavra::build
