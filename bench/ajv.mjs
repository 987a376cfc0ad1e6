// node ajv.mjs FOLDER SCHEMA FILE first|all VALID: parses and validates each line of the loaded file, up to the first
// fault of a packet or to the last. Prints the seconds that passed and the seconds of processor time; fails unless that
// many packets were valid. FOLDER holds node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";

const [folder, schema, file, faults, valid] = process.argv.slice(2);
const Ajv = createRequire(resolve(folder, "package.json"))("ajv/dist/2020").default;
const validate = new Ajv({ allErrors: faults === "all", strictTypes: false }).compile(JSON.parse(readFileSync(schema, "utf8")));
const bytes = readFileSync(file);

let count = 0;
const processor = process.cpuUsage();
const begin = process.hrtime.bigint();
for (let at = 0; at < bytes.length; ) {
  const newline = bytes.indexOf(10, at);
  const end = newline < 0 ? bytes.length : newline;
  if (validate(JSON.parse(bytes.toString("utf8", at, end)))) ++count;
  at = end + 1;
}
const passed = Number(process.hrtime.bigint() - begin) / 1e9;
const used = process.cpuUsage(processor);
console.log(passed.toFixed(9), ((used.user + used.system) / 1e6).toFixed(9));
process.exitCode = count === Number(valid) ? 0 : 1;
