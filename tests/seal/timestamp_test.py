#!/usr/bin/env python3
"""RFC 3161 timestamps, with openssl ts as the authority: only its answer for this seal, by a trusted certificate, proves a time."""

import datetime
import sys

from sealing import ROLES, House, need

CONFIG = """
[ ca ]
default_ca = authority
[ authority ]
dir = .
database = index.txt
serial = ca.serial
new_certs_dir = .
default_md = sha256
policy = any
[ any ]
commonName = supplied
[ stamping ]
basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = critical, timeStamping
[ signing ]
basicConstraints = critical, CA:FALSE
extendedKeyUsage = critical, codeSigning
[ req ]
distinguished_name = name
[ name ]
[ tsa ]
default_tsa = here
[ here ]
dir = .
serial = tsa.serial
crypto_device = builtin
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256, sha384
accuracy = secs:1
ordering = yes
tsa_name = no
ess_cert_id_chain = no
ess_cert_id_alg = sha256
"""


def utc(days):
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=days)).strftime("%Y%m%d%H%M%SZ")


def make_authority(house):
    house.path("tsa.cnf").write_text(CONFIG)
    house.path("index.txt").write_text("")
    house.path("ca.serial").write_text("01\n")
    house.path("tsa.serial").write_text("01\n")
    house.tool("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", "ca.key", "-out", "ca.pem", "-days", "30",
               "-subj", "/CN=Test CA", "-addext", "basicConstraints=critical,CA:TRUE", "-config", "tsa.cnf")
    for name, extensions, begin, end in [("tsa", "stamping", -1, 20), ("old", "stamping", -20, -10), ("coder", "signing", -1, 20)]:
        house.tool("openssl", "req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key", "-out", f"{name}.csr",
                   "-subj", f"/CN={name}", "-config", "tsa.cnf")
        house.tool("openssl", "ca", "-batch", "-config", "tsa.cnf", "-cert", "ca.pem", "-keyfile", "ca.key", "-in", f"{name}.csr", "-out", f"{name}.pem", "-notext",
                   "-startdate", utc(begin), "-enddate", utc(end), "-extensions", extensions)


def answer(house, request, signer="tsa", more=()):
    house.tool("openssl", "ts", "-reply", "-queryfile", request, "-signer", f"{signer}.pem", "-inkey", f"{signer}.key", "-out", f"{request}.{signer}", "-config", "tsa.cnf", *more)
    return f"{request}.{signer}"


def proves(house, seal, token, certificate, exit_code, errors=""):
    done = house.run("timestamp", seal, "--tsa-file", token, "--tsa-certificate", certificate, expect=None)
    house.check((done.returncode, done.errors) == (exit_code, errors), f"{token} by {certificate}: exit {done.returncode}, {done.errors!r}")
    return done.text


def tokens(house):
    house.run("timestamp", "lifecycle.seal", "--tsa-request", "seal.tsq", "--record", "record.json")
    house.check("sha256" in house.tool("openssl", "ts", "-query", "-in", "seal.tsq", "-text").text, "openssl reads the request")
    record = house.tool("openssl", "dgst", "-sha256", "-binary", "record.json").stdout
    house.check(record in house.path("seal.tsq").read_bytes(), "the request is for the record's SHA-256")
    token = answer(house, "seal.tsq")
    house.tool("openssl", "ts", "-verify", "-queryfile", "seal.tsq", "-in", token, "-CAfile", "ca.pem", "-partial_chain")
    untrusted = (f"cavra-seal: {token}: its signature is not that of a trusted authority; give the authority's certificate; it must be valid at the "
                 "token's time, for timeStamping alone\n")
    said = proves(house, "lifecycle.seal", token, "tsa.pem", 0)
    house.check(said.startswith(f"{token}: lifecycle.seal existed at 20") and said.endswith("Z, with 6 signatures\n"), said)
    proves(house, "record.json", token, "tsa.pem", 0)
    proves(house, "lifecycle.seal", token, "ca.pem", 0)
    proves(house, "lifecycle.seal", token, "old.pem", 1, untrusted)
    house.tool("openssl", "ts", "-reply", "-in", token, "-token_out", "-out", "bare", "-config", "tsa.cnf")
    proves(house, "lifecycle.seal", "bare", "tsa.pem", 0)
    return token


