#include <algorithm>

#include "base/sparing_disk.h"
#include "base/time.h"
#include "base/utf8.h"
#include "cli/sealing.h"
#include "cli/trusting.h"
#include "crypto/load.h"
#include "seal/trust_file.h"

namespace cavra::cli {
namespace {

constexpr std::chrono::days year{365};

/// "release=FILE" in its two parts.
std::expected<std::pair<seal::Role, std::string>, Error> split(const std::string& option, const std::string& text) {
  const std::size_t at = text.find('=');
  const auto role = seal::find_role(text.substr(0, at));
  if (at != std::string::npos && role) return std::pair(*role, text.substr(at + 1));
  std::string roles;
  for (const std::string_view name : seal::role_names) roles.append(roles.empty() ? "" : ", ").append(name);
  return std::unexpected(
      bad_usage(option + " wants ROLE=..., ROLE being one of " + roles, "write it as " + option + " release=..."));
}

class Init {
 public:
  Init(Disk& disk, const TrustInitOptions& options) : disk_(disk), options_(options) {}

  std::expected<std::string, Error> run() {
    for (const auto& step : {&Init::add_plain, &Init::add_keys, &Init::add_thresholds, &Init::add_authorities})
      if (auto done = (this->*step)(); !done) return std::unexpected(std::move(done.error()));
    std::string toml = seal::write_trust(trust_);
    // What is wrong with it as a whole is said by whoever will read it.
    if (const auto read = seal::read_trust(toml, options_.output.empty() ? "the policy" : options_.output); !read) {
      Error error = read.error();
      error.line = error.column = 0;
      return std::unexpected(std::move(error));
    }
    return toml;
  }

 private:
  std::expected<void, Error> add_plain() {
    const auto expires = read_time("--expires", options_.expires);
    if (!expires) return std::unexpected(expires.error());
    trust_.expires = expires->value_or(clock_time() + year);
    trust_.serial = options_.serial;
    trust_.strict = options_.profile == "strict";
    trust_.samples = options_.allow_samples;
    trust_.may_withdraw = trust_.may_revoke = {seal::Role::release, seal::Role::security};
    trust_.logs = options_.logs;
    trust_.witnesses = options_.witnesses;
    if (options_.quorum > options_.witnesses.size())
      return std::unexpected(bad_usage("--quorum asks for more witnesses than there are",
                                       "name as many with --witness, with the verifier key of each"));
    trust_.quorum = options_.quorum == 0 ? static_cast<std::uint32_t>(options_.witnesses.size()) : options_.quorum;
    trust_.thresholds.fill(1);
    return {};
  }

  std::expected<void, Error> add_keys() {
    const auto not_before = read_time("--not-before", options_.not_before);
    if (!not_before) return std::unexpected(not_before.error());
    const auto not_after = read_time("--not-after", options_.not_after);
    if (!not_after) return std::unexpected(not_after.error());
    for (const std::string& text : options_.roles) {
      const auto parts = split("--role", text);
      if (!parts) return std::unexpected(parts.error());
      const auto pem = read_small(disk_, parts->second);
      if (!pem) return std::unexpected(pem.error());
      auto key = crypto::PublicKey::from_pem(*pem);
      if (!key) {
        Error error = key.error();
        error.source = parts->second;
        return std::unexpected(std::move(error));
      }
      if (const seal::TrustKey* const there = trust_.find(key->spki()); there != nullptr)
        return std::unexpected(Error{Code::trust_key_twice, "this key is given twice",
                                     "one key counts for one role: make each role a key of its own", parts->second, 0,
                                     0, 0});
      trust_.keys.push_back({std::move(*key), parts->first, *not_before, *not_after, {}});
    }
    for (std::size_t i = 0; i != seal::role_count; ++i)
      if (std::none_of(trust_.keys.begin(), trust_.keys.end(),
                       [i](const seal::TrustKey& key) { return key.role == static_cast<seal::Role>(i); }))
        return std::unexpected(
            bad_usage("there is no key for " + std::string(seal::role_names[i]),
                      "say --role " + std::string(seal::role_names[i]) + "=FILE, with the owner's public key"));
    return {};
  }

  std::expected<void, Error> add_thresholds() {
    for (const std::string& text : options_.thresholds) {
      const auto parts = split("--threshold", text);
      if (!parts) return std::unexpected(parts.error());
      const std::string& number = parts->second;
      if (number.empty() || number.size() > 2 ||
          !std::all_of(number.begin(), number.end(), [](char c) { return c >= '0' && c <= '9'; }))
        return std::unexpected(bad_usage("--threshold wants ROLE=NUMBER", "write it as --threshold security=2"));
      trust_.thresholds[static_cast<std::size_t>(parts->first)] = static_cast<std::uint32_t>(std::stoul(number));
    }
    return {};
  }

