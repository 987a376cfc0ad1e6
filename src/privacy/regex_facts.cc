#include "privacy/regex_facts.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <optional>
#include <set>

#include "base/utf8.h"
#include "privacy/literals.h"

namespace cavra::privacy {
namespace {

constexpr std::uint32_t most = 0xFFFF;  // what is counted stops here
constexpr std::size_t most_literals = 400;
constexpr std::size_t longest_literal = 24;  // while it is put together
constexpr std::size_t widest_class = 12;

/// As they are put together: characters with two control characters among them.
using Literals = std::set<std::string>;
constexpr char edge = '\1';    // a word boundary
constexpr char folded = '\2';  // before a small letter that stands for both cases
constexpr char gap = '\3';     // an end of the text, or some character that is in no word

/// What is known of a part of a regex.
struct Part {
  std::optional<Literals> exact = Literals{""};  // all that it matches, when that is a short list
  Literals prefix = {""};                        // with one of these all matches begin, and end
  Literals suffix = {""};
  std::vector<Literals> required;
  std::uint32_t digits = 0;
  std::uint32_t separators = 0;
  std::uint32_t colons = 0;
  std::uint32_t shortest = 0;
  std::uint32_t longest = 0;
};

/// The longest part without gaps, with what is known of its ends.
LiteralText read_marked(std::string_view marked) {
  LiteralText best;
  for (std::size_t at = 0; at <= marked.size();) {
    const std::size_t end = std::min(marked.find(gap, at), marked.size());
    const std::string_view part = marked.substr(at, end - at);
    LiteralText literal{.text = {}, .exact = part.find(folded) == std::string_view::npos};
    for (const char c : part) {
      if (c != edge && c != folded) literal.text += literal.exact ? c : lower(c);
    }
    if (literal.text.size() > best.text.size()) {
      literal.edge_before = part.starts_with(edge) || (at != 0 && in_word(literal.text.front()));
      literal.edge_after = part.ends_with(edge) || (end != marked.size() && in_word(literal.text.back()));
      best = std::move(literal);
    }
    at = end + 1;
  }
  if (best.text.size() > longest_searched) {
    best.text.resize(longest_searched);
    best.edge_after = false;
  }
  return best;
}

/// Whether a word boundary is sure between two characters of a literal: its spaces stand for `_`, too.
bool is_edge(char a, char b) { return a != ' ' && b != ' ' && in_word(a) != in_word(b); }

/// Whether whatever holds `inner` holds `outer`.
bool covers(const LiteralText& outer, const LiteralText& inner) {
  if (outer == inner || outer.text.size() > inner.text.size() || (outer.exact && !inner.exact)) return false;
  std::string text = inner.text;
  if (!outer.exact) std::transform(text.begin(), text.end(), text.begin(), lower);
  for (std::size_t at = text.find(outer.text); at != std::string::npos; at = text.find(outer.text, at + 1)) {
    const std::size_t end = at + outer.text.size();
    const bool before = !outer.edge_before || (at == 0 ? inner.edge_before : is_edge(text[at - 1], text[at]));
    const bool after = !outer.edge_after || (end == text.size() ? inner.edge_after : is_edge(text[end - 1], text[end]));
    if (before && after) return true;
  }
  return false;
}

LiteralSet to_set(const Literals& literals) {
  LiteralSet set;
  for (const std::string& marked : literals) set.push_back(read_marked(marked));
  std::sort(set.begin(), set.end());
  set.erase(std::unique(set.begin(), set.end()), set.end());
  LiteralSet least;
  for (const LiteralText& literal : set) {
    const auto covering = [&](const LiteralText& other) { return covers(other, literal); };
    if (std::none_of(set.begin(), set.end(), covering)) least.push_back(literal);
  }
  return least;
}

/// Whether to look for one of these tells anything.
bool useful(const Literals& literals) {
  const auto empty = [](const std::string& marked) { return read_marked(marked).text.empty(); };
  return !literals.empty() && std::none_of(literals.begin(), literals.end(), empty);
}

/// The rarest of the sets that the part requires; empty when it requires none.
Literals best(const Part& part) {
  Literals found;
  double rarest = 1;
  const auto consider = [&](const Literals& set) {
    if (!useful(set)) return;
    const double often = frequency(to_set(set));
    if (found.empty() || often < rarest) {
      rarest = often;
      found = set;
    }
  };
  for (const Literals& set : part.required) consider(set);
  if (part.exact) consider(*part.exact);
  return found;
}

std::optional<Literals> product(const Literals& left, const Literals& right) {
  if (left.size() * right.size() > most_literals) return std::nullopt;
  Literals all;
  for (const std::string& a : left) {
    for (const std::string& b : right) {
      if (a.size() + b.size() > 2 * longest_literal) return std::nullopt;
      all.insert(a + b);
    }
  }
  return all;
}

/// A character class: ASCII by bit, and what is beyond. It has no more than is said here and, unless it is `unsure`,
/// all of that.
struct Class {
  std::bitset<128> ascii;
  std::set<std::uint32_t> others;
  bool many_others = false;
  bool unsure = false;

