// node secretlint.mjs FOLDER FILE: secretlint with its recommended preset on the loaded file. Prints the seconds that
// passed and the seconds of processor time. FOLDER holds node_modules.
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { resolve } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, file] = process.argv.slice(2);
const require = createRequire(resolve(folder, "package.json"));
const load = (name) => import(pathToFileURL(require.resolve(name)).href);
const { lintSource } = await load("@secretlint/core");
const preset = await load("@secretlint/secretlint-rule-preset-recommend");
const config = { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: preset.creator }] };
const lint = (content) => lintSource({
  source: { filePath: file, content, ext: ".txt", contentType: "text" },
  options: { config, noPhysicFilePath: true },
});

await lint("nothing");
const content = readFileSync(file, "utf8");
const processor = process.cpuUsage();
const begin = process.hrtime.bigint();
const result = await lint(content);
const passed = Number(process.hrtime.bigint() - begin) / 1e9;
const used = process.cpuUsage(processor);
console.log(passed.toFixed(9), ((used.user + used.system) / 1e6).toFixed(9));
console.error(`${result.messages.length} messages`);
