"""The rows of scanning text, beside secretlint, and of rosters."""
import os
import subprocess

from measure import Command, Figure, Row
from peers import secretlint
from tools import apart
from texts import write_names, write_texts

NAMES = 100_000


def scan_rows(root, programs, npm, folder, quick):
    bench, seal = os.path.join(programs, "bench-scan"), os.path.join(programs, "cavra-seal")
    texts = apart(write_texts, root, folder, quick)
    plain, keyed, key = rosters(seal, folder, 2_000 if quick else NAMES)

    def scan(file, *roster):
        passes = max(1, 2_000_000 // os.path.getsize(file))
        return (Command((bench, file, str(passes), *roster), tells=True),)

    rows, peers, shares = [], [], []
    for name, file in texts.items():
        megabytes = os.path.getsize(file) / 1e6
        passes = int(scan(file)[0].argv[2])
        findings, exit = found(seal, file)
        rows.append(Figure(f"scan, {name}: {megabytes:.1f} MB, {findings:,} findings", scan(file)[0], megabytes * passes, target=100,
                           unit=" MB/s"))
        command = (Command((seal, "scan", file, "--format", "findings"), exit=exit),)
        warm, whole = secretlint(npm, file)
        peers += [
            Row(f"scan, {name}, in times of the throughput of secretlint", command, whole, target=20, rounds=3),
            Row(f"scan, {name}, in times of that of secretlint once it is warm", command, warm, target=20, rounds=3),
        ]
        if name in ("prose like manual pages", "a log"):
            shares += [
                Row(f"scan, {name}, with a plain roster, in times of one without", scan(file, plain), scan(file), target=1.1, at_most=True),
                Row(f"scan, {name}, with a keyed roster, in times of one without", scan(file, keyed, key), scan(file), target=2, at_most=True,
                    rounds=7),
            ]
    count = f"{2_000 if quick else NAMES:,}"
    return rows + peers + [
        Figure(f"a plain roster of {count} names loaded", load(bench, plain), 1, target=100, at_most=True, unit=" ms"),
        Figure(f"a keyed roster of {count} names loaded", load(bench, keyed, key), 1, target=100, at_most=True, unit=" ms"),
    ] + shares


def load(bench, *roster):
    return Command((bench, "--load", *roster), tells=True)


def found(seal, file):
    """How many findings a text has, and how its scan ends."""
    with subprocess.Popen([seal, "scan", file, "--format", "findings"], stdout=subprocess.PIPE) as scan:
        findings = sum(1 for _ in scan.stdout)
    if scan.returncode not in (0, 1):
        raise SystemExit(f"bench/run: {file} cannot be scanned")
    return findings, scan.returncode


def rosters(seal, folder, count):
    plain, keyed, key = (os.path.join(folder, name) for name in (f"names-{count}.txt", f"names-{count}.roster", "roster.key"))
    apart(write_names, plain, count)
    with open(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(bytes(range(32)))
    with open(keyed, "wb") as file:
        subprocess.run([seal, "roster", "build", "--key-file", key, plain], check=True, stdout=file)
    return plain, keyed, key
