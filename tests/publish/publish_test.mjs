// What is published, read as those who get it would: by sha256sum and openssl, by a browser, by a reader of BagIt.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { createHash } from "node:crypto";
import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import test from "node:test";
import { faultsOf, withBrowser } from "../report/browser.mjs";
import { publish, withSeal } from "./sealed.mjs";

const binary = process.env.CAVRA_SEAL;
const texts = ["release-note.md", "public-status.html", "public-status.json", "customer-success-handoff.md", "support-handoff.md"];

/** Every file below, by name, with its bytes. */
function contents(folder, prefix = "") {
  const files = new Map();
  for (const name of readdirSync(join(folder, prefix))) {
    const path = prefix + name;
    if (statSync(join(folder, path)).isDirectory()) for (const [below, bytes] of contents(folder, `${path}/`)) files.set(below, bytes);
    else files.set(path, readFileSync(join(folder, path)).toString("latin1"));
  }
  return files;
}

/** The blocks of commands of a page, those with cavra-seal apart. */
function commands(page) {
  const blocks = [...page.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block);
  return { own: blocks.filter((block) => block.includes("cavra-seal")), others: blocks.filter((block) => !block.includes("cavra-seal")) };
}

/** Whether every block of the page for other tools says that all is well, with no cavra-seal in reach. */
function verifies(bag) {
  const { others } = commands(readFileSync(join(bag, "VERIFY.md"), "utf8"));
  assert.equal(others.length, 5);
  return others.every((block) => spawnSync("sh", ["-c", block], { cwd: bag, env: { PATH: "/usr/bin:/bin" } }).status === 0);
}

/** RFC 8493, by a reader of the test's own. */
function bagFaults(bag) {
  const files = contents(bag);
  const faults = [];
  if (files.get("bagit.txt") !== "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n") faults.push("bagit.txt");
  const payload = [...files.keys()].filter((name) => name.startsWith("data/"));
  const tags = [...files.keys()].filter((name) => !name.startsWith("data/") && !name.startsWith("tagmanifest-"));
  for (const [prefix, names] of [["manifest", payload], ["tagmanifest", tags]])
    for (const algorithm of ["sha256", "sha512"]) {
      const lines = files.get(`${prefix}-${algorithm}.txt`).trim().split("\n").map((line) => line.split("  "));
      assert.deepEqual(lines.map(([, name]) => name).sort(), [...names].sort());
      for (const [sum, name] of lines)
        if (createHash(algorithm).update(files.get(name), "latin1").digest("hex") !== sum) faults.push(`${algorithm} ${name}`);
    }
  const bytes = payload.reduce((all, name) => all + files.get(name).length, 0);
  if (!files.get("bag-info.txt").includes(`Payload-Oxum: ${bytes}.${payload.length}\n`)) faults.push("Payload-Oxum");
  return faults;
}

test("all five kinds come out, twice the same, each with the seal's digest", () =>
  withSeal(binary, async (folder, run) => {
    const first = run(...publish, "--out", "published");
    assert.equal(first.status, 0, first.stderr);
    assert.equal(run(...publish, "--out", "again").status, 0);
    const files = contents(join(folder, "published"));
    assert.deepEqual([...files], [...contents(join(folder, "again"))]);
    const digest = first.stdout.match(/sha256:[0-9a-f]{64}/)[0];
    for (const name of texts) assert.ok(files.get(name).includes(digest), name);
    assert.ok(files.get("archive/bag-info.txt").includes(digest));
    assert.equal(run("publish", "--verify", "published").status, 0);
    // Again over what was published before, and only some kinds.
    assert.equal(run(...publish, "--out", "published", "--only", "release-note").status, 0);
    assert.deepEqual(readdirSync(join(folder, "published")), ["publication.json", "release-note.md"]);
    assert.ok(!existsSync(join(folder, "published.new")));
    await withBrowser(async (context) => {
      const shots = process.env.CAVRA_SHOTS && join(process.env.CAVRA_SHOTS, "public-status");
      if (shots) mkdirSync(shots, { recursive: true });
      assert.deepEqual(await faultsOf(context, join(folder, "again/public-status.html"), shots), []);
    });
  }));

