// A sealed chain for tests, signed without cavra-seal: by Node's own crypto.
import { execFileSync, spawnSync } from "node:child_process";
import { createHash, generateKeyPairSync, sign } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const roles = ["release", "customer_success", "security", "support", "communications", "archive"];

/** A key pair a role: Ed25519, but one of P-256. */
function keyOf(role) {
  return role === "support" ? generateKeyPairSync("ec", { namedCurve: "P-256" }) : generateKeyPairSync("ed25519");
}

/** Calls `work(folder, run)` in a folder with bundle/, seal.json and trust.toml; run(...args) gives {status, stdout, stderr}. */
export async function withSeal(binary, work) {
  const folder = mkdtempSync(join(tmpdir(), "cavra-publish-"));
  const run = (...args) => spawnSync(binary, args, { cwd: folder, encoding: "utf8" });
  const must = (...args) => execFileSync(binary, args, { cwd: folder, encoding: "utf8" });
  try {
    must("export", "--bundle", "bundle");
    must("seal", "bundle", "--output", "seal.json");
    const envelope = JSON.parse(readFileSync(join(folder, "seal.json"), "utf8"));
    const body = Buffer.from(envelope.payload, "base64");
    const pae = Buffer.concat([Buffer.from(`DSSEv1 ${envelope.payloadType.length} ${envelope.payloadType} ${body.length} `), body]);
    mkdirSync(join(folder, "keys"));
    const init = [];
    for (const role of roles) {
      const { publicKey, privateKey } = keyOf(role);
      writeFileSync(join(folder, "keys", `${role}.pem`), publicKey.export({ type: "spki", format: "pem" }));
      init.push("--role", `${role}=keys/${role}.pem`);
      const keyid = createHash("sha256").update(publicKey.export({ type: "spki", format: "der" })).digest("hex");
      envelope.signatures.push({ keyid, sig: sign(role === "support" ? "sha256" : null, pae, privateKey).toString("base64") });
    }
    writeFileSync(join(folder, "seal.json"), `${JSON.stringify(envelope, null, 2)}\n`);
    must("trust", "init", ...init, "--output", "trust.toml");
    return await work(folder, run);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export const publish = ["publish", "seal.json", "--bundle", "bundle", "--trust", "trust.toml"];
