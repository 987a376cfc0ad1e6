#include "privacy/shapes.h"

#ifdef CAVRA_HYPERSCAN

#include <cpuid.h>
#include <hs/hs_runtime.h>

#include <exception>
#include <new>
#include <vector>

#include "privacy/embedded.h"

namespace cavra::privacy {
namespace {

/// __builtin_cpu_supports would ask for everything, and at every start: in a virtual machine each CPUID leaves it.
bool has_ssse3() {
  unsigned a = 0;
  unsigned b = 0;
  unsigned c = 0;
  unsigned d = 0;
  __cpuid(1, a, b, c, d);
  return (c & bit_SSSE3) != 0;
}

}  // namespace

/// hyperscan's scratch space, fit for each database that it was used with.
class Shapes::Scratch {
 public:
  Scratch() : fitted_(embedded::shapes().offsets.size()) {}
  ~Scratch() { hs_free_scratch(scratch_); }
  Scratch(const Scratch&) = delete;
  Scratch& operator=(const Scratch&) = delete;

  /// Scans `text` with the shape of the built-in rule `index`. The scan ends when `on_match` is not 0.
  void scan(std::size_t index, std::string_view text, match_event_handler on_match, void* context) {
    const embedded::Shapes& shapes = embedded::shapes();
    const auto* database = reinterpret_cast<const hs_database_t*>(shapes.images.data() + shapes.offsets[index]);
    if (!fitted_[index] && hs_alloc_scratch(database, &scratch_) != HS_SUCCESS) throw std::bad_alloc();
    fitted_[index] = true;
    const hs_error_t error =
        hs_scan(database, text.data(), static_cast<unsigned>(text.size()), 0, scratch_, on_match, context);
    if (error != HS_SUCCESS && error != HS_SCAN_TERMINATED) std::terminate();
  }

 private:
  hs_scratch_t* scratch_ = nullptr;
  std::vector<bool> fitted_;
};

std::unique_ptr<const Shapes> Shapes::of_builtin(std::uint16_t first) {
  if (!has_ssse3()) return nullptr;
  return std::unique_ptr<const Shapes>(new Shapes(first));
}

std::shared_ptr<Shapes::Scratch> Shapes::scratch() const { return std::make_shared<Scratch>(); }

bool Shapes::has(std::uint16_t rule) const {
  const auto offsets = embedded::shapes().offsets;
  const std::size_t index = static_cast<std::size_t>(rule - first_);
  return rule >= first_ && index < offsets.size() && offsets[index] != embedded::no_shape;
}

bool Shapes::is_blind(std::uint16_t rule) const {
  return has(rule) && embedded::shapes().blind[static_cast<std::size_t>(rule - first_)] != 0;
}

void Shapes::mark_ends(std::uint16_t rule, std::string_view text, std::vector<std::uint64_t>& ends,
                       Scratch& scratch) const {
  const auto on_match = [](unsigned, unsigned long long, unsigned long long end, unsigned, void* opaque) {
    (*static_cast<std::vector<std::uint64_t>*>(opaque))[end / 64] |= std::uint64_t{1} << end % 64;
    return 0;
  };
  scratch.scan(static_cast<std::size_t>(rule - first_), text, on_match, &ends);
}

bool Shapes::can_match(std::uint16_t rule, std::string_view text, Scratch& scratch) const {
  if (!has(rule)) return true;
  bool found = false;
  const auto on_match = [](unsigned, unsigned long long, unsigned long long, unsigned, void* opaque) {
    *static_cast<bool*>(opaque) = true;
    return 1;
  };
  scratch.scan(static_cast<std::size_t>(rule - first_), text, on_match, &found);
  return found;
}

}  // namespace cavra::privacy

#else

namespace cavra::privacy {

class Shapes::Scratch {};

std::unique_ptr<const Shapes> Shapes::of_builtin(std::uint16_t) { return nullptr; }
std::shared_ptr<Shapes::Scratch> Shapes::scratch() const { return std::make_shared<Scratch>(); }
bool Shapes::has(std::uint16_t) const { return false; }
bool Shapes::is_blind(std::uint16_t) const { return false; }
void Shapes::mark_ends(std::uint16_t, std::string_view, std::vector<std::uint64_t>&, Scratch&) const {}
bool Shapes::can_match(std::uint16_t, std::string_view, Scratch&) const { return true; }

}  // namespace cavra::privacy

#endif
