#!/usr/bin/env python3
"""However many threads there are, the same bytes come out: stdout, stderr, written files and the exit code, in every format.

    jobs_test.py BINARY SOURCE

Under ThreadSanitizer (the tsan preset) the same runs are watched for races. A new command with --jobs is added to main().
"""

import gzip
import itertools
import json
import pathlib
import re
import shutil
import sys

SOURCE = pathlib.Path(sys.argv[2])
sys.path.insert(0, str(SOURCE / "tests/seal"))
from sealing import House  # noqa: E402

JOBS = (1, 2, 8)
AT = "2031-07-05T00:00:00Z"
PRIVATE = ["call +44 7700 900461", "zqxv.korblumjk@wexmarph.example", "card 4539 5787 6362 1486", "Dr. Zqorvix Blumjakk", "password: zqv7Korb!lum9x"]


def examples():
    return [path.read_bytes() for path in sorted(SOURCE.glob("examples/*/*.json")) if "schema_version" in path.read_text()]


def no_packets():
    """What cannot be judged, a kind each."""
    return [b"{", b"[]", b"{}", b"\xff\xfe{", b'{"a":1,"a":2}', b'{"a":01}', b'{"a":"\\ud800"}', b"[" * 2000, b'{"schema_version":"x"}', b"null", b"{}{}",
            b'{"a":"' + b"x" * 70_000 + b'"}', b'\xef\xbb\xbf{}']


def faulty():
    """Packets with faults of every kind, and what is no packet."""
    out = []
    for number, example in enumerate(examples()):
        packet = json.loads(example)
        out.append(packet)
        if "result" in packet["schema_version"]:
            continue
        for key in list(packet)[number % 3::4]:
            out.append({name: value for name, value in packet.items() if name != key})
            out.append(packet | {key: PRIVATE[number % len(PRIVATE)]})
        out.append(packet | {"customer_name": PRIVATE[3], "note": PRIVATE[number % 5]})
    lines = [json.dumps(packet).encode() for packet in out]
    for number, line in enumerate(no_packets()):
        lines.insert(number * 7, line)
    return lines


def make_inputs(house):
    lines = faulty()
    folder = house.path("in")
    (folder / "deep").mkdir(parents=True)
    for number, line in enumerate(lines[::2]):
        (folder / ("deep" if number % 3 else ".") / f"{number:03}.json").write_bytes(line)
    (folder / "nowhere.json").symlink_to("nothing")
    (folder / "packed.json.gz").write_bytes(gzip.compress(lines[1], mtime=0))
    (folder / "torn.json.gz").write_bytes(gzip.compress(lines[1] * 3, mtime=0)[:-9])
    text = b"\n".join([*lines, b"", b"  ", *lines[::5]])
    house.path("all.ndjson").write_bytes(text)
    house.path("open.ndjson.gz").write_bytes(gzip.compress(text, mtime=0)[:-5])
    house.path("empty.ndjson").write_bytes(b"")
    house.path("text.txt").write_text("\n".join(f"line {number}: {PRIVATE[number % 5] if number % 7 == 0 else 'nothing'}" for number in range(3000)))
    house.path("waivers.toml").write_text("")
    house.run("scan", "--new-key", "scan.key")
    house.path("names.txt").write_text("Blumjakk Zqorvix\n")


def make_bundles(house):
    """Bundles and seals, whole and broken."""
    house.make_keys(["ed25519"] * 6)
    house.make_trust()
    house.make_seal("seal.json")
    place = house.path("bundles")
    for number in range(12):
        one = place / f"{number:02}"
        shutil.copytree(house.path("bundle"), one)
        shutil.copy(house.path("seal.json"), one / "seal.json")
        packets = sorted(path for path in one.iterdir() if path.name.startswith("customer"))
        victim = packets[number % len(packets)]
        if number % 4 == 1:
            victim.unlink()
        elif number % 4 == 2:
            victim.write_bytes(no_packets()[number % len(no_packets())])
        elif number % 4 == 3:
            packet = json.loads(victim.read_bytes())
            victim.write_text(json.dumps({key: value for at, (key, value) in enumerate(packet.items()) if at != 3} | {"note": PRIVATE[0]}))
        if number == 5:
            (one / "seal.json").unlink()
        if number == 6:
            (one / "two.seal").write_bytes(b"{}")
        if number == 8:
            (one / "seal.json").write_bytes((one / "seal.json").read_bytes().replace(b'"sig":"', b'"sig":"AAAA', 1))