  void add_range(std::uint32_t from, std::uint32_t to) {
    for (std::uint32_t c = from; c <= to && c < 128; ++c) ascii.set(c);
    if (to < 128) return;
    if (to - std::max(from, 128U) > widest_class)
      many_others = true;
    else
      for (std::uint32_t c = std::max(from, 128U); c <= to; ++c) others.insert(c);
  }
  void add_class(const Class& other) {
    ascii |= other.ascii;
    others.insert(other.others.begin(), other.others.end());
    many_others = many_others || other.many_others;
    unsure = unsure || other.unsure;
  }
  void negate() {
    if (unsure)
      ascii.set();
    else
      ascii.flip();
    others.clear();
    many_others = true;
  }
};

/// Whether a character beyond ASCII has no other case.
bool caseless(std::uint32_t c) {
  return (c >= 0xA0 && c <= 0xBF && c != 0xB5) || c == 0xD7 || c == 0xF7 || (c >= 0x2000 && c <= 0x20FF) ||
         (c >= 0x3000 && c <= 0x9FFF) || (c >= 0xAC00 && c <= 0xD7A3);
}

class FactsReader {
 public:
  explicit FactsReader(std::string_view regex) : regex_(regex) {}

  Part alternation() {
    std::vector<Part> branches = {sequence()};
    while (take('|')) branches.push_back(sequence());
    return branches.size() == 1 ? std::move(branches.front()) : either(branches);
  }

 private:
  bool done() const { return at_ >= regex_.size(); }
  char peek(std::size_t ahead = 0) const { return at_ + ahead < regex_.size() ? regex_[at_ + ahead] : '\0'; }
  bool take(char c) {
    if (done() || regex_[at_] != c) return false;
    ++at_;
    return true;
  }

  static Part either(const std::vector<Part>& branches) {
    Part all;
    all.exact = Literals();
    all.prefix = all.suffix = {};
    Literals one_of_each;
    bool each = true;
    all.digits = all.separators = all.colons = all.shortest = most;
    for (const Part& branch : branches) {
      all.digits = std::min(all.digits, branch.digits);
      all.separators = std::min(all.separators, branch.separators);
      all.colons = std::min(all.colons, branch.colons);
      all.shortest = std::min(all.shortest, branch.shortest);
      all.longest = std::max(all.longest, branch.longest);
      if (all.exact && branch.exact)
        all.exact->insert(branch.exact->begin(), branch.exact->end());
      else
        all.exact.reset();
      const Literals& begins = branch.exact ? *branch.exact : branch.prefix;
      const Literals& ends = branch.exact ? *branch.exact : branch.suffix;
      all.prefix.insert(begins.begin(), begins.end());
      all.suffix.insert(ends.begin(), ends.end());
      const Literals rarest = best(branch);
      each = each && !rarest.empty();
      one_of_each.insert(rarest.begin(), rarest.end());
    }
    if (all.exact && all.exact->size() > most_literals) all.exact.reset();
    if (all.prefix.size() > most_literals) all.prefix = {""};
    if (all.suffix.size() > most_literals) all.suffix = {""};
    if (each) all.required.push_back(std::move(one_of_each));
    return all;
  }

