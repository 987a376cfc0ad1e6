#include "privacy/text_matcher.h"

#include <algorithm>
#include <bit>

#include "privacy/blur.h"
#include "privacy/char_masks.h"
#include "privacy/literals.h"

namespace cavra::privacy {
namespace {

constexpr std::size_t most_joined = 16384;  // bytes of short texts that are searched at a time
constexpr std::size_t overlap = 64;         // no literal is longer

/// Whether one of the bits from the first to the last is set.
bool any_bit(const std::vector<std::uint64_t>& bits, std::size_t first, std::size_t last) {
  for (std::size_t word = first / 64; word <= last / 64; ++word) {
    std::uint64_t wanted = bits[word];
    if (word == first / 64) wanted &= ~std::uint64_t{0} << first % 64;
    if (word == last / 64) wanted &= ~std::uint64_t{0} >> (63 - last % 64);
    if (wanted != 0) return true;
  }
  return false;
}

}  // namespace

TextMatcher::TextMatcher(const RuleSet& rules) : rules_(rules), near_(2 * near_cells), far_(2) {
  if (rules.shapes() != nullptr) scratch_ = rules.shapes()->scratch();
  const std::span<const Rule> all = rules.rules();
  marks_.resize(all.size());
  behind_.resize(all.size());
  candidates_.resize(all.size());
  needs_.reserve(all.size());
  for (std::uint16_t i = 0; i != all.size(); ++i) {
    const Rule& rule = all[i];
    needs_.push_back({rule.shortest, rule.match_digits, rule.match_separators, rule.match_colons, rule.packed_digits,
                      rule.kinds, rule.joins, rule.reach <= Rule::near, !rule.characters.front().empty(),
                      rules.shapes() != nullptr && rules.shapes()->is_blind(i)});
    if (i >= own_rule_count && !rule.has_literals) bare_.push_back(i);
  }
  std::stable_sort(bare_.begin(), bare_.end(),
                   [this](std::uint16_t a, std::uint16_t b) { return needs_[a].digits < needs_[b].digits; });
}

void TextMatcher::add(std::string_view text, std::uint8_t kinds, bool joined) {
  texts_.push_back({text, kinds, joined});
}

void TextMatcher::run(std::vector<RuleMatch>& found) {
  std::size_t first = 0;
  std::size_t size = 0;
  settled_.assign(texts_.size(), false);
  for (std::size_t i = 0; i != texts_.size(); ++i) {
    const std::string_view text = texts_[i].text;
    if (text.size() > short_text) {
      run_short(first, i, found);
      run_long(static_cast<std::uint32_t>(i), found);
      first = i + 1;
      size = 0;
      continue;
    }
    size += text.size();
    if (size > most_joined) {
      run_short(first, i, found);
      first = i;
      size = text.size();
    }
  }
  run_short(first, texts_.size(), found);
  texts_.clear();
}

/// Looks for literals in what buffer_ holds.
void TextMatcher::scan() {
  hits_.clear();
  work_ += buffer_.size();
  fold_for_search(buffer_, folded_);
  const SearchBuffer buffer{buffer_, std::string_view(folded_).substr(0, buffer_.size())};
  for (const LiteralFilter& filter : rules_.filters()) filter.scan(buffer, hits_);
  if (rules_.filters().size() > 1)
    std::sort(hits_.begin(), hits_.end(), [](const Hit& a, const Hit& b) { return a.end < b.end; });
}

/// Short texts together, rule by rule.
void TextMatcher::run_short(std::size_t first, std::size_t end, std::vector<RuleMatch>& found) {
  if (first == end) return;
  buffer_.clear();
  ends_.clear();
  looks_.clear();
  for (std::size_t i = first; i != end; ++i) {
    buffer_ += texts_[i].text;
    ends_.push_back(static_cast<std::uint32_t>(buffer_.size()));
    buffer_ += '\n';
    looks_.push_back(look_at(texts_[i].text));
  }
  scan();
  note_candidates(first);
  for (const std::uint16_t rule : wanted_) {
    keep_possible(rule, first);
    keep_shaped(rule);
    for (const std::uint32_t candidate : candidates_[rule]) looks_[candidate].is_open = true;
    match_candidates(rule, first, found);
    candidates_[rule].clear();
  }
  wanted_.clear();
  if (settles_) settle(first);
}

void TextMatcher::look_for_settled() {
  if (settles_) return;
  settles_ = true;
  for (const LiteralFilter& filter : rules_.filters()) digit_literals_.add(filter.tables(), filter.first());
}

/// Which of the short texts are settled.
void TextMatcher::settle(std::size_t first) {
  for (const auto& [text, rule] : doubts_)
    looks_[text].is_open = looks_[text].is_open || may_match_blindly(rule, first, text);
  doubts_.clear();
  for (std::uint32_t text = 0; text != looks_.size(); ++text) {
    Look& look = looks_[text];
    if (look.is_open || !has_digits_alone(look)) continue;
    blur(look.near, blurred_);
    fold_for_search(blurred_, folded_);
    const std::string_view folded = std::string_view(folded_).substr(0, blurred_.size());
    asked_.clear();
    look.is_open = digit_literals_.any(folded, [&](std::uint16_t rule) {
      if (std::find(asked_.begin(), asked_.end(), rule) != asked_.end()) return false;
      asked_.push_back(rule);
      return may_match_blindly(rule, first, text);
    });
    settled_[first + text] = !look.is_open;
  }
}

/// Whether a rule may match in the text or in one that differs from it in digits alone, as far as its shape and its
/// needs tell.
bool TextMatcher::may_match_blindly(std::uint16_t rule, std::size_t first, std::uint32_t candidate) {
  Look& look = looks_[candidate];
  if (!is_for(rule, texts_[first + candidate]) || !counts_met(rule, look)) return false;
  work_ += look.near.size();
  return needs_[rule].blind ? rules_.shapes()->can_match(rule, look.near, *scratch_)
                            : rules_.pattern(rule).may_match_blindly(look.near);
}

/// Which rules have literals in which texts, and those without literals in all.
void TextMatcher::note_candidates(std::size_t first) {
  const auto note = [this](std::uint16_t rule, std::size_t text) {
    auto& texts = candidates_[rule];
    if (texts.empty()) wanted_.push_back(rule);
    if (!texts.empty() && texts.back() == text) return;
    texts.push_back(static_cast<std::uint32_t>(text));
    if (settles_ && !needs_[rule].blind && has_digits_alone(looks_[text]))
      doubts_.emplace_back(static_cast<std::uint32_t>(text), rule);
  };
  std::size_t text = 0;
  for (const Hit& hit : hits_) {
    while (text + 1 != ends_.size() && hit.begin >= ends_[text]) ++text;
    note(hit.rule, text);
  }
  const bool folding = has_folding_letters(buffer_);
  for (text = 0; text != ends_.size(); ++text) {
    for (const std::uint16_t rule : bare_) {
      if (needs_[rule].digits > looks_[text].digits) break;
      note(rule, text);
    }
    if (!folding || !has_folding_letters(texts_[first + text].text)) continue;
    for (std::uint16_t rule = own_rule_count; rule != needs_.size(); ++rule) {
      if (!rules_.rules()[rule].has_literals) continue;
      note(rule, text);
      auto& texts = candidates_[rule];  // those from literals are there already
      std::inplace_merge(texts.begin(), texts.end() - 1, texts.end());
      texts.erase(std::unique(texts.begin(), texts.end()), texts.end());
    }
  }
}

/// Whether the rule is tried on texts like this one.
bool TextMatcher::is_for(std::uint16_t rule, const Text& text) const {
  return (needs_[rule].kinds & text.kinds) != 0 && (!text.joined || needs_[rule].joins);
}

void TextMatcher::keep_possible(std::uint16_t rule, std::size_t first) {
  std::erase_if(candidates_[rule], [&](std::uint32_t candidate) {
    return !is_for(rule, texts_[first + candidate]) || !needs_met(rule, looks_[candidate]);
  });
}

/// Of the candidates that are ASCII, those that the rule's shape is in: asked one by one, or when there are many of
/// them, of the whole buffer.
void TextMatcher::keep_shaped(std::uint16_t rule) {
  constexpr std::size_t many = 48;
  const Shapes* const shapes = rules_.shapes();
  auto& candidates = candidates_[rule];
  if (!scratch_ || shapes == nullptr || candidates.empty() || !shapes->has(rule)) return;
  if (candidates.size() < many) {
    std::erase_if(candidates, [&](std::uint32_t candidate) {
      const Look& look = looks_[candidate];
      work_ += look.near.size();
      return look.is_ascii && !shapes->can_match(rule, look.near, *scratch_);
    });
    return;
  }
  work_ += buffer_.size();
  match_ends_.assign(buffer_.size() / 64 + 1, 0);
  shapes->mark_ends(rule, buffer_, match_ends_, *scratch_);
  std::erase_if(candidates, [&](std::uint32_t candidate) {
    const std::size_t begin = candidate == 0 ? 0 : ends_[candidate - 1] + std::size_t{1};
    return looks_[candidate].is_ascii && !any_bit(match_ends_, begin, ends_[candidate] + std::size_t{1});
  });
}

void TextMatcher::match_candidates(std::uint16_t rule, std::size_t first, std::vector<RuleMatch>& found) {
  for (const std::uint32_t candidate : candidates_[rule]) {
    const std::size_t size = looks_[candidate].near.size();
    match(rule, {static_cast<std::uint32_t>(first + candidate), {0, size}, size, true}, found);
  }
}

void TextMatcher::mark(std::uint16_t rule) {
  if (marks_[rule]) return;
  marks_[rule] = true;
  marked_.push_back(rule);
}

/// As if a literal of each rule were there.
void TextMatcher::mark_all() {
  for (std::uint16_t rule = own_rule_count; rule != needs_.size(); ++rule)
    if (rules_.rules()[rule].has_literals) mark(rule);
}

TextMatcher::Look TextMatcher::look_at(std::string_view near) {
  Look look;
  look.near = near;
  std::uint64_t unprintable = 0;
  for (std::size_t at = 0; at < near.size(); at += 64) {
    const CharMasks masks = char_masks(near, at);
    look.digits += static_cast<std::size_t>(std::popcount(masks.digit));
    look.separators += static_cast<std::size_t>(std::popcount(masks.separator));
    look.colons += static_cast<std::size_t>(std::popcount(masks.colon));
    unprintable |= masks.unprintable;
  }
  look.is_ascii = unprintable == 0;
  return look;
}

void TextMatcher::find_characters(Look& look) {
  look.knows_characters = true;
  for (const char c : look.near) look.characters.add(static_cast<unsigned char>(lower(c)));
}

void TextMatcher::count_packed_digits(Look& look) {
  constexpr std::size_t step = 8;     // windows so far apart have all of each pack
  constexpr std::size_t enough = 12;  // few rules need more: then all may be packed
  constexpr std::uint64_t pack = (std::uint64_t{1} << (Rule::pack + step)) - 1;
  look.knows_packed_digits = true;
  std::uint64_t before = 0;
  for (std::size_t at = 0; at < look.near.size() + 64; at += 64) {
    const std::uint64_t here = at < look.near.size() ? char_masks(look.near, at).digit : 0;
    for (std::size_t from = 0; from != 64; from += step) {
      const std::uint64_t window = before >> from | (from == 0 ? 0 : here << (64 - from));
      look.packed_digits = std::max(look.packed_digits, static_cast<std::size_t>(std::popcount(window & pack)));
      if (look.packed_digits < enough) continue;
      look.packed_digits = look.digits;
      return;
    }
    before = here;
  }
}

/// Whether the window has as many of what is counted as stand near every match of the rule, whichever its digits are.
bool TextMatcher::counts_met(std::uint16_t rule, Look& look) const {
  const Need& need = needs_[rule];
  if (look.near.size() < need.shortest || look.digits < need.digits || look.separators < need.separators ||
      look.colons < need.colons)
    return false;
  if (!look.is_ascii) return true;
  if (need.packed_digits != 0 && !look.knows_packed_digits) count_packed_digits(look);
  return look.packed_digits >= need.packed_digits;
}

/// Whether the window has what stands near every match of the rule.
bool TextMatcher::needs_met(std::uint16_t rule, Look& look) const {
  if (!counts_met(rule, look)) return false;
  if (!look.is_ascii || !needs_[rule].characters) return true;
  if (!look.knows_characters) find_characters(look);
  const auto& sets = rules_.rules()[rule].characters;
  return std::all_of(sets.begin(), sets.end(),
                     [&](const Characters& wanted) { return wanted.empty() || wanted.meets(look.characters); });
}

/// Tries the rules that were marked, those that are near or far or both, and those without literals.
void TextMatcher::try_marked(const Place& place, bool near, bool far, std::vector<RuleMatch>& found) {
  for (const std::uint16_t rule : marked_) {
    marks_[rule] = false;
    if (needs_[rule].near ? near : far) try_rule(rule, place, found);
  }
  marked_.clear();
  for (const std::uint16_t rule : bare_) {
    if (needs_[rule].digits > look_.digits) break;
    if (needs_[rule].near ? near : far) try_rule(rule, place, found);
  }
}

/// `look_` is at the place's window.
void TextMatcher::try_rule(std::uint16_t number, const Place& place, std::vector<RuleMatch>& found) {
  if (!is_for(number, texts_[place.number]) || !needs_met(number, look_)) return;
  work_ += look_.near.size();
  if (look_.is_ascii && scratch_ && rules_.shapes() != nullptr &&
      !rules_.shapes()->can_match(number, look_.near, *scratch_))
    return;
  match(number, place, found);
}

void TextMatcher::match(std::uint16_t number, const Place& place, std::vector<RuleMatch>& found) {
  const Rule& rule = rules_.rules()[number];
  const std::string_view text = texts_[place.number].text;
  work_ += place.window.end - place.window.begin;
  if (!has_context(rule, text.substr(place.window.begin, place.window.end - place.window.begin))) return;
  Window window = place.window;
  if (!place.whole) window.begin = std::max(window.begin, behind_[number]);
  matches_.clear();
  const Pattern& pattern = rules_.pattern(number);
  plain_ ? pattern.find_plainly(rule, text, window, place.last, matches_)
         : pattern.find(rule, text, window, place.last, matches_);
  if (matches_.empty()) return;
  behind_[number] = matches_.back().match.end;
  for (const Match& match : matches_) found.push_back({place.number, number, match});
}

/// Notes which rules have literals in the cells of a block.
void TextMatcher::scan_block(std::string_view text, std::size_t number) {
  const std::size_t half = number % 2;
  far_[half].clear();
  folding_[half] = false;
  for (std::size_t i = 0; i != near_cells; ++i) near_[half * near_cells + i].clear();
  const std::size_t begin = number * block;
  if (begin >= text.size()) return;
  const std::size_t before = std::min(begin, overlap);
  const std::string_view part = text.substr(begin - before, before + block);
  folding_[half] = has_folding_letters(part);
  buffer_ = part;
  scan();
  for (const Hit& hit : hits_) {
    if (hit.end <= before) continue;  // the block before had it
    const std::size_t cell = (hit.end - 1 - before) / near_stride.step;
    auto& noted = needs_[hit.rule].near ? near_[half * near_cells + cell] : far_[half];
    if (noted.empty() || noted.back() != hit.rule) noted.push_back(hit.rule);
  }
}

/// Tries the rules on the windows that begin in block `at`; it and the next were scanned.
void TextMatcher::run_blocks(std::uint32_t number, std::size_t at, std::vector<RuleMatch>& found) {
  const std::string_view text = texts_[number].text;
  const std::size_t size = text.size();
  const std::size_t half = at % 2;
  const bool folding = folding_[0] || folding_[1];
  for (std::size_t i = 0; i != near_cells; ++i) {
    const std::size_t begin = at * block + i * near_stride.step;
    if (begin >= size) break;
    for (std::size_t cell = i; cell != i + 3; ++cell) {
      for (const std::uint16_t rule : near_[(half * near_cells + cell) % near_.size()]) mark(rule);
    }
    if (folding && has_folding_letters(text.substr(begin, short_text))) mark_all();
    look_ = look_at(text.substr(begin, short_text));
    const Place place{number, {begin, std::min(begin + short_text, size)}, begin + near_stride.step, false};
    try_marked(place, true, false, found);
  }
  for (const auto& noted : far_) {
    for (const std::uint16_t rule : noted) mark(rule);
  }
  if (folding) mark_all();
  const std::size_t begin = at * block;
  look_ = look_at(text.substr(begin, far_stride.step + far_stride.reach));
  const Place place{number, {begin, std::min(begin + far_stride.step + far_stride.reach, size)}, begin + block, false};
  try_marked(place, false, true, found);
}

void TextMatcher::run_long(std::uint32_t number, std::vector<RuleMatch>& found) {
  const std::string_view text = texts_[number].text;
  std::fill(behind_.begin(), behind_.end(), 0);
  const std::size_t blocks = (text.size() + block - 1) / block;
  scan_block(text, 0);
  for (std::size_t at = 0; at != blocks; ++at) {
    scan_block(text, at + 1);
    run_blocks(number, at, found);
  }
}

void TextMatcher::run_plainly(std::vector<RuleMatch>& found) {
  plain_ = true;
  const auto try_all = [&](const Place& place, bool near, bool far) {
    for (std::uint16_t rule = own_rule_count; rule != needs_.size(); ++rule) {
      if (!is_for(rule, texts_[place.number])) continue;
      if (needs_[rule].near ? near : far) match(rule, place, found);
    }
  };
  for (std::uint32_t number = 0; number != texts_.size(); ++number) {
    const std::size_t size = texts_[number].text.size();
    std::fill(behind_.begin(), behind_.end(), 0);
    if (size <= short_text) {
      try_all({number, {0, size}, size, true}, true, true);
      continue;
    }
    for (std::size_t begin = 0; begin < size; begin += near_stride.step) {
      try_all({number, {begin, std::min(begin + short_text, size)}, begin + near_stride.step, false}, true, false);
    }
    for (std::size_t begin = 0; begin < size; begin += far_stride.step) {
      try_all(
          {number, {begin, std::min(begin + far_stride.step + far_stride.reach, size)}, begin + far_stride.step, false},
          false, true);
    }
  }
  plain_ = false;
  texts_.clear();
}

}  // namespace cavra::privacy