def bad_tokens(house, token):
    expired = answer(house, "seal.tsq", "old")
    for certificate in ("old.pem", "ca.pem"):
        house.check(house.run("timestamp", "lifecycle.seal", "--tsa-file", expired, "--tsa-certificate", certificate, expect=1).errors != "", "an expired certificate")
    house.path("other").write_text("other bytes")
    house.tool("openssl", "ts", "-query", "-data", "other", "-sha256", "-cert", "-out", "other.tsq")
    other = answer(house, "other.tsq")
    proves(house, "lifecycle.seal", other, "tsa.pem", 1,
           f"cavra-seal: {other}: it is for other bytes than this seal's record; ask the authority again, with a request of `timestamp --tsa-request`\n")
    proves(house, "lifecycle.seal", "other", "tsa.pem", 1,
           "cavra-seal: other: it is no RFC 3161 response and no token; ask the authority again, with a request of `timestamp --tsa-request`\n")
    house.run("timestamp", "lifecycle.seal", "--tsa-file", token, "--tsa-certificate", "other", expect=2)
    # A changed byte is refused, or is one of the certificate that comes with the token and is not needed.
    good = house.path(token).read_bytes()
    said = house.run("timestamp", "lifecycle.seal", "--tsa-file", token, "--tsa-certificate", "tsa.pem").text
    for at in range(0, len(good), 97):
        changed = bytearray(good)
        changed[at] ^= 0x01
        house.path("changed").write_bytes(changed)
        done = house.run("timestamp", "lifecycle.seal", "--tsa-file", "changed", "--tsa-certificate", "tsa.pem", expect=None)
        house.check(done.returncode == 1 or done.text.split(": ", 1)[1] == said.split(": ", 1)[1], f"byte {at} of the token: {done.text}{done.errors}")


def policies(house, token):
    """A key that is revoked after the proven time has signed then, and does no more."""
    house.make_trust("stamped.toml", "--tsa", "tsa.pem")
    house.run("verify", "lifecycle.seal", "--trust", "stamped.toml", "--token", token)
    pem = house.path("security.pem").read_text()
    block = house.path("stamped.toml").read_text()
    for since, exit_code, verdict in [(utc(-1), 1, "not_valid"), (utc(+1), 0, None)]:
        stamp = f"{since[:4]}-{since[4:6]}-{since[6:8]}T{since[8:10]}:{since[10:12]}:{since[12:14]}Z"
        at = block.index(pem) + len(pem)
        at = block.index("'''", at) + 4
        house.path("revoked.toml").write_text(block[:at] + f"revoked = {{ reason = \"compromised\", since = {stamp} }}\n" + block[at:])
        done = house.run("verify", "lifecycle.seal", "--trust", "revoked.toml", "--token", token, "--format", "json", expect=exit_code)
        house.check(verdict is None or f'"verdict": "{verdict}"' in done.text, f"revoked since {stamp}: {done.text[:200]}")
        later = house.run("verify", "lifecycle.seal", "--trust", "revoked.toml", "--token", token, "--at", stamp_after(), "--format", "json",
                          expect=exit_code)
        house.check(exit_code == 1 or '"verdict": "valid_then"' in later.text, f"later: {later.text[:200]}")
    house.run("verify", "lifecycle.seal", "--trust", "revoked.toml", "--at", stamp_after(), expect=1)
    house.check("names no time stamping authority" in house.run("verify", "lifecycle.seal", "--trust", "trust.toml", "--token", token, expect=2).errors, "a policy without authorities")
    # A signature that was added later is not in the record; with the record that was stamped, the others are.
    house.run("keygen", "--output", "more.key", "--no-passphrase")
    house.run("sign", "lifecycle.seal", "--key", "more.key")
    house.run("verify", "lifecycle.seal", "--trust", "stamped.toml", "--token", token, expect=1)
    house.run("verify", "lifecycle.seal", "--trust", "stamped.toml", "--token", token, "--record", "record.json")


def stamp_after():
    return (datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=5)).strftime("%Y-%m-%dT%H:%M:%SZ")


def main():
    need("openssl")
    house = House(sys.argv[1])
    house.make_keys(["ed25519"] * len(ROLES))
    house.make_trust()
    house.make_seal(roles=ROLES)
    make_authority(house)
    token = tokens(house)
    bad_tokens(house, token)
    policies(house, token)
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
