#include "publish/templates.h"

#include <kainjow/mustache.hpp>

#include <algorithm>
#include <array>
#include <set>

#include "report/escape.h"
#include "report/page.h"

namespace cavra::publish {
namespace {

namespace mustache = kainjow::mustache;
using nlohmann::json;

constexpr std::string_view how_to_check = R"(
## How to check

Everything above comes from ten sealed packets. The seal is `{{seal}}`.
{{#log}}It is entry {{index}} of the log whose checkpoint is in the archive.
{{/log}}
With the archive and a trust policy that you have from the owners themselves:

    cavra-seal verify data/seal.json --trust trust.toml --bundle data/packets

The digest that it prints must be the one above. The archive's page `VERIFY.md` says how to check it with other tools.
)";

constexpr std::string_view sample_notice =
    "{{#sample}}> This is a sample. It shows what the record looks like, and is no evidence.\n\n{{/sample}}";

constexpr std::string_view release_note = R"(# {{product}}: customer lifecycle closed

{{statement}}

{{#sections}}- {{title}}: {{status}}. {{summary}}
{{/sections}}

## What is sealed

{{#gates}}- {{id}} {{title}}: {{status}}
{{/gates}}

## Where to read on

{{#publications}}- `{{ref}}`
{{/publications}})";

constexpr std::string_view customer_success = R"(# Customer success handoff

{{statement}}

## What is ready

{{#gates}}- {{id}} {{title}}: {{status}}
{{/gates}}

## Who answers for what

{{#owners}}- {{name}}: `{{ref}}`
{{/owners}}

## What comes next

{{#reviews}}- {{name}}: `{{ref}}`
{{/reviews}}{{#next_steps}}- {{id}}:{{#refs}} {{name}} `{{ref}}`{{/refs}}
{{/next_steps}}

## Support

{{#support}}- `{{ref}}`
{{/support}}

## What to look at first

1. Open each reference above and see that it leads where it should.
2. Agree on the next review with its owner.
3. Check the seal as below, and keep the archive.
)";

constexpr std::string_view support = R"(# Support handoff

## What is ready

{{#gates}}- {{id}} {{title}}: {{status}}
{{/gates}}

## Where support begins

{{#support}}- `{{ref}}`
{{/support}}{{#communication}}- {{name}}: `{{ref}}`
{{/communication}}

## Who answers for what

{{#handoff_owners}}- {{name}}: `{{ref}}`
{{/handoff_owners}}
{{#has_exclusions}}
## What is excluded

{{#exclusions}}- {{id}}:{{#refs}} {{name}} `{{ref}}`{{/refs}}
{{/exclusions}}{{/has_exclusions}}
## What to look at first

1. Open the support path and the escalation, and see that both lead where they should.
2. Read what is excluded before a case about it comes.
3. Check the seal as below.
)";

constexpr std::string_view public_status = R"(<p class="kicker">{{product}}</p>
<h1>Customer lifecycle status</h1>
{{#live}}<p class="verdict ready">{{{ready_sign}}}complete and sealed</p>{{/live}}{{#sample}}<p class="verdict warned">{{{sample_sign}}}a sample, no evidence</p>{{/sample}}
<p class="lead">{{statement}}</p>
<h2>Where things stand</h2>
<ul class="plain rows">
{{#sections}}<li>{{{ready_sign}}}<span><strong>{{title}}</strong><br>{{summary}}</span><span class="ready">{{status}}</span></li>
{{/sections}}</ul>
<div class="sides">
<section aria-labelledby="chain">
<h2 id="chain">The record behind it</h2>
{{{chain}}}
</section>
<section aria-labelledby="support">
<h2 id="support">Support</h2>
<ul>
{{#support}}<li><code>{{ref}}</code></li>
{{/support}}</ul>
<h2 id="check">How to check this page</h2>
<p>Everything here comes from ten sealed packets{{#sealed_on}}, sealed on {{sealed_on}}{{/sealed_on}}. Six owners signed the seal:</p>
<p><code>{{seal}}</code></p>
{{#log}}<p>It is entry {{index}} of the log whose checkpoint is in the archive.</p>{{/log}}
<p>Whoever has the archive checks it with the commands of its page <code>VERIFY.md</code>, or with <code>cavra-seal verify</code>.</p>
</section>
</div>
)";

constexpr std::array<std::pair<std::string_view, std::string_view>, 4> built_in = {
    {{"release-note.md", release_note},
     {"customer-success-handoff.md", customer_success},
     {"support-handoff.md", support},
     {"public-status.html", public_status}}};

Error bad(const std::string& name, std::string what) {
  return {Code::bad_template, std::move(what), "docs/publish.md has the names that templates may use", name, 0, 0, 0};
}

mustache::data to_data(const json& value) {
  if (value.is_boolean()) return value.get<bool>() ? mustache::data::type::bool_true : mustache::data::type::bool_false;
  if (value.is_array()) {
    mustache::data list(mustache::data::type::list);
    for (const json& child : value) list.push_back(to_data(child));
    return list;
  }
  if (value.is_object()) {
    mustache::data object;
    for (const auto& [name, child] : value.items()) object.set(name, to_data(child));
    return object;
  }
  return value.is_string() ? mustache::data(value.get<std::string>()) : mustache::data(value.dump());
}

/// Every name that stands anywhere in the facts, and those that are there only at times.
void collect_names(const json& facts, std::set<std::string>& names) {
  if (facts.is_object())
    for (const auto& [name, child] : facts.items()) {
      names.insert(name);
      collect_names(child, names);
    }
  if (facts.is_array())
    for (const json& child : facts) collect_names(child, names);
}

/// A list within a list of the facts holds references; what is deeper only repeats itself, ever more often.
constexpr int most_sections = 4;

/// What a template names and nothing knows, includes, or leaves open. It must stand alone, for the comment that it
/// leaves open would end in what is put after it.
std::optional<Error> wrong_tag(const std::string& name, const std::string& text, const json& facts) {
  std::set<std::string> names = {"log",  "index", "sealed_on",  "proven_on",   "refs",  "id",
                                 "name", "ref",   "ready_sign", "sample_sign", "chain", "."};
  collect_names(facts, names);
  int sections = 0;
  for (std::size_t at = text.find("{{"); at != std::string::npos; at = text.find("{{", at)) {
    const std::size_t begin = text.find_first_not_of("{ \t\r\n", at);
    const std::size_t end = text.find("}}", at);
    if (end == std::string::npos || begin >= end) return bad(name, "it has a tag without a name, or without an end");
    at = end;
    const char sigil = text[begin];
    if (sigil == '!') continue;
    if (sigil == '>' || sigil == '=')
      return bad(name, "it has a tag of a kind that is not taken: templates stand alone");
    if (sigil == '#' || sigil == '^') ++sections;
    if (sigil == '/') --sections;
    if (sections > most_sections)
      return bad(name, "it has sections in each other to more than " + std::to_string(most_sections) + " levels");
    const std::size_t first = text.find_first_not_of("#^/& \t\r\n", begin);
    const std::size_t last = text.find_last_not_of(" \t\r\n", end - 1);
    if (first > last || !names.contains(text.substr(first, last + 1 - first)))
      return bad(name, "it has a tag with a name that there is not");
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string_view> template_names() {
  std::vector<std::string_view> names;
  for (const auto& [name, text] : built_in) names.push_back(name);
  return names;
}

std::string without_tags(std::string_view text) {
  std::string out(text);
  for (std::size_t at = out.find("{{"); at != std::string::npos; at = out.find("{{", at)) {
    std::size_t end = out.find("}}", at);
    if (end == std::string::npos) break;
    end = std::min(out.find_first_not_of('}', end), out.size());
    const bool is_comment = out[out.find_first_not_of("{ \t\r\n", at)] == '!';
    if (!is_comment)
      std::replace_if(
          out.begin() + static_cast<std::ptrdiff_t>(at), out.begin() + static_cast<std::ptrdiff_t>(end),
          [](char c) { return c != '\n'; }, ' ');
    at = end;
  }
  return out;
}

std::expected<std::string, Error> render(const std::string& name, const Wanted& wanted, const json& facts) {
  const auto own = wanted.templates.find(name);
  const auto* const known =
      std::find_if(built_in.begin(), built_in.end(), [&name](const auto& entry) { return entry.first == name; });
  std::string text = own != wanted.templates.end() ? own->second : std::string(known->second);
  if (auto wrong = wrong_tag(name, text, facts)) return std::unexpected(std::move(*wrong));
  const bool html = name.ends_with(".html");
  // The seal's digest, the log's index and how to check are on every text, whatever a template says.
  if (!html) text = std::string(sample_notice) + text + (text.ends_with('\n') ? "" : "\n") + std::string(how_to_check);
  mustache::mustache rendering(text);
  if (!rendering.is_valid()) return std::unexpected(bad(name, "it is not well formed"));
  rendering.set_custom_escape(
      [html](const std::string& value) { return html ? report::xml(value) : report::markdown_text(value); });
  std::string out = rendering.render(to_data(facts));
  if (!rendering.is_valid()) return std::unexpected(bad(name, "it is not well formed"));
  return out;
}

std::expected<std::string, Error> render_page(const Wanted& wanted, const json& facts) {
  report::Record record(Catalogue::builtin());
  for (report::GateState& gate : record.gates)
    ++gate.packets[static_cast<std::size_t>(facts["live"].get<bool>() ? report::State::ready : report::State::warned)];
  json all = facts;
  all["chain"] = report::chain_picture(record);
  all["ready_sign"] = report::state_sign(report::State::ready);
  all["sample_sign"] = report::state_sign(report::State::warned);
  auto body = render("public-status.html", wanted, all);
  if (!body) return body;
  std::string out;
  report::append_page_begin(out, facts["product"].get<std::string>() + ": customer lifecycle status");
  out += *body;
  std::string foot = "<p>Seal <code>" + report::xml(facts["seal"].get<std::string>()) + "</code>";
  if (facts.contains("log")) foot += ", entry " + report::xml(facts["log"]["index"].get<std::string>()) + " of its log";
  report::append_page_end(
      out, foot + ". To check it: <code>cavra-seal verify</code>, or the archive's page <code>VERIFY.md</code>.</p>\n");
  return out;
}

}  // namespace cavra::publish