  Part sequence() {
    Part all;
    Literals run = {""};
    bool whole = true;  // the run is all of the sequence
    const auto flush = [&](const Literals& next) {
      const std::optional<Literals> longer = product(run, next);
      Literals found = longer && useful(*longer) ? *longer : run;
      if (useful(found)) all.required.push_back(found);
      if (whole) all.prefix = std::move(found);
      whole = false;
    };
    while (!done() && peek() != '|' && peek() != ')') {
      const Part next = repeated();
      all.digits = std::min(all.digits + next.digits, most);
      all.separators = std::min(all.separators + next.separators, most);
      all.colons = std::min(all.colons + next.colons, most);
      all.shortest = std::min(all.shortest + next.shortest, most);
      all.longest = std::min(all.longest + next.longest, most);
      all.required.insert(all.required.end(), next.required.begin(), next.required.end());
      std::optional<Literals> longer;
      if (next.exact) longer = product(run, *next.exact);
      if (longer) {
        run = std::move(*longer);
        continue;
      }
      flush(next.exact ? *next.exact : next.prefix);
      run = next.exact ? *next.exact : next.suffix;
    }
    if (whole) {
      all.exact = all.prefix = all.suffix = std::move(run);
    } else {
      all.suffix = run;
      if (useful(run)) all.required.push_back(std::move(run));
      all.exact.reset();
    }
    return all;
  }

  Part repeated() {
    Part part = atom();
    for (;;) {
      std::uint32_t least = 1;
      std::uint32_t greatest = most;
      if (take('*')) {
        least = 0;
      } else if (take('?')) {
        least = 0;
        greatest = 1;
      } else if (!take('+') && !counted(least, greatest)) {
        return part;
      }
      take('?');
      repeat(part, least, greatest);
    }
  }

  /// {n}, {n,} or {n,m}; anything else is a brace.
  bool counted(std::uint32_t& least, std::uint32_t& greatest) {
    if (peek() != '{') return false;
    std::size_t at = at_ + 1;
    const auto number = [&](std::uint32_t& value) {
      const std::size_t begin = at;
      value = 0;
      while (at < regex_.size() && regex_[at] >= '0' && regex_[at] <= '9' && at - begin < 5) {
        value = value * 10 + static_cast<std::uint32_t>(regex_[at++] - '0');
      }
      return at != begin;
    };
    if (!number(least)) return false;
    greatest = least;
    if (at < regex_.size() && regex_[at] == ',') {
      ++at;
      if (!number(greatest)) greatest = most;
    }
    if (at >= regex_.size() || regex_[at] != '}') return false;
    at_ = at + 1;
    return true;
  }

  static void repeat(Part& part, std::uint32_t least, std::uint32_t greatest) {
    const bool once = greatest <= 1;
    if (least == 1 && once) return;
    if (least != 0 && part.exact && useful(*part.exact)) part.required.push_back(*part.exact);
    if (part.exact) part.prefix = part.suffix = *part.exact;
    if (least == 0) {
      part.required.clear();
      part.prefix.insert("");
      part.suffix.insert("");
    }
    if (least == 0 && once && part.exact)
      part.exact->insert("");
    else
      part.exact.reset();
    part.digits = std::min(part.digits * least, most);
    part.separators = std::min(part.separators * least, most);
    part.colons = std::min(part.colons * least, most);
    part.shortest = std::min(part.shortest * least, most);
    part.longest = std::min(part.longest * std::min(greatest, most), most);
  }

  Part atom() {
    switch (peek()) {
      case '(':
        return group();
      case '[':
        return of_class(bracket());
      case '.': {
        ++at_;
        Class any;
        any.add_range(0, 0x10FFFF);
        if (!dot_all_) any.ascii.reset('\n');
        return of_class(any);
      }
      case '^':
      case '$':
        ++at_;
        return zero_width(gap);
      case '\\':
        return escape();
      default:
        return of_character(character());
    }
  }

  Part group() {
    ++at_;
    const bool fold = fold_;
    const bool dot_all = dot_all_;
    if (take('?')) {
      if (peek() == 'P' || peek() == '<') {
        while (!done() && regex_[at_++] != '>') {
        }
      } else {
        bool on = true;
        while (!done() && peek() != ':' && peek() != ')') {
          const char flag = regex_[at_++];
          if (flag == '-') on = false;
          if (flag == 'i') fold_ = on;
          if (flag == 's') dot_all_ = on;
        }
        if (take(')')) return Part();  // flags for the rest of the group around
        ++at_;
      }
    }
    Part part = alternation();
    take(')');
    fold_ = fold;
    dot_all_ = dot_all;
    return part;
  }

