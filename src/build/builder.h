/// Building a gate's packet from the packet of the gate before it.
#pragma once

#include <expected>
#include <map>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "build/decided.h"
#include "cavra/judge.h"
#include "gate/tables.h"

namespace cavra::build {

enum class Mode : std::uint8_t { sample, live };

struct Options {
  Mode mode = Mode::sample;
  bool example = false;               ///< fill in example answers, all controls true
  Profile profile = Profile::strict;  ///< by which packets before are judged
};

/// A packet that was given: the file's name, for errors, and its bytes.
struct Given {
  std::string source;
  std::string bytes;
};

class Builder {
 public:
  /// The catalogue must outlive it.
  Builder(const Catalogue& catalogue, Options options) : catalogue_(catalogue), options_(options) {}

  /// The packet of a gate, as it is printed. It embeds the results of `before`, the packets of the gates before it;
  /// when there are none, the whole chain before is built. `answers` is the TOML or JSON of what only people can say,
  /// or empty.
  /// `decided` is what other packets of a bundle decide; answers to it are refused.
  /// Error::bad_usage when `before` are not the packets that the gate is built from; bad_answers; and what a Judge has.
  [[nodiscard]] std::expected<std::string, Error> build(const GateInfo& info, const std::vector<Given>& before,
                                                        const Given& answers, const std::vector<Decided>& decided = {});

 private:
  struct Before {
    bool without_blocker = false;
    bool ready = false;
    std::string result;    // JSON
    std::string customer;  // the customer's reference
  };
  using Befores = std::map<std::uint16_t, Before>;  // by the index of the gate

  [[nodiscard]] std::expected<std::string, Error> chain(std::uint16_t index);
  [[nodiscard]] std::expected<Befores, Error> judge_before(const gate::Gate& gate, const std::vector<Given>& before);
  [[nodiscard]] std::expected<Before, Error> judge_one(std::uint16_t index, const Given& packet);
  [[nodiscard]] std::expected<std::string, Error> assemble(const gate::Gate& gate, const Befores& before,
                                                           const Given& answers, const std::vector<Decided>& decided);

  const Catalogue& catalogue_;
  Options options_;
  std::map<std::uint16_t, std::string> built_;  // packets of the chain
};

/// What there is to answer for a gate: TOML with every field that build leaves open, but for what is decided.
[[nodiscard]] std::string answers_template(const Catalogue& catalogue, const GateInfo& gate,
                                           const std::vector<Decided>& decided = {});

}  // namespace cavra::build
