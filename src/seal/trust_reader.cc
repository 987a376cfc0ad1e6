// Trust policies from TOML.
#include <algorithm>
#include <initializer_list>

#include "base/base64.h"
#include "base/toml.h"
#include "seal/trust.h"

namespace cavra::seal {
namespace {

constexpr std::string_view format = "cavra.trust-policy.v1";
constexpr std::size_t most_bytes = std::size_t{1} << 20U;
constexpr std::string_view remedy = "docs/seal.md shows how a trust policy is written";

/// Reads tables and keeps the first thing that is wrong; after that every answer is empty.
class Reader {
 public:
  explicit Reader(const std::string& source) : source_(source) {}

  void fail(const toml::node& at, Code code, std::string what, std::string_view todo = remedy) {
    if (wrong_) return;
    const toml::source_position begin = at.source().begin;
    wrong_ = Error{code, std::move(what), std::string(todo), source_, 0, begin.line, begin.column};
  }
  void fail(const toml::node& at, std::string what, std::string_view todo = remedy) {
    fail(at, Code::bad_trust_policy, std::move(what), todo);
  }
  [[nodiscard]] const std::optional<Error>& wrong() const { return wrong_; }

  /// Refuses members that are not among `names`.
  void only(const toml::table& table, std::string_view where, std::initializer_list<std::string_view> names) {
    for (const auto& [key, node] : table)
      if (std::find(names.begin(), names.end(), key.str()) == names.end())
        fail(node, std::string(where) + " has a key that it must not have: " + known(key.str()));
  }

  [[nodiscard]] std::optional<std::string> text(const toml::table& in, std::string_view name, bool required) {
    const toml::node* const node = get(in, name, required);
    if (node == nullptr) return std::nullopt;
    if (node->is_string()) return node->as_string()->get();
    fail(*node, std::string(name) + " is no string");
    return std::nullopt;
  }

  [[nodiscard]] std::optional<std::uint64_t> number(const toml::table& in, std::string_view name, std::int64_t least,
                                                    std::int64_t most, bool required) {
    const toml::node* const node = get(in, name, required);
    if (node == nullptr) return std::nullopt;
    const auto* const value = node->as_integer();
    if (value != nullptr && value->get() >= least && value->get() <= most)
      return static_cast<std::uint64_t>(value->get());
    fail(*node, std::string(name) + " is no number from " + std::to_string(least) + " to " + std::to_string(most));
    return std::nullopt;
  }

  /// False where it is missing.
  [[nodiscard]] bool flag(const toml::table& in, std::string_view name) {
    const toml::node* const node = get(in, name, false);
    if (node == nullptr) return false;
    if (node->is_boolean()) return node->as_boolean()->get();
    fail(*node, std::string(name) + " is neither true nor false");
    return false;
  }

  /// A date and time with its offset, or a date: its first second, or with `through` its last.
  [[nodiscard]] std::optional<Time> time(const toml::table& in, std::string_view name, bool through, bool required) {
    const toml::node* const node = get(in, name, required);
    if (node == nullptr) return std::nullopt;
    if (const auto* date = node->as_date()) {
      const Time begin = to_time(date->get(), {}, 0);
      return through ? begin + std::chrono::days{1} - std::chrono::seconds{1} : begin;
    }
    const auto* const moment = node->as_date_time();
    if (moment != nullptr && moment->get().offset)
      return to_time(moment->get().date, moment->get().time, moment->get().offset->minutes);
    fail(*node, std::string(name) + " is no date, and no date and time with an offset",
         "write it as 2026-11-23 or 2026-11-23T12:00:00Z");
    return std::nullopt;
  }

  [[nodiscard]] const toml::table* table(const toml::table& in, std::string_view name, bool required) {
    const toml::node* const node = get(in, name, required);
    if (node == nullptr) return nullptr;
    if (!node->is_table()) fail(*node, std::string(name) + " is no table");
    return node->as_table();
  }

  [[nodiscard]] const toml::array* array(const toml::table& in, std::string_view name, bool required) {
    const toml::node* const node = get(in, name, required);
    if (node == nullptr) return nullptr;
    if (!node->is_array()) fail(*node, std::string(name) + " is no array");
    return node->as_array();
  }

  [[nodiscard]] std::vector<std::string> texts(const toml::table& in, std::string_view name) {
    std::vector<std::string> out;
    const toml::array* const all = array(in, name, false);
    if (all == nullptr) return out;
    for (const toml::node& node : *all) {
      if (!node.is_string())
        fail(node, std::string(name) + " has an element that is no string");
      else
        out.push_back(node.as_string()->get());
    }
    return out;
  }

