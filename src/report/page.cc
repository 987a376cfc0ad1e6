#include "report/page.h"

#include "report/escape.h"
#include "report/sha256_at_build.h"

namespace cavra::report {
namespace {

constexpr std::string_view style = R"css(
:root {
  color-scheme: light dark;
  --back: #ffffff; --text: #1b1f24; --soft: #525a66; --line: #d3d8df; --panel: #f5f6f8; --link: #0a4fae;
  --ready: #0b6a3b; --warned: #7a5100; --blocked: #a3171c;
}
@media (prefers-color-scheme: dark) {
  :root {
    --back: #14171b; --text: #e9ebee; --soft: #aab2bd; --line: #3a414b; --panel: #1c2127; --link: #8fbcff;
    --ready: #74dc9f; --warned: #f1bd55; --blocked: #ff9691;
  }
}
* { box-sizing: border-box; }
html { font: 100%/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "Liberation Sans", sans-serif; -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--back); color: var(--text); overflow-wrap: anywhere; }
.skip { position: absolute; left: -100vw; }
.skip:focus { left: 1rem; top: .5rem; padding: .5rem; background: var(--back); }
a { color: var(--link); }
a:focus-visible, [tabindex]:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; }
main, footer { max-width: 70rem; margin: 0 auto; padding: 1.5rem 1rem; }
footer { border-top: 1px solid var(--line); color: var(--soft); font-size: .875rem; }
h1 { font-size: clamp(1.4rem, 1.1rem + 1.6vw, 2rem); line-height: 1.2; margin: 0 0 .5rem; }
h2 { font-size: 1.2rem; margin: 2rem 0 .75rem; }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: 0 0 .75rem; }
code { font: .9em/1.4 ui-monospace, "SF Mono", Consolas, "Liberation Mono", monospace; }
pre { overflow-x: auto; padding: .75rem; background: var(--panel); border: 1px solid var(--line); border-radius: .375rem; }
pre code { overflow-wrap: normal; }
ul.plain, ol.plain { list-style: none; margin: 0; padding: 0; }
.kicker { margin: 0 0 .25rem; color: var(--soft); font-size: .875rem; letter-spacing: .02em; }
.lead { font-size: 1.0625rem; max-width: 44rem; }
.verdict { display: inline-flex; align-items: center; gap: .5rem; margin: .25rem 0 1rem; padding: .375rem .875rem .375rem .5rem;
  border: 2px solid currentColor; border-radius: 2rem; font-weight: 600; }
.ready { color: var(--ready); } .warned { color: var(--warned); } .blocked { color: var(--blocked); } .grey { color: var(--soft); }
.sign { width: 1.375rem; height: 1.375rem; flex: none; vertical-align: -.35rem; }
.sides { display: grid; gap: 0 3rem; }
@media (min-width: 56rem) { .sides { grid-template-columns: 20rem minmax(0, 1fr); } }
.chain { width: 100%; max-width: 20rem; height: auto; display: block; }
.chain text { fill: var(--text); font-size: 14px; }
.chain .small { font-size: 12px; fill: var(--soft); }
.chain .link { stroke: var(--line); stroke-width: 2; fill: none; }
.shape { fill: var(--back); stroke: currentColor; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.dashed { stroke-dasharray: 3 4; }
.mark { fill: none; stroke: currentColor; stroke-width: 2.5; stroke-linecap: round; stroke-linejoin: round; }
.rows > li { display: grid; grid-template-columns: 1.375rem minmax(0, 1fr); gap: 0 .75rem; padding: .5rem 0; border-top: 1px solid var(--line); }
.rows > li > :nth-child(3) { grid-column: 2; }
@media (min-width: 40rem) {
  .rows > li { grid-template-columns: 1.375rem minmax(0, 1fr) auto; }
  .rows > li > :nth-child(3) { grid-column: auto; }
}
.card { margin: 0 0 .75rem; padding: .75rem .875rem; border: 1px solid var(--line); border-left: .3rem solid currentColor; border-radius: .375rem; background: var(--panel); }
.card > * { color: var(--text); }
.card p { margin: 0 0 .25rem; }
.card .tag { color: inherit; font-weight: 600; }
.card .soft, .soft { color: var(--soft); }
.counts { display: flex; flex-wrap: wrap; gap: .25rem 1.5rem; margin: 0 0 1rem; }
.counts div { display: flex; gap: .375rem; }
.counts dt { order: 2; color: var(--soft); } .counts dd { order: 1; margin: 0; font-weight: 600; }
table { border-collapse: collapse; width: 100%; } th, td { text-align: left; vertical-align: top; padding: .375rem .75rem .375rem 0; border-top: 1px solid var(--line); }
th { font-weight: 600; }
@media (max-width: 30rem) { table.stack, .stack tbody, .stack tr, .stack th, .stack td { display: block; } .stack td { border: 0; padding-top: 0; } }
@media print {
  :root { --back: #fff; --text: #000; --soft: #333; --line: #999; --panel: #fff; --link: #000; --ready: #000; --warned: #000; --blocked: #000; }
  body { font-size: 10pt; } main, footer { max-width: none; padding: 0; } .skip { display: none; }
  .card, .rows > li, svg { break-inside: avoid; } h2, h3 { break-after: avoid; }
  .sides { grid-template-columns: 18rem minmax(0, 1fr); }
}
)css";

constexpr auto style_digest = sha256_base64(style);

}  // namespace

