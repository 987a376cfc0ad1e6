#include "cavra/judge.h"

#include "json/write.h"
#include "verdict/state.h"

namespace cavra {

Judge::Judge(const Catalogue& catalogue, const Policy& policy, std::size_t max_size)
    : state_(std::make_unique<verdict::State>(catalogue, policy, max_size)) {}
Judge::~Judge() = default;
Judge::Judge(Judge&&) noexcept = default;
Judge& Judge::operator=(Judge&&) noexcept = default;

std::expected<Verdict, Error> Judge::judge(std::string_view bytes, Run run) {
  if (auto judged = state_->judge(bytes, run); !judged) return std::unexpected(std::move(judged.error()));
  return Verdict(*state_);
}

std::expected<Verdict, Error> Judge::judge(const json::Document& document, Run run) {
  if (auto judged = state_->judge(document, run); !judged) return std::unexpected(std::move(judged.error()));
  return Verdict(*state_);
}

Usage Judge::usage() const { return state_->usage(); }

std::string_view to_text(Status status) {
  return status == Status::pass ? "pass" : status == Status::warn ? "warn" : "blocker";
}

const GateInfo& Verdict::gate() const { return state_->catalogue->gates()[state_->gate_index]; }
bool Verdict::ready() const { return state_->blockers == 0 && state_->warnings == 0 && state_->is_live; }
std::string_view Verdict::status() const {
  return state_->blockers > 0 ? "blocked" : state_->warnings > 0 ? "ready_with_warnings" : "ready";
}
std::string_view Verdict::product() const { return state_->repeated(gate::name::product, "CAVRA"); }
std::string_view Verdict::evidence_mode() const { return state_->repeated(gate::name::evidence_mode, "unknown"); }
std::uint32_t Verdict::blocker_count() const { return state_->blockers; }
std::uint32_t Verdict::warning_count() const { return state_->warnings; }
std::size_t Verdict::check_count() const { return state_->statuses.size(); }
CheckResult Verdict::check(std::size_t index) const {
  return {state_->check_name(index), state_->statuses[index], state_->message(index)};
}
Status Verdict::check_status(std::size_t index) const { return state_->statuses[index]; }
std::size_t Verdict::finding_count() const { return state_->findings.size(); }
Code Verdict::first_code() const { return state_->findings.front().code; }
Finding Verdict::finding(std::size_t index) const { return state_->finding(index); }

}  // namespace cavra
