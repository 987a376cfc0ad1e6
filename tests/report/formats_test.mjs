// Every format, read as those who read it would: SARIF by its schema, JUnit by XSDs, GitHub's commands by their grammar.
//   node formats_test.mjs CAVRA_SEAL
import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { withSeal } from "../publish/sealed.mjs";
import { secret, withPackets } from "./packets.mjs";

const binary = process.env.CAVRA_SEAL;
const here = dirname(fileURLToPath(import.meta.url));
const require = createRequire(import.meta.url);
const inputs = ["packets", "hostile", "many.ndjson"];
const formats = ["sarif", "junit", "github", "gitlab", "markdown", "html", "text", "json", "ndjson", "findings"];

function sarifFaults(log) {
  const Ajv = require("ajv-draft-04").default;
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
  require("ajv-formats").default(ajv);
  const folder = dirname(require.resolve("@microsoft/jest-sarif/package.json"));
  const validate = ajv.compile(JSON.parse(readFileSync(join(folder, "lib/schemas/sarif-2.1.0-rtm.5.json"), "utf8")));
  return validate(log) ? [] : validate.errors.map((e) => `${e.instancePath} ${e.message}`);
}

test("SARIF holds to its schema, names files from the top of the repository, and refers to its rules", () =>
  withPackets(binary, (folder, run) => {
    execFileSync("git", ["init", "-q", folder]);
    const { stdout } = run(["check", ".", "../hostile", "--format", "sarif"], { cwd: join(folder, "packets") });
    const log = JSON.parse(stdout);
    assert.deepEqual(sarifFaults(log), []);
    const [{ tool, results }] = log.runs;
    assert.ok(results.length > 20);
    for (const result of results) {
      const rule = tool.driver.rules[result.ruleIndex];
      assert.equal(rule.id, result.ruleId);
      assert.ok(rule.shortDescription.text && rule.fullDescription.text && rule.help.text && rule.help.markdown && rule.helpUri);
      const { artifactLocation, region } = result.locations[0].physicalLocation;
      assert.match(artifactLocation.uri, /^(packets|hostile)\/[A-Za-z0-9%._~!$'()*+,;=@-]+\.json$/);
      assert.ok(region.endLine > region.startLine || region.endColumn > region.startColumn);
    }
    const names = results.map((r) => r.partialFingerprints.primaryLocationLineHash);
    assert.equal(new Set(names).size, names.length);
  }));

test("the SARIF schema sees a fault", () => {
  assert.notDeepEqual(sarifFaults({ version: "2.1.0", runs: [{ tool: {} }] }), []);
});

test("JUnit's dialects hold to their schemas, with names of their own", () =>
  withPackets(binary, (folder, run) => {
    for (const dialect of ["gitlab", "xunit"]) {
      const { stdout } = run(["check", ...inputs, "--format", "junit", "--junit-dialect", dialect]);
      writeFileSync(join(folder, "junit.xml"), stdout);
      const valid = (schema) => {
        try {
          execFileSync("xmllint", ["--noout", "--schema", join(here, `junit-${schema}.xsd`), join(folder, "junit.xml")], { stdio: "pipe" });
          return true;
        } catch (error) {
          if (schema === dialect) console.log(String(error.stderr).slice(0, 2000));
          return false;
        }
      };
      assert.equal(valid(dialect), true);
      assert.equal(valid(dialect === "gitlab" ? "xunit" : "gitlab"), false);
      assert.match(stdout, /<failure type="G112"/);
      assert.match(stdout, /<error type="J103"/);
    }
  }));

test("GitLab's findings have what it asks for, each its own fingerprint", () =>
  withPackets(binary, (folder, run) => {
    const findings = JSON.parse(run(["check", ...inputs, "--format", "gitlab"]).stdout);
    for (const { description, check_name, fingerprint, severity, location } of findings) {
      assert.ok(description && check_name && location.path && location.lines.begin >= 1);
      assert.match(fingerprint, /^[0-9a-f]{32}$/);
      assert.ok(["info", "minor", "major", "critical", "blocker"].includes(severity));
    }
    assert.equal(new Set(findings.map((f) => f.fingerprint)).size, findings.length);
    assert.equal(run(["check", "packets/customer-live-evidence.json", "--format", "gitlab"]).stdout, "[\n]\n");
  }));

test("no name, key or value makes a command of GitHub's", () =>
  withPackets(binary, (folder, run) => {
    const { stdout, stderr } = run(["check", ...inputs, "--format", "github"]);
    const lines = stdout.split("\n").slice(0, -1);
    const grammar = /^::(error|warning|notice) file=[^:,\r\n]*(,(line|col|endLine|endColumn)=\d+)*,title=[^:,\r\n]*::[^\r\n]*$/;
    for (const line of lines.slice(0, -1)) assert.match(line, grammar);
    assert.match(lines.at(-1), /^\d+ of \d+ packets are blocked/);
    const kinds = lines.slice(0, -1).map((line) => line.slice(2).split(" ")[0]);
    assert.equal(kinds.lastIndexOf("error"), kinds.filter((kind) => kind === "error").length - 1, "errors stand first");
    assert.equal(kinds.length, JSON.parse(run(["check", ...inputs, "--format", "gitlab"]).stdout).length);
    assert.ok(stderr.includes("h##\\u{5B}add-mask]x.json"));
    for (const line of stderr.split("\n").slice(0, -1)) {
      assert.match(line, /^cavra-seal: /);
      assert.ok(!line.includes("##["));
    }
  }));

test("beyond ten, findings go to the summary of GitHub's job", () =>
  withPackets(binary, (folder, run) => {
    const summary = join(folder, "summary.md");
    writeFileSync(summary, "before\n");
    const { stdout } = run(["check", ...inputs, "--format", "github"], { env: { ...process.env, GITHUB_STEP_SUMMARY: summary } });
    const all = JSON.parse(run(["check", ...inputs, "--format", "gitlab"]).stdout).length;
    assert.equal(stdout.match(/^::/gm).length, 10);
    const text = readFileSync(summary, "utf8");
    assert.ok(text.startsWith("before\n"));
    assert.equal(text.match(/^- \*\*/gm).length, all - 10);
    assert.ok(!text.includes("<script>") || /`[^`]*<script>[^`]*`/.test(text));
  }));

test("no format has a value of a packet, or a key that no gate knows", () =>
  withPackets(binary, (folder, run) => {
    for (const format of formats) {
      const { stdout, stderr, status } = run(["check", ...inputs, "--format", format]);
      assert.equal(status, 2);
      for (const word of [secret, "jane.doe", "acme", "https://example.com"]) assert.ok(!(stdout + stderr).includes(word), `${format} has ${word}`);
    }
  }));

test("the bytes are the same for any number of threads", () =>
  withPackets(binary, (folder, run) => {
    for (const format of formats) {
      const one = run(["check", ...inputs, "--format", format]).stdout;
      assert.equal(run(["check", ...inputs, "--format", format, "--jobs", "5"]).stdout, one, format);
    }
  }));

test("a scan is written by the same formats", () =>
  withPackets(binary, (folder, run) => {
    writeFileSync(join(folder, "notes.txt"), `plain\nnow ask jane.doe@acme.example or\r\nask john.roe@acme.example\n`);
    const inputs = ["notes.txt", "packets", "hostile", "many.ndjson"];
    const log = JSON.parse(run(["scan", ...inputs, "--format", "sarif"]).stdout);
    assert.deepEqual(sarifFaults(log), []);
    const lines = run(["scan", ...inputs, "--format", "findings"]).stdout.trim().split("\n").map((line) => JSON.parse(line));
    const results = log.runs[0].results.filter((result) => result.ruleId.startsWith("P"));
    assert.equal(results.length, lines.length);
    const text = results.filter((result) => result.locations[0].physicalLocation.artifactLocation.uri === "notes.txt");
    assert.deepEqual(text.map((result) => result.locations[0].physicalLocation.region),
      [{ startLine: 2, startColumn: 9, endLine: 2, endColumn: 30 }, { startLine: 3, startColumn: 5, endLine: 3, endColumn: 26 }]);
    for (const format of ["junit", "github", "gitlab", "markdown", "html"]) {
      const { stdout, status } = run(["scan", ...inputs, "--format", format]);
      assert.equal(status, 2);
      assert.ok(!stdout.includes("jane.doe"), format);
      assert.ok(stdout.includes("notes.txt"), format);
    }
    assert.equal(JSON.parse(run(["scan", ...inputs, "--format", "gitlab"]).stdout).length, log.runs[0].results.length);
  }));

/** Holds SARIF, JUnit and GitLab's of one command to their schemas; gives SARIF's results. */
function hold(folder, run, command) {
  const log = JSON.parse(run([...command, "--format", "sarif"]).stdout);
  assert.deepEqual(sarifFaults(log), []);
  for (const dialect of ["gitlab", "xunit"]) {
    writeFileSync(join(folder, "junit.xml"), run([...command, "--format", "junit", "--junit-dialect", dialect]).stdout);
    execFileSync("xmllint", ["--noout", "--schema", join(here, `junit-${dialect}.xsd`), join(folder, "junit.xml")], { stdio: "pipe" });
  }
  assert.equal(JSON.parse(run([...command, "--format", "gitlab"]).stdout).length, log.runs[0].results.length);
  for (const format of ["github", "markdown", "html"]) assert.ok(run([...command, "--format", format]).stdout.length > 10, format);
  return log.runs[0].results;
}

test("a chain is written by the same formats, with the shortest way to ready", () =>
  withPackets(binary, (folder, run) => {
    assert.ok(hold(folder, run, ["chain", "packets"]).length > 3);
    for (const format of ["markdown", "html"]) {
      const { stdout, status } = run(["chain", "packets", "--format", format]);
      assert.equal(status, 1);
      assert.ok(!stdout.includes(secret) && !stdout.includes("jane.doe"));
      assert.match(stdout, /The shortest way to ready/);
    }
  }));

test("a verification is written by the same formats", () =>
  withSeal(binary, (folder, each) => {
    const run = (args) => each(...args);
    const command = ["verify", "seal.json", "--trust", "trust.toml", "--bundle", "bundle"];
    const before = hold(folder, run, command).filter(({ level }) => level === "error");
    assert.deepEqual(before, []);
    assert.match(run([...command, "--format", "markdown"]).stdout, /^## ✓ The seal is valid\./);
    const packet = join(folder, "bundle/customer-lifecycle-status.json");
    writeFileSync(packet, readFileSync(packet, "utf8").replace("runs as planned", "runs as plannes"));
    assert.ok(hold(folder, run, command).some(({ ruleId }) => ruleId === "V301"));
    assert.equal(run([...command, "--format", "html"]).status, 1);
  }));