  std::uint32_t character() {
    const Utf8Char next = decode_utf8(regex_.substr(at_));
    at_ += std::max(next.size, 1U);
    return next.size == 0 ? 0xFFFD : next.code_point;
  }

  Part of_character(std::uint32_t c) const {
    Class single;
    single.add_range(c, c);
    return of_class(single);
  }

  Part of_class(const Class& set) const {
    Part part;
    part.shortest = part.longest = 1;
    const bool ascii = set.others.empty() && !set.many_others;
    bool digits = ascii && set.ascii.any();
    bool separators = digits;
    bool listed = !set.many_others;
    bool word = false;  // some of its characters are in words
    Literals literals;
    std::size_t spaces = 0;
    for (unsigned c = 0; c != 128; ++c) spaces += set.ascii.test(c) && spaced(static_cast<char>(c)) == ' ' ? 1U : 0U;
    for (unsigned c = 0; c != 128; ++c) {
      if (!set.ascii.test(c)) continue;
      const auto byte = static_cast<char>(c);
      const char small = lower(byte);
      digits = digits && c >= '0' && c <= '9';
      separators = separators && is_separator(byte);
      word = word || in_word(byte);
      listed = listed && (c > static_cast<unsigned>(gap));
      if (fold_ && small >= 'a' && small <= 'z')
        literals.insert({folded, small});
      else
        literals.insert(std::string(1, spaces > 1 ? spaced(byte) : byte));
    }
    for (const std::uint32_t c : set.others) {
      listed = listed && (!fold_ || caseless(c));
      std::string bytes;
      append_utf8(bytes, c);
      literals.insert(bytes);
    }
    part.digits = digits ? 1 : 0;
    part.separators = separators ? 1 : 0;
    part.colons = ascii && set.ascii.count() == 1 && set.ascii.test(':') ? 1 : 0;
    if (listed && !literals.empty() && literals.size() <= widest_class && !(digits && literals.size() > 2))
      part.exact = std::move(literals);
    else if (!word)
      part.exact = Literals{std::string(1, gap)};
    else
      part.exact.reset();
    return part;
  }

  static Class perl(char name) {
    Class set;
    const char small = lower(name);
    if (small == 'd' || small == 'w') set.add_range('0', '9');
    if (small == 'w') {
      set.add_range('a', 'z');
      set.add_range('A', 'Z');
      set.add_range('_', '_');
    }
    if (small == 's') {
      for (const char c : {'\t', '\n', '\f', '\r', ' '}) set.ascii.set(static_cast<std::size_t>(c));
    }
    if (small != name) set.negate();
    return set;
  }

  /// \pL, \p{Greek}, \P...: of ASCII what the common ones have, or anything at all.
  Class property(bool negated) {
    std::string_view name = regex_.substr(at_, 1);
    if (take('{')) {
      const std::size_t end = std::min(regex_.find('}', at_), regex_.size());
      name = regex_.substr(at_, end - at_);
      at_ = end + 1;
    } else if (!done()) {
      ++at_;
    }
    Class set;
    set.many_others = true;
    const bool letters = name == "L" || name == "Lu" || name == "Ll";
    if (negated || (!letters && name != "N" && name != "Nd")) {
      set.add_range(0, 0x10FFFF);
      set.unsure = true;
      return set;
    }
    if (letters && name != "Ll") set.add_range('A', 'Z');
    if (letters && name != "Lu") set.add_range('a', 'z');
    if (!letters) set.add_range('0', '9');
    return set;
  }

