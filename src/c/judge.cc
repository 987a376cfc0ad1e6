#include "c/handles.h"

struct cavra_judge {
  explicit cavra_judge(std::unique_ptr<cavra::c::Ground> on)
      : ground(std::move(on)), judge(ground->catalogue, ground->policy, ground->max_size) {}
  std::unique_ptr<cavra::c::Ground> ground;
  cavra::Judge judge;
};

struct cavra_verdict {
  struct Check {
    std::string name;
    std::string status;
    std::string message;
  };
  bool ready = false;
  std::uint32_t blockers = 0;
  std::uint32_t warnings = 0;
  std::string status;
  std::string gate;
  std::string slug;
  std::string result;
  std::vector<Check> checks;
  cavra_findings findings;
};

namespace cavra::c {
namespace {

/// A copy, since a Verdict is a view of its judge and of the packet.
std::unique_ptr<cavra_verdict> copy_of(const Verdict& verdict) {
  auto to = std::make_unique<cavra_verdict>();
  to->ready = verdict.ready();
  to->blockers = verdict.blocker_count();
  to->warnings = verdict.warning_count();
  to->status = verdict.status();
  to->gate = verdict.gate().id;
  to->slug = verdict.gate().slug;
  verdict.append_result(to->result, Verdict::Form::pretty);
  for (std::size_t i = 0; i < verdict.check_count(); ++i) {
    CheckResult check = verdict.check(i);
    to->checks.push_back({std::string(check.name), std::string(to_text(check.status)), std::move(check.message)});
  }
  std::vector<Finding> findings;
  for (std::size_t i = 0; i < verdict.finding_count(); ++i) findings.push_back(verdict.finding(i));
  to->findings = keep(std::move(findings));
  return to;
}

const cavra_verdict::Check& check_at(const cavra_verdict* verdict, std::size_t index) {
  static const cavra_verdict::Check none;
  return verdict != nullptr && index < verdict->checks.size() ? verdict->checks[index] : none;
}

}  // namespace
}  // namespace cavra::c

using cavra::c::check_at;

cavra_judge* cavra_judge_new(const cavra_options* options, cavra_error** error) {
  return cavra::c::guarded<cavra_judge>(error,
                                        [options]() -> std::expected<std::unique_ptr<cavra_judge>, cavra::Error> {
                                          auto ground = cavra::c::make_ground(options);
                                          if (!ground) return std::unexpected(std::move(ground.error()));
                                          return std::make_unique<cavra_judge>(std::move(*ground));
                                        });
}
void cavra_judge_free(cavra_judge* judge) { delete judge; }

cavra_verdict* cavra_judge_packet(cavra_judge* judge, const char* bytes, size_t size, uint32_t flags, const char* gate,
                                  cavra_error** error) {
  return cavra::c::guarded<cavra_verdict>(error, [&]() -> std::expected<std::unique_ptr<cavra_verdict>, cavra::Error> {
    if (judge == nullptr || bytes == nullptr)
      return std::unexpected(
          cavra::Error{cavra::Code::bad_usage, "there is no judge or no packet", "give both", {}, 0, 0, 0});
    cavra::Run run;
    run.require_live = (flags & CAVRA_REQUIRE_LIVE) != 0;
    run.profile = (flags & CAVRA_COMPAT) != 0 ? cavra::Profile::compat : cavra::Profile::strict;
    if (gate != nullptr) run.gate = gate;
    auto verdict = judge->judge.judge({bytes, size}, run);
    if (!verdict) return std::unexpected(std::move(verdict.error()));
    return cavra::c::copy_of(*verdict);
  });
}
void cavra_verdict_free(cavra_verdict* verdict) { delete verdict; }

int cavra_verdict_ready(const cavra_verdict* verdict) { return verdict != nullptr && verdict->ready ? 1 : 0; }
const char* cavra_verdict_status(const cavra_verdict* verdict) {
  return verdict == nullptr ? "" : verdict->status.c_str();
}
const char* cavra_verdict_gate(const cavra_verdict* verdict) { return verdict == nullptr ? "" : verdict->gate.c_str(); }
const char* cavra_verdict_slug(const cavra_verdict* verdict) { return verdict == nullptr ? "" : verdict->slug.c_str(); }
uint32_t cavra_verdict_blockers(const cavra_verdict* verdict) { return verdict == nullptr ? 0 : verdict->blockers; }
uint32_t cavra_verdict_warnings(const cavra_verdict* verdict) { return verdict == nullptr ? 0 : verdict->warnings; }
const char* cavra_verdict_result(const cavra_verdict* verdict) {
  return verdict == nullptr ? "" : verdict->result.c_str();
}
size_t cavra_verdict_checks(const cavra_verdict* verdict) { return verdict == nullptr ? 0 : verdict->checks.size(); }
const char* cavra_verdict_check_name(const cavra_verdict* verdict, size_t index) {
  return check_at(verdict, index).name.c_str();
}
const char* cavra_verdict_check_status(const cavra_verdict* verdict, size_t index) {
  return check_at(verdict, index).status.c_str();
}
const char* cavra_verdict_check_message(const cavra_verdict* verdict, size_t index) {
  return check_at(verdict, index).message.c_str();
}
const cavra_findings* cavra_verdict_findings(const cavra_verdict* verdict) {
  return verdict == nullptr ? nullptr : &verdict->findings;
}
