#!/usr/bin/env python3
"""A second reading of envelope, PAE and statement, written from their specifications, agrees on 100 random seals."""

import base64
import hashlib
import json
import random
import sys

from sealing import House, need, pae

SEALS = 100
ROLES = ["release", "customer_success", "security", "support", "communications", "archive"]
WORDS = ["north", "river", "stone", "cedar", "amber", "field", "harbor", "copper"]


def vary(chance, packets):
    """The same small changes in all ten: another customer reference, other white space, other order of members."""
    reference = "evidence://customer/" + "-".join(chance.sample(WORDS, 3))
    old = json.loads(packets["customer-live-evidence"])["customer_profile"]["customer_ref"]
    out = {}
    for slug, text in packets.items():
        packet = json.loads(text.replace(json.dumps(old), json.dumps(reference)))
        members = list(packet.items())
        chance.shuffle(members)
        out[slug] = json.dumps(dict(members), indent=chance.choice([None, 0, 2, 4]), ensure_ascii=chance.random() < 0.5) + chance.choice(["", "\n"])
    return reference, out


def canonical(packet):
    """RFC 8785 for what packets hold: ASCII keys, integers, no other numbers."""
    return hashlib.sha256(json.dumps(packet, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()).hexdigest()


def agrees(statement, packets, order, reference):
    """What the statement has to say of these packets, from the specification."""
    predicate = statement["predicate"]
    expected_subject = [{"name": f"{slug}.json", "digest": {"sha256": hashlib.sha256(packets[slug].encode()).hexdigest()}} for slug in order]
    digests = [canonical(json.loads(packets[slug])) for slug in order]
    upstream = [[]] + [[i - 1] for i in range(1, 10)]
    upstream[6] = [0, 1, 2, 3, 4, 5]
    chain = [{"gate": f"R7.{i + 1}", "canonical_sha256": digests[i], "result": {"status": "ready", "blocker_count": 0, "warning_count": 0},
              "upstream": [{"gate": f"R7.{j + 1}", "canonical_sha256": digests[j]} for j in upstream[i]]} for i in range(10)]
    return (statement["_type"] == "https://in-toto.io/Statement/v1" and statement["predicateType"] == "urn:cavra:final-release-seal:v1"
            and statement["subject"] == expected_subject and predicate["chain"] == chain and predicate["customer_profile_ref"] == reference
            and predicate["evidence_mode"] == "live" and predicate["product"] == "CAVRA" and predicate["roles"] == ROLES
            and set(statement) == {"_type", "subject", "predicateType", "predicate"})


def main():
    need("openssl")
    house = House(sys.argv[1])
    house.run("keygen", "--output", "one.key", "--public", "one.pem", "--no-passphrase")
    keyid = hashlib.sha256(house.tool("openssl", "pkey", "-pubin", "-in", "one.pem", "-outform", "DER").stdout).hexdigest()
    originals, order = {}, []
    for path in house.path("bundle").glob("*.json"):
        schema = json.loads(path.read_text())["schema_version"]
        if ".result." not in schema:
            originals[path.name.split(".")[0]] = path.read_text()
    order = ["customer-live-evidence", "customer-evidence-room", "customer-closeout-handoff", "customer-operating-review", "customer-renewal-expansion",
             "customer-renewal-outcome", "customer-lifecycle-rollup", "customer-lifecycle-archive", "customer-lifecycle-status", "customer-lifecycle-final-seal"]
    house.check(sorted(originals) == sorted(order), f"the bundle's files: {sorted(originals)}")
    chance = random.Random(1)
    for number in range(SEALS):
        reference, packets = vary(chance, originals)
        bundle = house.path(f"random-{number}")
        bundle.mkdir()
        for slug, text in packets.items():
            (bundle / f"{slug}.json").write_text(text, encoding="utf-8")
        house.run("seal", bundle.name, "--output", "random.seal")
        house.run("sign", "random.seal", "--key", "one.key")
        envelope = house.envelope("random.seal")
        statement = json.loads(base64.b64decode(envelope["payload"], validate=True))
        house.check(agrees(statement, packets, order, reference), f"seal {number}: {json.dumps(statement)[:400]}")
        house.path("pae").write_bytes(pae(envelope))
        house.path("sig").write_bytes(base64.b64decode(envelope["signatures"][0]["sig"], validate=True))
        house.check([one["keyid"] for one in envelope["signatures"]] == [keyid], f"seal {number}: keyid")
        house.check(house.tool("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", "one.pem", "-in", "pae", "-sigfile", "sig", expect=None).returncode == 0,
                    f"seal {number}: the signature is of the PAE that the test makes")
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
