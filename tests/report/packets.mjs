// Packets for the tests of formats: good ones, faulty ones, names and keys that would like to be something else.
import { execFileSync, spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** What must be in no report: it stands in the packets as a value, and as a key that no gate knows. */
export const secret = "Zanzibar Holdings";

const hostile = [
  "a%0A::error::injected.json",
  "b::error title=x,y::injected.json",
  "c\n::warning::injected.json",
  "d##[error]injected.json",
  "e<script>alert(1)<'\"&.json",
  "f|`]]>@octocat.json",
];

/** Calls `work(folder, run)`, where run(...args) gives {status, stdout, stderr}, in a folder with the packets. */
export async function withPackets(binary, work) {
  const folder = mkdtempSync(join(tmpdir(), "cavra-report-"));
  const run = (args, options = {}) => spawnSync(binary, args, { cwd: folder, encoding: "utf8", maxBuffer: 1 << 28, ...options });
  try {
    execFileSync(binary, ["export", "--bundle", "packets"], { cwd: folder });
    const path = (slug) => join(folder, "packets", `${slug}.json`);
    const edit = (slug, change) => {
      const packet = JSON.parse(readFileSync(path(slug), "utf8"));
      change(packet);
      writeFileSync(path(slug), JSON.stringify(packet, null, 2));
      return packet;
    };
    const seal = edit("customer-lifecycle-final-seal", (packet) => {
      delete packet.seal_owner_refs.release_owner_ref;
      packet.completion_statement = `${secret} has everything; write to jane.doe@acme.example about it.`;
      packet.sealed_components[2][secret] = secret;
      packet.sealed_components[4].status = "pending";
      packet.seal_owner_refs["::error::x"] = "https://example.com";
    });
    edit("customer-operating-review", (packet) => { packet.evidence_mode = "sample"; });
    mkdirSync(join(folder, "hostile"));
    for (const name of hostile) writeFileSync(join(folder, "hostile", name), JSON.stringify(seal));
    writeFileSync(join(folder, "hostile", "h##[add-mask]x.json"), "{");
    writeFileSync(join(folder, "hostile", "g.json"), '{"schema_version": "::error::x", "\\n::error::y": ');
    writeFileSync(join(folder, "many.ndjson"), Array(9).fill(JSON.stringify(seal)).join("\n"));
    return await work(folder, run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
