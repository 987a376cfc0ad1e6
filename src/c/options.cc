#include "c/handles.h"

namespace cavra::c {

std::expected<std::unique_ptr<Ground>, Error> make_ground(const cavra_options* options) {
  static const cavra_options none;
  const cavra_options& from = options == nullptr ? none : *options;
  if (from.incomplete)
    return std::unexpected(Error{Code::cannot_read, "there was no memory for the options", {}, {}, 0, 0, 0});
  auto catalogue =
      from.gates.empty() ? std::expected<Catalogue, Error>(Catalogue::builtin()) : Catalogue::with(from.gates);
  if (!catalogue) return std::unexpected(std::move(catalogue.error()));
  const PolicyFiles& files = from.files;
  const bool plain = files.rules.empty() && !files.roster && !files.waivers && files.key.empty() && files.now.empty();
  auto policy = plain ? std::expected<Policy, Error>(Policy::builtin()) : Policy::load(files);
  if (!policy) return std::unexpected(std::move(policy.error()));
  return std::make_unique<Ground>(std::move(*catalogue), std::move(*policy), from.max_size);
}

namespace {

std::string text(const char* from) { return from == nullptr ? std::string() : std::string(from); }
std::string bytes(const char* from, std::size_t size) {
  return from == nullptr ? std::string() : std::string(from, size);
}

/// Setting an option fails only where there is no memory. The options are then marked, and no judge is made of them.
template <typename Work>
void set(cavra_options* options, const Work& work) noexcept {
  if (options == nullptr) return;
  try {
    work(*options);
  } catch (...) {
    options->incomplete = true;
  }
}

}  // namespace
}  // namespace cavra::c

using cavra::c::bytes;
using cavra::c::set;
using cavra::c::text;

cavra_options* cavra_options_new() {
  return cavra::c::guarded<cavra_options>(nullptr, [] {
    return std::expected<std::unique_ptr<cavra_options>, cavra::Error>(std::make_unique<cavra_options>());
  });
}
void cavra_options_free(cavra_options* options) { delete options; }

void cavra_options_add_gate(cavra_options* options, const char* name, const char* toml, size_t size) {
  set(options, [&](cavra_options& to) { to.gates.push_back({text(name), bytes(toml, size)}); });
}
void cavra_options_add_rules(cavra_options* options, const char* name, const char* toml, size_t size) {
  set(options, [&](cavra_options& to) { to.files.rules.push_back({text(name), bytes(toml, size)}); });
}
void cavra_options_set_roster(cavra_options* options, const char* name, const char* roster, size_t size) {
  set(options, [&](cavra_options& to) { to.files.roster = cavra::PolicyFile{text(name), bytes(roster, size)}; });
}
void cavra_options_set_waivers(cavra_options* options, const char* name, const char* toml, size_t size) {
  set(options, [&](cavra_options& to) { to.files.waivers = cavra::PolicyFile{text(name), bytes(toml, size)}; });
}
void cavra_options_set_key(cavra_options* options, const char* key, size_t size) {
  set(options, [&](cavra_options& to) { to.files.key = bytes(key, size); });
}
void cavra_options_set_now(cavra_options* options, const char* time) {
  set(options, [&](cavra_options& to) { to.files.now = text(time); });
}
void cavra_options_set_max_size(cavra_options* options, size_t size) {
  set(options, [&](cavra_options& to) { to.max_size = size; });
}
