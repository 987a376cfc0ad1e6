#include "privacy/folding.h"

#include <algorithm>
#include <utility>

#include "base/utf8.h"
#include "privacy/unicode.h"

namespace cavra::privacy {
namespace {

// Long stretches without ASCII are composed in pieces that begin where nothing before can reach.
constexpr std::size_t kStretch = 256;

bool is_plain_ascii(unsigned char byte) {
  return (byte >= 0x20 && byte < 0x7F) || byte == '\t' || byte == '\n' || byte == '\r';
}

bool starts_anew(std::uint32_t code_point) {
  const Record& found = record(code_point);
  return found.script == Script::east_asian && found.combining == 0 && found.decomposition_size == 0 &&
         (code_point < 0x1100 || code_point > 0x11FF);
}

}  // namespace

DecodingSet Folder::fold(std::string_view text, std::string& out, OffsetMap* map) {
  out.clear();
  used_ = 0;
  last_base_ = 0;
  const auto size = static_cast<std::uint32_t>(text.size());
  for (std::size_t at = 0; at < size;) {
    std::size_t end = at;
    while (end < size && is_plain_ascii(static_cast<unsigned char>(text[end]))) ++end;
    // The last ASCII character goes with what follows it: an accent may join it.
    const std::size_t plain_end = end < size && end > at ? end - 1 : end;
    if (plain_end > at) {
      if (map) map->add(static_cast<std::uint32_t>(out.size()), static_cast<std::uint32_t>(at));
      out.append(text, at, plain_end - at);
      last_base_ = static_cast<unsigned char>(text[plain_end - 1]);
      at = plain_end;
    }
    before_.clear();
    items_.clear();
    while (at < size) {
      const std::size_t start = at;
      const std::uint32_t code_point = next_code_point(text, at);
      const bool plain = code_point < 0x80 && is_plain_ascii(static_cast<unsigned char>(code_point));
      if ((plain && start > plain_end) || (before_.size() >= kStretch && starts_anew(code_point))) {
        at = start;
        break;
      }
      take(code_point, static_cast<std::uint32_t>(start));
    }
    emit(out, map);
  }
  if (map) map->finish(static_cast<std::uint32_t>(out.size()), size);
  return used_;
}

void Folder::take(std::uint32_t code_point, std::uint32_t source) {
  const Record& found = record(code_point);
  if (found.has(property::invisible) && found.ascii == 0 && code_point != '\t' && code_point != '\n' &&
      code_point != '\r') {
    used_ |= bit(Decoding::invisible);
    return;
  }
  const auto order = static_cast<std::uint32_t>(items_.size());
  before_.push_back({code_point, source, order, found.combining});
  if (found.decomposition_size == 0) {
    items_.push_back(before_.back());
    return;
  }
  for (const char32_t part : decomposition(found)) {
    items_.push_back({part, source, static_cast<std::uint32_t>(items_.size()), record(part).combining});
  }
}

void Folder::order() {
  for (auto begin = items_.begin(); begin != items_.end();) {
    const auto is_mark = [](const Item& item) { return item.combining != 0; };
    begin = std::find_if(begin, items_.end(), is_mark);
    const auto end = std::find_if_not(begin, items_.end(), is_mark);
    std::sort(begin, end, [](const Item& a, const Item& b) {
      return std::pair{a.combining, a.order} < std::pair{b.combining, b.order};
    });
    begin = end;
  }
}

// The canonical composition algorithm (UAX #15): a character joins the last starter unless something between them
// blocks it.
void Folder::compose_items() {
  std::size_t kept = 0;
  std::size_t starter = items_.size();
  for (const Item item : items_) {
    if (starter < kept) {
      const bool adjacent = kept == starter + 1;
      const bool blocked =
          !adjacent && (items_[kept - 1].combining == 0 || items_[kept - 1].combining >= item.combining);
      const std::uint32_t composed = blocked ? 0 : compose(items_[starter].code_point, item.code_point);
      if (composed != 0) {
        items_[starter].code_point = composed;
        continue;
      }
    }
    if (item.combining == 0) starter = kept;
    items_[kept++] = item;
  }
  items_.resize(kept);
}

void Folder::emit(std::string& out, OffsetMap* map) {
  order();
  compose_items();
  const bool same = std::equal(items_.begin(), items_.end(), before_.begin(), before_.end(),
                               [](const Item& a, const Item& b) { return a.code_point == b.code_point; });
  if (!same) used_ |= bit(Decoding::nfkc);
  for (const Item& item : items_) {
    std::uint32_t code_point = item.code_point;
    const Record& found = record(code_point);
    if (found.has(property::mark)) {
      if (last_base_ != 0 && (last_base_ < 0x80 || record(last_base_).script == Script::latin)) {
        used_ |= bit(Decoding::invisible);
        continue;
      }
    } else {
      if (found.ascii != 0) {
        code_point = found.ascii;
        used_ |= bit(Decoding::confusables);
      }
      last_base_ = code_point;
    }
    if (map) map->add(static_cast<std::uint32_t>(out.size()), item.source);
    append_utf8(out, code_point);
  }
}

}  // namespace cavra::privacy