  [[nodiscard]] std::vector<Role> roles(const toml::table& in, std::string_view name) {
    std::vector<Role> out;
    const toml::node* const node = in.get(name);
    for (const std::string& word : texts(in, name)) {
      const auto role = find_role(word);
      if (!role)
        fail(*node, std::string(name) + " names a role that there is not");
      else if (std::find(out.begin(), out.end(), *role) != out.end())
        fail(*node, std::string(name) + " names a role twice");
      else
        out.push_back(*role);
    }
    return out;
  }

 private:
  /// A key of the file as it may be shown: a name of few letters, or nothing of it.
  static std::string known(std::string_view key) {
    constexpr std::size_t longest = 40;
    const bool plain = key.size() <= longest && std::all_of(key.begin(), key.end(), [](char c) {
                         return (c >= 'a' && c <= 'z') || c == '_' || c == '-';
                       });
    return plain ? std::string(key) : "(not shown)";
  }

  [[nodiscard]] const toml::node* get(const toml::table& in, std::string_view name, bool required) {
    const toml::node* const node = in.get(name);
    if (node == nullptr && required) fail(in, "it lacks " + std::string(name));
    return node;
  }

  static Time to_time(const toml::date& date, const toml::time& time, int offset_minutes) {
    using namespace std::chrono;
    const year_month_day day{year{date.year}, month{date.month}, std::chrono::day{date.day}};
    return sys_days(day) + hours{time.hour} + minutes{time.minute} + seconds{time.second} - minutes{offset_minutes};
  }

  const std::string& source_;
  std::optional<Error> wrong_;
};

void read_revocation(Reader& reader, const toml::table& in, TrustKey& key) {
  const toml::table* const revoked = reader.table(in, "revoked", false);
  if (revoked == nullptr) return;
  reader.only(*revoked, "revoked", {"reason", "since"});
  const auto reason = reader.text(*revoked, "reason", true);
  const auto* const found = std::find(revocation_reasons.begin(), revocation_reasons.end(), reason.value_or(""));
  Revocation revocation;
  if (found == revocation_reasons.end())
    reader.fail(*revoked, "the reason of a revocation is compromised, superseded, retired or lost");
  else
    revocation.reason = static_cast<RevocationReason>(found - revocation_reasons.begin());
  revocation.since = reader.time(*revoked, "since", false, revocation.reason == RevocationReason::compromised);
  key.revoked = revocation;
}

void read_key(Reader& reader, const toml::node& node, Role role, Trust& trust) {
  if (!node.is_table()) return reader.fail(node, "a key is a table");
  const toml::table& in = *node.as_table();
  reader.only(in, "a key", {"public_key", "not_before", "not_after", "revoked"});
  const auto pem = reader.text(in, "public_key", true);
  if (!pem) return;
  auto key = crypto::PublicKey::from_pem(*pem);
  if (!key)
    return reader.fail(*in.get("public_key"), Code::bad_trust_key,
                       "this is no public key that can be trusted: " + key.error().what, key.error().todo);
  if (trust.find(key->spki()) != nullptr)
    return reader.fail(node, Code::trust_key_twice, "this key is in the policy twice",
                       "one key counts for one role: keep one of the two, and give the other role a key of its own");
  TrustKey entry{std::move(*key),
                 role,
                 reader.time(in, "not_before", false, false),
                 reader.time(in, "not_after", true, false),
                 {}};
  if (entry.not_before && entry.not_after && *entry.not_after < *entry.not_before)
    reader.fail(node, "the key ends before it begins");
  read_revocation(reader, in, entry);
  trust.keys.push_back(std::move(entry));
}

void read_roles(Reader& reader, const toml::table& root, Trust& trust) {
  const toml::table* const roles = reader.table(root, "roles", true);
  if (roles == nullptr) return;
  reader.only(*roles, "roles",
              {role_names[0], role_names[1], role_names[2], role_names[3], role_names[4], role_names[5]});
  for (std::size_t i = 0; i != role_count; ++i) {
    const toml::table* const role = reader.table(*roles, role_names[i], true);
    if (role == nullptr) return;
    reader.only(*role, "a role", {"threshold", "keys"});
    const toml::array* const keys = reader.array(*role, "keys", true);
    if (keys == nullptr) return;
    for (const toml::node& node : *keys) read_key(reader, node, static_cast<Role>(i), trust);
    constexpr std::int64_t most = 64;
    trust.thresholds[i] = static_cast<std::uint32_t>(reader.number(*role, "threshold", 1, most, false).value_or(1));
    if (trust.thresholds[i] > keys->size())
      reader.fail(*role, "the role " + std::string(role_names[i]) + " has fewer keys than its threshold asks for");
  }
}

/// "name+1234abcd+base64", as C2SP writes the verifier keys of signed notes.
bool is_verifier_key(std::string_view text) {
  const std::size_t first = text.find('+');
  const std::size_t second = first == std::string_view::npos ? first : text.find('+', first + 1);
  constexpr std::size_t id_digits = 8;
  if (second == std::string_view::npos || first == 0 || second - first - 1 != id_digits) return false;
  const std::string_view name = text.substr(0, first);
  if (!std::all_of(name.begin(), name.end(), [](char c) { return c > ' ' && c < '\x7F' && c != '"' && c != '\\'; }))
    return false;
  const std::string_view id = text.substr(first + 1, id_digits);
  if (!std::all_of(id.begin(), id.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }))
    return false;
  return from_base64(text.substr(second + 1)).has_value();
}

/// What a PEM block may look like; whether it is a certificate is found out when it is used.
bool is_certificate(std::string_view pem) {
  return pem.find("-----BEGIN CERTIFICATE-----") != std::string_view::npos &&
         std::all_of(pem.begin(), pem.end(), [](char c) { return c == '\n' || (c >= ' ' && c < '\x7F' && c != '\''); });
}

void read_ledger(Reader& reader, const toml::table& root, Trust& trust) {
  trust.logs = reader.texts(root, "logs");
  if (const toml::table* const witnesses = reader.table(root, "witnesses", false); witnesses != nullptr) {
    reader.only(*witnesses, "witnesses", {"quorum", "keys"});
    trust.witnesses = reader.texts(*witnesses, "keys");
    const auto most = static_cast<std::int64_t>(trust.witnesses.size());
    trust.quorum = static_cast<std::uint32_t>(reader.number(*witnesses, "quorum", 1, most, true).value_or(0));
  }
  for (const std::vector<std::string>* keys : {&trust.logs, &trust.witnesses})
    for (std::size_t i = 0; i != keys->size(); ++i) {
      if (!is_verifier_key((*keys)[i]))
        reader.fail(root, "the key of a log or witness is no verifier key",
                    "write it as the log prints it: name+1234abcd+...");
      if (std::find(keys->begin(), keys->begin() + static_cast<std::ptrdiff_t>(i), (*keys)[i]) !=
          keys->begin() + static_cast<std::ptrdiff_t>(i))
        reader.fail(root, Code::trust_key_twice, "the key of a log or witness is in the policy twice",
                    "keep one of the two");
    }
  trust.timestamp_authorities = reader.texts(root, "timestamp_authorities");
  for (const std::string& pem : trust.timestamp_authorities)
    if (!is_certificate(pem))
      reader.fail(*root.get("timestamp_authorities"), "a timestamp authority is no certificate in PEM");
}

}  // namespace

