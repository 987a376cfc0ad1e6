// The pages in Chromium: nothing serious by axe, nothing too wide, nothing asked for, in light and in dark.
import assert from "node:assert/strict";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { faultsOf, withBrowser } from "./browser.mjs";
import { withPackets } from "./packets.mjs";

const binary = process.env.CAVRA_SEAL;

/** Where screenshots are kept, when somebody wants to look at them. */
function shots(name) {
  if (!process.env.CAVRA_SHOTS) return undefined;
  const folder = join(process.env.CAVRA_SHOTS, name);
  mkdirSync(folder, { recursive: true });
  return folder;
}

test("reports are good pages, whatever files are called", () =>
  withPackets(binary, (folder, run) => withBrowser(async (context) => {
    const page = join(folder, "page.html");
    const pages = [["blocked", ["check", "packets", "hostile"]], ["ready", ["check", "packets/customer-live-evidence.json"]], ["scan", ["scan", "packets"]], ["chain", ["chain", "packets"]]];
    for (const [name, command] of pages) {
      run([...command, "--format", "html", "--output", page]);
      assert.deepEqual(await faultsOf(context, page, shots(name)), []);
      const html = readFileSync(page, "utf8");
      assert.match(html, /Content-Security-Policy" content="default-src 'none'; style-src 'sha256-/);
      assert.ok(!/ style=| on[a-z]+=|https?:\/\//.test(html.replace(/<style>.*<\/style>/s, "")), "no style, handler or address in the page");
    }
  })));

test("a page with faults is seen to have them", () =>
  withPackets(binary, (folder, run) => withBrowser(async (context) => {
    const page = join(folder, "page.html");
    run(["check", "packets", "--format", "html", "--output", page]);
    const bad = readFileSync(page, "utf8")
      .replace("--soft: #525a66", "--soft: #c0c4ca")
      .replace("<h1>", '<img src="https://example.com/x.png" ><svg width="1400" height="9" aria-hidden="true"></svg><h1>');
    writeFileSync(page, bad);
    const faults = (await faultsOf(context, page)).join("\n");
    for (const part of ["color-contrast", "image-alt", "too wide", "it asks for https://example.com", "its style is not in force"])
      assert.ok(faults.includes(part), part);
  })));
