#!/usr/bin/env python3
"""Fails on an include that crosses the rooms of src/ in a direction that the house does not have (docs/design.md)."""

import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent

# What each room may include, besides itself, the public headers, and what those that it names may include.
MAY_INCLUDE = {
    "base": [],
    "json": ["base"],
    "gate": ["base", "json"],
    "privacy": ["base", "json", "crypto"],
    "verdict": ["gate", "privacy"],
    "chain": ["verdict"],
    "build": ["gate", "verdict", "chain"],
    "crypto": ["base"],
    "tlog": ["base", "crypto"],
    "seal": ["base", "json", "crypto", "chain", "tlog"],
    "ledger": ["base", "json", "tlog", "seal"],
    "report": ["verdict", "chain", "seal", "privacy"],
    "publish": ["chain", "seal", "ledger", "privacy", "report"],
    "c": ["verdict", "seal"],
    "cli": ["base", "json", "gate", "privacy", "verdict", "chain", "build", "crypto", "tlog", "seal", "ledger", "report", "publish"],
}
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.MULTILINE)


def reach(room):
    """The rooms whose headers a room may include."""
    rooms = {room}
    for other in MAY_INCLUDE[room]:
        rooms |= reach(other)
    return rooms


def faults():
    public = ROOT / "include"
    for path in sorted([*public.rglob("*.*"), *(ROOT / "src").rglob("*.*")]):
        if path.suffix not in {".h", ".cc", ".inc", ".in"}:
            continue
        where = path.relative_to(ROOT)
        is_public = path.is_relative_to(public)
        room = None if is_public else where.parts[1]
        if room is not None and room not in MAY_INCLUDE:
            yield f"{where}: there is no room {room} in the table"
            continue
        for name in INCLUDE.findall(path.read_text(encoding="utf-8")):
            if name.endswith(".inc") and "/" not in name:
                continue  # a table that the build makes beside the source that reads it
            other = name.split("/")[0]
            if other in ("cavra", "cavra_seal.h"):
                if not (public / name).is_file():
                    yield f'{where}: includes "{name}", which is no public header'
            elif is_public:
                yield f'{where}: a public header includes "{name}"'
            elif other not in MAY_INCLUDE:
                yield f'{where}: includes "{name}", which is in no room; name the room and the file'
            elif other not in reach(room):
                yield f'{where}: {room} may not include "{name}"'


def main():
    found = list(faults())
    print("\n".join(found) if found else f"{len(MAY_INCLUDE)} rooms, no include out of order")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