  std::expected<void, Error> add_authorities() {
    for (const std::string& path : options_.timestamp_authorities) {
      auto pem = read_small(disk_, path);
      if (!pem) return std::unexpected(pem.error());
      if (pem->find("-----BEGIN CERTIFICATE-----") == std::string::npos || pem->find("'''") != std::string::npos)
        return std::unexpected(Error{Code::bad_trust_policy, "this is no certificate in PEM",
                                     "give the certificate of the time stamping authority", path, 0, 0, 0});
      trust_.timestamp_authorities.push_back(std::move(*pem));
    }
    return {};
  }

  Disk& disk_;
  const TrustInitOptions& options_;
  seal::Trust trust_;
};

int print(const std::string& text) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  return put_out(*disk, {}, text);
}

std::string validity(const seal::TrustKey& key, Time now) {
  std::string out;
  switch (key.state_at(now)) {
    case seal::KeyState::valid:
      out = "valid";
      break;
    case seal::KeyState::not_yet_valid:
      out = "not yet valid";
      break;
    case seal::KeyState::no_longer_valid:
      out = "no longer valid";
      break;
    case seal::KeyState::revoked:
      out = "revoked";
      break;
  }
  if (key.not_before) out += ", from " + time_text(*key.not_before);
  if (key.not_after) out += ", to " + time_text(*key.not_after);
  if (key.revoked)
    out.append(", ")
        .append(to_text(key.revoked->reason))
        .append(key.revoked->since ? " since " + time_text(*key.revoked->since) : "");
  return out;
}

std::string show(const seal::TrustFile& file, Time now) {
  const seal::Trust& trust = file.trust;
  std::string out = "Trust policy   " + printable(file.source) + "\n\ndigest    " + file.digest + "\nserial    " +
                    std::to_string(trust.serial) + "\nexpires   " + time_text(trust.expires) +
                    (now > trust.expires ? " (it has)" : "") + "\nprofile   " +
                    (trust.strict ? "strict" : "compat or strict") + "\nsamples   " +
                    (trust.samples ? "taken" : "refused") + "\n";
  for (std::size_t i = 0; i != seal::role_count; ++i) {
    const std::string_view name = seal::role_names[i];
    out.append("\n").append(name).append(name.size() < 18 ? 18 - name.size() : 1, ' ');
    const auto count = std::count_if(trust.keys.begin(), trust.keys.end(),
                                     [i](const seal::TrustKey& key) { return key.role == static_cast<seal::Role>(i); });
    out.append(std::to_string(trust.thresholds[i]))
        .append(" of ")
        .append(std::to_string(count))
        .append(count == 1 ? " key\n" : " keys\n");
    for (const seal::TrustKey& key : trust.keys)
      if (key.role == static_cast<seal::Role>(i))
        out.append("  ")
            .append(key.key.id())
            .append("  ")
            .append(crypto::name(key.key.kind()))
            .append("  ")
            .append(validity(key, now))
            .append("\n");
  }
  if (!trust.logs.empty()) out += "\nlogs\n";
  for (const std::string& log : trust.logs) out += "  " + printable(log) + "\n";
  if (!trust.witnesses.empty())
    out +=
        "\nwitnesses         " + std::to_string(trust.quorum) + " of " + std::to_string(trust.witnesses.size()) + "\n";
  for (const std::string& witness : trust.witnesses) out += "  " + printable(witness) + "\n";
  if (!trust.timestamp_authorities.empty())
    out += "\ntimestamp authorities  " + std::to_string(trust.timestamp_authorities.size()) + "\n";
  return out;
}

}  // namespace

int trust_init(const TrustInitOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  const auto toml = Init(*disk, options).run();
  if (!toml) return fail(toml.error());
  if (options.output.empty()) return print(*toml);
  if (const auto written = replace_file(*disk, options.output, *toml); !written) return fail(written.error());
  const auto read = seal::load_trust({options.output, *toml}, {});
  return read ? print("trust policy " + printable(options.output) + ", " + read->digest + "\n") : fail(read.error());
}

int trust_show(const TrustShowOptions& options) {
  const std::unique_ptr<Disk> disk = make_sparing_disk();
  if (const auto loaded = crypto::load(); !loaded) return fail(loaded.error());
  const auto at = read_time("--at", options.at);
  if (!at) return fail(at.error());
  const auto trust = load_trust(*disk, options.trust);
  if (!trust) return fail(trust.error());
  return print(show(trust->file(), at->value_or(clock_time())));
}

}  // namespace cavra::cli
