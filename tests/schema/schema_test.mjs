// The schema of a gate accepts exactly the packets that the gate does not block, but for what a schema cannot say: that is
// listed here by code and in docs/formats.md in words.
import assert from "node:assert/strict";
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import test from "node:test";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";

const require = createRequire(import.meta.url);
const Ajv = require("ajv/dist/2020").default;
const binary = process.env.CAVRA_SEAL;
const root = join(dirname(fileURLToPath(import.meta.url)), "../..");
const slugs = execFileSync(binary, ["gates"], { encoding: "utf8" }).match(/customer-[a-z-]+/g);

/** What no schema says: private material. */
const beyond = (code) => code.startsWith("P2");
/** What it says in part: that a result is one (its counts, status and checks have to agree, too), that no id stands twice (where the list of ids is open). */
const inPart = (code) => code === "S108" || code === "S104";
/** What it says too strictly: in a live packet, a text may begin like a reference to a sample. */
const textUnderSample = (name, errors) => /\/(product|title|ready_key|summary|message|completion_statement|evidence_mode)$/.test(name) && errors.every((e) => e.keyword === "not" || e.keyword === "if");

const schemas = new Map(slugs.map((slug) => [slug, JSON.parse(execFileSync(binary, ["schema", slug], { encoding: "utf8" }))]));
const ajv = new Ajv({ strict: false, allErrors: true });
const validators = new Map([...schemas].map(([slug, schema]) => [slug, ajv.compile(schema)]));

/** For each packet what it is blocked on, as far as a schema can say. */
function verdicts(slug, packets) {
  const { stdout } = spawnSync(binary, ["check", "-", "--input-format", "ndjson", "--gate", slug, "--format", "findings", "--jobs", "2"],
    { input: packets.map((packet) => JSON.stringify(packet)).join("\n"), encoding: "utf8", maxBuffer: 1 << 30 });
  const blocked = packets.map(() => []);
  for (const line of stdout.split("\n").filter(Boolean)) {
    const finding = JSON.parse(line);
    assert.ok(!finding.error, line);
    if (finding.severity === "blocker" && !beyond(finding.code)) blocked[finding.source.slice(2) - 1].push(finding);
  }
  return blocked;
}

/** Compares, and returns how many were accepted and refused. */
function compare(slug, packets, names = []) {
  const validate = validators.get(slug);
  const counts = { accepted: 0, refused: 0 };
  const wrong = [];
  verdicts(slug, packets).forEach((blocked, i) => {
    const accepted = validate(packets[i]);
    ++counts[accepted ? "accepted" : "refused"];
    if (accepted === (blocked.length === 0) || (blocked.length > 0 && blocked.every(({ code }) => inPart(code)))) return;
    if (!accepted && textUnderSample(String(names[i]), validate.errors)) return;
    const why = accepted ? `accepted, but ${blocked.map(({ code, pointer }) => `${code} ${pointer}`).join(", ")}` : `refused: ${ajv.errorsText(validate.errors)}`;
    wrong.push(`${slug} ${names[i] ?? i}: ${why}`);
  });
  assert.deepEqual(wrong.slice(0, 20), [], `${wrong.length} of ${packets.length}`);
  return counts;
}

function example(slug, ending) {
  return JSON.parse(readFileSync(join(root, "examples", slug, `${slug}.${ending}`), "utf8"));
}

/** Every packet that differs from this one in one place. */
function* mutations(packet) {
  const values = [null, true, false, 0, "", "ready", "sample://x/y", "evidence://A/b", "line\nbreak", "Words of a sentence that are long enough to be said to anyone.", [], {}];
  function* at(holder, key, path) {
    const value = holder[key];
    for (const other of values) {
      holder[key] = other;
      yield path;
    }
    holder[key] = value;
    if (Array.isArray(holder)) {
      holder.push(structuredClone(value));
      yield `${path} twice`;
      holder.pop();
      const [gone] = holder.splice(key, 1);
      yield `${path} removed`;
      holder.splice(key, 0, gone);
    } else {
      delete holder[key];
      yield `${path} removed`;
      holder[key] = value;
    }
    if (value === null || typeof value !== "object") return;
    if (!Array.isArray(value)) {
      for (const name of ["more", "Api_Key"]) {
        value[name] = "x";
        yield `${path}/${name} added`;
        delete value[name];
      }
    }
    for (const below of Object.keys(value)) yield* at(value, below, `${path}/${below}`);
  }
  for (const key of Object.keys(packet)) yield* at(packet, key, `/${key}`);
}

test("the schemas are schemas, with words for editors", () => {
  const folder = mkdtempSync(join(tmpdir(), "cavra-schema-"));
  const files = [...schemas].map(([slug, schema]) => {
    const file = join(folder, `${slug}.json`);
    writeFileSync(file, JSON.stringify(schema));
    return file;
  });
  const tool = join(root, "tests/node_modules/.bin/jsonschema");
  execFileSync(tool, ["metaschema", ...files], { stdio: "pipe" });
  for (const [slug, schema] of schemas)
    for (const [name, property] of Object.entries(schema.properties)) assert.ok(property.title && property.description, `${slug} ${name}`);
  // The second validator agrees on what is good and on what is not.
  for (const slug of slugs) {
    const good = join(root, "examples", slug, `${slug}.live.sanitized.example.json`);
    execFileSync(tool, ["validate", join(folder, `${slug}.json`), good], { stdio: "pipe" });
    const bad = join(folder, "bad.json");
    writeFileSync(bad, JSON.stringify({ ...example(slug, "live.sanitized.example.json"), evidence_mode: "other" }));
    assert.throws(() => execFileSync(tool, ["validate", join(folder, `${slug}.json`), bad], { stdio: "pipe" }));
  }
  rmSync(folder, { recursive: true });
});

test("the examples, and all that differs from them in one place", () => {
  for (const slug of slugs)
    for (const ending of ["live.sanitized.example.json", "sample.json"]) {
      const packet = example(slug, ending);
      const packets = [structuredClone(packet)];
      const names = [ending];
      for (const name of ending === "sample.json" ? [] : mutations(packet)) {
        packets.push(structuredClone(packet));
        names.push(name);
      }
      const { accepted, refused } = compare(slug, packets, names);
      if (packets.length > 1) assert.ok(accepted > 5 && refused > 100, `${slug}: ${accepted} accepted, ${refused} refused`);
    }
});

test("the samples beside the definitions", () => {
  const lines = execFileSync(process.env.CAVRA_SAMPLE_PACKETS, [join(root, "gates")], { encoding: "utf8", maxBuffer: 1 << 28 }).trim().split("\n").map((line) => JSON.parse(line));
  for (const slug of slugs) {
    const samples = lines.filter(({ gate }) => gate === slug);
    assert.ok(samples.length > 20);
    compare(slug, samples.map(({ packet }) => packet), samples.map(({ name }) => name));
  }
});

const cases = join(process.env.CAVRA_SHARED ?? "", "parity/cases.ndjson.gz");
test("the cases of CAVRA's own implementation", { skip: !existsSync(cases) && "its cases are not here" }, () => {
  const lines = gunzipSync(readFileSync(cases)).toString().trim().split("\n").map((line) => JSON.parse(line));
  for (const slug of slugs) {
    const schema = schemas.get(slug).properties.schema_version.const;
    const id = schemas.get(slug).title.split(" ")[0];
    const of = lines.filter(({ gate }) => gate === id || gate === slug || gate === schema);
    assert.ok(of.length > 50, `${slug}: ${of.length}`);
    compare(slug, of.map(({ packet }) => packet), of.map((one) => String(one.id)));
  }
});
