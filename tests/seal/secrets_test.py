#!/usr/bin/env python3
"""Keys and passphrases leave nothing behind: not in memory, not in a core, not in an argument list.

    secrets_test.py BINARY

Signing, making keys and scanning with a key run under ptrace. When the program is about to end, memory is searched for the
secrets: they must stand nowhere. At each system call before, a passphrase may only stand in pages that no core would have;
what libcrypto copies while it opens or makes a key is its own affair, and the whole process leaves no core.
"""

import base64
import ctypes
import os
import pty
import re
import resource
import select
import shutil
import signal
import subprocess
import sys
import time

from passphrase_test import Session
from sealing import House, need, skip

PHRASE = b"zqorvix-blumjakk-71-korvjulk"
SECONDS = 60
TRACEME, CONT, SYSCALL, SETOPTIONS = 0, 7, 24, 0x4200
SYSGOOD, TRACE_EXIT, EXIT_KILL = 0x1, 0x40, 0x100000
EVENT_EXIT = 6
LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
LIBC.ptrace.restype = ctypes.c_long


def ptrace(request, child=0, data=0):
    if LIBC.ptrace(request, child, None, data) < 0:
        raise OSError(ctypes.get_errno(), "ptrace")


class Traced:
    """The program, stopped at each of its system calls and when it is about to end."""

    def __init__(self, house, *arguments, descriptor=None):
        self.terminal = None
        child, self.terminal = pty.fork()
        if child == 0:
            os.chdir(house.folder)
            if descriptor is not None:
                os.set_inheritable(descriptor, True)
            ptrace(TRACEME)
            os.execv(house.binary, [house.binary, *arguments])
        self.child = child
        self.said = b""
        os.waitpid(child, 0)
        ptrace(SETOPTIONS, child, SYSGOOD | TRACE_EXIT | EXIT_KILL)
        # Opened before the program forbids it to all but root.
        self.maps = open(f"/proc/{child}/maps", encoding="utf-8", errors="replace")
        self.flags = open(f"/proc/{child}/smaps", encoding="utf-8", errors="replace")
        self.memory = open(f"/proc/{child}/mem", "rb", buffering=0)

    def stops(self, answers):
        """Gives "call" at each system call and "exit" before the end; answers what is asked at the terminal."""
        ptrace(SYSCALL, self.child)
        signalled, entering = 0, False
        while True:
            status = os.waitpid(self.child, 0)[1]
            if os.WIFEXITED(status) or os.WIFSIGNALED(status):
                self.code = os.waitstatus_to_exitcode(status)
                break
            signalled = os.WSTOPSIG(status)
            self.listen(answers)
            if status >> 16 == EVENT_EXIT:
                signalled = 0
                yield "exit"
            elif signalled == signal.SIGTRAP | 0x80:
                signalled, entering = 0, not entering
                if entering:
                    yield "call"
            ptrace(SYSCALL, self.child, signalled)
        self.maps.close()
        self.flags.close()
        self.memory.close()
        os.close(self.terminal)

    def listen(self, answers):
        while select.select([self.terminal], [], [], 0)[0]:
            try:
                got = os.read(self.terminal, 4096)
            except OSError:
                return
            if not got:
                return
            self.said += got
        if answers and self.said.endswith(answers[0][0]):
            os.write(self.terminal, answers.pop(0)[1])

    def writable(self):
        """Where what can be written begins and ends, and its name."""
        self.maps.seek(0)
        found = re.findall(r"^([0-9a-f]+)-([0-9a-f]+) rw\S+ \S+ \S+ \S+ *(.*)$", self.maps.read(), re.MULTILINE)
        return [(int(begin, 16), int(end, 16), name) for begin, end, name in found]

    def is_hidden(self, address):
        """Whether no core would have the pages that begin there."""
        self.flags.seek(0)
        return re.search(rf"^0*{address:x}-.*?^VmFlags:(.*?)$", self.flags.read(), re.MULTILINE | re.DOTALL)[1].split().count("dd") == 1

    def search(self, secrets):
        """Which secrets are in memory: their names, and whether a core would have them."""
        hits = set()
        for begin, end, name in self.writable():
            try:
                data = os.pread(self.memory.fileno(), end - begin, begin)
            except OSError:
                continue
            for what, needle in secrets:
                if needle in data:
                    hits.add((what, self.is_hidden(begin), name))
        return hits


