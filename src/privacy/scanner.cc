#include "privacy/scanner.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "privacy/blur.h"
#include "privacy/clean_memory.h"
#include "privacy/joins.h"
#include "privacy/mask.h"
#include "privacy/roster.h"
#include "privacy/text_matcher.h"

namespace cavra::privacy {
namespace {

constexpr std::uint8_t bit(Kind kind) { return static_cast<std::uint8_t>(1U << static_cast<unsigned>(kind)); }

constexpr std::uint32_t first_batch = 64;  // leaves that are matched together: few, while little is remembered
constexpr std::uint32_t most_batched = 512;

constexpr std::uint16_t index(OwnRule rule) { return static_cast<std::uint16_t>(rule); }

OwnRule rule_for(Disguise::Kind kind) {
  switch (kind) {
    case Disguise::Kind::zero_width:
      return OwnRule::zero_width;
    case Disguise::Kind::bidirectional:
      return OwnRule::bidirectional;
    case Disguise::Kind::control:
      return OwnRule::control;
    case Disguise::Kind::mixed_script:
      return OwnRule::mixed_script;
  }
  return OwnRule::control;
}

bool overlap(Span a, Span b) { return a.begin < b.end && b.begin < a.end; }

std::string_view part(std::string_view text, Span span) { return text.substr(span.begin, span.end - span.begin); }

/// What texts with one digit for all are remembered as.
std::uint8_t blurred_type(Kind kind) { return static_cast<std::uint8_t>(0x10U | static_cast<unsigned>(kind)); }

Span to_span(Window window) {
  return {static_cast<std::uint32_t>(window.begin), static_cast<std::uint32_t>(window.end)};
}

}  // namespace

class Scanner::Impl {
 public:
  explicit Impl(const Options& options)
      : options_(options),
        batch_(*options.rules),
        alone_(*options.rules),
        reader_(options.budget),
        names_have_digits_(options.roster != nullptr && options.roster->may_have_digits()) {}

  void scan(std::span<const Leaf> leaves, std::vector<Finding>& findings);
  [[nodiscard]] const Tally& tally() {
    tally_.work += batch_.take_work() + alone_.take_work();
    return tally_;
  }

 private:
  /// What a finding is about, before it is one.
  struct Source {
    std::uint32_t leaf;
    std::uint32_t last_leaf;
    Span span;
    std::span<const Decoding> layers;
    std::string_view value;
  };

  void look_up(std::uint32_t first, std::uint32_t end);
  [[nodiscard]] bool is_known(std::uint32_t leaf);
  void match_unknown();
  void read_leaf(std::uint32_t leaf);
  void read_segments(std::uint32_t leaf);
  void take_reading(std::uint32_t leaf, std::uint32_t offset, const Reading& reading);
  void take_outcome(std::uint32_t leaf, Span span, const Outcome& outcome);
  void take_own_findings(std::uint32_t leaf, std::uint32_t offset);
  void find_names(std::string_view text, std::uint32_t leaf);

  void match_joined();
  enum class Known : std::uint8_t { nothing, but_for_digits, all };
  [[nodiscard]] Known known_of(std::size_t run);
  void take_joined(const JoinedRun& run, std::uint16_t rule, Window match, std::string_view value,
                   std::span<const Decoding> layers);
  void find_joined_names(const JoinedRun& run);
  void read_joined(const JoinedRun& run);

  [[nodiscard]] bool is_found(std::uint16_t rule, std::uint32_t leaf, Span span);
  void add(std::uint16_t rule, const Source& source);
  void finish(std::size_t first);
  void remember_leaves(std::uint32_t first, std::uint32_t end);
  void remember_runs();
  void remember_run(std::size_t run);

  Options options_;
  TextMatcher batch_;  // for plain leaves and joined ones
  TextMatcher alone_;  // for one reading at a time
  Reader reader_;
  Joins joins_;
  std::unique_ptr<CleanMemory> memory_;
  Tally tally_;
  bool used_ = false;
  const bool names_have_digits_;  // so that they are looked for in texts that are known but for their digits
  std::string blurred_;

