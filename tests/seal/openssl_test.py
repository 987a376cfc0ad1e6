#!/usr/bin/env python3
"""Plain openssl verifies every signature of a seal, for keys of all three kinds, and refuses it of other bytes."""

import base64
import sys

from sealing import ROLES, House, need, pae


def verify(house, role, message):
    return house.tool("openssl", "pkeyutl", "-verify", "-rawin", "-pubin", "-inkey", f"out/{role}.pem", "-in", message, "-sigfile", f"out/{role}.sig",
                      expect=None).returncode


def main():
    need("openssl")
    house = House(sys.argv[1])
    house.make_keys()
    house.make_trust()
    house.make_seal()
    house.run("verify", "lifecycle.seal", "--trust", "trust.toml", "--bundle", "bundle", "--export-pae", "out")
    envelope = house.envelope()
    house.check(house.path("out/pae").read_bytes() == pae(envelope), "the PAE that is written is the one that the test makes")
    house.check(house.path("out/body").read_bytes() == base64.b64decode(envelope["payload"]), "the body that is written is the payload")
    # The recipe of the documentation, word for word.
    house.tool("sh", "-c", "T=application/vnd.in-toto+json; { printf 'DSSEv1 %d %s %d ' ${#T} $T $(stat -c%s out/body); cat out/body; } > made; cmp made out/pae")
    changed = bytearray(house.path("out/pae").read_bytes())
    changed[-2] ^= 1
    house.path("changed").write_bytes(changed)
    for role in ROLES:
        house.check(verify(house, role, "out/pae") == 0, f"openssl verifies {role}'s signature")
        house.check(verify(house, role, "changed") != 0, f"openssl refuses {role}'s signature of other bytes")
    # Keys are read by openssl, and a key of openssl's is read here.
    house.tool("openssl", "pkey", "-in", "release.key", "-noout")
    house.tool("openssl", "genpkey", "-algorithm", "ED25519", "-out", "theirs.key")
    house.path("theirs.key").chmod(0o600)
    theirs = house.tool("openssl", "pkey", "-in", "theirs.key", "-pubout").text
    house.check(house.run("key", "show", "--public", "theirs.key").text == theirs, "a key of openssl's is the same key here")
    house.path("phrase").write_text("correct horse\n")
    house.path("phrase").chmod(0o600)
    house.run("keygen", "--output", "closed.key", "--passphrase-file", "phrase")
    opened = house.tool("openssl", "pkey", "-in", "closed.key", "-passin", "file:phrase", "-pubout").text
    shown = house.run("key", "show", "--public", "closed.key", "--passphrase-file", "phrase").text
    house.check(opened == shown, "openssl opens an encrypted key")
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
