#include "privacy/context.h"

#include <cstring>

#include "base/time.h"
#include "crypto/load.h"

namespace cavra {

const Policy& Policy::builtin() {
  static const Policy policy = *load({});
  return policy;
}

std::expected<Policy, Error> Policy::load(PolicyFiles files) {
  auto context = privacy::Context::load(std::move(files));
  if (!context) return std::unexpected(std::move(context.error()));
  return Policy(std::move(*context));
}

std::expected<Policy, Error> Policy::with_waivers(const PolicyFile& waivers, std::chrono::sys_seconds now) const {
  auto context = context_->with_waivers(waivers, now);
  if (!context) return std::unexpected(std::move(context.error()));
  return Policy(std::move(*context));
}

const std::vector<std::string>& Policy::notices() const { return context_->notices(); }

Usage::Usage(const privacy::Context& context) : use_(std::make_unique<privacy::Use>(context)) {}
Usage::Usage(Usage&&) noexcept = default;
Usage& Usage::operator=(Usage&&) noexcept = default;
Usage::~Usage() = default;

void Usage::add(const Usage& other) {
  privacy::Receipt sum;
  sum.tally = use_->tally;
  sum.add(other.use_->tally);
  use_->tally = sum.tally;
  use_->waivers.add(other.use_->waivers);
}

std::expected<std::string, Error> Usage::receipt() const {
  auto receipt = use_->context->receipt();
  if (!receipt) return std::unexpected(std::move(receipt.error()));
  receipt->tally = use_->tally;
  return privacy::to_json(*receipt, use_->context->rules());
}

std::vector<std::string> Usage::unmatched_waivers() const { return use_->waivers.unmatched(); }

}  // namespace cavra

namespace cavra::privacy {

std::expected<std::shared_ptr<const Context>, Error> Context::load(PolicyFiles files) {
  auto context = std::make_shared<Context>();
  context->files_ = std::move(files);
  std::string& key = context->files_.key;
  if (!key.empty()) {
    auto ready = KeyedHash::with_key(key);
    if (!ready) return std::unexpected(std::move(ready.error()));
    context->key_ = std::make_shared<const KeyedHash>(std::move(*ready));
    ::explicit_bzero(key.data(), key.size());
    key.clear();
  }
  if (auto loaded = context->load_rules(); !loaded) return std::unexpected(std::move(loaded.error()));
  if (auto loaded = context->load_roster(); !loaded) return std::unexpected(std::move(loaded.error()));
  if (auto loaded = context->load_waivers(); !loaded) return std::unexpected(std::move(loaded.error()));
  return context;
}

std::expected<std::shared_ptr<const Context>, Error> Context::with_waivers(const PolicyFile& waivers, Time now) const {
  auto context = std::make_shared<Context>(*this);
  context->files_.waivers = waivers;
  auto read =
      Waivers::read(waivers.bytes, waivers.name, rules(), {.now = now, .has_key = has_key(), .by_place = !has_key()});
  if (!read) return std::unexpected(std::move(read.error()));
  context->waivers_ = std::move(*read);
  context->notices_ = context->waivers_.problems();
  return context;
}

std::expected<void, Error> Context::load_rules() {
  std::vector<RuleFile> rule_files;
  for (const PolicyFile& file : files_.rules) {
    auto rules = read_rule_file(file.bytes, file.name, RuleSource::user);
    if (!rules) return std::unexpected(std::move(rules.error()));
    notices_.insert(notices_.end(), rules->notices.begin(), rules->notices.end());
    rule_files.push_back(std::move(*rules));
  }
  auto rules = RuleSet::with(std::move(rule_files));
  if (!rules) return std::unexpected(std::move(rules.error()));
  rules_ = std::make_shared<const RuleSet>(std::move(*rules));
  return {};
}

std::expected<void, Error> Context::load_roster() {
  if (!files_.roster) return {};
  const PolicyFile& file = *files_.roster;
  const bool keyed = Roster::are_hashes(file.bytes);
  if (keyed && !key_)
    return std::unexpected(
        Error{Code::bad_usage, "the roster is keyed", "give its key with --key-file", file.name, 0, 0, 0});
  auto roster = keyed ? Roster::from_hashes(file.bytes, file.name, *key_) : Roster::from_names(file.bytes, file.name);
  if (!roster) return std::unexpected(std::move(roster.error()));
  roster_ = std::make_shared<const Roster>(std::move(*roster));
  if (roster_->size() == 0) notices_.push_back(file.name + ": the roster has no name: no customer is looked for");
  return {};
}

std::expected<void, Error> Context::load_waivers() {
  Waivers::Options options;
  options.has_key = has_key();
  if (files_.now.empty()) {
    options.now = clock_time();
  } else {
    const auto now = parse_time(files_.now);
    if (!now)
      return std::unexpected(
          Error{Code::bad_usage, "--now is no time", "write it as 2026-11-23 or 2026-11-23T12:00:00Z", {}, 0, 0, 0});
    options.now = *now;
  }
  if (!files_.waivers) return {};
  auto waivers = Waivers::read(files_.waivers->bytes, files_.waivers->name, rules(), options);
  if (!waivers) return std::unexpected(std::move(waivers.error()));
  waivers_ = std::move(*waivers);
  notices_.insert(notices_.end(), waivers_.problems().begin(), waivers_.problems().end());
  return {};
}

Scanner::Options Context::scanner_options() const {
  Scanner::Options options;
  options.rules = &rules();
  options.roster = roster_.get();
  options.key = key_.get();
  return options;
}

std::expected<Receipt, Error> Context::receipt() const {
  Receipt receipt;
  receipt.keyed = has_key();
  if (!files_.now.empty()) receipt.now = files_.now;
  const auto add = [&receipt](std::string what, const PolicyFile& file) -> std::expected<void, Error> {
    if (auto loaded = crypto::load(); !loaded) return loaded;
    receipt.files.push_back({std::move(what), file.name, crypto::sha256(file.bytes)});
    return {};
  };
  for (const PolicyFile& file : files_.rules)
    if (auto added = add("rules", file); !added) return std::unexpected(std::move(added.error()));
  if (files_.roster)
    if (auto added = add("roster", *files_.roster); !added) return std::unexpected(std::move(added.error()));
  if (files_.waivers)
    if (auto added = add("waivers", *files_.waivers); !added) return std::unexpected(std::move(added.error()));
  return receipt;
}

Code code_of(const RuleSet& rules, std::uint16_t rule) {
  if (rule == static_cast<std::uint16_t>(OwnRule::incomplete)) return Code::scan_incomplete;
  switch (rules.rules()[rule].category) {
    case Category::contact:
      return Code::private_contact;
    case Category::identity:
      return Code::private_identity;
    case Category::commercial:
      return Code::private_commercial;
    case Category::legal:
      return Code::private_legal;
    case Category::secret:
      return Code::private_secret;
    case Category::raw_evidence:
      return Code::private_raw_evidence;
    case Category::private_note:
      return Code::private_note;
    case Category::disguise:
      return Code::private_disguise;
  }
  return Code::private_disguise;
}

}  // namespace cavra::privacy
