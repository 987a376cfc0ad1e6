/// The commands: what each takes, and the function that runs it and gives the exit code.
#pragma once

#include <string>
#include <vector>

#include "cli/inputs.h"
#include "cli/terminal.h"

namespace cavra::cli {

struct CheckOptions {
  std::vector<std::string> paths;
  std::string packet;
  InputFormat input_format = InputFormat::by_name;
  std::string gate;
  std::string gates;  ///< folder with further definitions
  bool require_live = false;
  std::string profile = "strict";
  std::string format;
  std::string output;
  std::string max_size = "16MiB";
  unsigned jobs = 1;
  bool quiet = false;
  Colour colour = Colour::automatic;
};
[[nodiscard]] int check(const CheckOptions& options);

struct BuildOptions {
  std::string slug;
  std::vector<std::string> from;
  std::string mode = "sample";
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
};
[[nodiscard]] int gates(const GatesOptions& options);

struct ExplainOptions {
  std::string word;
  std::string gates;
};
[[nodiscard]] int explain(const ExplainOptions& options);

}  // namespace cavra::cli