  /// An escape that is one character, behind its backslash and letter.
  std::uint32_t escaped(char name) {
    constexpr std::string_view names = "aftnrv";
    constexpr std::string_view meant = "\a\f\t\n\r\v";
    const std::size_t found = names.find(name);
    if (found != std::string_view::npos) return static_cast<unsigned char>(meant[found]);
    if (name >= '0' && name <= '7') {
      std::uint32_t value = static_cast<std::uint32_t>(name - '0');
      for (int i = 0; i != 2 && peek() >= '0' && peek() <= '7'; ++i)
        value = value * 8 + static_cast<std::uint32_t>(regex_[at_++] - '0');
      return value;
    }
    if (name != 'x') {
      --at_;
      return character();
    }
    const bool braces = take('{');
    std::uint32_t value = 0;
    for (int i = 0; i != (braces ? 8 : 2) && !done() && peek() != '}'; ++i) {
      const char c = lower(regex_[at_++]);
      value = value * 16 + static_cast<std::uint32_t>(c >= 'a' ? c - 'a' + 10 : c - '0');
    }
    if (braces) take('}');
    return value;
  }

  Part escape() {
    ++at_;
    const char name = peek();
    ++at_;
    switch (name) {
      case 'b':
        return zero_width(edge);
      case 'A':
      case 'z':
        return zero_width(gap);
      case 'B':
        return Part();
      case 'd':
      case 'D':
      case 'w':
      case 'W':
      case 's':
      case 'S':
        return of_class(perl(name));
      case 'p':
      case 'P':
        return of_class(property(name == 'P'));
      case 'C': {
        Class any;
        any.add_range(0, 0x10FFFF);
        return of_class(any);
      }
      case 'Q':
        return quoted();
      default:
        return of_character(escaped(name));
    }
  }

  static Part zero_width(char mark) {
    Part part;
    part.exact = Literals{std::string(1, mark)};
    return part;
  }

  /// \Q...\E
  Part quoted() {
    Part all;
    while (!done() && !regex_.substr(at_).starts_with("\\E")) {
      const Part next = of_character(character());
      all.shortest += next.shortest;
      all.longest += next.longest;
    }
    at_ += 2;
    all.exact.reset();
    return all;
  }

  Class bracket() {
    ++at_;
    const bool negated = take('^');
    Class set;
    bool first = true;
    while (!done() && (first || peek() != ']')) {
      first = false;
      const std::size_t end = peek() == '[' && peek(1) == ':' ? regex_.find(":]", at_ + 2) : std::string_view::npos;
      if (end != std::string_view::npos) {  // else RE2 takes the bracket for itself
        at_ = end + 2;
        set.add_range(0, 127);
        set.unsure = true;
        continue;
      }
      member(set);
    }
    take(']');
    if (fold_) fold(set);
    if (negated) set.negate();
    return set;
  }

  void member(Class& set) {
    if (peek() == '\\') {
      const char name = peek(1);
      if (std::string_view("dDwWsS").find(name) != std::string_view::npos) {
        at_ += 2;
        set.add_class(perl(name));
        return;
      }
      if (name == 'p' || name == 'P') {
        at_ += 2;
        set.add_class(property(name == 'P'));
        return;
      }
    }
    const std::uint32_t from = class_character();
    if (peek() == '-' && peek(1) != ']' && peek(1) != '\0') {
      ++at_;
      set.add_range(from, class_character());
    } else {
      set.add_range(from, from);
    }
  }

  std::uint32_t class_character() {
    if (!take('\\')) return character();
    const char name = peek();
    ++at_;
    return escaped(name);
  }

  static void fold(Class& set) {
    for (unsigned c = 'a'; c <= 'z'; ++c) {
      const unsigned upper = c - ('a' - 'A');
      if (!set.ascii.test(c) && !set.ascii.test(upper)) continue;
      set.ascii.set(c);
      set.ascii.set(upper);
    }
  }

  std::string_view regex_;
  std::size_t at_ = 0;
  bool fold_ = false;
  bool dot_all_ = false;
};

}  // namespace

RegexFacts regex_facts(std::string_view regex) {
  Part part = FactsReader(regex).alternation();
  if (part.exact && useful(*part.exact)) part.required.push_back(*part.exact);
  RegexFacts facts;
  for (const Literals& set : part.required) {
    if (useful(set)) facts.required.push_back(to_set(set));
  }
  facts.digits = part.digits == most ? 0 : part.digits;
  facts.separators = part.separators == most ? 0 : part.separators;
  facts.colons = part.colons == most ? 0 : part.colons;
  facts.longest = part.longest;
  facts.shortest = part.shortest == most ? 0 : part.shortest;
  return facts;
}

}  // namespace cavra::privacy