test("the archive verifies by its own page, with sha256sum and openssl, and where it was changed it does not", () =>
  withSeal(binary, (folder, run) => {
    assert.equal(run(...publish, "--out", "published", "--only", "archive").status, 0);
    const bag = join(folder, "elsewhere");
    cpSync(join(folder, "published/archive"), bag, { recursive: true });
    assert.deepEqual(bagFaults(bag), []);
    assert.ok(verifies(bag));
    for (const block of commands(readFileSync(join(bag, "VERIFY.md"), "utf8")).own) {
      const done = spawnSync("sh", ["-c", block], { cwd: bag, encoding: "utf8", env: { PATH: `${join(binary, "..")}:/usr/bin:/bin` } });
      assert.equal(done.status, 0, done.stderr);
    }
    const changes = [
      ["data/packets/customer-lifecycle-status.json", (text) => text.replace("runs as planned", "runs as plannes")],
      ["data/signatures/release.sig", (text) => String.fromCharCode(text.charCodeAt(0) ^ 1) + text.slice(1)],
      ["data/signatures/body", (text) => text.replace('"live"', '"life"')],
      ["data/signatures/support.pem", () => readFileSync(join(bag, "data/signatures/archive.pem"), "latin1")],
    ];
    for (const [name, change] of changes) {
      const path = join(bag, name);
      const before = readFileSync(path, "latin1");
      writeFileSync(path, change(before), "latin1");
      assert.ok(!verifies(bag), name);
      // Also when whoever changed it wrote the manifests again.
      const again = (prefix, names) => writeFileSync(join(bag, `${prefix}-sha256.txt`), names.map((n) => `${createHash("sha256").update(readFileSync(join(bag, n))).digest("hex")}  ${n}\n`).join(""));
      again("manifest", [...contents(bag).keys()].filter((n) => n.startsWith("data/")));
      again("tagmanifest", [...contents(bag).keys()].filter((n) => !n.startsWith("data/") && !n.startsWith("tagmanifest-")));
      assert.ok(!verifies(bag), `${name}, with manifests`);
      writeFileSync(path, before, "latin1");
      cpSync(join(folder, "published/archive"), bag, { recursive: true });
      assert.ok(verifies(bag));
    }
  }));

test("the packed archive is the same bag", () =>
  withSeal(binary, (folder, run) => {
    for (const out of ["published", "again"]) assert.equal(run(...publish, "--out", out, "--archive", "tar.zst", "--only", "archive").status, 0);
    assert.deepEqual(readFileSync(join(folder, "published/archive.tar.zst")), readFileSync(join(folder, "again/archive.tar.zst")));
    execFileSync("sh", ["-c", "zstd -dc published/archive.tar.zst | tar -x"], { cwd: folder });
    assert.deepEqual(bagFaults(join(folder, "archive")), []);
    assert.ok(verifies(join(folder, "archive")));
    assert.equal(run("publish", "--verify", "published").status, 0);
  }));

