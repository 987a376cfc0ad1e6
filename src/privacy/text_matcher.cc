#include "privacy/text_matcher.h"

#include <algorithm>

#include "privacy/literals.h"

namespace cavra::privacy {
namespace {

constexpr std::size_t most_joined = 16384;  // bytes of short texts that are scanned at a time
constexpr std::size_t few_keywords = 6;     // to be looked for before the regex is tried
constexpr std::size_t overlap = 64;         // no literal is longer

std::size_t count_digits(std::string_view text) {
  std::size_t digits = 0;
  for (const char c : text) digits += c >= '0' && c <= '9' ? 1U : 0U;
  return digits;
}

bool is_printable_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return (c >= ' ' && c <= '~') || c == '\t'; });
}

/// Letters beyond ASCII that match ASCII ones in any case, which literals are not looked up as.
bool has_folding_letters(std::string_view text) {
  return text.find("\u212A") != std::string_view::npos || text.find("\u017F") != std::string_view::npos;
}

}  // namespace

TextMatcher::TextMatcher(const RuleSet& rules) : rules_(rules), near_(2 * near_cells), far_(2) {
  for (const auto& prefilter : rules.prefilters()) scratch_.push_back(prefilter->scratch());
  const std::span<const Rule> all = rules.rules();
  marks_.resize(all.size());
  behind_.resize(all.size());
  slots_.resize(all.size());
  for (std::uint16_t i = 0; i != all.size(); ++i) {
    all_clauses_.push_back(static_cast<std::uint8_t>((1U << all[i].clauses.size()) - 1));
    if (i < own_rule_count || !all[i].clauses.empty()) continue;
    auto& bare = all[i].match_digits == 0 ? (is_near(i) ? bare_words_near_ : bare_words_far_)
                                          : (is_near(i) ? bare_digits_near_ : bare_digits_far_);
    bare.push_back(i);
  }
}

void TextMatcher::add(std::string_view text, std::uint8_t kinds, bool joined) {
  texts_.push_back({text, kinds, joined});
}

