/// The detectors alone, on any JSON or text.
///
///     cavra::Scan scan(cavra::Policy::builtin());
///     std::vector<cavra::Finding> findings;
///     scan.text("ask jane.doe@acme.example", 1, findings);   // one, of rule email-address
#pragma once

#include <cstdint>
#include <expected>
#include <memory>
#include <string_view>
#include <vector>

#include "cavra/error.h"
#include "cavra/export.h"
#include "cavra/policy.h"
#include "cavra/verdict.h"

namespace cavra {

namespace verdict {
class ScanState;
}

/// One a thread: it keeps its memory. Findings have no check and no owner. A key is shown in a pointer only when it is
/// [A-Za-z0-9_.-]{1,64} and has no finding of its own; any other stands as {N}, the Nth member of its object from 0.
class CAVRA_API Scan {
 public:
  explicit Scan(const Policy& policy, std::size_t max_size = std::size_t{16} << 20);
  ~Scan();
  Scan(Scan&&) noexcept;
  Scan& operator=(Scan&&) noexcept;

  /// Any JSON value. Appends what is found in its strings and keys, in the order of the text.
  /// The errors of Judge::judge, but for those about schemas and objects.
  [[nodiscard]] std::expected<void, Error> json(std::string_view bytes, std::uint32_t first_line,
                                                std::vector<Finding>& findings);

  /// Lines of text; each is a value. Error::not_utf8.
  [[nodiscard]] std::expected<void, Error> text(std::string_view bytes, std::uint32_t first_line,
                                                std::vector<Finding>& findings);

  /// What was looked at so far.
  [[nodiscard]] Usage usage() const;

 private:
  std::unique_ptr<verdict::ScanState> state_;
};

}  // namespace cavra
