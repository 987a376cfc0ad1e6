/// From the places of a text to those of the text that it was made from.
#pragma once

#include <cstdint>
#include <vector>

#include "privacy/reading.h"

namespace cavra::privacy {

/// Where each byte of a text came from, for texts made in place: most bytes stand at a constant distance from their
/// source, and only the places where the distance changes are kept. Maps form a chain up to the value.
class OffsetMap {
 public:
  /// Begins anew; `parent` maps the source further up and must outlive this map, null when the source is the value.
  void reset(const OffsetMap* parent);

  /// From text[text_at] on, bytes come from source[source_at] on. Both only grow.
  void add(std::uint32_t text_at, std::uint32_t source_at);

  /// The end of both.
  void finish(std::uint32_t text_size, std::uint32_t source_size) { add(text_size, source_size); }

  /// The place in the value behind the place in the text.
  [[nodiscard]] std::uint32_t at(std::uint32_t text_at) const;

 private:
  struct Step {
    std::uint32_t text;
    std::uint32_t source;
  };
  const OffsetMap* parent_ = nullptr;
  std::vector<Step> steps_;
};

}  // namespace cavra::privacy