  // Of the scan at hand.
  std::span<const Leaf> leaves_;
  std::vector<Finding>* findings_ = nullptr;
  std::size_t first_finding_ = 0;
  std::vector<std::uint32_t> finding_leaf_;  // by finding, from first_finding_
  std::set<std::tuple<std::uint32_t, std::uint16_t, std::uint32_t, std::uint32_t>>
      spans_;                           // of findings: leaf, rule, begin, end
  std::vector<CleanMemory::Id> known_;  // by leaf
  std::vector<bool> blurred_leaf_;      // by leaf: what is known, or can be, is its text with one digit for all
  std::vector<bool> forgettable_;       // by leaf: more than its own reading, so that it is not remembered
  std::vector<bool> has_finding_;       // by leaf
  std::vector<std::uint32_t> unknown_;  // leaves of the batch at hand
  std::vector<std::uint32_t> encoded_;  // those of them that may be more than their own reading
  std::vector<RuleMatch> found_;
  std::vector<RuleMatch> found_alone_;
  std::vector<Window> names_;
  std::vector<CleanMemory::Id> run_ids_;
  std::vector<bool> run_is_blind_;  // by run: nothing is found in it whichever its digits are, unless they decode
};

void Scanner::Impl::scan(std::span<const Leaf> leaves, std::vector<Finding>& findings) {
  leaves_ = leaves;
  findings_ = &findings;
  first_finding_ = findings.size();
  finding_leaf_.clear();
  spans_.clear();
  if (options_.remember && (used_ || leaves.size() > most_batched) && !memory_) {
    memory_ = std::make_unique<CleanMemory>();
    batch_.look_for_settled();
  }
  used_ = true;
  known_.assign(leaves.size(), 0);
  blurred_leaf_.assign(leaves.size(), false);
  forgettable_.assign(leaves.size(), false);
  has_finding_.assign(leaves.size(), false);
  std::uint32_t batch = first_batch;
  for (std::uint32_t i = 0; i < leaves.size();) {
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(leaves.size(), i + batch));
    look_up(i, end);
    match_unknown();
    for (const std::uint32_t leaf : encoded_) read_leaf(leaf);
    remember_leaves(i, end);
    batch = std::min(2 * batch, most_batched);
    i = end;
  }
  match_joined();
  remember_runs();
  finish(first_finding_);
}

/// Tells leaves that are known to be clean from others, and of these, those that are their only reading from the rest.
void Scanner::Impl::look_up(std::uint32_t first, std::uint32_t end) {
  unknown_.clear();
  encoded_.clear();
  for (std::uint32_t i = first; i != end; ++i) {
    const Leaf& leaf = leaves_[i];
    ++tally_.leaves;
    tally_.keys += leaf.kind == Kind::key ? 1 : 0;
    tally_.bytes += leaf.text.size();
    if (leaf.text.empty()) continue;
    if (memory_ && is_known(i)) continue;
    unknown_.push_back(i);
    if (!is_plain(leaf.text)) encoded_.push_back(i);
  }
}

bool Scanner::Impl::is_known(std::uint32_t leaf) {
  const auto& [text, kind, place, container, join_next] = leaves_[leaf];
  if (text.size() <= CleanMemory::longest && blur(text, blurred_)) {
    known_[leaf] = memory_->find(blurred_, blurred_type(kind));
    if (known_[leaf] != 0 && !is_plain(text)) known_[leaf] = 0;
    blurred_leaf_[leaf] = known_[leaf] != 0;
    if (blurred_leaf_[leaf] && names_have_digits_) find_names(text, leaf);
  }
  if (known_[leaf] == 0) known_[leaf] = memory_->find(text, kind);
  return known_[leaf] != 0;
}

/// As they stand.
void Scanner::Impl::match_unknown() {
  for (const std::uint32_t leaf : unknown_) {
    batch_.add(leaves_[leaf].text, bit(leaves_[leaf].kind), false);
    find_names(leaves_[leaf].text, leaf);
  }
  found_.clear();
  batch_.run(found_);
  for (const RuleMatch& match : found_) {
    const std::uint32_t leaf = unknown_[match.text];
    const Span value = to_span(match.match.value);
    add(match.rule, {leaf, leaf, value, {}, part(leaves_[leaf].text, value)});
  }
  for (std::size_t i = 0; i != unknown_.size(); ++i) blurred_leaf_[unknown_[i]] = batch_.is_settled(i);
}

void Scanner::Impl::find_names(std::string_view text, std::uint32_t leaf) {
  if (options_.roster == nullptr) return;
  names_.clear();
  options_.roster->find(text, names_);
  for (const Window& name : names_) {
    add(index(OwnRule::customer), {leaf, leaf, to_span(name), {}, part(text, to_span(name))});
  }
}

