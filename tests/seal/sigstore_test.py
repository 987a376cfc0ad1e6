#!/usr/bin/env python3
"""The Sigstore bundle of each role verifies with npm's @sigstore/verify, and a tampered one does not."""

import base64
import json
import pathlib
import subprocess
import sys

from sealing import ROLES, House, need, skip

HERE = pathlib.Path(__file__).resolve().parent


def tampered(bundle):
    """The bundle with one fault each, by name."""
    def copy():
        return json.loads(json.dumps(bundle))
    payload = copy()
    body = bytearray(base64.b64decode(bundle["dsseEnvelope"]["payload"]))
    body[-3] ^= 1
    payload["dsseEnvelope"]["payload"] = base64.b64encode(body).decode()
    kind = copy()
    kind["dsseEnvelope"]["payloadType"] = "application/vnd.in-toto+jsom"
    signature = copy()
    sig = bytearray(base64.b64decode(bundle["dsseEnvelope"]["signatures"][0]["sig"]))
    sig[-1] ^= 1
    signature["dsseEnvelope"]["signatures"][0]["sig"] = base64.b64encode(sig).decode()
    return {"payload": payload, "type": kind, "signature": signature}


def main():
    need("node", "openssl")
    if not (HERE.parent / "node_modules/@sigstore/verify").is_dir():
        skip("tests/node_modules is not installed: scripts/setup tests")
    house = House(sys.argv[1])
    house.make_keys()
    house.make_trust()
    house.make_seal()
    cases = []
    for role in ROLES:
        bundle = json.loads(house.run("export-bundle", "lifecycle.seal", "--role", role, "--trust", "trust.toml").text)
        der = house.tool("openssl", "pkey", "-pubin", "-in", f"{role}.pem", "-outform", "DER").stdout
        keyid = bundle["verificationMaterial"]["publicKey"]["hint"]
        house.check(bundle["mediaType"] == "application/vnd.dev.sigstore.bundle.v0.3+json", f"{role}: the media type")
        house.check([one["keyid"] for one in bundle["dsseEnvelope"]["signatures"]] == [keyid], f"{role}: one signature, and the hint is its keyid")
        again = house.run("export-bundle", "lifecycle.seal", "--keyid", keyid).text
        house.check(json.loads(again) == bundle, f"{role}: by its keyid it is the same")
        key = base64.b64encode(der).decode()
        cases.append({"name": role, "bundle": bundle, "key": key, "good": True})
        cases += [{"name": f"{role}, {what} changed", "bundle": changed, "key": key, "good": False} for what, changed in tampered(bundle).items()]
    done = subprocess.run(["node", str(HERE / "sigstore.mjs")], input=json.dumps(cases).encode(), capture_output=True, timeout=60, check=False)
    if done.returncode != 0:
        house.check(False, "node: " + done.stderr.decode(errors="replace"))
        return house.finish()
    for case, said in zip(cases, json.loads(done.stdout), strict=True):
        house.check(said["good"] == case["good"], f"@sigstore/verify says of {case['name']}: {said}")
    house.check(house.run("export-bundle", "lifecycle.seal", expect=2).errors ==
                "cavra-seal: a bundle has one signature: nothing says which; say --role with --trust, or --keyid\n", "neither role nor key")
    house.run("export-bundle", "lifecycle.seal", "--keyid", "none", expect=2)
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
