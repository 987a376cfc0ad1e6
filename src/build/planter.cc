#include "build/planter.h"

namespace cavra::build {

void Planter::expect(std::string_view check, Profile profile) {
  check_ = check;
  profile_ = profile;
  outcomes_.try_emplace(check_, Mutated{check_, 0, {}});
}

void Planter::drop(const Pointer& at) {
  Json& parent = packet_.at(at.parent_pointer());
  const Json kept = parent;
  if (parent.is_array())
    parent.erase(std::stoul(at.back()));
  else
    parent.erase(at.back());
  judge(at, "dropped");
  packet_.at(at.parent_pointer()) = kept;
}

void Planter::set(const Pointer& at, Json value, std::string_view what) {
  Json& place = packet_.at(at);
  if (place == value) return;
  std::swap(place, value);
  judge(at, what);
  packet_.at(at) = std::move(value);
}

void Planter::add(const Pointer& object, const std::string& key, Json value, std::string_view what) {
  Json& place = packet_.at(object);
  if (place.contains(key)) return;
  place[key] = std::move(value);
  judge(object, what);
  packet_.at(object).erase(key);
}

void Planter::append(const Pointer& array, Json value, std::string_view what) {
  Json& place = packet_.at(array);
  place.push_back(std::move(value));
  judge(array, what);
  Json& after = packet_.at(array);
  after.erase(after.size() - 1);
}

bool Planter::is_ready(Profile profile) {
  const std::string bytes = packet_.dump();
  const auto verdict = judge_.judge(bytes, {.require_live = true, .profile = profile, .gate = slug_});
  return verdict && verdict->ready();
}

void Planter::judge(const Pointer& at, std::string_view what) {
  Mutated& outcome = outcomes_.find(check_)->second;
  ++outcome.planted;
  const std::string bytes = packet_.dump();
  const auto verdict = judge_.judge(bytes, {.require_live = true, .profile = profile_, .gate = slug_});
  if (!verdict) return;  // it is no packet at all any more
  for (std::size_t i = 0; i < verdict->check_count(); ++i) {
    const CheckResult check = verdict->check(i);
    // Strict's own checks pass over a place on which the gate's have blocked already.
    const bool answers = check.name == check_ || (profile_ == Profile::strict && i < own_checks_);
    if (answers && check.status == Status::blocker) return;
  }
  outcome.survived.push_back(at.to_string() + ": " + std::string(what));
}

}  // namespace cavra::build
