/// Judges packets.
///
///     cavra::Judge judge(cavra::Catalogue::builtin());
///     if (const auto verdict = judge.judge(bytes, {.require_live = true})) {
///       if (!verdict->ready())
///         for (std::size_t i = 0; i < verdict->finding_count(); ++i) std::cerr << verdict->finding(i).message << '\n';
///     } else {
///       std::cerr << cavra::to_text(verdict.error()) << '\n';
///     }
#pragma once

#include <expected>
#include <memory>
#include <string_view>

#include "cavra/catalogue.h"
#include "cavra/error.h"
#include "cavra/export.h"
#include "cavra/policy.h"
#include "cavra/verdict.h"

namespace cavra {

namespace json {
class Document;
}

enum class Profile : std::uint8_t {
  compat,  ///< the checks of the gate's definition
  strict,  ///< those, and the further checks on structure, references and private material
};

struct Run {
  bool require_live = false;  ///< the caller asks for live evidence
  Profile profile = Profile::strict;
  std::string_view gate{};       ///< slug or id of the gate that judges; empty: the one of the packet's schema_version
  std::uint32_t first_line = 1;  ///< the number of the line that the packet begins on
  bool no_results = false;       ///< a result is Error::is_a_result also where `gate` judges whatever there is
};

/// One a thread: it keeps its memory from one packet to the next. Different judges share nothing that changes.
class CAVRA_API Judge {
 public:
  /// A packet of more than `max_size` bytes is refused; at most 4 GiB - 1.
  explicit Judge(const Catalogue& catalogue, const Policy& policy = Policy::builtin(),
                 std::size_t max_size = std::size_t{16} << 20);
  ~Judge();
  Judge(Judge&&) noexcept;
  Judge& operator=(Judge&&) noexcept;

  /// The verdict on one packet. `bytes` is the whole packet, UTF-8 JSON; it must outlive the verdict.
  /// Error::not_utf8, byte_order_mark, not_json, lone_surrogate, duplicate_key, too_deep, too_large, not_an_object,
  /// unknown_schema, is_a_result, each with its offset, line and column; Error::bad_usage when there is no `run.gate`.
  [[nodiscard]] std::expected<Verdict, Error> judge(std::string_view bytes, Run run = {});

  /// What strict looked at in all packets so far.
  [[nodiscard]] Usage usage() const;

  /// For the rooms of this library: the same for an object that was parsed with the catalogue's names and its suspect
  /// ones.
  [[nodiscard]] std::expected<Verdict, Error> judge(const json::Document& document, Run run);

 private:
  std::unique_ptr<verdict::State> state_;
};

}  // namespace cavra
