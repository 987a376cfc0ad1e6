#include <algorithm>
#include <sstream>

#include "gate/agree.h"
#include "gate/definition.h"
#include "gate/shape_reader.h"

namespace cavra::gate {
namespace {

class Loader : public ShapeReader {
 public:
  explicit Loader(const toml::table& root) : root_(root) {}

  GateDefinition load() {
    GateDefinition gate;
    known(root_, {"gate", "slug", "title", "packet", "result", "ready", "owner", "customer", "upstream", "repeat",
                  "check", "fields", "additional_fields", "example"});
    gate.id = text(root_, "gate");
    gate.slug = text(root_, "slug");
    gate.title = text(root_, "title");
    gate.packet = text(root_, "packet");
    gate.result = text(root_, "result");
    gate.ready = text(root_, "ready");
    check_slug(gate.slug);
    gate.owner = pointer(root_, "owner");
    upstream(gate);
    if (const toml::table* repeat = table(root_, "repeat"))
      for (const auto& [key, value] : *repeat) gate.repeats.emplace_back(key.str(), string(value, "the default"));
    checks(gate);
    if (const toml::table* more = table(root_, "fields")) gate.fields = fields(*more, false);
    customer(gate);
    gate.additional = texts(root_, "additional_fields");
    if (const toml::table* example = table(root_, "example")) {
      std::ostringstream out;
      out << toml::json_formatter(*example);
      gate.example = out.str();
    } else {
      gate.example = "{}";
    }
    if (ok())
      if (auto wrong = disagreement(gate)) fail(std::move(wrong->what), std::move(wrong->todo), wrong->line);
    return gate;
  }

 private:
  void check_slug(const std::string& slug) {
    const bool good =
        slug.size() <= 128 && slug.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789-") == std::string::npos;
    if (ok() && !good) fail("\"slug\" is more than lower-case letters, digits and hyphens", "", line_of(root_, "slug"));
  }

  /// Where the customer's reference stands; without a word, customer_profile_ref where the gate has that field.
  void customer(GateDefinition& gate) {
    if (!root_.contains("customer")) {
      const auto is_it = [](const std::string& name) { return name == "customer_profile_ref"; };
      if (std::any_of(gate.checks.begin(), gate.checks.end(), [&](const auto& check) { return is_it(check.field); }) ||
          std::any_of(gate.fields.begin(), gate.fields.end(), [&](const auto& field) { return is_it(field.name); }))
        gate.customer = {"customer_profile_ref"};
      return;
    }
    const std::string pointer = text(root_, "customer");
    std::string_view rest = pointer;
    if (!rest.starts_with('/'))
      fail("customer is no JSON Pointer", "write it as /object/member", line_of(root_, "customer"));
    while (rest.starts_with('/')) {
      rest.remove_prefix(1);
      gate.customer.emplace_back(rest.substr(0, rest.find('/')));
      rest.remove_prefix(gate.customer.back().size());
    }
  }

  void upstream(GateDefinition& gate) {
    const toml::table* in = table(root_, "upstream");
    if (in == nullptr) return;
    known(*in, {"gate", "field", "control"});
    gate.upstream_line = line_of(*in);
    const toml::node* of = in->get("gate");
    if (of != nullptr && of->is_array())
      gate.upstream = strings(*of, "\"gate\"");
    else
      gate.upstream = {text(*in, "gate")};
    gate.upstream_field = text(*in, "field");
    gate.upstream_control = pointer(*in, "control");
  }

  void checks(GateDefinition& gate) {
    const toml::node* node = root_.get("check");
    const toml::array* list = node == nullptr ? nullptr : node->as_array();
    if (list == nullptr || list->empty()) {
      fail("the gate has no checks", "add [[check]] tables", line_of(root_));
      return;
    }
    for (const toml::node& element : *list) {
      const toml::table* in = element.as_table();
      if (in == nullptr) return fail("a check is no table", "write it as [[check]]", line_of(element));
      gate.checks.push_back(check(*in, gate));
    }
  }

  CheckDefinition check(const toml::table& in, const GateDefinition& gate) {
    CheckDefinition check;
    check.line = line_of(in);
    check.name = text(in, "name");
    check.owner = pointer(in, "owner");
    const toml::node* kind = in.get("kind");
    if (kind == nullptr) {
      fail("\"kind\" is missing", "", check.line);
      return check;
    }
    const auto* word = kind->as_string();
    if (word != nullptr && word->get() == "private_fields") {
      known(in, {"name", "kind", "sets", "names"});
      check.shape = private_fields(in);
      return check;
    }
    check.field = text_or(in, "field", check.name);
    check.shape = shape(*kind, &in);
    if (check.shape.kind == Kind::result && check.shape.of.empty()) check.shape.of = gate.upstream;
    if (check.shape.kind == Kind::results && check.shape.of.empty()) check.shape.of = gate.upstream;
    if (ok() && check.shape.kind == Kind::result && check.shape.of.size() != 1)
      fail("the check embeds the result of no gate, or of several", "name it: of = \"...\", or as upstream",
           check.line);
    return check;
  }

  const toml::table& root_;
};

}  // namespace

std::expected<GateDefinition, Error> load_definition(std::string_view toml, std::string file) {
  const auto root = read_toml(toml);
  if (!root)
    return std::unexpected(Error{Code::bad_definition, root.error().detail, "docs/gates.md shows how it is written",
                                 std::move(file), 0, root.error().line, root.error().column});
  Loader loader(*root);
  GateDefinition gate = loader.load();
  if (!loader.ok()) {
    const Wrong& wrong = loader.wrong();
    return std::unexpected(Error{Code::bad_definition, wrong.what, wrong.todo, std::move(file), 0, wrong.line, 1});
  }
  gate.file = std::move(file);
  gate.source = toml;
  return gate;
}

}  // namespace cavra::gate
