/// What a gate says of a packet.
///
/// Nothing here repeats a value of the packet or a key that no gate names, but for `product`, `evidence_mode`, the
/// fields that a gate's definition says to repeat, and owners, which are references of the packet.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "cavra/catalogue.h"
#include "cavra/error.h"
#include "cavra/export.h"

namespace cavra {

enum class Status : std::uint8_t { pass, warn, blocker };

/// "pass", "warn" or "blocker".
[[nodiscard]] CAVRA_API std::string_view to_text(Status status);

/// What a detector found, without the value.
struct PrivateMaterial {
  std::string_view rule;
  std::string_view category;
  std::uint32_t start = 0;  ///< bytes of the value, escapes resolved
  std::uint32_t end = 0;
  std::vector<std::string_view> layers;  ///< decodings that it was found under, outermost first
  std::string mask;                      ///< the value's shape alone
  std::string fingerprint;               ///< keyed, in hexadecimal; empty without a key
  bool waived = false;
};

/// One fault. Lines and columns are 1-based, columns in code points, offsets in bytes from the packet's beginning.
struct Finding {
  Code code{};
  Status severity{};         ///< warn or blocker; a waived finding counts for neither
  std::string_view check;    ///< the name of the check that it belongs to
  std::string pointer;       ///< JSON Pointer of the value at fault or of the object that lacks something
  std::uint64_t offset = 0;  ///< of that value
  std::uint64_t end = 0;
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  std::string message;  ///< what is wrong, a clause without a full stop
  std::string hint;     ///< what to do about it
  std::string owner;    ///< the reference that answers for the field; empty where the packet names none
  std::optional<PrivateMaterial> material;  ///< of private_values only
};

struct CheckResult {
  std::string_view name;
  Status status{};
  std::string message;
};

namespace verdict {
class State;
}

/// A view of the last verdict of a Judge: valid until its next call, and while the bytes that it judged are.
class CAVRA_API Verdict {
 public:
  [[nodiscard]] const GateInfo& gate() const;
  [[nodiscard]] bool ready() const;               ///< no blocker, no warning, and evidence_mode is live
  [[nodiscard]] std::string_view status() const;  ///< "ready", "ready_with_warnings" or "blocked"
  /// As the result repeats them: "unknown" stands for what is no text, and in strict for what has a finding.
  [[nodiscard]] std::string_view product() const;
  [[nodiscard]] std::string_view evidence_mode() const;
  [[nodiscard]] std::uint32_t blocker_count() const;
  [[nodiscard]] std::uint32_t warning_count() const;

  [[nodiscard]] std::size_t check_count() const;
  [[nodiscard]] CheckResult check(std::size_t index) const;
  [[nodiscard]] Status check_status(std::size_t index) const;  ///< cheaper: no message is made

  [[nodiscard]] std::size_t finding_count() const;
  /// The code of the first finding; there must be one.
  [[nodiscard]] Code first_code() const;
  /// In the order of the checks. Cheapest when asked for from 0 on.
  [[nodiscard]] Finding finding(std::size_t index) const;

  enum class Form : std::uint8_t {
    pretty,   ///< two spaces of indentation, keys sorted, ASCII only, a newline at the end
    compact,  ///< the same in one line, without the newline
  };
  /// Appends the result as JSON. A `source` that is not empty stands ahead of the other keys.
  void append_result(std::string& out, Form form, std::string_view source = {}, std::size_t indent = 0) const;

 private:
  friend class Judge;
  explicit Verdict(const verdict::State& state) : state_(&state) {}
  const verdict::State* state_;
};

}  // namespace cavra
