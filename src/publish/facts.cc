#include "publish/facts.h"

#include <algorithm>

#include "base/time.h"

namespace cavra::publish {
namespace {

using nlohmann::json;

/// "customer_success_owner_ref" as "customer success owner".
std::string in_words(std::string name) {
  if (name.ends_with("_ref")) name.resize(name.size() - 4);
  std::replace(name.begin(), name.end(), '_', ' ');
  return name;
}

/// Capital first.
std::string titled(std::string words) {
  if (!words.empty() && words[0] >= 'a' && words[0] <= 'z') words[0] = static_cast<char>(words[0] - 'a' + 'A');
  return words;
}

class Gatherer {
 public:
  explicit Gatherer(const Sealed& sealed) : sealed_(sealed) {
    for (std::size_t i = 0; i < seal::gate_count; ++i)
      if (const chain::BundlePacket* packet = sealed.bundle.find(i)) packets_.push_back(json::parse(packet->bytes));
  }

  [[nodiscard]] bool has_all() const { return packets_.size() == seal::gate_count; }

  json gather() {
    const SealVerification& v = sealed_.verification;
    json facts = {{"product", v.product},
                  {"seal", v.statement_digest},
                  {"tool", "cavra-seal " CAVRA_VERSION},
                  {"live", v.evidence_mode == "live"},
                  {"sample", v.evidence_mode != "live"},
                  {"trust", v.trust_digest}};
    if (v.claimed_time) facts["sealed_on"] = time_text(*v.claimed_time).substr(0, 10);
    if (v.proven_time) facts["proven_on"] = time_text(*v.proven_time).substr(0, 10);
    if (const auto log = log_facts()) facts["log"] = *log;
    facts["statement"] = packet(9).value("completion_statement", "");
    facts["gates"] = gates();
    facts["roles"] = roles();
    facts["sections"] = sections();
    facts["support"] = references(packet(8), "support_refs");
    facts["publications"] = references(packet(9), "release_publication_refs");
    facts["owners"] = named(packet(9), "seal_owner_refs");
    facts["handoff_owners"] = named(packet(2), "handoff_owner_refs");
    facts["communication"] = named(packet(2), "communication_refs");
    facts["reviews"] = named(packet(2), "operating_review");
    facts["next_steps"] = records(packet(5), "expansion_outcomes", "candidate_id");
    facts["exclusions"] = records(packet(2), "known_exclusions", "exclusion_id");
    facts["has_exclusions"] = !facts["exclusions"].empty();
    return facts;
  }

 private:
  const json& packet(std::size_t gate) const { return packets_[gate]; }

  std::optional<json> log_facts() const {
    const auto& log = sealed_.verification.log;
    if (!log) return std::nullopt;
    return json{
        {"index",
         std::to_string(log->index)}};  // its name is a host's more often than not; the archive's checkpoint has it
  }

  json gates() const {
    json out = json::array();
    for (std::size_t i = 0; i < seal::gate_count; ++i) {
      const GateInfo& gate = Catalogue::builtin().gates()[i];
      out.push_back({{"id", gate.id},
                     {"slug", gate.slug},
                     {"title", gate.title},
                     {"status", sealed_.verification.evidence_mode == "live" ? "ready" : "sample"}});
    }
    return out;
  }

  json roles() const {
    json out = json::array();
    for (const RoleVerdict& role : sealed_.verification.roles)
      out.push_back({{"role", in_words(std::string(role.role))}, {"signatures", std::to_string(role.valid)}});
    return out;
  }

  json sections() const {
    json out = json::array();
    for (const json& section : packet(8).value("public_status_sections", json::array()))
      out.push_back({{"id", section.value("section_id", "")},
                     {"title", titled(in_words(section.value("section_id", "")))},
                     {"status", section.value("status", "")},
                     {"summary", section.value("summary", "")}});
    return out;
  }

  static json references(const json& from, const char* field) {
    json out = json::array();
    for (const json& reference : from.value(field, json::array())) out.push_back({{"ref", reference}});
    return out;
  }

  /// The members of an object of references.
  static json named(const json& from, const char* field) {
    json out = json::array();
    const json object = from.value(field, json::object());
    for (const auto& [name, reference] : object.items())
      out.push_back({{"name", titled(in_words(name))}, {"ref", reference}});
    return out;
  }

  /// Records of references.
  static json records(const json& from, const char* field, const char* id) {
    json out = json::array();
    for (const json& record : from.value(field, json::array())) {
      json refs = json::array();
      for (const auto& [name, reference] : record.items())
        if (name.ends_with("_ref")) refs.push_back({{"name", in_words(name)}, {"ref", reference}});
      out.push_back({{"id", record.value(id, "")}, {"refs", refs}});
    }
    return out;
  }

  const Sealed& sealed_;
  std::vector<json> packets_;
};

}  // namespace

std::expected<nlohmann::json, Error> gather_facts(const Sealed& sealed) {
  const Error lacking{Code::not_publishable,
                      "a packet lacks what texts are made from",
                      "see `cavra-seal chain` for what is wrong with it",
                      sealed.bundle.path,
                      0,
                      0,
                      0};
  try {
    Gatherer gatherer(sealed);
    if (!gatherer.has_all()) return std::unexpected(lacking);
    return gatherer.gather();
  } catch (const json::exception&) {
    return std::unexpected(lacking);  // a field of another type: only in packets that were sealed by --profile compat
  }
}

}  // namespace cavra::publish
