/// Rule sets for tests.
#pragma once

#include <gtest/gtest.h>

#include <string>
#include <vector>

#include "privacy/rule_set.h"

namespace cavra::privacy {

/// The rules of a file, without the built-in ones.
inline RuleSet only(std::string_view toml) {
  auto file = read_rule_file(toml, "rules.toml", RuleSource::user);
  if (!file) throw std::runtime_error(to_text(file.error()));
  std::vector<RuleFile> files;
  files.push_back(std::move(*file));
  auto set = RuleSet::only(std::move(files));
  if (!set) throw std::runtime_error(to_text(set.error()));
  return std::move(*set);
}

inline RuleSet builtin() {
  auto set = RuleSet::with({});
  if (!set) throw std::runtime_error(to_text(set.error()));
  return std::move(*set);
}

}  // namespace cavra::privacy
