#include "privacy/roster.h"

#include <algorithm>
#include <array>
#include <atomic>
#include <bit>
#include <charconv>
#include <cstring>
#include <optional>

#include "base/hex.h"
#include "base/utf8.h"
#include "privacy/hash.h"
#include "privacy/name_words.h"
#include "privacy/siphash.h"
#include "privacy/word_starts.h"

namespace cavra::privacy {
namespace {

constexpr std::size_t most_words = 6;
constexpr std::size_t least_joined = 6;  // letters of a name that is also looked for without spaces
constexpr std::string_view header = "cavra-seal roster v1";

std::unexpected<Error> wrong(std::string_view source, std::uint32_t line, std::string what, std::string todo = {}) {
  return std::unexpected(
      Error{Code::bad_definition, std::move(what), std::move(todo), std::string(source), 0, line, 1});
}

/// The hashes that a table is made of: seedless ones for names that lie open, else ones that need the key.
class NameHash {
 public:
  NameHash() = default;
  explicit NameHash(const KeyedHash& key) {
    const Digest derived = key("cavra-seal roster words v1");
    const auto word = [&](std::size_t at) { return load_bytes(reinterpret_cast<const char*>(derived.data()) + at, 8); };
    keyed_.emplace(word(0), word(8));
  }
  [[nodiscard]] bool keyed() const { return keyed_.has_value(); }
  /// Never 0, which is an empty place of the table.
  [[nodiscard]] std::uint64_t operator()(std::string_view words) const {
    const std::uint64_t hash = keyed_ ? (*keyed_)(words) : hash_bytes(0, words);
    return hash == 0 ? 1 : hash;
  }

 private:
  std::optional<SipHash> keyed_;
};

/// A set of hashes.
class HashSet {
 public:
  void reserve(std::size_t count) { places_.assign(std::bit_ceil(2 * count + 2), 0); }
  void insert(std::uint64_t hash) {
    if (2 * (size_ + 1) > places_.size()) grow();
    std::size_t at = hash % places_.size();
    while (places_[at] != 0 && places_[at] != hash) at = (at + 1) % places_.size();
    if (places_[at] == 0) ++size_;
    places_[at] = hash;
  }
  [[nodiscard]] bool contains(std::uint64_t hash) const {
    std::size_t at = hash & (places_.size() - 1);
    while (places_[at] != 0 && places_[at] != hash) at = (at + 1) & (places_.size() - 1);
    return places_[at] != 0;
  }
  [[nodiscard]] const std::vector<std::uint64_t>& places() const { return places_; }

 private:
  void grow() {
    std::vector<std::uint64_t> old = std::move(places_);
    reserve(old.size());
    size_ = 0;
    for (const std::uint64_t hash : old) {
      if (hash != 0) insert(hash);
    }
  }
  std::vector<std::uint64_t> places_ = std::vector<std::uint64_t>(64);
  std::size_t size_ = 0;
};

std::string hex(std::uint64_t value) {
  std::string digits(16, '0');
  for (std::size_t i = 16; i-- != 0; value >>= 4U) digits[i] = "0123456789abcdef"[value & 15U];
  return digits;
}

/// Calls name(line, text) for each line that is a name.
template <class Name>
std::expected<void, Error> each_name(std::string_view bytes, std::string_view source, Name name) {
  if (bytes.starts_with(header))
    return wrong(source, 1, "this is a roster of hashes, not of names", "give the names that it was made of");
  if (invalid_utf8_at(bytes) != bytes.size()) return wrong(source, 1, "the roster is not UTF-8", "save it as UTF-8");
  std::uint32_t line = 0;
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view text = strip(bytes.substr(0, end));
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    ++line;
    if (text.empty() || text.front() == '#') continue;
    if (!name(text))
      return wrong(source, line, "a name has neither letter nor digit", "mend the line, or begin it with #");
  }
  return {};
}

/// The spellings by which a name is looked up, each as folded words joined by spaces; the first word of each goes
/// ahead.
std::vector<std::pair<std::string, std::string>> spellings(const NameWords& words) {
  std::string spaced;
  std::string closed;
  for (std::size_t i = 0; i != words.size(); ++i) {
    if (i != 0) spaced += ' ';
    spaced += words.folded(i);
    closed += words.folded(i);
  }
  std::vector<std::pair<std::string, std::string>> all = {{std::string(words.folded(0)), spaced}};
  if (words.size() > 1 && closed.size() >= least_joined) all.emplace_back(closed, closed);
  return all;
}

}  // namespace

