#!/usr/bin/env python3
"""Keys in a token (SoftHSM2) sign seals as keys in files do, and what does not lead to one key is refused."""

import pathlib
import sys

from sealing import House, environment, need, skip

MODULE = "/usr/lib/softhsm/libsofthsm2.so"
KEYS = [("EC:edwards25519", "ed25519"), ("EC:prime256v1", "ecdsa-p256"), ("rsa:3072", "rsa-pss")]


class Token:
    def __init__(self, house):
        self.house = house
        house.path("tokens").mkdir()
        house.path("softhsm2.conf").write_text(f"directories.tokendir = {house.path('tokens')}\nobjectstore.backend = file\nlog.level = ERROR\n")
        # SoftHSM itself loses a string for each public point that it gives out.
        self.env = environment(SOFTHSM2_CONF=str(house.path("softhsm2.conf")), ASAN_OPTIONS="detect_leaks=0")
        self.init("seal")
        house.path("pin").write_text("9876\n")
        house.path("pin").chmod(0o600)
        house.path("wrong").write_text("0000\n")
        house.path("wrong").chmod(0o600)

    def init(self, label):
        self.house.tool("softhsm2-util", "--init-token", "--free", "--label", label, "--so-pin", "1234", "--pin", "9876", env=self.env)

    def make(self, kind, number, label):
        self.house.tool("pkcs11-tool", "--module", MODULE, "--login", "--pin", "9876", "--token-label", "seal", "--keypairgen", "--key-type", kind,
                        "--id", f"{number:02x}", "--label", label, "--usage-sign", env=self.env)

    def uri(self, rest, query=""):
        return f"pkcs11:token=seal;{rest}?module-path={MODULE}{query}"

    def run(self, *arguments, expect=0):
        return self.house.run(*arguments, expect=expect, env=self.env)


def refused(token, uri, why, pin="pin", more=()):
    done = token.run("sign", "lifecycle.seal", "--key", uri, "--passphrase-file", pin, *more, expect=2)
    token.house.check(done.errors == f"cavra-seal: {why}\n", f"{uri}: {done.errors}")


def refusals(token):
    refused(token, token.uri("object=none"), "the token has no such private key; name one by object and id: pkcs11-tool -O --login")
    refused(token, token.uri("type=private"), "more than one private key of the token matches; name one by object and id: pkcs11-tool -O --login")
    refused(token, f"pkcs11:token=seel;id=%01?module-path={MODULE}", "no token matches the pkcs11: URI; see that it is plugged in: pkcs11-tool -L")
    refused(token, token.uri("id=%01"), "the token refuses the PIN; check it: after a few times it is locked", "wrong")
    refused(token, "pkcs11:token=seal;id=%01", "the pkcs11: URI has no module-path; name the token's library with it or with --pkcs11-module")
    refused(token, "pkcs11:token=seal;id=%01?module-path=/nonesuch.so",
            "the PKCS#11 module cannot be loaded; name the token's library with module-path or --pkcs11-module")
    refused(token, token.uri("id=%01", "&pin-value=9876"),
            "a PIN on the command line is read by everybody on the machine; use pin-source, --passphrase-file or the prompt")
    token.make("rsa:2048", 9, "small")
    refused(token, token.uri("object=small"), "the RSA key has 2048 bits, not 3072 to 8192; make a key with `cavra-seal keygen`")
    token.make("EC:secp384r1", 10, "curve")
    done = token.run("sign", "lifecycle.seal", "--key", token.uri("object=curve"), "--passphrase-file", "pin", expect=2)
    token.house.check(done.errors.startswith("cavra-seal: the public key is damaged or not spelled"), done.errors)
    token.init("seal")
    refused(token, token.uri("id=%01"), "more than one token matches the pkcs11: URI; name one by token and serial")


def main():
    need("softhsm2-util", "pkcs11-tool", "openssl")
    if not pathlib.Path(MODULE).exists():
        skip(f"there is no {MODULE}")
    house = House(sys.argv[1])
    house.run("seal", "bundle", "--output", "lifecycle.seal")
    token = Token(house)
    for number, (kind, name) in enumerate(KEYS, start=1):
        token.make(kind, number, name)
        # By label with the PIN in the URI's pin-source; by id with a PIN file, and the module apart.
        uri = token.uri(f"object={name}", f"&pin-source=file:{house.path('pin')}")
        shown = token.run("key", "show", uri).text
        house.check(shown.startswith(f"kind   {name}\n"), shown)
        house.path(f"{name}.pem").write_text(token.run("key", "show", "--public", uri).text)
        house.check(": signed by " in token.run("sign", "lifecycle.seal", "--key", uri).text, f"{name} signs")
        again = token.run("sign", "lifecycle.seal", "--key", f"pkcs11:token=seal;id=%0{number}", "--pkcs11-module", MODULE, "--passphrase-file", "pin").text
        house.check("was signed before" in again, f"{name} signs once: {again}")
    house.check(len(house.envelope()["signatures"]) == 3, "three signatures")
    # The policy takes their public keys, and verifies what they signed.
    roles = ["release", "security", "archive"]
    keys = [word for role, (_, name) in zip(roles, KEYS) for word in ("--role", f"{role}={name}.pem")]
    for role in ["customer_success", "support", "communications"]:
        house.run("keygen", "--output", f"{role}.key", "--public", f"{role}.pem", "--no-passphrase")
        house.run("sign", "lifecycle.seal", "--key", f"{role}.key")
        keys += ["--role", f"{role}={role}.pem"]
    house.run("trust", "init", *keys, "--output", "trust.toml")
    house.run("verify", "lifecycle.seal", "--trust", "trust.toml", "--bundle", "bundle")
    refusals(token)
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
