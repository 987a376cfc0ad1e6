#!/usr/bin/env python3
"""The sealed chain of docs/sealed verifies by the commands of its own page, and a changed one does not.

    sealed_example_test.py CAVRA-SEAL EXAMPLE
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

BINARY = pathlib.Path(sys.argv[1]).resolve()
EXAMPLE = pathlib.Path(sys.argv[2])
BLOCKS = re.findall(r"```sh\n(.*?)```", (EXAMPLE / "README.md").read_text(encoding="utf-8"), re.DOTALL)
SIGNATURE = re.search(r'"sig": "(\w{8})', (EXAMPLE / "seal.json").read_text(encoding="utf-8"))[1]
ENVIRONMENT = {"PATH": f"{BINARY.parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}


def refused(change):
    """Which blocks of the page fail, once `change(folder)` was made."""
    with tempfile.TemporaryDirectory() as parent:
        folder = pathlib.Path(parent, "sealed")
        shutil.copytree(EXAMPLE, folder)
        change(folder)
        return [at for at, block in enumerate(BLOCKS) if subprocess.run(["sh", "-ec", block], cwd=folder, env=ENVIRONMENT, capture_output=True).returncode != 0]


def replace(name, old, new):
    def change(folder):
        path = folder / name
        text = path.read_text(encoding="utf-8")
        assert old in text, (name, old)
        path.write_text(text.replace(old, new, 1), encoding="utf-8")

    return change


def main():
    cases = [
        ("as it stands", lambda folder: None, []),
        ("a changed packet", replace("packets/customer-lifecycle-status.json", "ready", "reedy"), [0, 2]),
        ("a changed signature", replace("seal.json", SIGNATURE, SIGNATURE[::-1]), [0, 3]),
    ]
    failed = 0
    for name, change, wanted in cases:
        got = refused(change)
        if got != wanted:
            print(f"{name}: the blocks {got} fail, not {wanted}")
            failed += 1
    print(f"{len(cases)} cases, {failed} failed")
    return 1 if failed or len(BLOCKS) != 4 else 0


if __name__ == "__main__":
    sys.exit(main())