test("a planted customer name publishes nothing, and what was there stays", () =>
  withSeal(binary, (folder, run) => {
    assert.equal(run(...publish, "--out", "published").status, 0);
    const before = [...contents(join(folder, "published"))];
    mkdirSync(join(folder, "templates"));
    writeFileSync(join(folder, "roster.txt"), "Zanzibar Ferries\n");
    const planted = [
      ["release-note.md", "# Done\n\nWith thanks to Zanzibar Ferries.\n"],
      ["release-note.md", "# Done\n\n{{! for Zanzibar Ferries }}\n"],
      ["support-handoff.md", "Call Zanzi<!-- -->bar Ferries or write to jane.doe@acme.example\n"],
      ["public-status.html", '<h1>Status</h1>\n<img alt="Zanzibar Ferries">\n'],
      ["public-status.html", "<h1>Status</h1>\n<!-- Zanzibar Ferries -->\n"],
    ];
    for (const [name, text] of planted) {
      writeFileSync(join(folder, "templates", name), text);
      const done = run(...publish, "--out", "published", "--templates", "templates", "--roster", "roster.txt");
      assert.equal(done.status, 1, `${text}: ${done.stderr}`);
      assert.match(done.stderr, new RegExp(`^cavra-seal: ${name}:\\d+:\\d+: .*nothing was written`));
      assert.ok(!done.stderr.includes("Zanzibar") && !done.stderr.includes("jane.doe"));
      assert.deepEqual([...contents(join(folder, "published"))], before);
      writeFileSync(join(folder, "templates", name), "# Done\n\n{{statement}}\n{{#gates}}- {{id}}: {{ status }}\n{{/gates}}");
    }
    const good = run(...publish, "--out", "published", "--templates", "templates", "--roster", "roster.txt");
    assert.equal(good.status, 0, good.stderr);
    assert.match(readFileSync(join(folder, "published/release-note.md"), "utf8"), /^# Done\n\nEvery lifecycle record/);
  }));

test("nothing is published from a seal that is not valid, by a bad template, or over other people's files", () =>
  withSeal(binary, (folder, run) => {
    mkdirSync(join(folder, "mine"));
    writeFileSync(join(folder, "mine/notes.txt"), "mine");
    assert.match(run(...publish, "--out", "mine").stderr, /mine: it is there already, and was not published/);
    assert.deepEqual(readdirSync(join(folder, "mine")), ["notes.txt"]);
    mkdirSync(join(folder, "templates"));
    for (const [name, text] of [["release-note.md", "{{#gates}}"], ["release-note.md", "{{nothing}}"], ["release-note.md", "{{> trust}}"],
      ["release-note.md", "# Done\n\n{{! and no more"], ["release-note.md", "{{#gates}}".repeat(5) + "{{/gates}}".repeat(5)],
      ["release-note.md", "{{#gates}}".repeat(100_000)], ["notes.md", "x"]]) {
      writeFileSync(join(folder, "templates", name), text);
      const done = run(...publish, "--out", "published", "--templates", "templates");
      assert.equal(done.status, 2, `${text}: ${done.stdout}`);
      assert.match(done.stderr, new RegExp(`^cavra-seal: ${name}`));
      writeFileSync(join(folder, "templates/release-note.md"), "good");
    }
    const packet = join(folder, "bundle/customer-lifecycle-status.json");
    writeFileSync(packet, readFileSync(packet, "utf8").replace("runs as planned", "runs as plannes"));
    assert.equal(run(...publish, "--out", "published").status, 1);
    assert.ok(!existsSync(join(folder, "published")));
  }));

test("a published folder that was changed is seen", () =>
  withSeal(binary, (folder, run) => {
    assert.equal(run(...publish, "--out", "published").status, 0);
    const note = join(folder, "published/release-note.md");
    writeFileSync(note, `${readFileSync(note, "utf8")}more\n`);
    writeFileSync(join(folder, "published/archive/data/more.txt"), "more");
    const done = run("publish", "--verify", "published");
    assert.equal(done.status, 1);
    assert.match(done.stdout, /release-note.md was changed/);
    assert.match(done.stdout, /archive\/data\/more.txt was not published/);
    assert.match(done.stdout, /archive\/data\/more.txt is not in manifest-sha256.txt/);
    assert.equal(run("publish", "--verify", "bundle").status, 2);
  }));

test("with a proof, every text names the entry, and the archive has proof and checkpoint", () =>
  withSeal(binary, (folder, run) => {
    const does = (...words) => {
      const done = run(...words);
      assert.equal(done.status, 0, done.stderr);
      return done.stdout.trim();
    };
    does("keygen", "--no-passphrase", "--output", "log.key");
    const verifier = does("log", "init", "log", "--name", "log.example/seals", "--key", "log.key");
    const roles = readFileSync(join(folder, "trust.toml"), "utf8");
    writeFileSync(join(folder, "logged.toml"), `logs = ["${verifier}"]\n${roles}`);
    does("log", "append", "log", "seal.json", "--key", "log.key", "--proof", "seal.tlog-proof");
    const words = ["publish", "seal.json", "--bundle", "bundle", "--trust", "logged.toml", "--proof", "seal.tlog-proof", "--out", "published"];
    does(...words);
    const files = contents(join(folder, "published"));
    for (const name of texts.filter((text) => text !== "public-status.json")) assert.match(files.get(name), /entry 0 of the log/, name);
    assert.equal(JSON.parse(files.get("public-status.json")).log.index, "0");
    assert.equal(files.get("archive/data/proof.tlog-proof"), readFileSync(join(folder, "seal.tlog-proof"), "latin1"));
    assert.match(files.get("archive/data/checkpoint"), /^log\.example\/seals\n1\n/);
    assert.deepEqual(bagFaults(join(folder, "published/archive")), []);
  }));
