#!/usr/bin/env python3
"""What the shells offer.

    completion_test.py SOURCE BUILD
"""
import pathlib
import shutil
import subprocess
import sys
import tempfile

BINARY = pathlib.Path(sys.argv[2]).resolve() / "bin/cavra-seal"
# A line up to the cursor, something that must be offered, and something that must not.
LINES = [
    ("cavra-seal ", "check", "append"),
    ("cavra-seal che", "check", "scan"),
    ("cavra-seal check --prof", "--profile", "--format"),
    ("cavra-seal check --profile ", "compat", "--format"),
    ("cavra-seal check --format n", "ndjson", "text"),
    ("cavra-seal check --gate customer-life", "customer-lifecycle-final-seal", "customer-live-evidence"),
    ("cavra-seal check --packet ", "a packet.json", "check"),
    ("cavra-seal check --gates ", "folder", "a packet.json"),
    ("cavra-seal build cust", "customer-lifecycle-status", "a packet.json"),
    ("cavra-seal roster ", "build", "check"),
    ("cavra-seal roster build --k", "--key-file", "--profile"),
    ("cavra-seal help ro", "roster", "check"),
    ("cavra-seal completion ", "fish", "check"),
]


def made(shell):
    return subprocess.run([BINARY, "completion", shell], capture_output=True, text=True, check=True).stdout


def bash_offers(folder, line):
    words = line.split(" ")
    quoted = " ".join(f"'{word}'" for word in words)
    script = f'{made("bash")}\nCOMP_WORDS=({quoted}); COMP_CWORD={len(words) - 1}; _cavra_seal; printf "%s\\n" "${{COMPREPLY[@]}}"'
    return subprocess.run(["bash", "--norc", "-c", script], capture_output=True, text=True, check=True, cwd=folder).stdout.split("\n")


def fish_offers(folder, line):
    (folder / ".config/fish/completions").mkdir(parents=True, exist_ok=True)
    script = f"source {folder}/.fish; complete -C '{line}'"
    (folder / ".fish").write_text(made("fish"), encoding="utf-8")
    done = subprocess.run(["fish", "--no-config", "-c", script], capture_output=True, text=True, check=True, cwd=folder, env={"HOME": str(folder), "PATH": "/usr/bin:/bin"})
    assert not done.stderr, done.stderr
    return [offer.split("\t")[0].rstrip("/") for offer in done.stdout.split("\n")]


def main():
    faults, tried = [], 0
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "a packet.json").write_text("{}")
        (folder / "folder").mkdir()
        shells = {"bash": bash_offers, "fish": fish_offers}
        for shell, offers in shells.items():
            if shutil.which(shell) is None:
                print(f"skipped: there is no {shell}")
                continue
            for line, wanted, unwanted in LINES:
                offered = offers(folder, line)
                tried += 1
                if wanted not in offered:
                    faults.append(f"{shell}: {line!r} does not offer {wanted}: {offered}")
                if unwanted in offered:
                    faults.append(f"{shell}: {line!r} offers {unwanted}")
        if shutil.which("zsh") is None:
            print("skipped: there is no zsh")
        else:
            (folder / "_cavra-seal").write_text(made("zsh"), encoding="utf-8")
            script = "autoload -Uz compinit; compinit -u -D; fpath=($PWD $fpath); autoload -Uz _cavra-seal; zsh -n $PWD/_cavra-seal && source $PWD/_cavra-seal && whence -w _cavra-seal-roster-build"
            done = subprocess.run(["zsh", "-f", "-c", script], capture_output=True, text=True, cwd=folder)
            tried += 1
            if done.returncode != 0 or "function" not in done.stdout or done.stderr:
                faults.append(f"zsh: {done.stdout}{done.stderr}")
    print("\n".join(faults) if faults else f"{tried} lines completed as they should be")
    return 1 if faults else 0


sys.exit(main())
