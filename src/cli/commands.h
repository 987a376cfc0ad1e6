/// The commands: what each takes, and the function that runs it and gives the exit code.
#pragma once

#include <expected>
#include <string>
#include <string_view>
#include <vector>

#include "cli/formats.h"
#include "cli/inputs.h"
#include "cli/policies.h"
#include "cli/terminal.h"

namespace cavra::cli {

struct CheckOptions {
  std::vector<std::string> paths;
  std::vector<std::string> packets;  ///< judged after `paths`, as those are
  InputFormat input_format = InputFormat::by_name;
  std::string gate;
  std::string gates;  ///< folder with further definitions
  bool require_live = false;
  std::string profile = "strict";
  Reporting reporting;
  std::string max_size = "16MiB";
  unsigned jobs = 1;
  PolicyOptions policy;
};
[[nodiscard]] int check(const CheckOptions& options);

struct BuildOptions {
  std::string slug;
  std::vector<std::string> from;
  std::string bundle;  ///< the packets before, and what else of it the packet speaks of
  std::string mode = "sample";
  bool mode_given = false;  ///< else a bundle decides
  std::string answers;
  bool answers_template = false;
  bool example = false;
  std::string gates;
  std::string profile = "strict";
  std::string output;
};
[[nodiscard]] int build(const BuildOptions& options);

struct ExportOptions {
  std::vector<std::string> places;  ///< [SLUG] DIR
  std::string bundle;
  std::string mode = "live";
  std::string gates;
};
[[nodiscard]] int export_examples(const ExportOptions& options);

/// CAVRA's spelling of build, export and check.
struct ReleaseOptions {
  std::string slug;
  std::string packet;
  std::string status;
  std::string export_dir;
  bool require_live = false;
  std::string output;
};
[[nodiscard]] int release(const ReleaseOptions& options);

struct GatesOptions {
  std::string slug;
  std::string gates;
  std::string test;
  std::string mutate;  ///< slug of the gate
};
[[nodiscard]] int gates(const GatesOptions& options);

struct SchemaOptions {
  std::string slug;
  std::string gates;
  std::string output;
};
[[nodiscard]] int schema(const SchemaOptions& options);

struct ExplainOptions {
  std::string word;
  std::string gates;
  std::vector<std::string> rules;
};
[[nodiscard]] int explain(const ExplainOptions& options);

enum class ScanFormat { by_name, json, ndjson, text };

struct ScanOptions {
  std::vector<std::string> paths;
  ScanFormat input_format = ScanFormat::by_name;
  Reporting reporting;
  std::string max_size = "16MiB";
  unsigned jobs = 1;
  bool new_key = false;
  PolicyOptions policy;
};
[[nodiscard]] int scan(const ScanOptions& options);

struct RosterOptions {
  std::string names;
  std::string key_file;
  std::string output;
};
[[nodiscard]] int roster_build(const RosterOptions& options);

struct RulesOptions {
  std::string id;
  std::vector<std::string> rules;
};
[[nodiscard]] int rules(const RulesOptions& options);

}  // namespace cavra::cli
