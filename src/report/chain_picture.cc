// The chain as SVG: a gate a row, lines for what is built from what.
#include <algorithm>

#include "report/escape.h"
#include "report/page.h"

namespace cavra::report {
namespace {

constexpr int row = 46;
constexpr int node_x = 58;
constexpr int text_x = 82;
constexpr int rail_x = 16;  ///< the line that collects gates that are not the one above

int y_of(std::size_t index) { return 24 + static_cast<int>(index) * row; }

std::string at(int x, int y) { return std::to_string(x) + " " + std::to_string(y); }

/// Gates that were judged, and those of the chain that lead to one another.
std::vector<std::size_t> shown(const Record& record) {
  std::vector<bool> linked(record.gates.size());
  for (std::size_t i = 0; i < record.gates.size(); ++i)
    for (const std::size_t from : record.gates[i].upstream) linked[i] = linked[from] = true;
  std::vector<std::size_t> indexes;
  for (std::size_t i = 0; i < record.gates.size(); ++i)
    if (linked[i] || record.gates[i].state() != State::not_judged) indexes.push_back(i);
  return indexes;
}

std::string in_words(const GateState& gate) {
  std::string out(to_text(gate.state()));
  std::uint64_t all = 0;
  for (const std::uint64_t n : gate.packets) all += n;
  const std::uint64_t so = gate.packets[static_cast<std::size_t>(gate.state())];
  if (all > 1)
    out += so == all ? ", " + count(all, "packet") : ", " + std::to_string(so) + " of " + count(all, "packet");
  return out;
}

void links(std::string& out, const Record& record, const std::vector<std::size_t>& indexes) {
  const auto place = [&indexes](std::size_t gate) {
    return static_cast<std::size_t>(std::find(indexes.begin(), indexes.end(), gate) - indexes.begin());
  };
  for (std::size_t to = 0; to < indexes.size(); ++to)
    for (const std::size_t gate : record.gates[indexes[to]].upstream) {
      const std::size_t from = place(gate);
      out += "<path class=\"link\" d=\"M" + at(node_x, y_of(from));
      if (from + 1 == to)
        out += "V" + std::to_string(y_of(to));
      else
        out += "H" + std::to_string(rail_x) + "V" + std::to_string(y_of(to)) + "H" + std::to_string(node_x);
      out += "\"/>";
    }
}

}  // namespace

std::string chain_picture(const Record& record) {
  const std::vector<std::size_t> indexes = shown(record);
  const std::string height = std::to_string(y_of(indexes.size()) - row / 2);
  std::string words;
  for (const std::size_t index : indexes)
    words += (words.empty() ? "" : "; ") + record.gates[index].id + " " + record.gates[index].title + ": " +
             in_words(record.gates[index]);
  std::string out = "<svg class=\"chain\" viewBox=\"0 0 320 " + height +
                    "\" role=\"img\" aria-labelledby=\"chain-title chain-words\">";
  out += "<title id=\"chain-title\">The chain of gates</title><desc id=\"chain-words\">" + xml(words) + ".</desc>";
  links(out, record, indexes);
  for (std::size_t i = 0; i < indexes.size(); ++i) {
    const GateState& gate = record.gates[indexes[i]];
    const std::string x = "\" x=\"" + std::to_string(text_x) + "\" y=\"";
    out += state_shape(gate.state(), node_x, y_of(i));
    out += "<text class=\"title" + x + std::to_string(y_of(i) - 1) + "\">" + xml(gate.title) + "</text>";
    out += "<text class=\"small" + x + std::to_string(y_of(i) + 15) + "\">" +
           xml(gate.id + " · " + in_words(gate) + (gate.because.empty() ? "" : ", " + gate.because)) + "</text>";
  }
  return out + "</svg>\n";
}

}  // namespace cavra::report
