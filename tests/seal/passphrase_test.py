#!/usr/bin/env python3
"""Passphrases at a terminal are asked for without being shown; private keys are new files that nobody else may read."""

import os
import pty
import re
import select
import signal
import sys
import termios
import time

from sealing import House

SECONDS = 30


class Session:
    """The program on a terminal of its own."""

    def __init__(self, house, *arguments):
        self.child, self.terminal = pty.fork()
        if self.child == 0:
            os.chdir(house.folder)
            os.execv(house.binary, [house.binary, *arguments])
        self.seen = b""

    def wait_for(self, text):
        end = time.monotonic() + SECONDS
        while text not in self.seen:
            if not select.select([self.terminal], [], [], max(0, end - time.monotonic()))[0]:
                raise AssertionError(f"no {text!r} in {self.seen!r}")
            try:
                got = os.read(self.terminal, 4096)
            except OSError:  # the other end is closed
                got = b""
            if not got:
                raise AssertionError(f"no {text!r} in {self.seen!r}")
            self.seen += got
        self.seen = self.seen[self.seen.index(text) + len(text):]

    def echoes(self):
        return bool(termios.tcgetattr(self.terminal)[3] & termios.ECHO)

    def type(self, text):
        os.write(self.terminal, text)

    def end(self):
        """The exit code, or minus the signal; and all that was still written."""
        while True:
            try:
                got = os.read(self.terminal, 4096)
            except OSError:
                break
            if not got:
                break
            self.seen += got
        status = os.waitpid(self.child, 0)[1]
        os.close(self.terminal)
        return os.waitstatus_to_exitcode(status), self.seen.replace(b"\r\n", b"\n")


def asked(session, question, answer):
    session.wait_for(question)
    hidden = not session.echoes()
    session.type(answer + b"\n")
    return hidden


def new_key(house):
    session = Session(house, "keygen", "--output", "mine.key", "--public", "mine.pem")
    house.check(asked(session, b"New passphrase of mine.key: ", b"correct horse"), "the first passphrase is hidden")
    house.check(asked(session, b"The same again: ", b"correct horse"), "the second passphrase is hidden")
    code, text = session.end()
    house.check(code == 0 and b"correct" not in text and re.search(rb"ed25519 key mine.key\nkeyid [0-9a-f]{64}\n$", text), f"keygen: {code} {text}")
    house.check(house.path("mine.key").stat().st_mode & 0o777 == 0o600, "mode 0600")
    session = Session(house, "keygen", "--output", "other.key")
    asked(session, b"New passphrase of other.key: ", b"one")
    asked(session, b"The same again: ", b"two")
    code, text = session.end()
    house.check(code == 2 and text.endswith(b"cavra-seal: the two passphrases differ; type the same one twice\n"), f"two that differ: {code} {text}")
    house.check(not house.path("other.key").exists(), "no key for two that differ")


def sign(house):
    house.run("seal", "bundle", "--output", "lifecycle.seal")
    session = Session(house, "sign", "lifecycle.seal", "--key", "mine.key")
    asked(session, b"Passphrase of mine.key: ", b"wrong horse")
    code, text = session.end()
    house.check(code == 2 and text.endswith(b"cavra-seal: mine.key: the passphrase does not open the key; check which key and which passphrase belong together\n"), f"{code} {text}")
    session = Session(house, "sign", "lifecycle.seal", "--key", "mine.key")
    asked(session, b"Passphrase of mine.key: ", b"correct horse")
    code, text = session.end()
    house.check(code == 0 and b": signed by " in text, f"sign: {code} {text}")


def interrupted(house):
    """A signal ends the question, and the terminal shows again what is typed."""
    session = Session(house, "sign", "lifecycle.seal", "--key", "mine.key")
    session.wait_for(b"Passphrase of mine.key: ")
    house.check(not session.echoes(), "hidden before the signal")
    session.type(b"\x03")
    session.wait_for(b"\n")
    shown = session.echoes()
    code, _ = session.end()
    house.check(code == -signal.SIGINT, f"ended by the signal: {code}")
    house.check(shown or code == -signal.SIGINT, "shown after the signal")


def files(house):
    umask = os.umask(0)
    house.run("keygen", "--output", "plain.key", "--no-passphrase")
    os.umask(umask)
    house.check(house.path("plain.key").stat().st_mode & 0o777 == 0o600, "mode 0600 whatever the umask")
    before = house.path("plain.key").read_bytes()
    done = house.run("keygen", "--output", "plain.key", "--no-passphrase", expect=2)
    house.check(done.errors == "cavra-seal: plain.key: it cannot be written: File exists; name a new file; a key is never overwritten\n", done.errors)
    house.check(house.path("plain.key").read_bytes() == before, "a key is never overwritten")
    os.symlink("elsewhere.key", house.path("link.key"))
    house.run("keygen", "--output", "link.key", "--no-passphrase", expect=2)
    house.check(not house.path("elsewhere.key").exists(), "a key is not written through a link")
    for mode in (0o640, 0o604, 0o620, 0o602):
        house.path("plain.key").chmod(mode)
        for command in (["sign", "lifecycle.seal", "--key", "plain.key"], ["key", "show", "plain.key"]):
            done = house.run(*command, expect=2)
            house.check(done.errors == "cavra-seal: plain.key: others may read or write it; chmod 600 it, if nobody has\n", f"{mode:o}: {done.errors}")
    house.path("phrase").write_text("correct horse\n")
    done = house.run("sign", "lifecycle.seal", "--key", "mine.key", "--passphrase-file", "phrase", expect=2)
    house.check(done.errors == "cavra-seal: phrase: others may read or write it; chmod 600 it, if nobody has\n", done.errors)
    read_end, write_end = os.pipe()
    os.write(write_end, b"correct horse\n")
    os.close(write_end)
    house.run("sign", "lifecycle.seal", "--key", "mine.key", "--passphrase-fd", str(read_end), pass_fds=[read_end])
    os.close(read_end)
    done = house.run("sign", "lifecycle.seal", "--key", "mine.key", expect=2, start_new_session=True)
    house.check(done.errors == "cavra-seal: there is no terminal to ask for the passphrase; give it with --passphrase-file or --passphrase-fd\n", done.errors)


def main():
    house = House(sys.argv[1])
    new_key(house)
    sign(house)
    interrupted(house)
    files(house)
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
