#!/usr/bin/env python3
"""Grows a log with cavra-seal and has it audited, at every size, by a Go program that shares no code with it.

    auditor_test.py CAVRA-SEAL
"""

import hashlib
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SIZES = (1, 2, 255, 256, 257, 65_536, 70_000)
HERE = pathlib.Path(__file__).resolve().parent


def record(index):
    """A seal record, which is all that a test's entries have to be."""
    statement = hashlib.sha256(b"statement %d" % index).hexdigest()
    signature = hashlib.sha256(b"signature %d" % index).hexdigest()
    return f'{{"evidence_mode":"live","schema_version":"cavra.seal-record.v1","signatures":["{signature}"],"statement_sha256":"{statement}"}}'


def build(folder):
    """The Go program, from Debian's packages alone; its cache is of this test."""
    source = pathlib.Path(folder, "go", "src", "auditor")
    shutil.copytree(HERE / "auditor", source)
    environment = dict(os.environ, GO111MODULE="off", GOPATH=f"{folder}/go:/usr/share/gocode", GOFLAGS="", GOCACHE=f"{folder}/cache", GOTOOLCHAIN="local")
    binary = f"{folder}/auditor"
    subprocess.run(["go", "build", "-o", binary, "auditor"], check=True, env=environment, cwd=source)
    return binary


def main():
    seal = sys.argv[1]
    if shutil.which("go") is None or not os.path.isdir("/usr/share/gocode/src/golang.org/x/mod/sumdb"):
        print("skipped: go or golang-golang-x-mod-dev is not installed")
        return 0

    def run(*words):
        return subprocess.run([seal, *map(str, words)], check=True, capture_output=True, text=True).stdout

    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        auditor = build(folder)
        key, log = f"{folder}/log.pem", f"{folder}/log"
        subprocess.run(["openssl", "genpkey", "-algorithm", "ed25519", "-out", key], check=True)
        os.chmod(key, 0o600)
        verifier = run("log", "init", log, "--name", "log.example/seals", "--key", key).strip()
        size, older = 0, None
        for wanted in SIZES:
            more = pathlib.Path(folder, "more.ndjson")
            more.write_text("".join(record(i) + "\n" for i in range(size, wanted)), encoding="ascii")
            run("log", "append", log, more, "--key", key)
            size = wanted
            proofs = []
            for index in sorted({0, size // 2, size - 1}):
                proofs.append(f"{folder}/{size}-{index}.tlog-proof")
                run("log", "prove", log, index, "--output", proofs[-1])
            newer = f"{folder}/{size}.checkpoint"
            run("log", "checkpoint", log, "--output", newer)
            words = [auditor, verifier, log, *proofs]
            if older:
                run("log", "consistency", log, older, "--output", f"{folder}/consistency")
                words += ["-from", older, f"{folder}/consistency"]
            print(subprocess.run(words, check=True, stdout=subprocess.PIPE, text=True).stdout, end="")
            older = newer
    return 0


if __name__ == "__main__":
    sys.exit(main())
