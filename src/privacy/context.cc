#include "privacy/context.h"

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

const std::vector<std::string>& Policy::notices() const { return context_->notices(); }

}  // namespace cavra

namespace cavra::privacy {

std::expected<std::shared_ptr<const Context>, Error> Context::load(PolicyFiles files) {
  auto context = std::make_shared<Context>();
  std::vector<RuleFile> rule_files;
  for (const PolicyFile& file : files.rules) {
    auto rules = read_rule_file(file.bytes, file.name, RuleSource::user);
    if (!rules) return std::unexpected(std::move(rules.error()));
    context->notices_.insert(context->notices_.end(), rules->notices.begin(), rules->notices.end());
    rule_files.push_back(std::move(*rules));
  }
  auto rules = RuleSet::with(std::move(rule_files));
  if (!rules) return std::unexpected(std::move(rules.error()));
  context->rules_.emplace(std::move(*rules));
  if (!files.key.empty()) {
    auto key = KeyedHash::with_key(files.key);
    if (!key) return std::unexpected(std::move(key.error()));
    context->key_.emplace(std::move(*key));
  }
  for (const PolicyFile& file : files.rosters) {
    const bool keyed = Roster::are_hashes(file.bytes);
    if (keyed && !context->key_)
      return std::unexpected(Error{Code::bad_usage, "the roster is keyed", "give its key with --key-file", file.name, 0, 0, 0});
    auto roster = keyed ? Roster::from_hashes(file.bytes, file.name, *context->key_) : Roster::from_names(file.bytes, file.name);
    if (!roster) return std::unexpected(std::move(roster.error()));
    context->roster_.emplace(std::move(*roster));
  }
  return context;
}

Scanner::Options Context::scanner_options() const {
  Scanner::Options options;
  options.rules = &rules();
  options.roster = roster();
  options.key = key_ ? &*key_ : nullptr;
  return options;
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
