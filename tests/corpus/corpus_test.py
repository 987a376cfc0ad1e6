"""The corpus is what make.py writes, large enough, rightly encoded, and names nobody."""

import base64
import collections
import html
import json
import re
import subprocess
import sys
import unicodedata
import unittest
import urllib.parse
import zlib
from pathlib import Path

import disguise
import make

HERE = Path(__file__).resolve().parent
RESERVED = re.compile(r"(^|\.)(example\.(com|org|net)|example|test|invalid)$")
HOST = re.compile(r"\b(?:[a-z0-9-]+\.)+(?:com|org|net|io|dev|de|fr|uk|eu|example|test|invalid|local)\b", re.I)
VENDOR_ADDRESSES = {"hooks.slack.com"}  # part of the shape of a token
CARD = re.compile(r"(?<![\w.-])\d(?:[ -]?\d){12,18}(?![\w-])")
IBAN = re.compile(r"(?<!\w)[A-Z]{2}\d\d(?: ?[A-Z0-9]{1,4}){3,8}(?!\w)", re.I)


def luhn(digits):
    doubled = [int(digit) * (1 + at % 2) for at, digit in enumerate(reversed(digits))]
    return sum(number - 9 if number > 9 else number for number in doubled) % 10 == 0


def iban(text):
    compact = text.replace(" ", "").upper()
    return int("".join(str(int(char, 36)) for char in compact[4:] + compact[:4])) % 97 == 1


def unbase64(data):
    data = data.translate(bytes.maketrans(b"-_", b"+/"))
    return base64.b64decode(data + b"=" * (-len(data) % 4))


def unfold(data):
    text = unicodedata.normalize("NFKC", data.decode())
    back = {other: plain for table in (disguise.CYRILLIC, disguise.GREEK) for plain, other in table.items()}
    return "".join(back.get(char, char) for char in text if unicodedata.category(char) != "Cf").encode()


UNDO = {
    "base64": unbase64, "base64url": unbase64, "base32": lambda data: base64.b32decode(data.upper() + b"=" * (-len(data) % 8)),
    "hex": lambda data: bytes.fromhex(data.decode()), "percent": lambda data: urllib.parse.unquote_to_bytes(data),
    "html": lambda data: html.unescape(data.decode()).encode(), "json-escape": lambda data: json.loads(b'"' + data + b'"').encode(),
    "gzip": lambda data: zlib.decompress(data, 47), "zlib": lambda data: zlib.decompress(data, 47),
    "utf16le": lambda data: data.decode("utf-16-le").encode(), "utf16be": lambda data: data.decode("utf-16-be").encode(),
    "utf16bom": lambda data: data.decode("utf-16").encode(),
    "spaced": lambda data: "".join(word.replace(" ", "") + " " for word in data.decode().split("   ")).strip().encode(),
}
VARIANTS = re.compile(r"-(all|upper|named|bare|hex)$")


def undone(name, text):
    data = text.encode()
    for step in reversed(name.split("+")):
        data = UNDO.get(VARIANTS.sub("", step), unfold)(data)
    return data.decode()


def rows():
    for path in sorted([*HERE.glob("*.ndjson"), *HERE.glob("holdout/*.ndjson")]):
        for line in path.read_text(encoding="utf-8").splitlines():
            yield path, json.loads(line)


def values(label, *, categories=make.CATEGORIES):
    for category in categories:
        yield from make.read_values(HERE / "plain" / f"{category}.{label}.txt", category, 1)


class Corpus(unittest.TestCase):
    def test_files_are_what_the_script_writes(self):
        done = subprocess.run([sys.executable, "-B", HERE / "make.py", "--check"], capture_output=True, text=True, check=False)
        self.assertEqual((done.returncode, done.stderr), (0, ""))

    def test_each_category_has_a_hundred_of_each_label_outside_the_holdout(self):
        count = collections.Counter((row["category"], row["label"]) for path, row in rows() if path.parent == HERE)
        for category in make.CATEGORIES:
            for label in ("positive", "negative"):
                self.assertGreaterEqual(count[category, label], 100, (category, label))

    def test_a_third_of_the_positives_is_disguised(self):
        positives = [(row["category"], row["disguise"] != "none") for _, row in rows() if row["label"] == "positive"]
        for category in make.CATEGORIES:
            hidden = [is_hidden for name, is_hidden in positives if name == category]
            self.assertGreaterEqual(3 * sum(hidden), len(hidden), category)

    def test_no_id_comes_twice_and_no_value_is_on_both_sides_of_the_holdout(self):
        ids = collections.Counter(row["id"] for _, row in rows())
        self.assertEqual([name for name, times in ids.items() if times > 1], [])
        sides = collections.defaultdict(set)
        for path, row in rows():
            self.assertRegex(row["id"], r"^[a-z_]+-\d{4}(-[a-z0-9-]+)?$")
            sides[re.match(r"[a-z_]+-\d{4}", row["id"]).group()].add(path.parent)
        self.assertEqual([name for name, where in sides.items() if len(where) > 1], [])

    def test_no_text_has_two_labels(self):
        labels = collections.defaultdict(set)
        for _, row in rows():
            labels[json.dumps(row["value"])].add(row["label"])
        self.assertEqual([text for text, found in labels.items() if len(found) > 1], [])

    def test_every_disguise_can_be_undone_by_decoders_that_did_not_write_it(self):
        for category in make.CATEGORIES:
            for name in make.ROTATION:
                way = name.rpartition(":")[2]
                if way.startswith("split"):
                    continue
                for value in make.read_values(HERE / "plain" / f"{category}.positive.txt", category, 1):
                    text = value.core
                    if value.kind == "none" and text.isascii() and disguise.suits(way, text):
                        self.assertEqual(undone(way, disguise.apply(way, text)), text, (value.identifier, way))

    def test_checksums_are_right_where_the_value_is_private_and_wrong_where_not(self):
        cards = [value.core for value in values("positive", categories=["identity"]) if CARD.fullmatch(value.core)]
        accounts = [value.core for value in values("positive", categories=["identity"]) if IBAN.fullmatch(value.core)]
        self.assertGreaterEqual(len(cards), 10)
        self.assertGreaterEqual(len(accounts), 8)
        self.assertEqual([card for card in cards if not luhn(re.sub(r"\D", "", card))], [])
        self.assertEqual([account for account in accounts if not iban(account)], [])
        for value in values("negative"):
            for found in CARD.findall(value.text):
                self.assertFalse(luhn(re.sub(r"\D", "", found)), value.identifier)
            for found in IBAN.findall(value.text):
                self.assertFalse(iban(found), value.identifier)

    def test_hosts_are_reserved_names_and_negatives_have_none(self):
        for value in values("positive"):
            for host in HOST.findall(urllib.parse.unquote(value.text)):
                self.assertTrue(RESERVED.search(host.lower()) or host.lower() in VENDOR_ADDRESSES, (value.identifier, host))
        for value in values("negative"):
            self.assertEqual(HOST.findall(value.text), [], value.identifier)


if __name__ == "__main__":
    unittest.main()
