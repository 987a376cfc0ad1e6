#include "build/samples.h"

#include <map>

#include "build/answers.h"

namespace cavra::build {
namespace {

constexpr std::size_t largest = std::size_t{16} << 20;

/// A failure while one sample is made ready.
struct Bad {
  std::string what;
};

/// "@null" and "@json:..." as the JSON they stand for, at any depth.
Json resolve(const Json& value) {
  if (value.is_string()) {
    const auto& text = value.get_ref<const std::string&>();
    constexpr std::string_view marker = "@json:";
    if (text == "@null") return nullptr;
    if (!text.starts_with(marker)) return value;
    Json json = Json::parse(text.substr(marker.size()), nullptr, false);
    if (json.is_discarded()) throw Bad{"\"" + text + "\" is no JSON"};
    return json;
  }
  Json out = value;
  if (out.is_structured())
    for (Json& child : out) child = resolve(child);
  return out;
}

void remove(Json& packet, const std::string& pointer) {
  const Json::json_pointer at(pointer);
  if (at.empty() || !packet.contains(at)) throw Bad{"there is nothing at " + pointer};
  Json& parent = packet[at.parent_pointer()];
  if (parent.is_array())
    parent.erase(std::stoul(at.back()));
  else
    parent.erase(at.back());
}

class Samples {
 public:
  Samples(Disk& disk, const Catalogue& catalogue, const GateInfo& gate, std::string path)
      : disk_(disk), catalogue_(catalogue), gate_(gate), path_(std::move(path)), judge_(catalogue) {}

  std::expected<std::vector<SampleOutcome>, Error> run() {
    auto toml = read_file(disk_, path_, largest);
    if (!toml) return std::unexpected(std::move(toml.error()));
    auto read = read_answers({path_, std::move(*toml)});
    if (!read) {
      read.error().code = Code::bad_samples;
      return std::unexpected(std::move(read.error()));
    }
    if (!read->contains("sample") || !(*read)["sample"].is_array() || read->size() != 1)
      return std::unexpected(bad("it holds more or less than [[sample]] tables"));
    std::vector<SampleOutcome> outcomes;
    for (const Json& sample : (*read)["sample"]) {
      const auto given = sample.find("name");
      const std::string name = given != sample.end() && given->is_string() ? given->get<std::string>() : "";
      if (name.empty()) return std::unexpected(bad("sample " + std::to_string(outcomes.size() + 1) + " has no name"));
      try {
        outcomes.push_back(one(name, sample));
      } catch (const Bad& wrong) {
        return std::unexpected(bad("sample \"" + name + "\": " + wrong.what));
      } catch (const Json::exception&) {
        return std::unexpected(
            bad("sample \"" + name + "\": a field has the wrong type, or a JSON Pointer leads nowhere"));
      }
    }
    return outcomes;
  }

 private:
  Error bad(std::string what) const {
    return {Code::bad_samples, std::move(what), "docs/gates.md shows how samples are written", path_, 0, 0, 0};
  }

  SampleOutcome one(const std::string& name, const Json& sample) {
    for (const auto& [key, value] : sample.items())
      if (std::string_view(" name packet remove set live expect profile ").find(" " + key + " ") ==
          std::string_view::npos)
        throw Bad{"\"" + key + "\" means nothing here"};
    Json packet = base(sample.value("packet", "live"));
    for (const Json& pointer : sample.value("remove", Json::array())) remove(packet, pointer.get<std::string>());
    const Json set = sample.value("set", Json::object());
    for (const auto& [pointer, value] : set.items()) packet[Json::json_pointer(pointer)] = resolve(value);
    Run run;
    run.require_live = sample.value("live", false);
    run.profile = sample.value("profile", "compat") == "strict" ? Profile::strict : Profile::compat;
    run.gate = gate_.slug;
    SampleOutcome outcome{name, packet.dump(), {}};
    const auto verdict = judge_.judge(outcome.packet, run);
    outcome.wrong = verdict ? compare(*verdict, sample.value("expect", Json::object())) : to_text(verdict.error());
    return outcome;
  }

  static std::string compare(const Verdict& verdict, Json expected) {
    std::string wrong;
    for (std::size_t i = 0; i < verdict.check_count(); ++i) {
      const CheckResult check = verdict.check(i);
      const std::string name(check.name);
      const std::string want = expected.value(name, "pass");
      expected.erase(name);
      if (want == to_text(check.status)) continue;
      if (!wrong.empty()) wrong += "; ";
      wrong += name + " is " + std::string(to_text(check.status)) + ", not " + want + ": " + check.message;
    }
    for (const auto& [name, status] : expected.items()) throw Bad{"the gate has no check \"" + name + "\""};
    return wrong;
  }

  /// The packet that a sample begins with.
  Json base(const std::string& word) {
    if (word != "live" && word != "sample") {
      auto bytes = read_file(disk_, folder_of(path_) + "/" + word, largest);
      if (!bytes) throw Bad{to_text(bytes.error())};
      auto packet = read_object({word, std::move(*bytes)});
      if (!packet) throw Bad{to_text(packet.error())};
      return std::move(*packet);
    }
    const auto found = built_.find(word);
    if (found != built_.end()) return found->second;
    Builder builder(catalogue_, {word == "live" ? Mode::live : Mode::sample, true, Profile::compat});
    const auto packet = builder.build(gate_, {}, {});
    if (!packet) throw Bad{to_text(packet.error())};
    return built_.emplace(word, Json::parse(*packet)).first->second;
  }

  Disk& disk_;
  const Catalogue& catalogue_;
  const GateInfo& gate_;
  std::string path_;
  Judge judge_;
  std::map<std::string, Json> built_;
};

}  // namespace

std::expected<std::vector<SampleOutcome>, Error> run_samples(Disk& disk, const Catalogue& catalogue,
                                                             const GateInfo& gate, const std::string& path) {
  return Samples(disk, catalogue, gate, path).run();
}

}  // namespace cavra::build