void append_page_begin(std::string& out, std::string_view title) {
  out += "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n";
  out += "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'sha256-";
  out.append(style_digest.data(), style_digest.size());
  out += "'; base-uri 'none'; form-action 'none'\">\n";
  out +=
      "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<meta name=\"color-scheme\" "
      "content=\"light dark\">\n";
  out += "<meta name=\"referrer\" content=\"no-referrer\">\n";
  out.append("<title>")
      .append(xml(title))
      .append("</title>\n<style>")
      .append(style)
      .append("</style>\n</head>\n<body>\n");
  out += "<a class=\"skip\" href=\"#content\">To the content</a>\n<main id=\"content\">\n";
}

void append_page_end(std::string& out, std::string_view foot) {
  out.append("</main>\n<footer>\n").append(foot).append("</footer>\n</body>\n</html>\n");
}

std::string_view state_class(State state) {
  switch (state) {
    case State::ready:
      return "ready";
    case State::warned:
    case State::not_ready:
      return "warned";
    case State::blocked:
    case State::failed:
      return "blocked";
    case State::not_judged:
      break;
  }
  return "grey";
}

std::string state_shape(State state, int x, int y) {
  const std::string open = "<g transform=\"translate(" + std::to_string(x) + " " + std::to_string(y) + ")\" class=\"" +
                           std::string(state_class(state)) + "\">";
  switch (state) {
    case State::ready:
      return open + "<circle class=\"shape\" r=\"10\"/><path class=\"mark\" d=\"M-4.5 .5l3 3.5 6-7.5\"/></g>";
    case State::not_ready:
      return open + "<circle class=\"shape\" r=\"10\"/><path class=\"mark\" d=\"M-4.5 0h9\"/></g>";
    case State::warned:
      return open + "<path class=\"shape\" d=\"M0-11L11 9H-11z\"/><path class=\"mark\" d=\"M0-4v6M0 5.5v.1\"/></g>";
    case State::blocked:
      return open +
             "<path class=\"shape\" d=\"M-4.5-10.5h9l6 6v9l-6 6h-9l-6-6v-9z\"/><path class=\"mark\" d=\"M-4-4l8 "
             "8M4-4l-8 8\"/></g>";
    case State::failed:
      return open +
             "<path class=\"shape\" d=\"M-10-10h20v20h-20z\"/><path class=\"mark\" d=\"M-3-3.5c0-4 6-4 6-.5C3-1.5 "
             "0-1.5 0 1.5M0 5.5v.1\"/></g>";
    case State::not_judged:
      break;
  }
  return open + "<circle class=\"shape dashed\" r=\"9\"/></g>";
}

std::string state_sign(State state) {
  return "<svg class=\"sign\" viewBox=\"-12 -12 24 24\" aria-hidden=\"true\" focusable=\"false\">" +
         state_shape(state, 0, 0) + "</svg>";
}

}  // namespace cavra::report
