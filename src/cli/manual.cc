// Pages of the manual, in roff (man 7).
#include <algorithm>
#include <array>

#include "cli/description.h"

namespace cavra::cli {
namespace {

/// Text that roff prints as it is: escapes and ASCII hyphens written out, no line that begins as a request.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else if ((c == '.' || c == '\'') && (out.empty() || out.back() == '\n'))
      out.append("\\&").append(1, c);
    else
      out += c;
  }
  return out;
}

std::string bold(std::string_view text) { return "\\fB" + escaped(text) + "\\fR"; }
std::string slanted(std::string_view text) { return "\\fI" + escaped(text) + "\\fR"; }

std::string full_name(const CommandDescription& command) {
  return command.path.empty() ? "cavra-seal" : "cavra-seal " + command.path;
}

std::string page_name(const CommandDescription& command) {
  std::string name = full_name(command);
  std::replace(name.begin(), name.end(), ' ', '-');
  return name;
}

/// "strict|compat" as bold words between bars, "FILE" slanted.
std::string shown_value(const OptionDescription& option) {
  const std::vector<std::string> words = option.words();
  if (words.empty()) return slanted(option.value);
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : "|") + bold(word);
  return out;
}

std::string shown_positional(const OptionDescription& option) {
  std::string out = option.words().empty() ? slanted(option.names.front()) : shown_value(option);
  if (option.repeated) out += "...";
  return option.required ? out : "[" + out + "]";
}

std::string synopsis(const CommandDescription& command) {
  std::string out = bold(full_name(command));
  if (!command.options.empty()) out += " [" + slanted("option") + "]...";
  for (const OptionDescription& option : command.positionals) out += " " + shown_positional(option);
  if (!command.commands.empty()) out += " " + slanted("command") + " [" + slanted("argument") + "]...";
  return out + "\n";
}

std::string entry(const OptionDescription& option, bool positional) {
  std::string out = ".TP\n";
  if (positional) {
    out += shown_positional(option);
  } else {
    for (std::size_t i = 0; i < option.names.size(); ++i) out += (i == 0 ? "" : ", ") + bold(option.names[i]);
    if (!option.value.empty()) out += " " + shown_value(option);
    if (option.repeated) out += " ...";
  }
  out += "\n" + escaped(option.what);
  if (!option.preset.empty()) out += " (" + escaped(option.preset) + " when not given)";
  return out + "\n";
}

/// "Judge packets" after a dash, where a name's line has no capital.
std::string uncapital(std::string text) {
  if (text.size() > 1 && text[0] >= 'A' && text[0] <= 'Z' && text[1] >= 'a' && text[1] <= 'z')
    text[0] = static_cast<char>(text[0] + ('a' - 'A'));
  while (!text.empty() && text.back() == '.') text.pop_back();
  return text;
}

std::string see_also(const CommandDescription& top, const CommandDescription& command) {
  std::vector<std::string> pages;
  const std::string above = command.path.substr(0, std::min(command.path.rfind(' '), command.path.size()));
  if (!command.path.empty()) pages.push_back(page_name(top));
  for (const CommandDescription* other : all_commands(top)) {
    const bool below = std::any_of(command.commands.begin(), command.commands.end(),
                                   [&](const CommandDescription& c) { return &c == other; });
    if (below || (above != command.path && other->path == above)) pages.push_back(page_name(*other));
  }
  std::string out;
  for (const std::string& page : pages) out += (out.empty() ? ".SH SEE ALSO\n" : ",\n") + bold(page) + "(1)";
  return out.empty() ? out : out + "\n";
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 3> exit_codes = {{
    {"0", "no blocker, and ready where that was asked for"},
    {"1", "a packet is blocked or not ready, or something was found that must not be there"},
    {"2", "something could not be judged, read, written or understood"},
}};

}  // namespace

std::string manual_name(const CommandDescription& command) { return page_name(command) + ".1"; }

std::string manual_page(const CommandDescription& top, const CommandDescription& command, std::string_view version) {
  std::string title = page_name(command);
  std::transform(title.begin(), title.end(), title.begin(),
                 [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - ('a' - 'A')) : c; });
  std::string out = ".TH " + escaped(title) + " 1 \"\" \"" + escaped(version) + "\" \"User Commands\"\n.SH NAME\n";
  out +=
      escaped(page_name(command)) + " \\- " + escaped(uncapital(command.what)) + "\n.SH SYNOPSIS\n" + synopsis(command);
  if (!command.positionals.empty()) out += ".SH ARGUMENTS\n";
  for (const OptionDescription& option : command.positionals) out += entry(option, true);
  if (!command.options.empty()) out += ".SH OPTIONS\n";
  for (const OptionDescription& option : command.options) out += entry(option, false);
  if (!command.commands.empty()) out += ".SH COMMANDS\n";
  for (const CommandDescription& below : command.commands)
    out += ".TP\n" + bold(last_word(below.path)) + "\n" + escaped(below.what) + ", see " + bold(page_name(below)) +
           "(1)\n";
  out += ".SH EXIT STATUS\n";
  if (!command.footer.empty()) {
    out += escaped(command.footer) + "\n";
  } else {
    for (const auto& [code, means] : exit_codes) out += ".TP\n" + bold(code) + "\n" + escaped(means) + "\n";
  }
  return out + see_also(top, command);
}

}  // namespace cavra::cli