def parts(name, secret):
    """What to look for: a stretch from the middle of the bytes, in either order."""
    middle = secret[len(secret) // 2 - 8:len(secret) // 2 + 8]
    return [(name, middle), (name + ", turned round", middle[::-1])]


def secrets_of(house, key):
    """The numbers of an unencrypted private key, and its file's characters."""
    der = base64.b64decode(b"".join(house.path(key).read_bytes().split(b"\n")[1:-2]))
    text = house.tool("openssl", "pkey", "-in", key, "-noout", "-text").text
    found = []
    for number in re.finditer(r"^(priv|privateExponent|prime1|prime2|exponent1|exponent2|coefficient):\n((?: +[0-9a-f:]+\n)+)", text, re.MULTILINE):
        value = bytes.fromhex(re.sub(r"[^0-9a-f]", "", number[2])).lstrip(b"\0")
        found += parts(number[1], value)
        at = (der.index(value) + 2) // 3 * 3
        digits = base64.b64encode(der[at:at + 15])
        found.append((number[1] + " in base64", digits))
    return found


def traced(house, what, secrets, *arguments, answers=(), descriptor=None, expect=0):
    """Runs a command; what it leaves in memory is a fault. The secrets must have been seen on the way."""
    run = Traced(house, *arguments, descriptor=descriptor)
    seen, core, left = set(), set(), set()
    for stop in run.stops(list(answers)):
        hits = run.search(secrets)
        seen |= {name for name, _, _ in hits}
        if stop == "exit":
            left = hits
        else:
            core |= {(name, where) for name, hidden, where in hits if not hidden and name == "the passphrase"}
    house.check(run.code == expect, f"{what}: exit {run.code}: {run.said}")
    house.check(seen, f"{what}: no secret was seen while it ran, so that nothing was looked for")
    house.check(not core, f"{what}: where a core would have it: {sorted(core)}")
    house.check(not left, f"{what}: still in memory at the end: {sorted(left)}")


def signing(house):
    kinds = {"ed25519": "ed25519", "ecdsa-p256": "ec", "rsa-pss": "rsa"}
    house.path("phrase").write_bytes(PHRASE + b"\n")
    house.path("phrase").chmod(0o600)
    for kind, name in kinds.items():
        house.run("keygen", "--kind", kind, "--output", f"{name}.key", "--no-passphrase")
        house.tool("openssl", "pkcs8", "-topk8", "-in", f"{name}.key", "-out", f"{name}.sealed.key", "-passout", "file:phrase")
        house.path(f"{name}.sealed.key").chmod(0o600)
        secrets = secrets_of(house, f"{name}.key")
        traced(house, f"sign, {kind}", secrets, "sign", "a.seal", "--key", f"{name}.key", "--output", f"{name}.1")
        traced(house, f"sign, {kind}, encrypted", [("the passphrase", PHRASE[4:20]), *secrets],
               "sign", "a.seal", "--key", f"{name}.sealed.key", "--passphrase-file", "phrase", "--output", f"{name}.2")


def asking(house):
    phrase = [("the passphrase", PHRASE[4:20])]
    question = (b"Passphrase of ed25519.sealed.key: ", PHRASE + b"\n")
    traced(house, "sign, asked", phrase, "sign", "a.seal", "--key", "ed25519.sealed.key", "--output", "asked", answers=[question])
    traced(house, "sign, asked, wrong", [("the passphrase", b"blumjakk-wrong")], "sign", "a.seal", "--key", "ed25519.sealed.key", "--output", "asked",
           answers=[(question[0], b"zqorvix-blumjakk-wrong-one\n")], expect=2)
    read_end, write_end = os.pipe()
    os.write(write_end, PHRASE + b"\n")
    os.close(write_end)
    traced(house, "sign, from a descriptor", phrase, "sign", "a.seal", "--key", "ed25519.sealed.key", "--passphrase-fd", str(read_end), "--output", "given",
           descriptor=read_end)
    os.close(read_end)
    new = [(b"New passphrase of new.key: ", PHRASE + b"\n"), (b"The same again: ", PHRASE + b"\n")]
    traced(house, "keygen", [("what libcrypto derives from", PHRASE[4:20])], "keygen", "--output", "new.key", answers=new)


def scanning(house):
    house.run("scan", "--new-key", "scan.key")
    key = house.path("scan.key").read_bytes()
    house.path("text.txt").write_text("call +44 7700 900461\n")
    traced(house, "scan with a key", [("the key", key[8:24])], "scan", "text.txt", "--key-file", "scan.key", expect=1)


def cores(house):
    """What ends the program at the prompt leaves no core, whatever the limit is."""
    limit = resource.getrlimit(resource.RLIMIT_CORE)
    try:
        resource.setrlimit(resource.RLIMIT_CORE, (limit[1], limit[1]))
        for number in (signal.SIGSEGV, signal.SIGABRT, signal.SIGQUIT):
            control = subprocess.Popen(["sleep", str(SECONDS)], cwd=house.folder)
            control.send_signal(number)
            if not os.WCOREDUMP(os.waitpid(control.pid, 0)[1]):
                return "this machine writes no cores, of no program"
            session = Session(house, "sign", "a.seal", "--key", "ed25519.sealed.key")
            session.wait_for(b"Passphrase of ")
            session.type(PHRASE)
            os.kill(session.child, number)
            time.sleep(0)
            status = os.waitpid(session.child, 0)[1]
            os.close(session.terminal)
            house.check(os.WIFSIGNALED(status) and os.WTERMSIG(status) == number, f"ended by {number}: {status}")
            house.check(not os.WCOREDUMP(status), f"a core after signal {number}")
    finally:
        resource.setrlimit(resource.RLIMIT_CORE, limit)
    return None


def commands(house, *words):
    """Every command, as the help lists them."""
    text = house.run(*words, "--help").text
    below = re.findall(r"^  ([a-z-]+)  ", text.partition("Subcommands:")[2], re.MULTILINE)
    return [words] if not below else [way for name in below for way in commands(house, *words, name)]


def arguments(house):
    """No command takes a passphrase or a PIN among its arguments, where every user of the machine can read it."""
    asking = 0
    for way in commands(house):
        options = re.findall(r"^  (?:-\w,)?(--[a-z0-9-]+)", house.run(*way, "--help").text, re.MULTILINE)
        secret = {option for option in options if re.search("pass|pin\\b|secret|token-pin", option)}
        asking += "--passphrase-file" in secret
        house.check(secret <= {"--passphrase-file", "--passphrase-fd", "--no-passphrase"}, f"{' '.join(way)}: {sorted(secret)}")
    house.check(asking >= 5, f"only {asking} commands ask for a passphrase")
    for option in (["--passphrase", "x"], ["--passphrase=x"], ["--passphrase-f=x"], ["x"]):
        house.run("sign", "a.seal", "--key", "ed25519.sealed.key", *option, expect=2)
    done = house.run("sign", "a.seal", "--key", "pkcs11:token=t;object=o?pin-value=714223", expect=2)
    house.check("714223" not in done.errors, done.errors)


def may_trace():
    child = os.fork()
    if child == 0:
        try:
            ptrace(TRACEME)
        except OSError:
            os._exit(1)
        os._exit(0)
    return os.waitpid(child, 0)[1] == 0


def main():
    need("openssl")
    house = House(sys.argv[1])
    house.run("seal", "bundle", "--output", "a.seal")
    if not may_trace():
        shutil.rmtree(house.folder)
        skip("this machine lets no process trace another")
    signing(house)
    asking(house)
    scanning(house)
    if why := cores(house):
        print(f"not tried: {why}")
    arguments(house)
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
