#include "publish/publish.h"

#include <algorithm>

#include "publish/bag.h"
#include "publish/facts.h"
#include "publish/published.h"
#include "publish/scanned.h"
#include "publish/templates.h"

namespace cavra::publish {
namespace {

using nlohmann::json;

std::string status_json(const json& facts) {
  json sections = json::array();
  for (const json& section : facts["sections"])
    sections.push_back({{"section_id", section["id"]}, {"status", section["status"]}, {"summary", section["summary"]}});
  json support = json::array();
  for (const json& one : facts["support"]) support.push_back(one["ref"]);
  json out = {{"schema_version", "cavra.public-status.v1"},
              {"product", facts["product"]},
              {"evidence_mode", facts["live"].get<bool>() ? "live" : "sample"},
              {"statement", facts["statement"]},
              {"sections", sections},
              {"support_refs", support},
              {"seal", facts["seal"]},
              {"check", "cavra-seal verify, or the page VERIFY.md of the archive"}};
  if (facts.contains("log")) out["log"] = facts["log"];
  return out.dump(2) + "\n";
}

/// A page without its blocks of commands, on the same lines.
std::string without_commands(std::string_view page) {
  std::string out;
  bool inside = false;
  while (!page.empty()) {
    const std::string_view line = page.substr(0, page.find('\n'));
    page.remove_prefix(std::min(page.size(), line.size() + 1));
    const bool fence = line.starts_with("```");
    if (fence) inside = !inside;
    if (!inside && !fence) out += line;
    out.push_back('\n');
  }
  return out;
}

class Maker {
 public:
  Maker(const Sealed& sealed, const Wanted& wanted, const Policy& policy)
      : sealed_(sealed), wanted_(wanted), policy_(policy) {}

  std::expected<std::vector<File>, Error> make() {
    if (auto scanned = templates(); !scanned) return std::unexpected(std::move(scanned.error()));
    auto facts = gather_facts(sealed_);
    if (!facts) return std::unexpected(std::move(facts.error()));
    for (const Kind kind : all_kinds) {
      if (std::find(wanted_.kinds.begin(), wanted_.kinds.end(), kind) == wanted_.kinds.end()) continue;
      if (auto made = one(kind, *facts); !made) return std::unexpected(std::move(made.error()));
    }
    files_.push_back({std::string(list_name), list_of(files_, sealed_.verification.statement_digest)});
    return std::move(files_);
  }

 private:
  /// All words of templates: what a text leaves out is scanned, too.
  std::expected<void, Error> templates() const {
    const std::vector<std::string_view> names = template_names();
    for (const auto& [name, text] : wanted_.templates) {
      if (std::find(names.begin(), names.end(), name) == names.end())
        return std::unexpected(Error{Code::bad_template, "there is no text that is made from it",
                                     "docs/publish.md has the names of templates", name, 0, 0, 0});
      if (auto scanned = scan_text(name, without_tags(text), policy_); !scanned) return scanned;
    }
    return {};
  }

  std::expected<void, Error> one(Kind kind, const json& facts) {
    switch (kind) {
      case Kind::archive:
        return archive();
      case Kind::public_status: {
        auto page = render_page(wanted_, facts);
        if (auto added = text("public-status.html", std::move(page)); !added) return added;
        return text("public-status.json", status_json(facts));
      }
      case Kind::release_note:
      case Kind::customer_success_handoff:
      case Kind::support_handoff:
        break;
    }
    const std::string name = std::string(to_text(kind)) + ".md";
    return text(name, render(name, wanted_, facts));
  }

  std::expected<void, Error> text(const std::string& name, std::expected<std::string, Error> made) {
    if (!made) return std::unexpected(std::move(made.error()));
    if (auto scanned = scan_text(name, *made, policy_); !scanned) return scanned;
    files_.push_back({name, std::move(*made)});
    return {};
  }

  std::expected<void, Error> archive() {
    auto bag = make_bag(sealed_);
    if (!bag) return std::unexpected(std::move(bag.error()));
    // The rest are files that were judged or verified, and digests; the page's commands are none of the user's words.
    for (const File& file : *bag)
      if (file.name == "VERIFY.md")
        if (auto scanned = scan_text(file.name, without_commands(file.bytes), policy_); !scanned) return scanned;
    if (wanted_.pack) {
      auto packed = make_tar_zst(*bag, std::string(bag_folder));
      if (!packed) return std::unexpected(std::move(packed.error()));
      files_.push_back({std::string(packed_name), std::move(*packed)});
      return {};
    }
    for (File& file : *bag) files_.push_back({std::string(bag_folder) + "/" + file.name, std::move(file.bytes)});
    return {};
  }

  const Sealed& sealed_;
  const Wanted& wanted_;
  const Policy& policy_;
  std::vector<File> files_;
};

}  // namespace

std::string_view to_text(Kind kind) {
  constexpr std::array<std::string_view, kind_count> names = {"release-note", "public-status",
                                                              "customer-success-handoff", "support-handoff", "archive"};
  return names[static_cast<std::size_t>(kind)];
}

std::expected<std::vector<File>, Error> make_files(const Sealed& sealed, const Wanted& wanted, const Policy& policy) {
  if (!sealed.verification.valid())
    return std::unexpected(Error{Code::not_publishable, "the seal is not valid",
                                 "see what `cavra-seal verify` says of it", sealed.verification.source, 0, 0, 0});
  return Maker(sealed, wanted, policy).make();
}

}  // namespace cavra::publish
