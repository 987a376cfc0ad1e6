#include "privacy/prefilter.h"

#ifdef CAVRA_HYPERSCAN

#include <hs/hs_runtime.h>

#include <exception>
#include <new>
#include <unordered_set>

#include "privacy/embedded.h"

namespace cavra::privacy {
namespace {

/// Null when there is nothing to look for.
const hs_database_t* database_of(std::span<const char> image) {
  return image.empty() ? nullptr : reinterpret_cast<const hs_database_t*>(image.data());
}

/// hyperscan's scratch space, fit for each database that it was used with.
class HyperscanScratch final : public Prefilter::Scratch {
 public:
  ~HyperscanScratch() override { hs_free_scratch(scratch_); }

  hs_scratch_t* fit(const hs_database_t* database) {
    if (fitted_.insert(database).second && hs_alloc_scratch(database, &scratch_) != HS_SUCCESS) throw std::bad_alloc();
    return scratch_;
  }

 private:
  hs_scratch_t* scratch_ = nullptr;
  std::unordered_set<const hs_database_t*> fitted_;
};

struct Context {
  const embedded::Database& literals;
  std::string_view text;
  std::vector<Hit>& hits;
  std::uint16_t first;

  void take(unsigned id, std::size_t end) {
    const embedded::Pattern& pattern = literals.patterns[id];
    for (const embedded::Need& need : literals.needs.subspan(pattern.first, pattern.count)) {
      if (!has_edges(text, end - pattern.size, end, need.edge_before, need.edge_after)) continue;
      hits.push_back({static_cast<std::uint32_t>(end), static_cast<std::uint16_t>(first + need.rule), need.clause});
    }
  }
};

class HyperscanFilter final : public Prefilter {
 public:
  explicit HyperscanFilter(std::uint16_t first) : first_(first) {}

  std::unique_ptr<Scratch> scratch() const override { return std::make_unique<HyperscanScratch>(); }

  void scan(Part part, SearchBuffer buffer, Scratch& scratch, std::vector<Hit>& hits) const override {
    const embedded::Database& literals = part == Part::words ? embedded::words() : embedded::digits();
    const hs_database_t* database = database_of(literals.image);
    if (database == nullptr || buffer.spaced.empty()) return;
    Context context{literals, buffer.text, hits, first_};
    const auto on_match = [](unsigned id, unsigned long long, unsigned long long end, unsigned, void* opaque) {
      static_cast<Context*>(opaque)->take(id, end);
      return 0;
    };
    const hs_error_t error = hs_scan(database, buffer.spaced.data(), static_cast<unsigned>(buffer.spaced.size()), 0,
                                     static_cast<HyperscanScratch&>(scratch).fit(database), on_match, &context);
    if (error != HS_SUCCESS) std::terminate();
  }

  bool can_match(std::uint16_t rule, std::string_view text, Scratch& scratch) const override {
    const embedded::Shapes& shapes = embedded::shapes();
    const std::size_t index = static_cast<std::size_t>(rule - first_);
    if (rule < first_ || index >= shapes.offsets.size() || shapes.offsets[index] == embedded::no_shape) return true;
    const hs_database_t* database = database_of(shapes.images.subspan(shapes.offsets[index]));
    bool found = false;
    const auto on_match = [](unsigned, unsigned long long, unsigned long long, unsigned, void* opaque) {
      *static_cast<bool*>(opaque) = true;
      return 1;
    };
    const hs_error_t error = hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0,
                                     static_cast<HyperscanScratch&>(scratch).fit(database), on_match, &found);
    if (error != HS_SUCCESS && error != HS_SCAN_TERMINATED) std::terminate();
    return found;
  }

 private:
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
