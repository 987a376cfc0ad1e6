#!/usr/bin/env python3
"""What is no packet, at the exact limits: a table of small files, every truncation of a packet, and sizes.

    json_test.py BINARY SOURCE
"""
import json
import pathlib
import resource
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
from json_table import rows

BINARY, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
LIVE = SOURCE / "examples/customer-lifecycle-final-seal/customer-lifecycle-final-seal.live.sanitized.example.json"
MOST = 16 << 20
faults = []


def check(*arguments, data=None):
    done = subprocess.run([BINARY, "check", *map(str, arguments)], input=data, capture_output=True)
    return done.returncode, done.stdout, done.stderr.decode("utf-8", "replace")


def try_table(folder):
    table = rows()
    assert len({data for _, data, _ in table}) >= 150
    for index, (_, data, _) in enumerate(table):
        (folder / f"{index:04}.json").write_bytes(data)
    code, out, _ = check(folder, "--format", "ndjson")
    if code != 2:
        faults.append(f"the table: exit {code}")
    said = {}
    for line in out.splitlines():
        result = json.loads(line)
        said[pathlib.Path(result["source"].partition(".json")[0]).name] = result.get("error", {}).get("code", "a verdict")
    for index, (what, _, wanted) in enumerate(table):
        got = said.get(f"{index:04}")
        if got != wanted:
            faults.append(f"{what}: {got}, not {wanted}")
    return len(table)


def try_truncations():
    """A packet in one line, cut after each of its bytes; then each cut again with what would close it."""
    packet = json.dumps(json.loads(LIVE.read_text(encoding="utf-8")), ensure_ascii=False, separators=(",", ":"))
    packet = packet.replace("cadence", "cadence \\ud83d\\ude00 é").encode()
    assert b"\n" not in packet
    lines = [packet[:end] for end in range(1, len(packet))]
    code, out, _ = check("-", "--input-format", "ndjson", "--format", "ndjson", data=b"\n".join(lines) + b"\n")
    results = [json.loads(line) for line in out.splitlines()]
    if code != 2 or len(results) != len(lines):
        faults.append(f"truncations: exit {code}, {len(results)} of {len(lines)} lines judged")
    for line, result in zip(lines, results):
        if result.get("error", {}).get("code") not in ("J101", "J103", "J104"):
            faults.append(f"cut after {len(line)} bytes: {result}")
    return len(lines)


def try_sizes(folder):
    """Exactly 16 MiB is judged, a byte more is refused; --max-size is as exact."""
    packet = LIVE.read_bytes().rstrip()
    for size, code in [(MOST, 0), (MOST + 1, 2)]:
        path = folder / f"{size}.json"
        path.write_bytes(packet + b" " * (size - len(packet)))
        got, _, error = check(path, "--require-live")
        if got != code or (code == 2 and "it has more than 16777216 bytes" not in error):
            faults.append(f"{size} bytes: exit {got}, not {code}: {error}")
        path.unlink()
    for size, code in [(len(packet), 0), (len(packet) - 1, 2)]:
        got = check("-", "--require-live", "--max-size", size, data=packet)[0]
        if got != code:
            faults.append(f"--max-size {size}: exit {got}, not {code}")


def try_bounds():
    """What never ends does, in bounded memory."""

    def limited():
        resource.setrlimit(resource.RLIMIT_DATA, (512 << 20, 512 << 20))

    for name, command in [("brackets", "yes '[' | tr -d '\\n'"), ("zeros", "cat /dev/zero"), ("spaces", "yes ' ' | tr -d '\\n'"), ("a string", "(printf '{\"'; yes a | tr -d '\\n')"),
                          ("keys", "(printf '{'; yes '\"a\":1,' | tr -d '\\n')"), ("numbers", "(printf '['; yes '1,' | tr -d '\\n')")]:
        sanitized = b"__asan_init" in pathlib.Path(BINARY).read_bytes()
        done = subprocess.run(["sh", "-c", f"{command} | \"$0\" check -", BINARY], capture_output=True, timeout=60, preexec_fn=None if sanitized else limited)
        if done.returncode != 2 or b"cavra-seal: -" not in done.stderr:
            faults.append(f"endless {name}: exit {done.returncode}: {done.stderr[:200]!r}")


with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    (folder / "table").mkdir()
    files = try_table(folder / "table")
    cuts = try_truncations()
    try_sizes(folder)
    try_bounds()
print("\n".join(faults) if faults else f"{files} small files, {cuts} truncations, sizes and endless inputs as they should be")
sys.exit(1 if faults else 0)