/// What it holds beside what stands there.
void Scanner::Impl::read_leaf(std::uint32_t leaf) {
  const std::string_view text = leaves_[leaf].text;
  blurred_leaf_[leaf] = false;
  const Outcome outcome = reader_.read(text, [&](const Reading& reading) {
    if (!reading.layers.empty()) take_reading(leaf, 0, reading);
  });
  take_outcome(leaf, {0, static_cast<std::uint32_t>(text.size())}, outcome);
  take_own_findings(leaf, 0);
  if (leaves_[leaf].kind != Kind::text) read_segments(leaf);
}

/// A segment of a reference can be encoded where the whole reference is not.
void Scanner::Impl::read_segments(std::uint32_t leaf) {
  const std::string_view text = leaves_[leaf].text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('/', begin), text.size());
    const std::string_view segment = text.substr(begin, end - begin);
    if (segment.size() != text.size() && !is_plain(segment)) {
      const auto offset = static_cast<std::uint32_t>(begin);
      const Outcome outcome = reader_.read(segment, [&](const Reading& reading) {
        if (!reading.layers.empty()) take_reading(leaf, offset, reading);
      });
      take_outcome(leaf, {offset, static_cast<std::uint32_t>(end)}, outcome);
      take_own_findings(leaf, offset);
    }
    begin = end + 1;
  }
}

void Scanner::Impl::take_reading(std::uint32_t leaf, std::uint32_t offset, const Reading& reading) {
  for (const Decoding layer : reading.layers) ++tally_.layers[static_cast<std::size_t>(layer)];
  const auto take = [&](std::uint16_t rule, Window window) {
    const Span inner = to_span(window);
    Span span = reading.source(inner.begin, inner.end);
    span = {span.begin + offset, span.end + offset};
    add(rule, {leaf, leaf, span, reading.layers, part(reading.text, inner)});
  };
  alone_.add(reading.text, bit(leaves_[leaf].kind), false);
  found_alone_.clear();
  alone_.run(found_alone_);
  for (const RuleMatch& match : found_alone_) take(match.rule, match.match.value);
  if (options_.roster == nullptr) return;
  names_.clear();
  options_.roster->find(reading.text, names_);
  for (const Window& name : names_) take(index(OwnRule::customer), name);
}

void Scanner::Impl::take_outcome(std::uint32_t leaf, Span span, const Outcome& outcome) {
  forgettable_[leaf] = forgettable_[leaf] || outcome.readings > 1 || outcome.limit != Limit::none;
  tally_.readings += outcome.readings == 0 ? 0 : outcome.readings - 1;
  tally_.decoded_bytes += outcome.decoded_bytes;
  tally_.work += outcome.steps;
  tally_.depth = std::max(tally_.depth, outcome.depth);
  if (outcome.limit == Limit::none) return;
  ++tally_.incomplete;
  add(index(OwnRule::incomplete), {leaf, leaf, span, {}, {}});
}

void Scanner::Impl::take_own_findings(std::uint32_t leaf, std::uint32_t offset) {
  const std::string_view text = leaves_[leaf].text;
  const auto take = [&](OwnRule rule, Span span, std::span<const Decoding> layers) {
    span = {span.begin + offset, span.end + offset};
    add(index(rule), {leaf, leaf, span, layers, part(text, span)});
  };
  for (const Disguise& disguise : reader_.disguises()) take(rule_for(disguise.kind), disguise.span, disguise.layers);
  for (const Opaque& opaque : reader_.opaques()) take(OwnRule::opaque, opaque.span, opaque.layers);
}

/// What is known of a run: nothing is found in it as it stands when its leaves, or some that differ from them in digits
/// alone, are remembered together; what it may hold to decode may yet hang on its digits.
Scanner::Impl::Known Scanner::Impl::known_of(std::size_t run) {
  run_ids_.clear();
  bool blurred = false;
  for (const std::uint32_t leaf : joins_.leaves_of(run)) {
    run_ids_.push_back(known_[leaf]);
    blurred = blurred || blurred_leaf_[leaf];
  }
  if (!memory_ || !memory_->has_run(run_ids_)) return Known::nothing;
  return blurred ? Known::but_for_digits : Known::all;
}

