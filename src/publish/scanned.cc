#include "publish/scanned.h"

#include <array>

#include "cavra/scan.h"

namespace cavra::publish {
namespace {

/// Attributes that are read out or shown, and what stands for them in the text.
constexpr std::array<std::string_view, 4> shown_attributes = {" alt=\"", " title=\"", " aria-label=\"", " href=\""};

/// The end of an element whose content nobody reads, or npos.
std::size_t hidden_end(std::string_view html, std::size_t at) {
  if (html.substr(at).starts_with("<!--")) {
    const std::size_t end = html.find("-->", at);
    return end == std::string_view::npos ? html.size() : end + 3;
  }
  if (html.substr(at).starts_with("<style")) {
    const std::size_t end = html.find("</style>", at);
    return end == std::string_view::npos ? html.size() : end + 8;
  }
  return std::string_view::npos;
}

void append_lines(std::string& out, std::string_view skipped) {
  for (const char c : skipped)
    if (c == '\n') out.push_back('\n');
}

void append_attributes(std::string& out, std::string_view tag) {
  for (const std::string_view name : shown_attributes)
    for (std::size_t at = tag.find(name); at != std::string_view::npos; at = tag.find(name, at + 1)) {
      const std::size_t begin = at + name.size();
      out.append(" ").append(tag.substr(begin, tag.find('"', begin) - begin)).append(" ");
    }
}

}  // namespace

std::string plain_markdown(std::string_view markdown) {
  constexpr std::string_view punctuation = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
  std::string out;
  while (!markdown.empty()) {
    std::string_view line = markdown.substr(0, markdown.find('\n'));
    markdown.remove_prefix(std::min(markdown.size(), line.size() + 1));
    const std::size_t text = line.find_first_not_of(" #>-0123456789.");
    // Digits that begin a line are a number of a list only before ". ".
    const std::string_view mark = line.substr(0, std::min(text, line.size()));
    const bool numbered = mark.find_first_of("0123456789") != std::string_view::npos;
    if (mark.ends_with(' ') && (!numbered || mark.ends_with(". "))) line.remove_prefix(mark.size());
    for (std::size_t i = 0; i < line.size(); ++i) {
      if (line[i] == '\\' && i + 1 < line.size() && punctuation.find(line[i + 1]) != std::string_view::npos)
        ++i;
      else if (line[i] == '`')
        continue;
      out.push_back(line[i]);
    }
    out.push_back('\n');
  }
  for (const std::string_view mark : {"<!--", "-->"})
    for (std::size_t at = out.find(mark); at != std::string::npos; at = out.find(mark)) out.erase(at, mark.size());
  return out;
}

std::string visible_text(std::string_view html) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> entities = {
      {{"&amp;", "&"}, {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}}};
  std::string out;
  for (std::size_t at = 0; at < html.size();) {
    if (html[at] == '<') {
      std::size_t end = hidden_end(html, at);
      const bool hidden = end != std::string_view::npos && !html.substr(at).starts_with("<!--");
      if (end == std::string_view::npos) end = std::min(html.find('>', at), html.size() - 1) + 1;
      const std::string_view skipped = html.substr(at, end - at);
      // What a comment says is published, too.
      if (skipped.starts_with("<!--"))
        out += skipped.substr(4, skipped.size() < 7 ? 0 : skipped.size() - 7);
      else
        append_lines(out, skipped);
      if (!hidden && !skipped.starts_with("<!--")) append_attributes(out, skipped);
      at = end;
      continue;
    }
    bool resolved = false;
    if (html[at] == '&')
      for (const auto& [entity, character] : entities)
        if (html.substr(at).starts_with(entity)) {
          out += character;
          at += entity.size();
          resolved = true;
          break;
        }
    if (!resolved) out.push_back(html[at++]);
  }
  return out;
}

std::expected<void, Error> scan_text(const std::string& name, std::string_view text, const Policy& policy) {
  Scan scan(policy);
  std::vector<Finding> findings;
  const bool json = name.ends_with(".json");
  const std::string visible = json                      ? std::string()
                              : name.ends_with(".html") ? visible_text(text)
                                                        : plain_markdown(text);
  auto scanned = json ? scan.json(text, 1, findings) : scan.text(visible, 1, findings);
  if (!scanned) {
    scanned.error().source = name;
    return scanned;
  }
  if (findings.empty()) return {};
  const Finding& first = findings.front();
  return std::unexpected(Error{Code::private_in_text,
                               first.message + " (" + std::string(id(first.code)) + "); nothing was written",
                               first.hint, name, first.offset, first.line, json ? first.column : 1});
}

}  // namespace cavra::publish
