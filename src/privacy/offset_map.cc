#include "privacy/offset_map.h"

#include <algorithm>
#include <iterator>

namespace cavra::privacy {

void OffsetMap::reset(const OffsetMap* parent) {
  parent_ = parent;
  steps_.clear();
}

void OffsetMap::add(std::uint32_t text_at, std::uint32_t source_at) {
  if (!steps_.empty()) {
    Step& last = steps_.back();
    if (source_at - last.source == text_at - last.text) return;
    if (last.text == text_at) return;  // what was left out before a text belongs to that text
  }
  steps_.push_back({text_at, source_at});
}

std::uint32_t OffsetMap::at(std::uint32_t text_at) const {
  const auto after = std::upper_bound(steps_.begin(), steps_.end(), text_at,
                                      [](std::uint32_t wanted, const Step& step) { return wanted < step.text; });
  std::uint32_t source = text_at;
  if (after != steps_.begin()) {
    const Step& step = *std::prev(after);
    source = step.source + (text_at - step.text);
    if (after != steps_.end()) source = std::min(source, after->source);
  }
  return parent_ == nullptr ? source : parent_->at(source);
}

}  // namespace cavra::privacy
