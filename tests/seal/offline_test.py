#!/usr/bin/env python3
"""No command opens a socket: each is run where the kernel kills whoever does, and again in an empty network, counted by strace.

    offline_test.py BINARY

A new command is added to WALK. Programs that a command loads by its options, such as a token's module, are not ours.
"""

import ctypes
import os
import platform
import re
import shutil
import struct
import subprocess
import sys

from sealing import ROLES, House

# What a person does from a key to a published record, a line a command; {name} is what an earlier step printed.
KEYS = ["release", "customer_success", "security", "support", "communications", "archive", "log", "witness"]
WALK = [
    *(f"keygen --no-passphrase --output {name}.key --public {name}.pem" for name in KEYS),
    "key show release.key",
    "export customer-lifecycle-final-seal examples",
    "release customer-lifecycle-final-seal --export-dir released",
    "build customer-lifecycle-final-seal --example --mode live --output packet.json",
    "check packet.json --require-live --jobs 2",
    "gates",
    "gates --mutate customer-lifecycle-final-seal",
    "schema customer-lifecycle-final-seal",
    "explain G104",
    "scan bundle --jobs 2",
    "scan --new-key scan.key",
    "roster build names.txt --key-file scan.key --output roster",
    "check packet.json --roster roster --key-file scan.key --receipt receipt.json",
    "rules",
    "chain bundle",
    "chain bundles --each --jobs 2",
    "canonicalize packet.json",
    "digest packet.json",
    "seal bundle --output a.seal",
    *(f"sign a.seal --key {name}.key --output {name}.seal" for name in ROLES),
    "merge " + " ".join(f"{name}.seal" for name in ROLES) + " --output whole.seal",
    "timestamp whole.seal --tsa-request request.tsq",
    "LOG = log init seals --name log.example/seals --key log.key",
    "WITNESS = log witness seen --name witness.example/w --key witness.key --verifier",
    "trust init " + " ".join(f"--role {name}={name}.pem" for name in ROLES) + " --log {LOG} --witness {WITNESS} --quorum 1 --output trust.toml",
    "export-bundle whole.seal --role release --trust trust.toml --output release.sigstore.json",
    "trust sign trust.toml --key archive.key",
    "trust show trust.toml --trust-key archive.pem",
    "log append seals whole.seal --key log.key",
    "log witness seen --log seals --log-key {LOG} --name witness.example/w --key witness.key --output cosigned",
    "log checkpoint seals --add cosigned --witness {WITNESS} --key log.key",
    "log prove seals 0 --output whole.proof",
    "log check seals",
    "log consistency seals 1",
    "log status seals",
    "log find seals 0000000000000000000000000000000000000000000000000000000000000000 = 1",
    "log copy seals mirror",
    "log open mirror --last seals/checkpoint",
    "verify whole.seal --trust trust.toml --bundle bundle --proof whole.proof --rejudge",
    "verify whole.seal --trust trust.toml --bundle bundle --log seals",
    "publish whole.seal --bundle bundle --trust trust.toml --out published",
    "publish --verify published",
    "log withdraw whole.seal --reason superseded --key security.key --output withdrawal",
    "log revoke release.pem --reason retired --key security.key --output revocation",
    "completion bash",
    "help verify",
]
KILL_PROCESS, ALLOW = 0x80000000, 0x7FFF0000
IO_URING_SETUP = 425
SOCKETS = {"x86_64": (41, 53), "aarch64": (198, 199)}.get(platform.machine())  # socket, socketpair


def kill_at_sockets():
    """From now on, in this process and what it becomes."""
    calls = [*SOCKETS, IO_URING_SETUP]
    program = [(0x20, 0, 0, 0)]  # the number of the call
    program += [(0x15, len(calls) - at, 0, number) for at, number in enumerate(calls)]
    program += [(0x06, 0, 0, ALLOW), (0x06, 0, 0, KILL_PROCESS)]
    code = ctypes.create_string_buffer(b"".join(struct.pack("HBBI", *line) for line in program))
    header = ctypes.create_string_buffer(struct.pack("HxxxxxxP", len(program), ctypes.addressof(code)))
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.prctl(38, 1, 0, 0, 0) != 0 or libc.prctl(22, 2, ctypes.byref(header), 0, 0) != 0:
        raise OSError(ctypes.get_errno(), "seccomp")


def under_seccomp(house, words):
    return house.tool(house.binary, *words, expect=None, preexec_fn=kill_at_sockets)


class Strace:
    """Counts calls of the network, in a network of its own where that is allowed."""

    def __init__(self):
        self.around = ["unshare", "-rn"] if subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0 else []
        self.count = 0

    def __call__(self, house, words):
        done = house.tool(*self.around, "strace", "-f", "-qq", "--signal=none", "-e", "trace=%network", "-o", "calls", house.binary, *words, expect=None)
        calls = house.path("calls").read_text(errors="replace")
        self.count += calls.count("\n")
        house.check(calls == "", f"{' '.join(words)}: {calls}")
        return done


def walk(house, run):
    house.path("names.txt").write_text("Blumjakk Zqorvixen\n")
    shutil.copytree(house.path("bundle"), house.path("bundles") / "one")
    printed = {}
    for line in WALK:
        name, _, command = re.match(r"(?:(\w+)( = ))?(.*)", line).groups()
        command, _, code = command.partition(" = ")
        words = [word.format(**printed) for word in command.split()]
        done = run(house, words)
        house.check(done.returncode == int(code or 0), f"{' '.join(words)}: exit {done.returncode}: {done.errors}")
        if name:
            printed[name] = done.text.strip()


def commands(house, *words):
    """Every command, as the help lists them."""
    text = house.run(*words, "--help").text
    below = re.findall(r"^  ([a-z-]+)  ", text.partition("Subcommands:")[2], re.MULTILINE)
    return [" ".join(words)] if not below else [way for name in below for way in commands(house, *words, name)]


def main():
    house = House(sys.argv[1])
    for command in commands(house):
        house.check(any(f" {line} ".find(f" {command} ") >= 0 for line in WALK), f"{command} is not in WALK")
    if SOCKETS:
        opened = subprocess.run([sys.executable, "-c", "import socket; socket.socket()"], preexec_fn=kill_at_sockets, capture_output=True, check=False)
        house.check(opened.returncode == -31, f"who opens a socket is not killed: {opened.returncode}")
        walk(house, under_seccomp)
    else:
        print("not run under seccomp: its numbers of calls are not known here")
    if shutil.which("strace") and subprocess.run(["strace", "-o", os.devnull, "true"], capture_output=True, check=False).returncode == 0:
        counter = Strace()
        again = House(sys.argv[1])
        walk(again, counter)
        house.failed += again.failed
        again.finish()
        print(f"{len(WALK)} commands, {counter.count} calls of the network" + ("" if counter.around else "; not in an empty network, which this machine forbids"))
    else:
        print("not counted: there is no strace, or it may not trace")
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
