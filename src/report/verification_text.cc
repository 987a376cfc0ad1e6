#include <algorithm>

#include "base/time.h"
#include "base/utf8.h"
#include "report/verification.h"

namespace cavra::report {
namespace {

constexpr std::string_view red = "\x1b[31m", yellow = "\x1b[33m", green = "\x1b[32m", bold = "\x1b[1m",
                           faint = "\x1b[2m", plain = "\x1b[0m";

class Text {
 public:
  Text(const SealVerification& verification, bool colour) : of_(verification), colour_(colour) {}

  std::string write() {
    headline();
    about();
    roles();
    packets();
    rejudgement();
    rest();
    summary();
    return std::move(out_);
  }

 private:
  void paint(std::string_view colour, std::string_view text) {
    if (colour_)
      out_.append(colour).append(text).append(plain);
    else
      out_ += text;
  }
  void padded(std::string_view text, std::size_t width, std::string_view colour = {}) {
    if (colour.empty())
      out_ += text;
    else
      paint(colour, text);
    out_.append(text.size() < width ? width - text.size() : 1, ' ');
  }
  void help(std::string_view todo) {
    if (todo.empty()) return;
    out_ += "    ";
    paint(faint, "help: " + std::string(todo));
    out_ += "\n";
  }
  void fault(std::string_view code, bool decides, const std::string& what, const std::string& todo) {
    out_ += "    ";
    paint(decides ? red : yellow, code);
    out_.append("  ").append(printable(what)).append("\n");
    help(printable(todo));
  }

  void headline() {
    paint(bold, "Final release seal");
    out_ += "   ";
    if (!of_.valid())
      paint(red, "not valid");
    else if (of_.verdict == "valid")
      paint(green, "valid");
    else
      paint(yellow, "valid then, not now");
    out_.append("   ").append(printable(of_.source)).append("\n\n");
  }

  void line(std::string_view name, const std::string& text) {
    padded(name, 11);
    out_.append(printable(text)).append("\n");
  }

  void about() {
    line("statement", of_.statement_digest);
    if (of_.claimed_time) {
      const std::string mode = of_.evidence_mode + ", " + of_.profile;
      line("", of_.tool.empty() ? mode + "; nobody who is trusted vouches for more"
                                : of_.product + ", " + mode + ", " + of_.tool);
      line("", "says that it was sealed at " + time_text(*of_.claimed_time));
    }
    line("policy", of_.trust_digest + ", serial " + std::to_string(of_.trust_serial));
    if (!of_.trust_pinned)
      line("", "nothing vouches for this policy: compare its digest, or give --trust-digest or --trust-key");
    const std::string now = time_text(of_.now) + (of_.now_was_set ? " (set by --at)" : "");
    if (of_.proven_time)
      line("time", "signed before " + time_text(*of_.proven_time) + ", as " + of_.proven_by + " proves; now is " + now);
    else
      line("time", "no time is proved: signatures are judged as of now, " + now);
    if (of_.log) line("log", of_.log->origin + ", index " + std::to_string(of_.log->index));
    out_ += "\n";
  }

  void roles() {
    for (const RoleVerdict& role : of_.roles) {
      padded(role.role, 18);
      padded(role.status, 17, role.code ? red : role.status == "valid" ? green : yellow);
      out_.append(std::to_string(role.valid)).append(" of ").append(std::to_string(role.threshold));
      for (const SignatureVerdict& signature : of_.signatures)
        if (signature.role == role.role && !signature.code) out_.append("   ").append(signature.key.substr(0, 16));
      out_ += "\n";
      if (role.code) fault(id(*role.code), true, role.what, role.todo);
    }
    out_ += "\n";
  }

  void packets() {
    const bool none = std::all_of(of_.packets.begin(), of_.packets.end(),
                                  [](const PacketVerdict& packet) { return packet.status == "not_given"; });
    if (none) {
      out_ += "No packets were given: --bundle DIR compares them.\n";
      return;
    }
    for (const PacketVerdict& packet : of_.packets) {
      padded(packet.gate, 7);
      padded(packet.slug, 31);
      padded(packet.status == "not_given" ? "not given" : packet.status, 10,
             packet.code               ? red
             : packet.status == "same" ? green
                                       : faint);
      if (!packet.source.empty()) out_.append(printable(packet.source));
      while (out_.ends_with(' ')) out_.pop_back();
      out_ += "\n";
      if (packet.code) fault(id(*packet.code), true, packet.what, packet.todo);
    }
  }

  void rejudgement() {
    const Rejudgement& again = of_.rejudgement;
    if (again.status == "not_done") return;
    out_ += "\n";
    padded("judged again", 18);
    if (again.status == "differs")
      paint(yellow, std::string("differs") + (again.ready ? ", and is ready" : ", and is not ready"));
    else
      paint(again.status == "ready" ? green : red, again.status);
    out_ += again.decides && again.status != "differs" ? ", by the gates and rules that it was sealed by\n"
                                                       : ", by today's gates and rules\n";
  }

  /// Faults that no role's and no packet's line says.
  void rest() {
    bool first = true;
    for (const SealFault& one : of_.faults) {
      const auto says = [&one](const auto& line) { return line.code == one.code && line.what == one.what; };
      if (std::any_of(of_.roles.begin(), of_.roles.end(), says) ||
          std::any_of(of_.packets.begin(), of_.packets.end(), says))
        continue;
      if (first) out_ += "\n";
      first = false;
      paint(one.decides ? red : yellow, id(one.code));
      out_.append("  ").append(printable(one.what)).append("\n");
      help(printable(one.todo));
    }
  }

  void summary() {
    const auto count =
        std::count_if(of_.faults.begin(), of_.faults.end(), [](const SealFault& one) { return one.decides; });
    out_ += "\n";
    if (count > 0) {
      out_.append("Not valid: ").append(std::to_string(count)).append(count == 1 ? " fault" : " faults");
      out_.append(". `cavra-seal explain ").append(id(of_.faults.front().code)).append("` says more.\n");
    } else {
      out_ += of_.verdict == "valid" ? "Valid.\n"
                                     : "Valid at the proven time; a key has been revoked or has ended since.\n";
    }
  }

  const SealVerification& of_;
  bool colour_;
  std::string out_;
};

}  // namespace

std::string verification_text(const SealVerification& verification, bool colour) {
  return Text(verification, colour).write();
}

}  // namespace cavra::report