class Roster::Table {
 public:
  explicit Table(NameHash hash) : hash_(hash) {}

  bool add(std::string_view name) {
    words_.read(name, 0, most_words);
    if (words_.size() == 0) return false;
    for (const auto& [first, whole] : spellings(words_)) {
      add(hash_(first), hash_(whole));
      if (!hash_.keyed()) starts_.add(first);
      has_digits_ = has_digits_ || whole.find_first_of("0123456789") != std::string::npos;
    }
    ++size_;
    return true;
  }
  void add_first(std::uint64_t first) { firsts_.insert(first); }
  void add_name(std::uint64_t name) {
    names_.insert(name);
    ++size_;
  }
  void reserve(std::size_t names) {
    firsts_.reserve(names);
    names_.reserve(names);
  }

  void find(std::string_view text, std::vector<Window>& found) const;

  [[nodiscard]] std::size_t size() const { return size_; }
  [[nodiscard]] bool keyed() const { return hash_.keyed(); }
  [[nodiscard]] bool may_have_digits() const { return hash_.keyed() || has_digits_; }
  [[nodiscard]] const HashSet& firsts() const { return firsts_; }
  [[nodiscard]] const HashSet& names() const { return names_; }

 private:
  void add(std::uint64_t first, std::uint64_t whole) {
    firsts_.insert(first);
    names_.insert(whole);
  }
  /// Where the longest name that begins with the first of `words` ends; 0 when there is none.
  [[nodiscard]] std::size_t longest(const NameWords& words, std::size_t first) const;
  void find_any(std::string_view text, std::vector<Window>& found) const;
  void find_open(std::string_view text, std::vector<Window>& found) const;
  void find_keyed(std::string_view text, std::vector<Window>& found) const;
  [[nodiscard]] std::atomic<std::uint64_t>& slot_of(std::uint64_t start) const {
    return no_firsts_[start * 0x9E3779B97F4A7C15U >> 52U];
  }

  NameHash hash_;
  HashSet firsts_;
  HashSet names_;
  WordStarts starts_;
  NameWords words_;  // of add()
  std::size_t size_ = 0;
  bool has_digits_ = false;
  /// Words of up to eight bytes that begin no name, as texts have shown; 0 is none.
  mutable std::array<std::atomic<std::uint64_t>, 4096> no_firsts_{};
};

std::size_t Roster::Table::longest(const NameWords& words, std::size_t first) const {
  std::string spelling(words.folded(first));
  if (!firsts_.contains(hash_(spelling))) return 0;
  std::size_t end = 0;
  for (std::size_t i = first;;) {
    if (names_.contains(hash_(spelling))) end = words[i].end;
    ++i;
    if (i == words.size() || i == first + most_words) return end;
    spelling += ' ';
    spelling += words.folded(i);
  }
}

/// Looks every word up.
void Roster::Table::find_any(std::string_view text, std::vector<Window>& found) const {
  NameWords words;
  words.read(text, 0, text.size());
  std::size_t behind = 0;
  for (std::size_t i = 0; i != words.size(); ++i) {
    if (words[i].begin < behind) continue;
    const std::size_t end = longest(words, i);
    if (end == 0) continue;
    found.push_back({words[i].begin, end});
    behind = end;
  }
}

/// For ASCII: passes over the words that no name begins with.
void Roster::Table::find_open(std::string_view text, std::vector<Window>& found) const {
  NameWords words;
  std::size_t behind = 0;
  starts_.each(text, [&](std::size_t at) {
    if (at < behind) return;
    words.read(text, at, most_words);
    const std::size_t end = longest(words, 0);
    if (end == 0) return;
    found.push_back({at, end});
    behind = end;
  });
}

/// For ASCII: hashes no word again that is known to begin no name.
void Roster::Table::find_keyed(std::string_view text, std::vector<Window>& found) const {
  NameWords words;
  std::size_t behind = 0;
  WordStarts::each_word(text, [&](std::size_t at, std::uint64_t start, std::size_t size) {
    const bool whole = size <= sizeof start;
    std::atomic<std::uint64_t>& slot = slot_of(start);
    if (at < behind || (whole && slot.load(std::memory_order_relaxed) == start)) return;
    std::array<char, sizeof start> small{};
    std::memcpy(small.data(), &start, sizeof start);
    if (!whole) words.read(text, at, 1);
    if (!firsts_.contains(hash_(whole ? std::string_view(small.data(), size) : words.folded(0)))) {
      if (whole) slot.store(start, std::memory_order_relaxed);
      return;
    }
    words.read(text, at, most_words);
    const std::size_t end = longest(words, 0);
    if (end == 0) return;
    found.push_back({at, end});
    behind = end;
  });
}

