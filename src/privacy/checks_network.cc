#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

#include "privacy/checks_impl.h"

namespace cavra::privacy::checks {
namespace {

constexpr char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; }

bool hex(char c) { return digit(c) || (lower(c) >= 'a' && lower(c) <= 'f'); }

// Generic domains that are no file endings, and the reserved ones of RFC 2606 and RFC 6762.
constexpr std::array<std::string_view, 44> generic_domains = {
    "academy", "agency", "aero",      "app",    "biz",      "blog",    "bank", "care",     "cloud",
    "company", "com",    "coop",      "corp",   "dev",      "digital", "edu",  "example",  "finance",
    "global",  "gov",    "group",     "health", "host",     "info",    "int",  "internal", "invalid",
    "lan",     "local",  "localhost", "media",  "mil",      "museum",  "name", "net",      "network",
    "online",  "org",    "shop",      "site",   "software", "systems", "tech", "test"};

// Country codes, two letters each; left out are those that are also common file endings (md, py, rs, sh, so, pl, ps,
// cc, mm, ai's kin stay in).
constexpr std::string_view country_domains =
    "ac ad ae af ag ai al am ao aq ar at au aw ax az ba bb bd be bf bg bh bi bj bm bn bo br bs bt bw by bz ca cd cf cg "
    "ch ci ck cl "
    "cm cn co cr cu cv cw cx cy cz de dj dk dm do dz ec ee eg er es et eu fi fj fk fm fo fr ga gb gd ge gf gg gh gi gl "
    "gm gn gp gq "
    "gr gs gt gu gw gy hk hm hn hr ht hu id ie il im in io iq ir is it je jm jo jp ke kg kh ki km kn kp kr kw ky kz la "
    "lb lc li lk "
    "lr ls lt lu lv ly ma mc me mg mh mk ml mn mo mp mq mr ms mt mu mv mw mx my mz na nc ne nf ng ni nl no np nr nu nz "
    "om pa pe pf "
    "pg ph pk pn pr pt pw qa re ro ru rw sa sb sc sd se sg si sj sk sl sm sn sr ss st su sv sx sy sz tc td tf tg th tj "
    "tk tl tm tn "
    "to tr tt tv tw tz ua ug uk us uy uz va vc ve vg vi vn vu wf ws ye yt za zm zw";

bool known_domain(std::string_view label) {
  if (std::find(generic_domains.begin(), generic_domains.end(), label) != generic_domains.end()) return true;
  if (label.size() != 2) return false;
  for (std::size_t i = 0; i + 2 <= country_domains.size(); i += 3) {
    if (country_domains.substr(i, 2) == label) return true;
  }
  return false;
}

bool plausible_date(unsigned year, unsigned month, unsigned day) {
  return year >= 1900 && year <= 2100 && month >= 1 && month <= 12 && day >= 1 && day <= 31;
}

unsigned number(std::string_view digits) {
  unsigned value = 0;
  for (const char c : digits) value = value * 10 + static_cast<unsigned>(c - '0');
  return value;
}

bool one_date(std::string_view n) {
  return plausible_date(number(n.substr(0, 4)), number(n.substr(4, 2)), number(n.substr(6, 2))) ||
         plausible_date(number(n.substr(4, 4)), number(n.substr(2, 2)), number(n.substr(0, 2))) ||
         plausible_date(number(n.substr(4, 4)), number(n.substr(0, 2)), number(n.substr(2, 2)));
}

}  // namespace

bool ipv4(std::string_view value) {
  int parts = 0;
  std::size_t at = 0;
  while (at < value.size()) {
    std::size_t end = at;
    while (end < value.size() && digit(value[end])) ++end;
    const std::string_view part = value.substr(at, end - at);
    if (part.empty() || part.size() > 3 || (part.size() > 1 && part[0] == '0') || number(part) > 255) return false;
    ++parts;
    if (end == value.size()) return parts == 4;
    if (value[end] != '.' || parts == 4) return false;
    at = end + 1;
  }
  return false;
}

bool ipv6(std::string_view value) {
  const std::size_t shortened = value.find("::");
  if (shortened != std::string_view::npos && value.find("::", shortened + 1) != std::string_view::npos) return false;
  if (value.size() < 2 || (value[0] == ':' && value[1] != ':')) return false;
  int groups = 0;
  for (std::size_t at = 0; at < value.size();) {
    if (value[at] == ':') {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < value.size() && hex(value[end])) ++end;
    if (end < value.size() && value[end] == '.') {
      if (!ipv4(value.substr(at))) return false;
      groups += 2;
      break;
    }
    if (end == at || end - at > 4 || (end < value.size() && value[end] != ':')) return false;
    if (end + 1 == value.size()) return false;
    ++groups;
    at = end;
  }
  return shortened == std::string_view::npos ? groups == 8 : groups < 8;
}

bool hostname(std::string_view value) {
  if (value.ends_with('.')) value.remove_suffix(1);
  if (value.size() < 4 || value.size() > 253) return false;
  std::string label;
  std::size_t labels = 0;
  for (std::size_t at = 0; at <= value.size(); ++at) {
    if (at != value.size() && value[at] != '.') {
      label += lower(value[at]);
      continue;
    }
    if (label.empty() || label.size() > 63 || label.front() == '-' || label.back() == '-') return false;
    ++labels;
    if (at != value.size()) label.clear();
  }
  return labels >= 2 && known_domain(label);
}

bool not_a_date(std::string_view value) {
  const std::string n = digits(value);
  if (n.size() == 8) return !one_date(n);
  if (n.size() == 12 || n.size() == 14)
    return !plausible_date(number(std::string_view(n).substr(0, 4)), number(std::string_view(n).substr(4, 2)),
                           number(std::string_view(n).substr(6, 2)));
  return true;
}

bool jwt(std::string_view value) {
  // A JSON object begins with '{' and, in all that is written in practice, goes on with a quote or white space.
  return value.starts_with("eyJ") || value.starts_with("ewo") || value.starts_with("eyA") || value.starts_with("ewk") ||
         value.starts_with("eyI") || value.starts_with("ew0");
}

}  // namespace cavra::privacy::checks
