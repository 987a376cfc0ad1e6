#include <algorithm>

#include "cli/description.h"

namespace cavra::cli {
namespace {

void append_all(const CommandDescription& command, std::vector<const CommandDescription*>& all) {
  all.push_back(&command);
  for (const CommandDescription& below : command.commands) append_all(below, all);
}

}  // namespace

std::vector<std::string> OptionDescription::words() const {
  std::vector<std::string> all;
  if (value.find('|') == std::string::npos) return all;
  for (std::size_t from = 0; from <= value.size();) {
    const std::size_t bar = std::min(value.find('|', from), value.size());
    all.push_back(value.substr(from, bar - from));
    from = bar + 1;
  }
  return all;
}

std::vector<const CommandDescription*> all_commands(const CommandDescription& top) {
  std::vector<const CommandDescription*> all;
  append_all(top, all);
  return all;
}

std::string_view last_word(std::string_view path) { return path.substr(path.rfind(' ') + 1); }

Completed completed_with(const OptionDescription& option, bool positional) {
  if (!option.words().empty()) return Completed::words;
  const std::string& is = positional ? option.names.front() : option.value;
  if (is == "SLUG" || is == "WORD") return Completed::slugs;
  if (is == "COMMAND") return Completed::commands;
  if (is == "DIR" || is == "FOLDER") return Completed::folders;
  const auto files = {"FILE", "PATH", "POLICY", "BUNDLE", "SEAL", "PROOF"};
  if (positional || std::find(files.begin(), files.end(), is) != files.end()) return Completed::files;
  return Completed::nothing;
}

}  // namespace cavra::cli