void Roster::Table::find(std::string_view text, std::vector<Window>& found) const {
  if (!WordStarts::reads(text)) return find_any(text, found);
  hash_.keyed() ? find_keyed(text, found) : find_open(text, found);
}

Roster::Roster(std::unique_ptr<const Table> table) : table_(std::move(table)) {}
Roster::Roster(Roster&&) noexcept = default;
Roster& Roster::operator=(Roster&&) noexcept = default;
Roster::~Roster() = default;

std::expected<Roster, Error> Roster::from_names(std::string_view bytes, const std::string& source) {
  auto table = std::make_unique<Table>(NameHash());
  table->reserve(static_cast<std::size_t>(std::count(bytes.begin(), bytes.end(), '\n')) * 2 + 1);
  auto read = each_name(bytes, source, [&](std::string_view name) { return table->add(name); });
  if (!read) return std::unexpected(read.error());
  return Roster(std::move(table));
}

bool Roster::are_hashes(std::string_view bytes) { return bytes.starts_with(header); }

std::expected<std::string, Error> build_roster(std::string_view names, const std::string& source,
                                               const KeyedHash& key) {
  const NameHash hash(key);
  std::vector<std::uint64_t> firsts;
  std::vector<std::uint64_t> wholes;
  NameWords words;
  auto read = each_name(names, source, [&](std::string_view name) {
    words.read(name, 0, most_words);
    if (words.size() == 0) return false;
    for (const auto& [first, whole] : spellings(words)) {
      firsts.push_back(hash(first));
      wholes.push_back(hash(whole));
    }
    return true;
  });
  if (!read) return std::unexpected(read.error());
  // Sorted, and each once, so that neither the order of the names nor words that they share can be seen.
  std::string out = std::string(header) + " " + to_hex(key("cavra-seal roster check v1")).substr(0, 16) + "\n";
  for (auto* list : {&firsts, &wholes}) {
    std::sort(list->begin(), list->end());
    list->erase(std::unique(list->begin(), list->end()), list->end());
    for (const std::uint64_t value : *list) out += (list == &firsts ? "w " : "n ") + hex(value) + "\n";
  }
  return out;
}

std::expected<Roster, Error> Roster::from_hashes(std::string_view bytes, const std::string& source,
                                                 const KeyedHash& key) {
  const std::string first_line =
      std::string(header) + " " + to_hex(key("cavra-seal roster check v1")).substr(0, 16) + "\n";
  if (!are_hashes(bytes)) return wrong(source, 1, "this is no roster of hashes", "make one with roster build");
  if (!bytes.starts_with(first_line))
    return wrong(source, 1, "the roster was made with another key", "give the key that it was made with");
  auto table = std::make_unique<Table>(NameHash(key));
  constexpr std::size_t line_size = 19;
  bytes.remove_prefix(first_line.size());
  table->reserve(bytes.size() / line_size);
  for (std::uint32_t line = 2; !bytes.empty(); ++line, bytes.remove_prefix(line_size)) {
    std::uint64_t value = 0;
    const bool whole = bytes.size() >= line_size && bytes[1] == ' ' && bytes[line_size - 1] == '\n';
    const auto parsed =
        whole ? std::from_chars(bytes.data() + 2, bytes.data() + line_size - 1, value, 16) : std::from_chars_result{};
    if (!whole || parsed.ec != std::errc() || parsed.ptr != bytes.data() + line_size - 1 ||
        (bytes[0] != 'w' && bytes[0] != 'n') || value == 0) {
      return wrong(source, line, "this is no line of a roster of hashes", "make it again with roster build");
    }
    if (bytes[0] == 'w')
      table->add_first(value);
    else
      table->add_name(value);
  }
  return Roster(std::move(table));
}

void Roster::find(std::string_view text, std::vector<Window>& found) const { table_->find(text, found); }
std::size_t Roster::size() const { return table_->size(); }
bool Roster::keyed() const { return table_->keyed(); }
bool Roster::may_have_digits() const { return table_->may_have_digits(); }

}  // namespace cavra::privacy