std::expected<Trust, Error> read_trust(std::string_view text, const std::string& source) {
  if (text.size() > most_bytes)
    return std::unexpected(
        Error{Code::too_large, "a trust policy of more than 1 MiB", "keep only keys in it", source, 0, 0, 0});
  const auto read = read_toml(text);
  if (!read) {
    const TomlError& error = read.error();
    return std::unexpected(
        Error{Code::bad_trust_policy, error.what, std::string(remedy), source, 0, error.line, error.column});
  }
  Reader reader(source);
  const toml::table& root = *read;
  Trust trust;
  reader.only(root, "the policy",
              {"format", "serial", "expires", "profile", "samples", "roles", "may_withdraw", "may_revoke", "logs",
               "witnesses", "timestamp_authorities"});
  if (reader.text(root, "format", true).value_or(std::string(format)) != format)
    reader.fail(*root.get("format"), "format is not " + std::string(format));
  constexpr std::int64_t most_serial = std::int64_t{1} << 53U;
  trust.serial = reader.number(root, "serial", 0, most_serial, true).value_or(0);
  if (const auto expires = reader.time(root, "expires", true, true)) trust.expires = *expires;
  const std::string profile = reader.text(root, "profile", false).value_or("strict");
  if (profile != "strict" && profile != "compat")
    reader.fail(*root.get("profile"), "profile is neither strict nor compat");
  trust.strict = profile == "strict";
  trust.samples = reader.flag(root, "samples");
  trust.may_withdraw = reader.roles(root, "may_withdraw");
  trust.may_revoke = reader.roles(root, "may_revoke");
  read_roles(reader, root, trust);
  read_ledger(reader, root, trust);
  if (reader.wrong()) return std::unexpected(*reader.wrong());
  return trust;
}

}  // namespace cavra::seal
