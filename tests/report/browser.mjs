// What a page of cavra-seal is held to in a real browser.
import { mkdtempSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(import.meta.url);
const { chromium } = require("playwright-core");
const axe = require("axe-core").source;

const ARGUMENTS = ["--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
  "--disable-background-networking", "--disable-component-update", "--disable-sync"];

/** Runs `work(context)` in a browser with a profile of its own. */
export async function withBrowser(work) {
  const profile = mkdtempSync(join(tmpdir(), "cavra-browser-"));
  const context = await chromium.launchPersistentContext(profile,
    { executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ARGUMENTS });
  try {
    return await work(context);
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

/** What is wrong with the page, a line each, at 320 and 1,280 px, light and dark; `shots` is where screenshots go. */
export async function faultsOf(context, file, shots) {
  const faults = [];
  for (const width of [320, 1280])
    for (const colorScheme of ["light", "dark"]) {
      const at = `${width} px, ${colorScheme}`;
      const page = await context.newPage();
      await page.setViewportSize({ width, height: 900 });
      await page.emulateMedia({ colorScheme });
      page.on("console", (message) => faults.push(`${at}: the console says: ${message.text()}`));
      page.on("pageerror", (error) => faults.push(`${at}: ${error.message}`));
      page.on("request", (request) => {
        if (request.url() !== pathToFileURL(resolve(file)).href) faults.push(`${at}: it asks for ${request.url()}`);
      });
      await page.goto(pathToFileURL(resolve(file)).href);
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) faults.push(`${at}: it is ${overflow} px too wide`);
      if (await page.evaluate(() => document.scripts.length) > 0) faults.push(`${at}: it has a script`);
      const style = await page.evaluate(() => getComputedStyle(document.querySelector("main")).maxWidth);
      if (style === "none") faults.push(`${at}: its style is not in force`);
      await keyboard(page, at, faults);
      if (shots) await page.screenshot({ path: join(shots, `${width}-${colorScheme}.png`), fullPage: true });
      // A page that forbids scripts is looked at through the debugger, which stands outside its policy.
      const session = await context.newCDPSession(page);
      await session.send("Page.setBypassCSP", { enabled: true });
      await page.reload();
      await page.evaluate(axe);
      const found = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      for (const violation of found.violations)
        faults.push(`${at}: axe: ${violation.impact}: ${violation.id}: ${violation.help}: ${violation.nodes.map((n) => n.html).slice(0, 2).join(" ")}`);
      await page.close();
    }
  return faults;
}

/** The first stop of the Tab key must be seen, and lead to the content. */
async function keyboard(page, at, faults) {
  await page.keyboard.press("Tab");
  const first = await page.evaluate(() => {
    const element = document.activeElement;
    const box = element.getBoundingClientRect();
    return { href: element.getAttribute("href"), seen: box.left >= 0 && box.right <= innerWidth };
  });
  if (first.href !== "#content" || !first.seen) faults.push(`${at}: the Tab key does not begin with a link to the content`);
  await page.evaluate(() => document.activeElement.blur());
}
