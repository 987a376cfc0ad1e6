/// Compiled gates: flat tables that refer to each other by index, so that the ones known at build time are constant
/// data.
///
/// A gate is a list of checks; a check is a field of the packet and the Shape that its value must have. Shapes nest.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>

#include "json/names.h"

namespace cavra::gate {

using json::NameId;
using json::no_name;

/// Names that every packet or result has, at the same ids in every catalogue.
namespace name {
enum : NameId {
  none,
  schema_version,
  product,
  evidence_mode,
  sanitized,
  live,
  sample,
  status,
  blocker_count,
  warning_count,
  checks,
  name,
  message,
  pass,
  warn,
  blocker,
  ready,
  ready_with_warnings,
  blocked,
  first_free
};
inline constexpr std::string_view spelling[first_free] = {
    "",        "schema_version", "product",       "evidence_mode", "sanitized", "live",
    "sample",  "status",         "blocker_count", "warning_count", "checks",    "name",
    "message", "pass",           "warn",          "blocker",       "ready",     "ready_with_warnings",
    "blocked"};
}  // namespace name

/// What a value must be. docs/gates.md says of each what it passes and what it blocks.
enum class Kind : std::uint8_t {
  schema,            ///< the gate's packet schema
  mode,              ///< live and sanitized
  reference,         ///< a string under one of the nine schemes
  reference_list,    ///< an array of at least `least` references
  references,        ///< an object of references; `names` must be there
  reference_groups,  ///< an object of objects of references; `members` are the groups
  controls,          ///< an object in which each of `names` is true
  records,           ///< an array of objects
  text,              ///< a string of at least `least` code points
  texts,             ///< an array of at least `least` strings of at least `length` code points each
  one_of,            ///< one of the strings `names`
  id,                ///< a string that names something
  flag,              ///< true or false
  yes,               ///< true
  integer,           ///< a number without fraction
  object,            ///< an object of `members`
  anything,
  ready_key,       ///< in the element of a `results` list: the ready key of the element's gate
  result,          ///< an embedded result of the gate `gate`
  results,         ///< an array of elements, each with the result of one of `gates`
  private_fields,  ///< no object of the packet has a key among `names`
};

/// A stretch of a pool.
struct Range {
  std::uint16_t first = 0;
  std::uint16_t count = 0;
};

/// The reference that answers for a field: /object/member of the packet; when `member` is none, /object; when `object`
/// is none, the member of the record at fault.
struct Owner {
  NameId object = no_name;
  NameId member = no_name;
  [[nodiscard]] constexpr bool none() const { return object == no_name && member == no_name; }
};

struct Shape {
  Kind kind = Kind::anything;
  bool closed = false;         ///< records: no id but `names`
  bool only_required = false;  ///< references: others are not looked at
  NameId id = no_name;         ///< records, results: the field that names the element
  std::uint16_t least = 0;
  std::uint16_t length = 0;
  std::uint16_t gate = 0;  ///< result
  Range names;             ///< pool of names
  Range warn;              ///< controls: those that alone warn; pool of names
  Range owners;            ///< controls: for each of `names` its owner, or empty; pool of owners
  Range members;           ///< pool of members
  Range gates;             ///< results: pool of names, each the index of a gate
};

struct Member {
  NameId name = no_name;
  std::uint16_t shape = 0;
  bool optional = false;  ///< known, but not looked at by the gate's own checks
};

struct Check {
  std::string_view name;
  NameId field = no_name;  ///< none: the packet as a whole
  std::uint16_t shape = 0;
  Owner owner;
  std::string_view passed;       ///< message when nothing is wrong
  std::string_view passed_json;  ///< the whole element of the result's `checks` then, compact
};

/// A field that the result repeats from the packet.
struct Repeat {
  NameId name = no_name;
  std::string_view otherwise;
};

struct Gate {
  std::string_view id;
  std::string_view slug;
  std::string_view title;
  std::string_view packet;  ///< schema of the packet
  std::string_view result;  ///< schema of the result
  NameId packet_name = no_name;
  NameId result_name = no_name;
  NameId ready = no_name;  ///< the ready key
  Range checks;
  Range fields;      ///< further fields of the packet; pool of members
  Range additional;  ///< fields open to anything; pool of names
  Range repeats;
  Range result_keys;  ///< the keys of a result, sorted; pool of names
  Range customer;     ///< where the customer's reference stands: pool of names, from the root
  Range upstream;     ///< gates whose packets this one is built from: pool of names, each the index of a gate
  NameId upstream_field = no_name;
  Owner upstream_control;    ///< the control that says that the upstream packet is ready
  std::string_view example;  ///< JSON: what example packets hold where nothing can be derived
  std::string_view source;   ///< the definition's TOML
};

/// A whole catalogue. Views only; what they point to must outlive it.
struct Tables {
  json::NameTable names;
  std::span<const std::uint8_t> suspect;  ///< by NameId: 1 when its lower-case form is a private field of some gate
  std::span<const NameId> name_pool;
  std::span<const Owner> owners;
  std::span<const Member> members;
  std::span<const Shape> shapes;
  std::span<const Check> checks;
  std::span<const Repeat> repeats;
  std::span<const Gate> gates;

  template <typename T>
  static std::span<const T> in(std::span<const T> pool, Range range) {
    return pool.subspan(range.first, range.count);
  }
  [[nodiscard]] std::span<const NameId> list(Range range) const { return in(name_pool, range); }
  [[nodiscard]] std::span<const Member> fields(Range range) const { return in(members, range); }
  [[nodiscard]] std::span<const Check> checks_of(const Gate& gate) const { return in(checks, gate.checks); }
  [[nodiscard]] std::string_view spell(NameId id) const { return names.names[id]; }
};

/// The gates that were known at build time.
[[nodiscard]] const Tables& builtin_tables();

}  // namespace cavra::gate
