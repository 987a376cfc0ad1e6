#include "privacy/prefilter.h"

#ifdef CAVRA_HYPERSCAN

#include <hs/hs_runtime.h>

#include <algorithm>
#include <exception>
#include <mutex>
#include <new>

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

struct Context {
  std::string_view buffer;
  std::vector<Hit>& hits;
  std::uint16_t first;
};

class HyperscanFilter final : public Prefilter {
 public:
  explicit HyperscanFilter(std::uint16_t first)
      : words_(embedded::words()), digits_(embedded::digits()), all_(embedded::all()), first_(first) {}

  std::unique_ptr<Scratch> scratch() const override { return std::make_unique<HyperscanScratch>(); }

  void scan(Part part, std::string_view buffer, Scratch& scratch, std::vector<Hit>& hits) const override {
    const hs_database_t* database = (part == Part::words ? words_ : part == Part::digits ? digits_ : all_).get();
    if (database == nullptr || buffer.empty()) return;
    Context context{buffer, hits, first_};
    const auto on_match = [](unsigned id, unsigned long long, unsigned long long end, unsigned, void* opaque) {
      auto& [text, found, first] = *static_cast<Context*>(opaque);
      const embedded::EmbeddedLiteral& literal = embedded::literals()[id];
      if (has_edges(text, end - literal.size, end, literal.edge_before, literal.edge_after)) {
        found.push_back(
            {static_cast<std::uint32_t>(end), static_cast<std::uint16_t>(first + literal.rule), literal.clause});
      }
      return 0;
    };
    const hs_error_t error = hs_scan(database, buffer.data(), static_cast<unsigned>(buffer.size()), 0,
                                     static_cast<HyperscanScratch&>(scratch).fit(database), on_match, &context);
    if (error != HS_SUCCESS) std::terminate();
  }

 private:
  Database words_;
  Database digits_;
  Database all_;
  std::uint16_t first_;
};

}  // namespace

std::unique_ptr<Prefilter> make_hyperscan_filter(std::uint16_t first) {
  if (!__builtin_cpu_supports("ssse3")) return nullptr;
  return std::make_unique<HyperscanFilter>(first);
}

}  // namespace cavra::privacy

#else

namespace cavra::privacy {

std::unique_ptr<Prefilter> make_hyperscan_filter(std::uint16_t) { return nullptr; }

}  // namespace cavra::privacy

#endif
