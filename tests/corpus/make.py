#!/usr/bin/env python3
"""Writes the labelled corpus from the hand-written values in plain/.

    make.py            write *.ndjson and holdout/*.ndjson beside this file
    make.py --check    say which of them are not what it would write, and exit 1

The same input always gives the same bytes. README.md describes both formats.
"""

import json
import re
import sys
from pathlib import Path

import disguise
import made_up

HERE = Path(__file__).resolve().parent
CATEGORIES = ("contact", "identity", "commercial", "legal", "secret", "raw_evidence", "private_note", "disguise")
FIRST_NEGATIVE = 1001

# One is taken after the other, for two values in five (for one in five, two of them).
ROTATION = (
    "base64", "zero-width", "percent", "split", "hex", "cyrillic", "html", "base64url", "full-width", "gzip+base64", "spaced",
    "base32", "json-escape", "base64+base64", "segment:base64url", "utf16le+base64", "greek", "key:base64", "soft-hyphen",
    "html-named", "hex+base64", "segment:hex", "percent-all", "gzip+base64+hex", "mathematical", "utf16be+base64", "split-in-three",
    "html-hex", "base64-bare", "zlib+base64", "base64url+percent-all", "zero-width-all", "zero-width+base64", "split-at-space",
    "segment:base32-bare", "key:hex", "utf16le+hex", "gzip+base64url", "base64+html", "base64+hex+base64", "hex-upper",
    "utf16bom+base64", "json-escape+base64", "cyrillic+base64", "segment:percent", "utf16le+base64+base64", "gzip+hex",
    "key:zero-width", "full-width+base64url", "html+base64", "base32+base64", "percent+base64+hex",
)
# What changes characters one by one and can still be read by a person.
FOLDED = ("zero-width", "zero-width-all", "soft-hyphen", "full-width", "mathematical", "cyrillic", "greek", "spaced")

# A text with fewer characters than this is not encoded or cut: nobody could tell it from a word.
SHORTEST = 12

# What hides characters that must stay hidden: encodings only.
AROUND_DISGUISE = tuple(name for name in ROTATION
                        if not re.search(r"zero-width|soft-hyphen|spaced|full-width|mathematical|cyrillic|greek|split", name))

FRAMES = ("{}", "Archive marker {} was recorded.", "{}", "See {} for the details.", "ref={}")
CORE = re.compile("⟦(.*?)⟧", re.S)
CHARACTER = re.compile(r"\{U\+([0-9A-F]+)\}")


class Value:
    """One hand-written line: its text, the part that is private, and where it stands."""

    def __init__(self, line, where, kind, identifier):
        text = made_up.expand(line, identifier)
        text = CHARACTER.sub(lambda match: chr(int(match.group(1), 16)), text)
        if where != "packet":
            text = text.replace("⏎", "\n").replace("⇥", "\t")
        marked = CORE.search(text)
        self.where = where
        self.kind = kind
        self.identifier = identifier
        self.core = marked.group(1) if marked else text
        self.before = CORE.sub(r"\1", text[:marked.start()]) if marked else ""
        self.after = CORE.sub(r"\1", text[marked.end():]) if marked else ""

    @property
    def text(self):
        return self.before + self.core + self.after


def read_values(path, category, first):
    """The values of a file under plain/, in its order."""
    where, kind = "text", "none"
    values = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        directive = re.fullmatch(r"@(text|reference|key|packet)(?: ([a-z-]+))?", line)
        if directive:
            where, kind = directive.group(1), directive.group(2) or "none"
        elif line and not line.startswith("# "):
            values.append(Value(line, where, kind, f"{category}-{first + len(values):04}"))
    return values