def outcome(house, arguments, jobs):
    """All that a run gives."""
    for name in ("out", "receipt"):
        house.path(name).unlink(missing_ok=True)
    done = house.run(*arguments, "--jobs", str(jobs), expect=None)
    files = [house.path(name).read_bytes() if house.path(name).exists() else None for name in ("out", "receipt")]
    return done.returncode, done.stdout, done.stderr, *files


def same(house, codes, *arguments):
    """Runs it with every number of threads; the exit code is one of `codes`."""
    alone = outcome(house, arguments, JOBS[0])
    what = " ".join(arguments)
    house.check(alone[0] in codes, f"{what}: exit {alone[0]}: {alone[2][:300]}")
    for jobs in JOBS[1:]:
        several = outcome(house, arguments, jobs)
        for name, one, other in zip(("exit", "stdout", "stderr", "--output", "--receipt"), alone, several, strict=True):
            house.check(one == other, f"{what}: {name} with {jobs} threads differs: {difference(one, other)}")


def difference(one, other):
    if not isinstance(one, bytes) or not isinstance(other, bytes):
        return f"{one!r}, {other!r}"
    lines = itertools.zip_longest(one.split(b"\n"), other.split(b"\n"))
    return next((f"{a!r:.300} and {b!r:.300}" for a, b in lines if a != b), "")


def formats(house, command):
    return re.search(r"--format ([a-z|-]+)", house.run(command, "--help").text)[1].split("|")


def with_jobs(house):
    """The commands that have --jobs."""
    names = re.findall(r"^  ([a-z-]+)  ", house.run("--help").text.partition("Subcommands:")[2], re.MULTILINE)
    return {name for name in names if "--jobs" in house.run(name, "--help").text}


def main():
    house = House(sys.argv[1])
    house.check(with_jobs(house) == {"check", "scan", "chain", "verify"}, f"commands with --jobs: {with_jobs(house)}")
    make_inputs(house)
    make_bundles(house)
    keyed = ["--roster", "names.txt", "--key-file", "scan.key", "--waivers", "waivers.toml", "--now", AT, "--receipt", "receipt"]
    places = ["all.ndjson", "in", "empty.ndjson", "nothing.json", "open.ndjson.gz"]
    for form in formats(house, "check"):
        same(house, [2], "check", *places, "--format", form)
    same(house, [2], "check", *places, "--profile", "compat", "--require-live", "--format", "text", "--color", "always")
    same(house, [2], "check", *places, "--format", "sarif", "--output", "out", *keyed)
    same(house, [2], "check", "all.ndjson", "--max-size", "2000", "--gate", "R7.10", "--format", "ndjson", "--output", "out")
    same(house, [2], "check", "all.ndjson", "--output", "/dev/full")
    for form in formats(house, "scan"):
        same(house, [2], "scan", *places, "text.txt", "--format", form)
    same(house, [1], "scan", "text.txt", "--format", "findings", "--output", "out", *keyed)
    same(house, [2], "scan", "all.ndjson", "--max-size", "2000", "--quiet")
    for form in ("text", "json", "ndjson", "findings"):
        same(house, [2], "chain", "bundles", "--each", "--format", form)
    same(house, [2], "chain", "bundles", "--each", "--profile", "compat", "--format", "json", "--output", "out", *keyed)
    for form in ("text", "json"):
        same(house, [2], "verify", "--each", "bundles", "--trust", "trust.toml", "--at", AT, "--format", form)
    same(house, [2], "verify", "--each", "bundles", "--trust", "trust.toml", "--at", AT, "--rejudge", "--format", "json", "--output", "out")
    return house.finish()


if __name__ == "__main__":
    sys.exit(main())
