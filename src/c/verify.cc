#include "cavra/verify.h"

#include "c/handles.h"

struct cavra_trust {
  cavra::TrustPolicy policy;
};

struct cavra_packets {
  std::vector<cavra::PolicyFile> files;
};

struct cavra_verification {
  struct Fault {
    std::string code;
    std::string text;
    bool decides = true;
  };
  bool valid = false;
  std::string verdict;
  std::string statement;
  std::vector<std::pair<std::string, std::string>> roles;  ///< and their status
  std::vector<Fault> faults;
};

namespace cavra::c {
namespace {

std::unique_ptr<cavra_verification> copy_of(const SealVerification& from) {
  auto to = std::make_unique<cavra_verification>();
  to->valid = from.valid();
  to->verdict = from.verdict;
  to->statement = from.statement_digest;
  for (const RoleVerdict& role : from.roles) to->roles.emplace_back(role.role, role.status);
  for (const SealFault& fault : from.faults)
    to->faults.push_back(
        {std::string(id(fault.code)), fault.todo.empty() ? fault.what : fault.what + "; " + fault.todo, fault.decides});
  return to;
}

const cavra_verification::Fault& fault_at(const cavra_verification* verification, std::size_t index) {
  static const cavra_verification::Fault none{{}, {}, false};
  return verification != nullptr && index < verification->faults.size() ? verification->faults[index] : none;
}

}  // namespace
}  // namespace cavra::c

using cavra::c::fault_at;

cavra_trust* cavra_trust_new(const char* name, const char* bytes, size_t size, const char* digest,
                             cavra_error** error) {
  return cavra::c::guarded<cavra_trust>(error, [&]() -> std::expected<std::unique_ptr<cavra_trust>, cavra::Error> {
    cavra::TrustPins pins;
    if (digest != nullptr) pins.digest = digest;
    auto policy = cavra::TrustPolicy::load(
        {name == nullptr ? "" : name, bytes == nullptr ? std::string() : std::string(bytes, size)}, pins);
    if (!policy) return std::unexpected(std::move(policy.error()));
    return std::make_unique<cavra_trust>(cavra_trust{std::move(*policy)});
  });
}
int cavra_trust_pinned(const cavra_trust* trust) { return trust != nullptr && trust->policy.pinned() ? 1 : 0; }
void cavra_trust_free(cavra_trust* trust) { delete trust; }

cavra_packets* cavra_packets_new() {
  return cavra::c::guarded<cavra_packets>(nullptr, [] {
    return std::expected<std::unique_ptr<cavra_packets>, cavra::Error>(std::make_unique<cavra_packets>());
  });
}
int cavra_packets_add(cavra_packets* packets, const char* name, const char* bytes, size_t size) {
  if (packets == nullptr || bytes == nullptr) return 0;
  try {
    packets->files.push_back({name == nullptr ? "" : name, std::string(bytes, size)});
    return 1;
  } catch (...) {
    return 0;
  }
}
void cavra_packets_free(cavra_packets* packets) { delete packets; }

cavra_verification* cavra_verify_seal(const cavra_trust* trust, const char* name, const char* envelope, size_t size,
                                      const cavra_packets* packets, uint32_t flags, cavra_error** error) {
  return cavra::c::guarded<cavra_verification>(
      error, [&]() -> std::expected<std::unique_ptr<cavra_verification>, cavra::Error> {
        if (trust == nullptr || envelope == nullptr)
          return std::unexpected(
              cavra::Error{cavra::Code::bad_usage, "there is no trust policy or no seal", "give both", {}, 0, 0, 0});
        cavra::VerifyOptions options;
        options.current = (flags & CAVRA_CURRENT) != 0;
        options.some_packets = (flags & CAVRA_SOME_PACKETS) != 0;
        options.rejudge = (flags & CAVRA_REJUDGE) != 0;
        const auto verified =
            cavra::verify({name == nullptr ? "" : name, std::string(envelope, size)}, trust->policy,
                          packets == nullptr ? std::vector<cavra::PolicyFile>() : packets->files, options);
        if (!verified) return std::unexpected(verified.error());
        return cavra::c::copy_of(*verified);
      });
}
void cavra_verification_free(cavra_verification* verification) { delete verification; }

int cavra_verification_valid(const cavra_verification* of) { return of != nullptr && of->valid ? 1 : 0; }
const char* cavra_verification_verdict(const cavra_verification* of) {
  return of == nullptr ? "" : of->verdict.c_str();
}
const char* cavra_verification_statement(const cavra_verification* of) {
  return of == nullptr ? "" : of->statement.c_str();
}
size_t cavra_verification_roles(const cavra_verification* of) { return of == nullptr ? 0 : of->roles.size(); }
const char* cavra_verification_role(const cavra_verification* of, size_t index) {
  return of != nullptr && index < of->roles.size() ? of->roles[index].first.c_str() : "";
}
const char* cavra_verification_role_status(const cavra_verification* of, size_t index) {
  return of != nullptr && index < of->roles.size() ? of->roles[index].second.c_str() : "";
}
size_t cavra_verification_faults(const cavra_verification* of) { return of == nullptr ? 0 : of->faults.size(); }
const char* cavra_verification_fault_code(const cavra_verification* of, size_t index) {
  return fault_at(of, index).code.c_str();
}
const char* cavra_verification_fault_text(const cavra_verification* of, size_t index) {
  return fault_at(of, index).text.c_str();
}
int cavra_verification_fault_decides(const cavra_verification* of, size_t index) {
  return fault_at(of, index).decides ? 1 : 0;
}