def _cut(value, name):
    """The text cut inside its private part into elements of an array; None where it cannot be cut like that."""
    core = value.core
    if name == "split-at-space":
        spaces = [at for at, char in enumerate(core) if char == " "]
        if not spaces:
            return None
        at = spaces[len(spaces) // 2]
        parts = [core[:at], core[at + 1:]]
    elif name == "split-in-three":
        third = len(core) // 3
        parts = [core[:third], core[third:2 * third], core[2 * third:]]
    else:
        parts = [core[:len(core) // 2], core[len(core) // 2:]]
    if len(core) < SHORTEST or any(not part or part != part.strip() for part in parts):
        return None
    parts[0] = value.before + parts[0]
    parts[-1] += value.after
    return parts


def _split_packet(parts, turn):
    if turn % 2 == 0:
        return {"sections": [{"section_id": "executive_summary", "lines": parts}]}
    return {"executive_summary": {f"line_{at + 1}": part for at, part in enumerate(parts)}, "status": "ready"}


def _wrapped(value, name, turn):
    """(where, value) of this value in that disguise, or None where the two do not go together."""
    if value.where == "packet" or value.kind != "none" and name not in AROUND_DISGUISE:
        return None
    if name.startswith("split"):
        parts = _cut(value, name) if value.where == "text" else None
        return parts and ("packet", _split_packet(parts, turn))
    place, _, way = name.rpartition(":")
    hidden = value.core
    if len(hidden) < SHORTEST and way not in FOLDED:
        hidden = value.text
    if len(hidden) < SHORTEST and way not in FOLDED or not disguise.suits(way, hidden):
        return None
    encoded = disguise.apply(way, hidden)
    if value.where == "reference" and re.search(r"[/&\\#+ ]", encoded):
        return None
    if place == "segment":
        return "reference", f"evidence://archive/{encoded}" + ("", "/current", "/summary")[turn % 3]
    if place == "key" or value.where == "key":
        return "key", encoded
    if value.where == "reference":
        return "reference", value.before + encoded + value.after if hidden == value.core else f"evidence://archive/{encoded}"
    if hidden == value.core and turn % 2 == 0 or way in FOLDED:
        return "text", value.before + encoded + value.after
    return "text", FRAMES[turn % len(FRAMES)].format(encoded)


def disguised(values, offset, rotation):
    """(value, disguise, where, text) for each variant of these values, as the rotation deals them out."""
    waiting = list(rotation[offset % len(rotation):] + rotation[:offset % len(rotation)])
    turn = 0
    for at, value in enumerate(values, 1):
        wanted = {0: 2, 2: 1, 3: 1}.get(at % 5, 0)
        while wanted:
            choice = next(((name, out) for name in waiting if (out := _wrapped(value, name, turn))), None)
            if choice is None:
                break
            name, (where, text) = choice
            waiting.remove(name)
            waiting.append(name)
            yield value, name, where, text
            turn += 1
            wanted -= 1


def lines(category):
    """The corpus lines of a category, each with the number of the hand-written value that it comes from."""
    positives = read_values(HERE / "plain" / f"{category}.positive.txt", category, 1)
    negatives = read_values(HERE / "plain" / f"{category}.negative.txt", category, FIRST_NEGATIVE)
    rotation = AROUND_DISGUISE if category == "disguise" else ROTATION
    hidden = {}
    for value, name, where, text in disguised(positives, 7 * CATEGORIES.index(category), rotation):
        kind = name if value.kind == "none" else f"{value.kind}+{name.rpartition(':')[2]}"
        tag = re.sub("[:+]", "-", name)
        hidden.setdefault(value.identifier, []).append((f"{value.identifier}-{tag}", kind.rpartition(":")[2], where, text))
    for label, values in (("positive", positives), ("negative", negatives)):
        for value in values:
            text = json.loads(value.text) if value.where == "packet" else value.text
            rows = [(value.identifier, value.kind, value.where, text), *hidden.get(value.identifier, [])]
            for identifier, kind, where, out in rows:
                line = {"id": identifier, "label": label, "category": category, "disguise": kind, "where": where, "value": out}
                yield int(value.identifier[-4:]), line


def files():
    """Path and content of each file. Every fourth hand-written value, with all its disguises, is held out."""
    for category in CATEGORIES:
        tuning, holdout = [], []
        for number, line in lines(category):
            text = json.dumps(line, ensure_ascii=True) + "\n"
            (holdout if number % 4 == 0 else tuning).append(text)
        yield HERE / f"{category}.ndjson", "".join(tuning)
        yield HERE / "holdout" / f"{category}.ndjson", "".join(holdout)


def main(arguments):
    if arguments not in ([], ["--check"]):
        print("usage: make.py [--check]", file=sys.stderr)
        return 2
    stale = 0
    for path, content in files():
        if arguments:
            if not path.is_file() or path.read_bytes() != content.encode():
                print(f"{path.relative_to(HERE)}: not what make.py writes", file=sys.stderr)
                stale += 1
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(content.encode())
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
