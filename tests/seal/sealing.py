"""What the tests of seals with other people's tools share: running the program, making keys, a policy and a seal."""

import base64
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SECONDS = 600  # an RSA key in a token takes long on a busy machine
ROLES = ["release", "customer_success", "security", "support", "communications", "archive"]
KINDS = ["ed25519", "ecdsa-p256", "rsa-pss", "ed25519", "ecdsa-p256", "ed25519"]  # of the roles


class House:
    """A folder with a bundle, and the program to work on it."""

    def __init__(self, binary):
        self.binary = str(pathlib.Path(binary).resolve())
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="cavra-seal-test-"))
        self.failed = []
        self.run("export", "--bundle", "bundle")

    def path(self, name):
        return self.folder / name

    def run(self, *arguments, expect=0, **options):
        """Runs cavra-seal; gives what it wrote."""
        return self.tool(self.binary, *arguments, expect=expect, **options)

    def tool(self, *arguments, expect=0, **options):
        done = subprocess.run([str(a) for a in arguments], cwd=self.folder, capture_output=True, timeout=SECONDS, check=False,
                              stdin=options.pop("stdin", subprocess.DEVNULL), **options)
        if expect is not None and done.returncode != expect:
            raise AssertionError(f"{' '.join(map(str, arguments))}: exit {done.returncode}, not {expect}\n"
                                 f"{done.stdout.decode(errors='replace')}{done.stderr.decode(errors='replace')}")
        done.text = done.stdout.decode(errors="replace")
        done.errors = done.stderr.decode(errors="replace")
        return done

    def check(self, holds, what):
        if not holds:
            self.failed.append(what)
            print(f"FAILED: {what}", file=sys.stderr)

    def make_keys(self, kinds=KINDS):
        """A key a role."""
        for kind, role in zip(kinds, ROLES, strict=True):
            self.run("keygen", "--kind", kind, "--output", f"{role}.key", "--public", f"{role}.pem", "--no-passphrase")

    def make_trust(self, name="trust.toml", *more):
        roles = [word for role in ROLES for word in ("--role", f"{role}={role}.pem")]
        self.run("trust", "init", *roles, "--output", name, *more)

    def make_seal(self, name="lifecycle.seal", roles=ROLES):
        self.run("seal", "bundle", "--output", name)
        for role in roles:
            self.run("sign", name, "--key", f"{role}.key")

    def envelope(self, name="lifecycle.seal"):
        return json.loads(self.path(name).read_text())

    def write_envelope(self, name, envelope):
        self.path(name).write_text(json.dumps(envelope))

    def finish(self):
        shutil.rmtree(self.folder)
        print("failed: " + "; ".join(self.failed) if self.failed else "passed")
        return 1 if self.failed else 0


def pae(envelope):
    """The pre-authentication encoding, written from DSSE's protocol.md and not from the program."""
    kind = envelope["payloadType"].encode("utf-8")
    body = base64.b64decode(envelope["payload"], validate=True)
    return b" ".join([b"DSSEv1", str(len(kind)).encode(), kind, str(len(body)).encode(), body])


def skip(why):
    """What CTest takes as skipped."""
    print(f"skipped: {why}")
    sys.exit(77)


def need(*programs):
    for program in programs:
        if shutil.which(program) is None:
            skip(f"there is no {program}")


def environment(**more):
    return {**os.environ, **more}
