#!/usr/bin/env python3
"""A revoked key, from its owner's side: revoked before it signed, and after, with a time stamp by openssl ts and without."""

import datetime
import json
import sys

from sealing import ROLES, House, need
from timestamp_test import answer, make_authority


def revoke(house, policy, role, since, reason="compromised"):
    """Writes `policy` with that role's key revoked, into revoked.toml."""
    pem = house.path(f"{role}.pem").read_text()
    text = house.path(policy).read_text()
    at = text.index("'''", text.index(pem)) + 4
    house.path("revoked.toml").write_text(f"{text[:at]}revoked = {{ reason = \"{reason}\", since = {since} }}\n{text[at:]}")


def moment(**away):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(**away)).strftime("%Y-%m-%dT%H:%M:%SZ")


def state(house, *arguments, exit_code):
    """The verdict on the seal by revoked.toml, security's state and its code."""
    done = house.run("verify", "lifecycle.seal", "--trust", "revoked.toml", "--bundle", "bundle", "--format", "json", *arguments, expect=exit_code)
    said = json.loads(done.text)
    security = next(role for role in said["roles"] if role["role"] == "security")
    others = {role["status"] for role in said["roles"] if role is not security}
    house.check(others <= {"valid"}, f"the other roles: {others}")
    return said["verdict"], security["status"], security["code"]


def expect(house, got, wanted, what):
    house.check(got == wanted, f"{what}: {got}, not {wanted}")


def text(house, *arguments, exit_code):
    return house.run("verify", "lifecycle.seal", "--trust", "revoked.toml", "--bundle", "bundle", "--format", "text", *arguments, expect=exit_code).text


def revoked_before(house, token):
    """Whatever is proved later, a key that was revoked before it signed counts for nothing."""
    for reason in ("compromised", "superseded", "retired", "lost"):
        revoke(house, "trust.toml", "security", moment(days=-1), reason)
        for more in ([], ["--token", token], ["--token", token, "--current"], ["--at", moment(days=2)]):
            expect(house, state(house, *more, exit_code=1), ("not_valid", "revoked", "V207"), f"{reason}, revoked before, {more}")
    said = text(house, exit_code=1)
    house.check("security          revoked          0 of 1" in said and "V207  security has a signature by a key that is revoked" in said, said)
    # Setting now back does not help where a time is proved.
    expect(house, state(house, "--token", token, "--at", moment(days=-2), exit_code=1), ("not_valid", "revoked", "V207"), "now set back, with a token")


def revoked_after(house, token):
    """A key that was revoked after the proven time has signed then, and does not count now."""
    for reason in ("compromised", "superseded", "retired", "lost"):
        revoke(house, "trust.toml", "security", moment(days=1), reason)
        later = ["--at", moment(days=2)]
        expect(house, state(house, exit_code=0), ("valid", "valid", None), f"{reason}, not yet revoked")
        expect(house, state(house, *later, exit_code=1), ("not_valid", "revoked", "V207"), f"{reason}, later, nothing proved")
        expect(house, state(house, *later, "--token", token, exit_code=0), ("valid_then", "valid_then", None), f"{reason}, later, with the token")
        expect(house, state(house, *later, "--token", token, "--current", exit_code=1), ("not_valid", "valid_then", "V208"), f"{reason}, later, --current")
    later = ["--at", moment(days=2), "--token", token]
    said = text(house, *later, exit_code=0)
    house.check(said.startswith("Final release seal   valid then, not now   lifecycle.seal\n"), said)
    house.check("security          valid_then       1 of 1" in said, said)
    said = text(house, *later, "--current", exit_code=1)
    house.check(said.startswith("Final release seal   not valid   lifecycle.seal\n") and "V208" in said, said)


def main():
    need("openssl")
    house = House(sys.argv[1])
    house.make_keys(["ed25519"] * len(ROLES))
    make_authority(house)
    house.make_trust("trust.toml", "--tsa", "tsa.pem")
    house.make_seal(roles=ROLES)
    house.run("timestamp", "lifecycle.seal", "--tsa-request", "seal.tsq")
    token = answer(house, "seal.tsq")
    revoked_before(house, token)
    revoked_after(house, token)
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