void Scanner::Impl::match_joined() {
  joins_.arrange(leaves_);
  joins_.reset();
  std::vector<JoinedRun> texts;
  std::vector<JoinedRun> closed;  // those joined by nothing
  std::vector<std::size_t> runs;  // of the texts
  std::vector<std::size_t> closed_runs;
  for (std::size_t run = 0; run != joins_.size(); ++run) {
    ++tally_.joined;
    const Known known = known_of(run);
    if (known == Known::all) continue;
    for (const JoinedRun& joined : joins_.join(leaves_, run, "")) {
      if (known == Known::nothing) {
        closed.push_back(joined);
        continue;
      }
      if (names_have_digits_) find_joined_names(joined);
      if (digits_may_decode(joined.text)) read_joined(joined);
    }
    for (const JoinedRun& joined : joins_.join(leaves_, run, " ")) {
      if (known == Known::nothing)
        texts.push_back(joined);
      else if (names_have_digits_)
        find_joined_names(joined);
    }
    closed_runs.resize(closed.size(), run);
    runs.resize(texts.size(), run);
  }
  texts.insert(texts.end(), closed.begin(), closed.end());
  runs.insert(runs.end(), closed_runs.begin(), closed_runs.end());
  for (const JoinedRun& joined : texts) batch_.add(joined.text, Rule::all_kinds, true);
  found_.clear();
  batch_.run(found_);
  for (const RuleMatch& match : found_) {
    const JoinedRun& run = texts[match.text];
    take_joined(run, match.rule, match.match.match, part(run.text, to_span(match.match.value)), {});
  }
  run_is_blind_.assign(joins_.size(), true);
  for (std::size_t i = 0; i != texts.size(); ++i)
    if (!batch_.is_settled(i)) run_is_blind_[runs[i]] = false;
  for (const JoinedRun& run : texts) find_joined_names(run);
  for (const JoinedRun& run : closed) {
    if (!is_plain(run.text)) read_joined(run);
  }
}

void Scanner::Impl::find_joined_names(const JoinedRun& run) {
  if (options_.roster == nullptr) return;
  names_.clear();
  options_.roster->find(run.text, names_);
  for (const Window& name : names_) take_joined(run, index(OwnRule::customer), name, part(run.text, to_span(name)), {});
}

void Scanner::Impl::read_joined(const JoinedRun& run) {
  const Outcome outcome = reader_.read(run.text, [&](const Reading& reading) {
    if (reading.layers.empty()) return;
    alone_.add(reading.text, Rule::all_kinds, true);
    found_alone_.clear();
    alone_.run(found_alone_);
    for (const RuleMatch& match : found_alone_) {
      const Span value = to_span(match.match.value);
      const Span whole = to_span(match.match.match);
      const Span source = reading.source(whole.begin, whole.end);
      take_joined(run, match.rule, {source.begin, source.end}, part(reading.text, value), reading.layers);
    }
  });
  if (outcome.limit == Limit::none) return;
  ++tally_.incomplete;
  take_joined(run, index(OwnRule::incomplete), {0, run.text.size()}, {}, {});
}

/// Counts what crosses a join alone, and of it what the rule reads everywhere and did not find in one of the strings.
void Scanner::Impl::take_joined(const JoinedRun& run, std::uint16_t rule, Window match, std::string_view value,
                                std::span<const Decoding> layers) {
  const auto [first, last] = run.covered(match);
  if (first == last) return;
  for (std::size_t piece = first; piece <= last; ++piece) {
    const Piece& covered = run.pieces[piece];
    if (!options_.rules->rules()[rule].reads(leaves_[covered.leaf].kind)) return;
    const auto begin = static_cast<std::uint32_t>(std::max<std::size_t>(match.begin, covered.begin));
    const auto end = static_cast<std::uint32_t>(std::min<std::size_t>(match.end, covered.end));
    if (is_found(rule, covered.leaf, {begin - covered.begin + covered.from, end - covered.begin + covered.from}))
      return;
  }
  const Piece& piece = run.pieces[first];
  const auto begin = static_cast<std::uint32_t>(match.begin) - piece.begin + piece.from;
  add(rule, {piece.leaf, run.pieces[last].leaf, {begin, piece.end - piece.begin + piece.from}, layers, value});
}

