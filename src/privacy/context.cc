#include "privacy/context.h"

#include <charconv>

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
  if (auto loaded = context->load_rules(); !loaded) return std::unexpected(std::move(loaded.error()));
  std::string& key = context->files_.key;
  if (!key.empty()) {
    auto ready = KeyedHash::with_key(key);
    if (!ready) return std::unexpected(std::move(ready.error()));
    context->key_.emplace(std::move(*ready));
    crypto::wipe(key);
  }
  if (auto loaded = context->load_roster(); !loaded) return std::unexpected(std::move(loaded.error()));
  if (auto loaded = context->load_waivers(); !loaded) return std::unexpected(std::move(loaded.error()));
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
  rules_.emplace(std::move(*rules));
  return {};
}

std::expected<void, Error> Context::load_roster() {
  if (!files_.roster) return {};
  const PolicyFile& file = *files_.roster;
  const bool keyed = Roster::are_hashes(file.bytes);
  if (keyed && !key_)
    return std::unexpected(Error{Code::bad_usage, "the roster is keyed", "give its key with --key-file", file.name, 0, 0, 0});
  auto roster = keyed ? Roster::from_hashes(file.bytes, file.name, *key_) : Roster::from_names(file.bytes, file.name);
  if (!roster) return std::unexpected(std::move(roster.error()));
  roster_.emplace(std::move(*roster));
  return {};
}

std::expected<void, Error> Context::load_waivers() {
  Waivers::Options options;
  options.has_key = key_.has_value();
  if (files_.now.empty()) {
    options.now = std::chrono::floor<std::chrono::seconds>(std::chrono::system_clock::now());
  } else {
    const auto now = parse_time(files_.now);
    if (!now)
      return std::unexpected(Error{Code::bad_usage, "--now is no time", "write it as 2026-11-23 or 2026-11-23T12:00:00Z", {}, 0, 0, 0});
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
  options.roster = roster_ ? &*roster_ : nullptr;
  options.key = key_ ? &*key_ : nullptr;
  return options;
}

std::expected<Receipt, Error> Context::receipt() const {
  Receipt receipt;
  receipt.keyed = key_.has_value();
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

std::optional<Time> parse_time(std::string_view text) {
  using namespace std::chrono;
  // The number of `size` digits at `at`, or -1.
  const auto number = [text](std::size_t at, std::size_t size) {
    int value = -1;
    if (text.size() < at + size) return -1;
    const auto [end, problem] = std::from_chars(text.data() + at, text.data() + at + size, value);
    return problem == std::errc() && end == text.data() + at + size ? value : -1;
  };
  const auto is = [text](std::size_t at, std::string_view one_of) { return at < text.size() && one_of.find(text[at]) != std::string_view::npos; };
  const year_month_day day{year{number(0, 4)}, month{static_cast<unsigned>(number(5, 2))}, std::chrono::day{static_cast<unsigned>(number(8, 2))}};
  if (!is(4, "-") || !is(7, "-") || number(0, 4) < 0 || !day.ok()) return std::nullopt;
  if (text.size() == 10) return Time{sys_days(day)};
  const int hour = number(11, 2);
  const int minute = number(14, 2);
  const int second = number(17, 2);
  if (!is(10, "Tt ") || !is(13, ":") || !is(16, ":") || hour < 0 || hour > 23 || minute < 0 || minute > 59 || second < 0 || second > 59)
    return std::nullopt;
  const Time time = sys_days(day) + hours{hour} + minutes{minute} + seconds{second};
  if (text.size() == 20 && is(19, "Zz")) return time;
  const int ahead_hours = number(20, 2);
  const int ahead_minutes = number(23, 2);
  if (text.size() != 25 || !is(19, "+-") || !is(22, ":") || ahead_hours < 0 || ahead_minutes < 0 || ahead_minutes > 59) return std::nullopt;
  const auto ahead = hours{ahead_hours} + minutes{ahead_minutes};
  return text[19] == '+' ? time - ahead : time + ahead;
}

}  // namespace cavra::privacy
