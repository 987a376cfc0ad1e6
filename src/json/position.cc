#include "json/position.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"

namespace cavra::json {

Position Positions::at(std::uint64_t offset) {
  offset = std::min<std::uint64_t>(offset, bytes_.size());
  if (offset < done_) restart();
  std::string_view part = bytes_.substr(done_, offset - done_);
  if (part.find('\n') != std::string_view::npos) {
    at_.line += static_cast<std::uint32_t>(std::count(part.begin(), part.end(), '\n'));
    at_.column = 1;
    part.remove_prefix(part.rfind('\n') + 1);
  }
  at_.column += static_cast<std::uint32_t>(ascii_ ? part.size() : count_code_points(part));
  done_ = offset;
  return at_;
}

std::uint32_t Pointers::index(NodeId node) {
  std::size_t depth = 0;
  const NodeId parent = (*document_)[node].parent;
  for (NodeId up = parent; up != no_node; up = (*document_)[up].parent) ++depth;
  if (last_.size() <= depth) last_.resize(depth + 1);
  Last& last = last_[depth];
  if (last.parent != parent || last.child > node) last = {parent, parent + 1, 0};
  while (last.child < node) {
    last.child = document_->after(last.child);
    ++last.index;
  }
  return last.index;
}

void Pointers::append(std::string& out, NodeId node) {
  std::array<NodeId, max_depth> path;
  std::size_t depth = 0;
  for (NodeId up = node; (*document_)[up].parent != no_node; up = (*document_)[up].parent) path[depth++] = up;
  while (depth-- > 0) {
    const NodeId step = path[depth];
    const Node& at = (*document_)[step];
    out.push_back('/');
    if (at.is_member && at.name != no_name)
      append_pointer_token(out, names_.names[at.name]);
    else if (at.is_member)
      out.append("{").append(std::to_string(index(step))).append("}");
    else
      out.append(std::to_string(index(step)));
  }
}

void append_pointer_token(std::string& out, std::string_view key) {
  if (key.find('~') == std::string_view::npos && key.find('/') == std::string_view::npos) {
    out.append(key);
    return;
  }
  std::size_t at = 0;
  for (std::size_t i = 0; i < key.size(); ++i) {
    if (key[i] != '~' && key[i] != '/') continue;
    out.append(key.substr(at, i - at)).append(key[i] == '~' ? "~0" : "~1");
    at = i + 1;
  }
  out.append(key.substr(at));
}

}  // namespace cavra::json