/// Whether a finding of the rule is at the span of the leaf or overlaps it. Those that were found do not overlap.
bool Scanner::Impl::is_found(std::uint16_t rule, std::uint32_t leaf, Span span) {
  const auto meets = [&](const auto& found) {
    ++tally_.work;
    const auto& [other_leaf, other_rule, begin, end] = found;
    return other_leaf == leaf && other_rule == rule && (Span{begin, end} == span || overlap({begin, end}, span));
  };
  const auto behind = spans_.lower_bound({leaf, rule, span.begin, span.end});
  auto at = behind;
  if (at != spans_.end() && meets(*at)) return true;
  for (int before = 0; before != 2 && at != spans_.begin(); ++before)  // an empty one may stand between
    if (meets(*--at)) return true;
  return false;
}

void Scanner::Impl::add(std::uint16_t rule, const Source& source) {
  has_finding_[source.leaf] = true;
  has_finding_[source.last_leaf] = true;
  if (is_found(rule, source.leaf, source.span)) return;  // the same again in another reading is no further finding
  spans_.emplace(source.leaf, rule, source.span.begin, source.span.end);
  Finding finding;
  finding.rule = rule;
  finding.place = leaves_[source.leaf].place;
  finding.last_place = leaves_[source.last_leaf].place;
  finding.span = source.span;
  finding.layers.assign(source.layers.begin(), source.layers.end());
  finding.mask = mask(source.value);
  if (options_.key != nullptr) {
    std::string message = "cavra-seal finding\n";
    message += options_.rules->rules()[rule].id;
    message += '\n';
    message += source.value;
    finding.fingerprint = (*options_.key)(message);
  }
  findings_->push_back(std::move(finding));
  finding_leaf_.push_back(source.leaf);
  ++tally_.findings;
}

void Scanner::Impl::remember_leaves(std::uint32_t first, std::uint32_t end) {
  if (!memory_) return;
  for (std::uint32_t i = first; i != end; ++i) {
    const Leaf& leaf = leaves_[i];
    if (known_[i] != 0 || has_finding_[i] || forgettable_[i] || leaf.text.empty()) continue;
    blurred_leaf_[i] = blurred_leaf_[i] && blur(leaf.text, blurred_);
    known_[i] = blurred_leaf_[i] ? memory_->remember(blurred_, blurred_type(leaf.kind))
                                 : memory_->remember(leaf.text, leaf.kind);
  }
}

void Scanner::Impl::remember_runs() {
  if (!memory_) return;
  for (std::size_t run = 0; run != joins_.size(); ++run) remember_run(run);
}

void Scanner::Impl::remember_run(std::size_t run) {
  run_ids_.clear();
  bool blurred = false;
  for (const std::uint32_t leaf : joins_.leaves_of(run)) {
    run_ids_.push_back(has_finding_[leaf] ? 0 : known_[leaf]);
    blurred = blurred || blurred_leaf_[leaf];
  }
  if (blurred && !run_is_blind_[run]) return;
  if (memory_->has_run(run_ids_)) return;
  if (blurred) {
    const std::vector<JoinedRun> joined = joins_.join(leaves_, run, "");
    const auto blind = [](const JoinedRun& one) { return reads_blindly(one.text) && !digits_may_decode(one.text); };
    if (!std::all_of(joined.begin(), joined.end(), blind)) return;
  }
  memory_->remember_run(run_ids_);
}

/// Puts the findings of this scan in the order of the leaves.
void Scanner::Impl::finish(std::size_t first) {
  std::vector<std::size_t> order(finding_leaf_.size());
  for (std::size_t i = 0; i != order.size(); ++i) order[i] = i;
  std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    const Finding& left = (*findings_)[first + a];
    const Finding& right = (*findings_)[first + b];
    return std::tuple(finding_leaf_[a], left.span.begin, left.span.end, left.rule, a) <
           std::tuple(finding_leaf_[b], right.span.begin, right.span.end, right.rule, b);
  });
  std::vector<Finding> sorted;
  for (const std::size_t i : order) sorted.push_back(std::move((*findings_)[first + i]));
  std::move(sorted.begin(), sorted.end(), findings_->begin() + static_cast<std::ptrdiff_t>(first));
}

Scanner::Scanner(const Options& options) : impl_(std::make_unique<Impl>(options)) {}
Scanner::~Scanner() = default;
Scanner::Scanner(Scanner&&) noexcept = default;

void Scanner::scan(std::span<const Leaf> leaves, std::vector<Finding>& findings) { impl_->scan(leaves, findings); }

const Tally& Scanner::tally() const { return impl_->tally(); }

}  // namespace cavra::privacy
