#include "privacy/prefilter.h"

#ifdef CAVRA_HYPERSCAN

#include <hs/hs_runtime.h>

#include <algorithm>
#include <mutex>

#include "base/utf8.h"
#include "privacy/embedded.h"

namespace cavra::privacy {
namespace {

/// A database that is deserialized on the first scan.
class Database {
 public:
  explicit Database(std::span<const char> bytes) : bytes_(bytes) {}
  ~Database() { hs_free_database(database_); }
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Null when there is nothing to look for.
  [[nodiscard]] const hs_database_t* get() const {
    if (bytes_.empty()) return nullptr;
    std::call_once(once_, [&] {
      if (hs_deserialize_database(bytes_.data(), bytes_.size(), &database_) != HS_SUCCESS) std::terminate();
    });
    return database_;
  }

 private:
  std::span<const char> bytes_;
  mutable std::once_flag once_;
  mutable hs_database_t* database_ = nullptr;
};

/// hyperscan's scratch space, fit for each database that it was used with.
class HyperscanScratch final : public Prefilter::Scratch {
 public:
  ~HyperscanScratch() override { hs_free_scratch(scratch_); }

  hs_scratch_t* fit(const hs_database_t* database) {
    if (std::find(fitted_.begin(), fitted_.end(), database) == fitted_.end()) {
      if (hs_alloc_scratch(database, &scratch_) != HS_SUCCESS) throw std::bad_alloc();
      fitted_.push_back(database);
    }
    return scratch_;
  }

 private:
  hs_scratch_t* scratch_ = nullptr;
  std::vector<const hs_database_t*> fitted_;
};

bool plain_ascii(std::string_view text) {
  unsigned char high = 0;
  unsigned tabs = 0;
  for (const char c : text) {
    high = static_cast<unsigned char>(high | static_cast<unsigned char>(c));
    tabs |= c == '\v' ? 1U : 0U;
  }
  return high < 0x80 && tabs == 0;
}

/// Whether hyperscan matches all that RE2 does in `text`. It takes UTF-8 alone; its white space has the vertical tab,
/// and to it the Kelvin sign is no k and the long s no s.
bool agrees_with_re2(std::string_view text) {
  if (plain_ascii(text)) return true;
  return text.find('\v') == std::string_view::npos && text.find("\u212A") == std::string_view::npos &&
         text.find("\u017F") == std::string_view::npos && invalid_utf8_at(text) == text.size();
}

template <class Found>
void run(const hs_database_t* database, std::string_view text, Prefilter::Scratch& scratch, Found found) {
  if (database == nullptr || text.empty()) return;
  const auto on_match = [](unsigned id, unsigned long long, unsigned long long end, unsigned, void* context) {
    (*static_cast<Found*>(context))(static_cast<std::uint16_t>(id), static_cast<std::uint32_t>(end));
    return 0;
  };
  const hs_error_t error = hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0,
                                   static_cast<HyperscanScratch&>(scratch).fit(database), on_match, &found);
  if (error != HS_SUCCESS) std::terminate();
}

class HyperscanFilter final : public Prefilter {
 public:
  explicit HyperscanFilter(std::uint16_t first)
      : words_(embedded::words()), digits_(embedded::digits()), full_(embedded::full()), first_(first) {
    for (const std::uint16_t rule : embedded::unfiltered()) always_.push_back(static_cast<std::uint16_t>(first + rule));
  }

  std::unique_ptr<Scratch> scratch() const override { return std::make_unique<HyperscanScratch>(); }

  void scan(Part part, std::string_view buffer, Scratch& scratch, std::vector<Candidate>& candidates) const override {
    if (!agrees_with_re2(buffer)) return scan_plainly(buffer, scratch, candidates);
    const Database& database = part == Part::words ? words_ : digits_;
    run(database.get(), buffer, scratch, [&](std::uint16_t rule, std::uint32_t end) {
      candidates.push_back({end, static_cast<std::uint16_t>(first_ + rule)});
    });
  }

  void scan_long(std::string_view text, Scratch& scratch, std::vector<std::uint16_t>& rules) const override {
    if (!agrees_with_re2(text)) return plain().scan_long(text, scratch, rules);
    run(full_.get(), text, scratch,
        [&](std::uint16_t rule, std::uint32_t) { rules.push_back(static_cast<std::uint16_t>(first_ + rule)); });
    rules.insert(rules.end(), always_.begin(), always_.end());
  }

  std::span<const std::uint16_t> always() const override { return always_; }

 private:
  struct Plain {
    std::once_flag once;
    std::unique_ptr<Prefilter> filter;
  };

  /// The other way, for the few texts that hyperscan would read differently.
  const Prefilter& plain() const {
    std::call_once(plain_.once, [&] { plain_.filter = make_keyword_filter(embedded::rules(), first_); });
    return *plain_.filter;
  }

  void scan_plainly(std::string_view buffer, Scratch& scratch, std::vector<Candidate>& candidates) const {
    plain().scan(Part::words, buffer, scratch, candidates);
    for (std::size_t end = 1; end <= buffer.size(); ++end) {
      if (end != buffer.size() && buffer[end] != '\n') continue;
      for (const std::uint16_t rule : plain().always()) candidates.push_back({static_cast<std::uint32_t>(end), rule});
    }
  }

  Database words_;
  Database digits_;
  Database full_;
  std::uint16_t first_;
  std::vector<std::uint16_t> always_;
  mutable Plain plain_;
};

}  // namespace

std::unique_ptr<Prefilter> make_hyperscan_filter(std::uint16_t first) {
  if (hs_valid_platform() != HS_SUCCESS) return nullptr;
  return std::make_unique<HyperscanFilter>(first);
}

}  // namespace cavra::privacy

#else

namespace cavra::privacy {

std::unique_ptr<Prefilter> make_hyperscan_filter(std::uint16_t) { return nullptr; }

}  // namespace cavra::privacy

#endif
