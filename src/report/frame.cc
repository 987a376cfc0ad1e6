#include "report/frame.h"

#include <algorithm>

#include "base/utf8.h"

namespace cavra::report {
namespace {

constexpr std::size_t longest_line = 160;
constexpr std::string_view ellipsis = "…";

bool is_white(char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; }

/// The end of the string that begins at `at`; it may be cut short by the end of the text.
std::size_t string_end(std::string_view text, std::size_t at) {
  for (std::size_t i = at + 1; i < text.size(); ++i) {
    if (text[i] == '\\')
      ++i;
    else if (text[i] == '"')
      return i + 1;
  }
  return text.size();
}

/// Writes JSON text with its values masked, up to the byte where the caret goes and on.
class Masker {
 public:
  Masker(std::string_view text, json::NameTable names) : text_(text), names_(names) {}

  Frame mask(std::size_t offset) {
    Frame frame;
    std::size_t i = 0;
    bool placed = false;
    while (i < text_.size()) {
      if (!placed && i >= offset) {
        frame.caret = count_code_points(frame.text);
        placed = true;
      }
      i = token(frame.text, i);
    }
    if (!placed) frame.caret = count_code_points(frame.text);
    return frame;
  }

 private:
  std::size_t token(std::string& out, std::size_t at) {
    const char c = text_[at];
    if (c == '\t') {
      out += "  ";
      return at + 1;
    }
    if (is_white(c)) {
      if (c == ' ') out.push_back(' ');
      return at + 1;
    }
    if (std::string_view("{}[],:").find(c) != std::string_view::npos) {
      out.push_back(c);
      return at + 1;
    }
    if (c != '"') {
      out += ellipsis;
      while (at < text_.size() && !is_white(text_[at]) &&
             std::string_view("{}[],").find(text_[at]) == std::string_view::npos)
        ++at;
      return at;
    }
    const std::size_t end = string_end(text_, at);
    std::size_t after = end;
    while (after < text_.size() && is_white(text_[after])) ++after;
    const bool key = after < text_.size() && text_[after] == ':';
    const std::string_view inside = end - at >= 2 ? text_.substr(at + 1, end - at - 2) : std::string_view();
    if (key && names_.find(inside) != json::no_name)
      out.append("\"").append(inside).append("\"");
    else
      out += ellipsis;
    return end;
  }

  std::string_view text_;
  json::NameTable names_;
};

/// Where the member or element that the offset is in begins: its key when there is one on the same line.
std::size_t key_before(std::string_view packet, std::size_t line, std::size_t offset) {
  std::size_t at = offset;
  while (at > line && is_white(packet[at - 1])) --at;
  if (at == line || packet[at - 1] != ':') return offset;
  --at;
  while (at > line && is_white(packet[at - 1])) --at;
  if (at == line || packet[at - 1] != '"') return offset;
  for (std::size_t quote = at - 1; quote > line && at - quote < longest_line;) {
    --quote;
    if (packet[quote] == '"') return quote > line && packet[quote - 1] == '\\' ? offset : quote;
  }
  return offset;
}

}  // namespace

Frame make_frame(std::string_view packet, std::size_t offset, json::NameTable names) {
  const std::size_t before = packet.rfind('\n', offset == 0 ? 0 : offset - 1);
  const std::size_t line = offset == 0 || before == std::string_view::npos ? 0 : before + 1;
  const std::size_t line_end = std::min(packet.find('\n', offset), packet.size());
  if (line_end - line <= longest_line) return Masker(packet.substr(line, line_end - line), names).mask(offset - line);
  // A packet in one long line: the member alone.
  const std::size_t begin = key_before(packet, line, offset);
  const char first = packet[offset];
  std::size_t end = first == '"' ? string_end(packet, offset) : std::min(line_end, offset + 1);
  const std::size_t colon = packet.find_first_not_of(" \t\r\n", end);
  if (first == '"' && colon != std::string_view::npos && packet[colon] == ':') end = colon + 1;
  Frame frame = Masker(packet.substr(begin, end - begin), names).mask(offset - begin);
  if (begin > line) {
    frame.text.insert(0, std::string(ellipsis) + " ");
    frame.caret += 2;
  }
  return frame;
}

Frame fit(Frame frame, std::size_t room) {
  const std::size_t size = count_code_points(frame.text);
  if (size <= room) return frame;
  // The place stands two thirds along, where there is as much before it.
  const std::size_t before = room * 2 / 3;
  const std::size_t first = frame.caret > before ? std::min(frame.caret - before, size - room) : 0;
  const auto byte_of = [&frame](std::size_t character) {
    std::size_t at = 0;
    for (; character > 0; --character) at += decode_utf8(std::string_view(frame.text).substr(at)).size;
    return at;
  };
  const bool cut_before = first > 0;
  const bool cut_after = first + room < size;
  const std::size_t begin = byte_of(first + (cut_before ? 1 : 0));
  const std::size_t end = byte_of(first + room - (cut_after ? 1 : 0));
  frame.text = (cut_before ? std::string(ellipsis) : "") + frame.text.substr(begin, end - begin) +
               (cut_after ? std::string(ellipsis) : "");
  frame.caret -= first;
  return frame;
}

}  // namespace cavra::report