void TextMatcher::run(std::vector<RuleMatch>& found) {
  looked_at_ = {};
  std::size_t first = 0;
  std::size_t size = 0;
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

void TextMatcher::space_buffer() {
  spaced_.resize(buffer_.size());
  std::transform(buffer_.begin(), buffer_.end(), spaced_.begin(), spaced);
}

/// Looks for literals in what buffer_ holds.
void TextMatcher::scan(Prefilter::Part part) {
  hits_.clear();
  for (std::size_t i = 0; i != scratch_.size(); ++i)
    rules_.prefilters()[i]->scan(part, {buffer_, spaced_}, *scratch_[i], hits_);
  const auto by_end = [](const Hit& a, const Hit& b) { return a.end < b.end; };
  if (!std::is_sorted(hits_.begin(), hits_.end(), by_end)) std::sort(hits_.begin(), hits_.end(), by_end);
}

void TextMatcher::run_short(std::size_t first, std::size_t end, std::vector<RuleMatch>& found) {
  if (first == end) return;
  run_part(Prefilter::Part::words, first, end, found);
  run_part(Prefilter::Part::digits, first, end, found);
}

void TextMatcher::run_part(Prefilter::Part part, std::size_t first, std::size_t end, std::vector<RuleMatch>& found) {
  buffer_.clear();
  ends_.clear();
  for (std::size_t i = first; i != end; ++i) {
    if (part == Prefilter::Part::digits && count_digits(texts_[i].text) == 0) continue;
    buffer_ += texts_[i].text;
    ends_.emplace_back(buffer_.size(), static_cast<std::uint32_t>(i));
    buffer_ += '\0';  // in no literal
  }
  space_buffer();
  scan(part);
  const bool words = part == Prefilter::Part::words;
  const bool folding = has_folding_letters(buffer_);
  std::size_t hit = 0;
  for (const auto& [text_end, number] : ends_) {
    for (; hit != hits_.size() && hits_[hit].end <= text_end; ++hit) {
      mark(hits_[hit].rule, static_cast<std::uint8_t>(1U << hits_[hit].clause));
    }
    const std::size_t size = texts_[number].text.size();
    const Place place{number, {0, size}, size, true};
    if (folding && has_folding_letters(texts_[number].text)) mark_all(part);
    for (const std::uint16_t rule : marked_) {
      if (marks_[rule] == all_clauses_[rule]) try_rule(rule, place, found);
      marks_[rule] = 0;
    }
    marked_.clear();
    try_rules(words ? bare_words_near_ : bare_digits_near_, place, found);
    try_rules(words ? bare_words_far_ : bare_digits_far_, place, found);
  }
}

void TextMatcher::mark(std::uint16_t rule, std::uint8_t clauses) {
  if (marks_[rule] == 0) marked_.push_back(rule);
  marks_[rule] = static_cast<std::uint8_t>(marks_[rule] | clauses);
}

/// As if each literal of the part's rules were there.
void TextMatcher::mark_all(Prefilter::Part part) {
  for (std::uint16_t rule = own_rule_count; rule != all_clauses_.size(); ++rule) {
    const bool words = rules_.rules()[rule].match_digits == 0;
    if (all_clauses_[rule] != 0 && words == (part == Prefilter::Part::words)) mark(rule, all_clauses_[rule]);
  }
}

void TextMatcher::try_rules(std::span<const std::uint16_t> rules, const Place& place, std::vector<RuleMatch>& found) {
  for (const std::uint16_t rule : rules) try_rule(rule, place, found);
}

void TextMatcher::try_rule(std::uint16_t number, const Place& place, std::vector<RuleMatch>& found) {
  const Rule& rule = rules_.rules()[number];
  const Text& text = texts_[place.number];
  if ((rule.kinds & text.kinds) == 0 || (text.joined && !rule.joins)) return;
  const std::string_view near = text.text.substr(place.window.begin, place.window.end - place.window.begin);
  if (near.size() < rule.shortest) return;
  if (rule.match_digits != 0 && count_digits(near) < rule.match_digits) return;
  const bool cheap = rule.clauses.empty() || rule.keywords.size() <= few_keywords;
  if (cheap && !has_context(rule, near)) return;
  if (!can_match(number, near)) return;
  Window window = place.window;
  if (!place.whole) window.begin = std::max(window.begin, behind_[number]);
  matches_.clear();
  rules_.pattern(number).find(rule, text.text, window, place.last, matches_);
  if (matches_.empty() || (!cheap && !has_context(rule, near))) return;
  behind_[number] = matches_.back().match.end;
  for (const Match& match : matches_) found.push_back({place.number, number, match});
}

/// Whether the regex may match in a window: what was compiled while building says so before it is compiled here.
bool TextMatcher::can_match(std::uint16_t rule, std::string_view near) {
  if (plainly_ || scratch_.empty()) return true;
  if (looked_at_.data() != near.data() || looked_at_.size() != near.size()) {
    looked_at_ = near;
    is_ascii_ = is_printable_ascii(near);
  }
  return !is_ascii_ || rules_.prefilters().front()->can_match(rule, near, *scratch_.front());
}

void TextMatcher::note(const Hit& hit, std::size_t cell, Marks& marks) {
  Slot& slot = slots_[hit.rule];
  if (slot.cell != cells_seen_ + cell) {
    slot = {cells_seen_ + cell, marks.size()};
    marks.emplace_back(hit.rule, std::uint8_t{0});
  }
  auto& clauses = marks[slot.index].second;
  clauses = static_cast<std::uint8_t>(clauses | 1U << hit.clause);
}

/// Notes which clauses the cells of a block have.
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
  space_buffer();
  for (const Prefilter::Part which : {Prefilter::Part::words, Prefilter::Part::digits}) {
    scan(which);
    for (const Hit& hit : hits_) {
      if (hit.end <= before) continue;  // the block before had it
      const std::size_t cell = (hit.end - 1 - before) / near_stride.step;
      // Cells are numbered through the text; a rule is either near or far, so that the numbers may share one range.
      if (is_near(hit.rule))
        note(hit, number * near_cells + cell, near_[half * near_cells + cell]);
      else
        note(hit, number, far_[half]);
    }
  }
}

void TextMatcher::try_marked(const Place& place, bool all, bool near, std::vector<RuleMatch>& found) {
  if (all) {
    mark_all(Prefilter::Part::words);
    mark_all(Prefilter::Part::digits);
  }
  for (const std::uint16_t rule : marked_) {
    if (marks_[rule] == all_clauses_[rule] && is_near(rule) == near) try_rule(rule, place, found);
    marks_[rule] = 0;
  }
  marked_.clear();
  try_rules(near ? bare_words_near_ : bare_words_far_, place, found);
  try_rules(near ? bare_digits_near_ : bare_digits_far_, place, found);
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
      for (const auto& [rule, clauses] : near_[(half * near_cells + cell) % near_.size()]) mark(rule, clauses);
    }
    const Place place{number, {begin, std::min(begin + short_text, size)}, begin + near_stride.step, false};
    try_marked(place, folding && has_folding_letters(text.substr(begin, short_text)), true, found);
  }
  for (const Marks& marks : far_) {
    for (const auto& [rule, clauses] : marks) mark(rule, clauses);
  }
  const std::size_t begin = at * block;
  const Place place{number, {begin, std::min(begin + far_stride.step + far_stride.reach, size)}, begin + block, false};
  try_marked(place, folding, false, found);
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
  cells_seen_ += (blocks + 1) * near_cells + 1;
}

void TextMatcher::run_plainly(std::vector<RuleMatch>& found) {
  plainly_ = true;
  const auto try_all = [&](const Place& place, bool near, bool far) {
    for (std::uint16_t rule = own_rule_count; rule != rules_.rules().size(); ++rule) {
      if (is_near(rule) ? near : far) try_rule(rule, place, found);
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
  plainly_ = false;
  texts_.clear();
}

}  // namespace cavra::privacy
