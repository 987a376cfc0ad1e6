#!/usr/bin/env python3
"""No output repeats a private value.

    leaks_test.py BINARY SOURCE

Plants made-up private values in every place of every gate's example packet (values, references, ids, keys, and where
something of another type belongs), in documents that are no packets, in rosters, waivers and rule files; runs every
command in every format that `--help` lists; and looks for each value, and for any seven characters of it, in what came
out: stdout, stderr, and every file that was written. Then it looks into the transcripts: what `scan` finds in their
inputs must not stand in their outputs.

A new command is added to COMMANDS. Formats need no line: they are read from the command's help.
"""

import base64
import html
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import unittest
import urllib.parse

BINARY = pathlib.Path(sys.argv[1]).resolve() if len(sys.argv) > 1 else None
SOURCE = pathlib.Path(sys.argv[2]).resolve() if len(sys.argv) > 2 else pathlib.Path(__file__).resolve().parents[2]

# Letters that stand together in no word of the program, so that any few characters of a value give it away.
PLANTED = {
    "email": "zqxv.korblumjk@wexmarph.example",
    "phone": "+44 7700 900461",
    "card": "4539 5787 6362 1486",
    "iban": "GB33BUKB20201555555555",
    "ssn": "219-09-8461",
    "person": "Dr. Zqorvix Blumjakk",
    "company": "Wexmarph Korvjulk GmbH",
    "host": "vpn7.korvjulk-zq.internal",
    "address": "4871 Zqorvix Street, Blumjakk, IL 62794",
    "money": "$7,391,482.55",
    "discount": "a 38.75% discount for Zqorvix",
    "invoice": "Invoice no. 2033-774918",
    "clause": "this Agreement with Korvjulk is governed by the laws of Wexmarphia",
    "jwt": "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ6cW9ydml4In0.a3Zqenhxdmprd3F6eHZq",
    "token": "ghp_" + "Zq0rV1xK7jWmBv3Tz9Yc5Ld2Pf8Hs4Ng6Ra",
    "password": "password: zqv7Korb!lum9x",
    "note": "off the record, Zqorvix hates Korvjulk",
    "log": "2031-07-05T10:41:07Z ERROR korvjulk: zqorvix refused",
    "sql": "SELECT zqorvix, blumjakk FROM korvjulk WHERE wexmarph = 7",
    "encoded": base64.b64encode(b"zqxv.korblumjk@wexmarph.example").decode(),
    "hidden": "45\u200b39 5787 63\u200b62 1486",
    "mixed": "Zq\u043ervixk Korvjulk",
    "roster": "Blumjakk Zqorvixen",
}
ROSTER_NAME = PLANTED["roster"]
# What is still private as a segment of a reference.
SLUGS = ("card", "iban", "ssn", "company", "host", "roster")
KEYS = ["customerName", "Contract-Value", "RAW_EVIDENCE"]
WINDOW = 6
EACH = {"chain": ("text", "json", "ndjson", "findings"), "verify": ("text", "json", "ndjson")}  # the formats of --each

# A command, its arguments for some inputs, and whether it reads packets only. FORMAT is replaced by each of its formats.
COMMANDS = [
    ("check", ["check", "--format", "FORMAT"]),
    ("check, compat", ["check", "--profile", "compat", "--format", "FORMAT"]),
    ("check, live", ["check", "--require-live", "--format", "FORMAT"]),
    ("check, in colour", ["check", "--color", "always", "--format", "FORMAT"]),
    ("check, roster", ["check", "--roster", "customers.txt", "--format", "FORMAT"]),
    ("check, keyed", ["check", "--roster", "customers.roster", "--key-file", "key", "--receipt", "receipt.json", "--waivers",
                      "waivers.toml", "--rules", "rules.toml", "--now", "2031-07-05T00:00:00Z", "--format", "FORMAT"]),
    ("check, several threads", ["check", "--jobs", "3", "--format", "FORMAT"]),
    ("check, to a file", ["check", "--output", "written.out", "--format", "FORMAT"]),
    ("scan", ["scan", "--format", "FORMAT"]),
    ("scan, keyed", ["scan", "--roster", "customers.roster", "--key-file", "key", "--receipt", "receipt.json", "--format", "FORMAT"]),
    ("chain", ["chain", "--format", "FORMAT"]),
]
# What the compatible profile repeats, as CAVRA does.
REPEATED_BY_COMPAT = ("/product", "/evidence_mode")


def commands_of_help():
    text = run(["--help"]).stdout.decode()
    return set(re.findall(r"^  ([a-z-]+)  ", text.partition("Subcommands:")[2], re.M))


def formats(command):
    """The formats that a command's help lists."""
    found = re.search(r"--format ([a-z0-9|-]+)", run([command, "--help"]).stdout.decode())
    return found.group(1).split("|") if found else []


def run(arguments, folder=None, data=b""):
    environment = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "HOME": "/nonexistent"}
    return subprocess.run([BINARY, *arguments], cwd=folder, input=data, capture_output=True, timeout=120, check=False, env=environment)


def shapes(value):
    """The value as reports in several formats would write it."""
    raw = value.encode()
    escaped = json.dumps(value)[1:-1]
    forms = {value, escaped, html.escape(value), html.escape(value, quote=False), urllib.parse.quote(value), urllib.parse.quote(value, safe=""),
             base64.b64encode(raw).decode(), base64.urlsafe_b64encode(raw).decode().rstrip("="), raw.hex(), raw.hex().upper(),
             value[::-1], re.sub(r"[^0-9A-Za-z]", "", value), re.sub("\u200b", "", value)}
    return {form.casefold() for form in forms if form}


def windows(value):
    """Runs of six characters of what is the value's own, not of the words that make it private: of seven in a row they find one."""
    own = re.sub(r"(?i)\b(?:password|invoice no|off the record|hates|this agreement with|is governed by the laws of|select|from|where|error|refused|"
                 r"discount for|street|example|internal|gmbh|vpn7|2031-0?7?-?0?5?t?|10:41:07z)\b", "\0", value)
    return {own[at:at + WINDOW].casefold() for at in range(0, len(own) - WINDOW + 1, 2)
            if "\0" not in own[at:at + WINDOW] and len(set(own[at:at + WINDOW])) > 3}


class Finder:
    """Looks for the planted values in bytes."""

    def __init__(self):
        self.wanted = {}
        for name, value in PLANTED.items():
            for form in shapes(value) | windows(value):
                if len(form) >= WINDOW:
                    self.wanted.setdefault(form, name)

    def find(self, data):
        text = data.decode("utf-8", "replace").casefold()
        return next(((name, form) for form, name in self.wanted.items() if form in text), None)


FINDER = Finder()


def pointer_of(steps):
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in steps)


def places(json_value, steps=()):
    """Every place of a document: (steps, value)."""
    yield steps, json_value
    members = json_value.items() if isinstance(json_value, dict) else enumerate(json_value) if isinstance(json_value, list) else ()
    for step, member in members:
        yield from places(member, (*steps, step))


def replaced(document, steps, value):
    copy = json.loads(json.dumps(document))
    at = copy
    for step in steps[:-1]:
        at = at[step]
    at[steps[-1]] = value
    return copy


def with_member(document, steps, key, value):
    copy = json.loads(json.dumps(document))
    at = copy
    for step in steps:
        at = at[step]
    at[key] = value
    return copy


def as_reference(value):
    return "evidence://customer/" + re.sub(r"[^a-z0-9._~-]+", "-", value.lower()).strip("-")


class Rotation:
    def __init__(self):
        self.names = [name for name in PLANTED if name != "roster"]
        self.at = 0

    def next(self):
        self.at = (self.at + 1) % len(self.names)
        return PLANTED[self.names[self.at]]


def planted(document):
    """(pointer, packet) for each place of an example packet."""
    turn = Rotation()
    for steps, value in places(document):
        where = pointer_of(steps)
        if isinstance(value, dict):
            yield where, with_member(document, steps, turn.next(), "ready")
            yield where, with_member(document, steps, KEYS[turn.at % len(KEYS)], turn.next())
            yield where, with_member(document, steps, "notes", {turn.next(): [turn.next()]})
        if steps and steps != ("schema_version",):
            yield where, replaced(document, steps, turn.next())
            if isinstance(value, str) and "://" in value:
                yield where, replaced(document, steps, "evidence://customer/" + turn.next())
                yield where, replaced(document, steps, as_reference(PLANTED[SLUGS[turn.at % len(SLUGS)]]))
            if isinstance(value, list):
                yield where, replaced(document, steps, [*value, turn.next()])


def examples():
    for path in sorted((SOURCE / "examples").glob("*/*.live.sanitized.example.json")):
        document = json.loads(path.read_text())
        yield path, document


def faulty(value):
    """Documents that are no packets, with a private value at the place of the fault."""
    quoted = json.dumps(value, ensure_ascii=False)
    raw = value.encode()
    deep = b'{"a":' * 70 + quoted.encode() + b"}" * 70
    return [
        b'{"summary": ' + quoted.encode(), b'{"summary": ' + quoted.encode() + b' "x": 1}', b'{"summary": "' + raw, b'{' + quoted.encode() + b' 1}',
        b'{"a": 1, ' + quoted.encode() + b': 1, ' + quoted.encode() + b": 2}", b'{"summary": "' + raw + b'\\q"}', b'{"summary": "' + raw + b'\xff"}',
        b'{"summary": "' + raw + b'\\ud800"}', b'{"summary": NaN, "b": ' + quoted.encode() + b"}", b'{"summary": ' + raw + b"}", raw,
        b'{"schema_version": ' + quoted.encode() + b"}", b'{"schema_version": [' + quoted.encode() + b"]}", b"[" + quoted.encode() + b"]", quoted.encode(),
        deep, b'\xef\xbb\xbf{"summary": ' + quoted.encode() + b"}", b'{"summary": "' + raw + b'\x01"}', b"// " + raw + b"\n{}",
        b'{"summary": 1' + raw + b"}", b"{" + quoted.encode() + b": {" + quoted.encode() + b": }}",
    ]


def slug(turn):
    """A private reference, of those that need no roster to be known as one."""
    names = [name for name in SLUGS if name != "roster"]
    return as_reference(PLANTED[names[turn % len(names)]])


def with_private_owners(document, turn):
    """The packet with a private value in every reference to an owner, and with faults for which owners are named."""
    def change(value, key=""):
        nonlocal turn
        if isinstance(value, dict):
            return {name: change(member, name) for name, member in value.items()}
        if isinstance(value, list):
            return [change(element, key) for element in value]
        if isinstance(value, str) and "://" in value and ("owner" in key or "sponsor" in key or "operations" in key):
            turn += 1
            return slug(turn)
        return value
    changed = change(document)
    for name, value in changed.items():
        if name.endswith("_result") and isinstance(value, dict):
            value["blocker_count"] = 1
        if name in ("expansion_candidates", "expansion_outcomes"):
            value[0]["candidate_id"] = f"only-in-{name.replace('_', '-')}"
    changed["customer_profile_ref"] = slug(turn)
    return changed


def bundles():
    """(name, ten packets) of chains in which one packet has something private."""
    clean = {path.parent.name: document for path, document in examples()}
    yield "owners", {name: with_private_owners(document, turn) for turn, (name, document) in enumerate(clean.items())}
    for turn, (name, document) in enumerate(clean.items()):
        yield f"owners-{name}", {**clean, name: with_private_owners(document, turn)}
        places_of = [(pointer, packet) for pointer, packet in planted(document) if pointer not in REPEATED_BY_COMPAT]
        for number, (_, packet) in enumerate(places_of[turn::31]):
            yield f"{name}-{number}", {**clean, name: packet}


class Leaks(unittest.TestCase):
    maxDiff = None

    @classmethod
    def setUpClass(cls):
        cls.known = commands_of_help()
        cls.scratch = tempfile.TemporaryDirectory()
        cls.folder = pathlib.Path(cls.scratch.name)
        cls.sources = []
        folder = cls.folder
        (folder / "key").write_bytes(bytes(range(32)))
        (folder / "key").chmod(0o600)
        (folder / "customers.txt").write_text(f"# customers\n{ROSTER_NAME}\nKorvjulk Wexmarph\n")
        built = run(["roster", "build", "--key-file", "key", "--output", "customers.roster", "customers.txt"], folder)
        assert built.returncode == 0, built.stderr
        (folder / "waivers.toml").write_text("".join(
            f'[[waivers]]\nrule = "{rule}"\ngate = "R7.10"\npointer = "/completion_statement"\nfingerprint = "hmac-sha256:{"ab" * 32}"\n'
            f'reason = "{PLANTED["email"]} said so"\napprover = "evidence://owner/privacy"\nexpires = {expires}\n'
            for rule, expires in (("email-address", "2031-12-31"), ("money-symbol", "2031-07-04"), ("github-token", "2031-12-31"))))
        (folder / "rules.toml").write_text(
            '[[rules]]\nid = "house-word"\ndescription = "a word of the house"\nregex = \'\'\'(?i)\\bzqorvix\\w*\'\'\'\nkeywords = ["zqorvix"]\n')
        lines = []
        for path, document in examples():
            for pointer, packet in planted(document):
                lines.append((path.parent.name, pointer, packet))
        cls.lines = lines
        (folder / "packets.ndjson").write_text("".join(json.dumps(packet, ensure_ascii=False) + "\n" for _, _, packet in lines))
        (folder / "few.ndjson").write_text("".join(json.dumps(packet, ensure_ascii=False) + "\n" for _, pointer, packet in lines[::29]
                                                   if pointer not in REPEATED_BY_COMPAT))
        (folder / "pretty").mkdir()
        for number, (_, pointer, packet) in enumerate(lines[:: max(1, len(lines) // 30)]):
            if pointer not in REPEATED_BY_COMPAT:
                (folder / "pretty" / f"{number}.json").write_text(json.dumps(packet, ensure_ascii=False, indent=2))
        (folder / "faulty").mkdir()
        numbered = (document for name in ("email", "token", "person", "mixed") for document in faulty(PLANTED[name]))
        for number, document in enumerate(numbered):
            (folder / "faulty" / f"{number}.json").write_bytes(document)
        (folder / "faulty.ndjson").write_bytes(b"\n".join(
            document for name in ("money", "company", "hidden") for document in faulty(PLANTED[name]) if b"\n" not in document))
        (folder / "notes.txt").write_text("\n".join(PLANTED.values()) + "\n")
        cls.written_before = {path.name for path in folder.iterdir()}

    @classmethod
    def tearDownClass(cls):
        cls.scratch.cleanup()

    def look(self, what, done):
        """Fails when a planted value is in an output or in a file that was written."""
        outputs = [("stdout", done.stdout), ("stderr", done.stderr)]
        for path in self.folder.iterdir():
            if path.is_file() and path.name not in self.written_before:
                outputs.append((path.name, path.read_bytes()))
                path.unlink()
        for name, data in outputs:
            found = FINDER.find(data)
            self.assertIsNone(found, f"{what}: {name} repeats {found}")

    def each(self, *paths, only=None, without=()):
        """Runs every command in every format on the inputs: (name, result)."""
        for name, arguments in COMMANDS:
            command = arguments[0]
            if command not in self.known or only not in (None, name):
                continue
            for form in [form for form in formats(command) if form not in without]:
                filled = [form if argument == "FORMAT" else argument for argument in arguments]
                done = run([*filled, *paths], self.folder)
                self.assertIn(done.returncode, (0, 1, 2), (name, form, done.stderr[-500:]))
                yield f"{name}, {form}, {' '.join(paths)}", done

    def test_the_finder_finds_what_a_report_could_repeat(self):
        for name, value in PLANTED.items():
            for form in (f'"x": {json.dumps(value)}', f"<td>{html.escape(value)}</td>", f"x {value[1:]} y", f"{value[:-1]}...", base64.b64encode(value.encode()).decode()):
                self.assertIsNotNone(FINDER.find(form.encode()), (name, form))

    def test_the_finder_finds_nothing_in_reports_of_clean_packets(self):
        paths = [str(path) for path, _ in examples()]
        self.assertEqual(len(paths), 10)
        for form in formats("check"):
            done = run(["check", "--format", form, *paths])
            self.assertIsNone(FINDER.find(done.stdout + done.stderr), form)

    def test_every_place_of_every_gate(self):
        self.assertGreater(len(self.lines), 1500)
        long_ones = set(formats("check")) - {"findings", "ndjson"}
        for name, path, without in (("check", "packets.ndjson", long_ones), ("scan", "packets.ndjson", ("text",)), (None, "few.ndjson", ())):
            for what, done in self.each(path, only=name, without=without):
                self.look(what, done)

    def test_every_place_has_a_finding(self):
        done = run(["check", "--roster", "customers.txt", "--format", "findings", "packets.ndjson"], self.folder)
        found = {int(json.loads(line)["source"].rpartition(":")[2]) for line in done.stdout.splitlines()}
        missed = [(number, *self.lines[number - 1][:2]) for number in range(1, len(self.lines) + 1) if number not in found]
        self.assertEqual(missed, [])

    def test_packets_as_people_lay_them_out(self):
        for what, done in self.each("pretty"):
            self.look(what, done)

    def make_seal(self):
        """Keys, a policy, and a seal of the clean examples, in the folder `clean`."""
        if "clean" in self.written_before:
            return
        roles = ["release", "customer_success", "security", "support", "communications", "archive"]
        commands = [["export", "--bundle", "clean"], *(["keygen", "--no-passphrase", "--output", f"{role}.key", "--public", f"{role}.pem"] for role in roles),
                    ["trust", "init", "--output", "trust.toml", *(word for role in roles for word in ("--role", f"{role}={role}.pem"))],
                    ["seal", "clean", "--output", "clean.seal"], *(["sign", "clean.seal", "--key", f"{role}.key"] for role in roles)]
        for command in commands:
            done = run(command, self.folder)
            self.assertEqual(done.returncode, 0, (command, done.stderr))
        self.written_before.update(path.name for path in self.folder.iterdir())

    def test_chains_and_their_seals(self):
        self.make_seal()
        (self.folder / "chains").mkdir()
        count = 0
        for count, (name, packets) in enumerate(bundles(), 1):
            (self.folder / "chains" / name).mkdir()
            for packet, document in packets.items():
                (self.folder / "chains" / name / f"{packet}.json").write_text(json.dumps(document, ensure_ascii=False, indent=2))
            (self.folder / "chains" / name / "clean.seal").write_bytes((self.folder / "clean.seal").read_bytes())
        self.assertGreater(count, 50)
        for command, more in (("chain", ["--each", "chains"]), ("chain", ["--each", "chains", "--profile", "compat"]), ("chain", ["--each", "chains", "--allow-sample"]),
                              ("chain", ["--each", "chains", "--roster", "customers.txt"]), ("verify", ["--each", "chains", "--trust", "trust.toml"]),
                              ("verify", ["clean.seal", "--trust", "trust.toml", "--bundle", "chains/owners", "--rejudge"])):
            for form in EACH[command] if "--each" in more else formats(command):
                done = run([command, *more, "--format", form], self.folder)
                self.assertEqual(done.returncode, 1, (command, more, form, done.stderr[-500:]))
                self.look(f"{command} {more} {form}", done)
        for path in sorted((self.folder / "chains").iterdir()):
            if not path.name.startswith("owners"):
                continue
            for more in ([], ["--profile", "compat"]):
                self.look(f"chain {path.name} {more}", run(["chain", path, "--format", "text", *more], self.folder))
                self.look(f"seal {path.name} {more}", run(["seal", path, "--output", "other.seal", *more], self.folder))

    def test_envelopes_and_policies_that_are_wrong(self):
        self.make_seal()
        envelope = json.loads((self.folder / "clean.seal").read_bytes())
        statement = json.loads(base64.b64decode(envelope["payload"]))
        turn = Rotation()
        seals = [json.dumps(replaced(envelope, steps, turn.next())) for steps, _ in places(envelope) if steps]
        for steps, value in list(places(statement))[1::5]:
            if steps and steps != ("predicate", "product"):
                changed = [replaced(statement, steps, turn.next())]
                if isinstance(value, dict):
                    changed.append(with_member(statement, steps, turn.next(), 1))
                seals += [json.dumps({**envelope, "payload": base64.b64encode(json.dumps(one).encode()).decode()}) for one in changed]
        policy = (self.folder / "trust.toml").read_text()
        policies = []
        for line in sorted(set(re.findall(r"(?m)^\w+ += (?!''').*$", policy))):
            name = line.partition("=")[0]
            policies += [policy.replace(line, f"{name}= {value}") for value in (f'"{turn.next()}"', turn.next(), f'["{turn.next()}"]', f'"{turn.next()}')]
        policies += [f'"{turn.next()}" = 1\n{policy}', policy.replace("[roles.release]", f'[roles."{turn.next()}"]'), policy.replace("-----BEGIN", f"-----{turn.next()}", 1),
                     policy.replace("not_", f"{turn.next()} not_", 1), re.sub(r"(?m)^(MC|MF).*$", turn.next(), policy, count=1)]
        self.assertGreater(min(len(seals), len(policies)), 12)
        self.written_before.update(["wrong.seal", "wrong.toml"])
        for text in seals:
            (self.folder / "wrong.seal").write_text(text)
            for arguments in (["verify", "--trust", "trust.toml", "--format", "text"], ["verify", "--trust", "trust.toml", "--bundle", "clean", "--format", "json"]):
                self.look(f"{arguments} {text[:200]}", run([arguments[0], "wrong.seal", *arguments[1:]], self.folder))
        for text in policies:
            (self.folder / "wrong.toml").write_text(text)
            for arguments in (["trust", "show", "wrong.toml"], ["verify", "clean.seal", "--trust", "wrong.toml", "--format", "text"]):
                self.look(f"{arguments} {text[:300]}", run(arguments, self.folder))

    def test_documents_that_are_no_packets(self):
        for what, done in self.each("faulty"):
            self.look(what, done)
        for what, done in self.each("faulty.ndjson"):
            self.look(what, done)
        for path in sorted((self.folder / "faulty").iterdir()):
            for command in ("check", "scan"):
                self.look(f"{command} {path.name}", run([command, "-"], self.folder, path.read_bytes()))
            self.look(f"gate of {path.name}", run(["check", "--gate", "customer-lifecycle-final-seal", "--format", "text", str(path)], self.folder))

    def test_texts(self):
        for form in formats("scan"):
            for arguments in (["notes.txt"], ["--roster", "customers.txt", "notes.txt"], ["--key-file", "key", "--receipt", "receipt.json", "notes.txt"],
                              ["--rules", "rules.toml", "notes.txt"], ["--input-format", "json", "notes.txt"], ["--input-format", "ndjson", "notes.txt"]):
                done = run(["scan", "--format", form, *arguments], self.folder)
                self.assertIn(done.returncode, (1, 2))
                self.look(f"scan {form} {arguments}", done)

    def test_rosters(self):
        folder = self.folder
        keyed = (folder / "customers.roster").read_bytes()
        self.assertIsNone(FINDER.find(keyed))
        (folder / "key2").write_bytes(bytes(32))
        (folder / "key2").chmod(0o600)
        (folder / "open-key").write_bytes(bytes(range(32)))
        (folder / "open-key").chmod(0o644)
        bad = {"broken.txt": ROSTER_NAME.encode() + b"\xff\n", "long.txt": (ROSTER_NAME + " of the north and of the south\n").encode() * 2,
               "cut.roster": keyed[: len(keyed) // 2], "changed.roster": keyed.replace(b"1", b"2", 5), "empty.txt": b"", "signs.txt": b"!!!\n" + ROSTER_NAME.encode()}
        for name, data in bad.items():
            (folder / name).write_bytes(data)
        self.written_before.update([*bad, "key2", "open-key"])
        for name in [*bad, "customers.txt", "customers.roster"]:
            for key in ("key", "key2", "open-key", "no-key")[: 4 if name == "customers.roster" else 1]:
                self.look(f"roster build {name} {key}", run(["roster", "build", "--key-file", key, name], folder))
                self.look(f"check {name} {key}", run(["check", "--roster", name, "--key-file", key, "few.ndjson"], folder))
            self.look(f"check {name}", run(["check", "--roster", name, "--format", "text", "pretty"], folder))

    def test_waivers_and_rules_that_are_wrong(self):
        folder = self.folder
        value = PLANTED["company"]
        good = dict(rule='"email-address"', gate='"R7.10"', pointer='"/x"', fingerprint='"hmac-sha256:' + "ab" * 32 + '"', reason='"r"',
                    approver='"evidence://owner/privacy"', expires="2031-12-31")
        files = {}
        for field in good:
            for text in (f'"{value}"', f"{value}", f'["{value}"]', f'"{value}'):
                files[f"waivers-{len(files)}.toml"] = "[[waivers]]\n" + "".join(
                    f"{name} = {text if name == field else old}\n" for name, old in good.items())
        files["waivers-key.toml"] = f'[[waivers]]\n"{value}" = 1\n'
        files["waivers-twice.toml"] = f'"{value}" = 1\n"{value}" = 2\n'
        files["waivers-table.toml"] = f'["{value}"]\nx = 1\n'
        rules = {}
        rule = dict(id='"house-rule"', category='"identity"', severity='"warn"', keywords='["zq"]', check='"luhn"', regex='"zq"', samples='{ match = ["zq", "zq1"], pass = ["a", "b"] }')
        for field in rule:
            for text in (f'"{value}"', f"{value}", f'["{value}"]', f'"{value}', f'"({value}"', f'{{ match = ["{value}"], pass = ["zq"] }}'):
                rules[f"rules-{len(rules)}.toml"] = "[[rules]]\n" + "".join(f"{name} = {text if name == field else old}\n" for name, old in rule.items())
        rules["rules-key.toml"] = f'[[rules]]\n"{value}" = 1\n'
        for name, text in {**files, **rules}.items():
            (folder / name).write_text(text)
        self.written_before.update([*files, *rules])
        for name in files:
            self.look(f"{name}: {files[name]}", run(["check", "--key-file", "key", "--waivers", name, "--format", "text", "pretty"], folder))
        for name in rules:
            for command in (["check", "pretty"], ["scan", "notes.txt"], ["rules"]):
                self.look(f"{command} {name}: {rules[name]}", run([*command, "--rules", name], folder))

    def test_transcripts_show_nothing_of_what_scan_finds_in_their_inputs(self):
        looked_at = 0
        for path in sorted((SOURCE / "tests" / "transcripts").glob("*.txt")):
            inputs, outputs = [], []
            place = None
            for line in path.read_text().split("\n"):
                if line.startswith("-- "):
                    place = inputs
                elif line.startswith(("$ ", "+ ")):
                    place = outputs if line.startswith("$ ") else None
                elif re.fullmatch(r"exit \d+", line):
                    place = None
                elif place is not None:
                    place.append(line)
            strings = [json.loads(f'"{text}"') for line in inputs for text in re.findall(r'"((?:[^"\\\x00-\x1f]|\\["\\/bfnrtu])*)"', line) if "\\u" not in text]
            strings = sorted({text for text in strings if len(text) >= WINDOW})
            if not strings:
                continue
            data = "\n".join(json.dumps({"value": text}) for text in strings).encode()
            done = run(["scan", "--input-format", "ndjson", "--format", "findings", "-"], data=data)
            private = set()
            for finding in map(json.loads, done.stdout.splitlines()):
                text = strings[int(finding["source"].rpartition(":")[2]) - 1].encode()
                value = text[finding["start"]:finding["end"]].decode("utf-8", "replace")
                if len(value) >= WINDOW and finding["category"] != "disguise":
                    private.add(value)
            looked_at += len(private)
            shown = "\n".join(outputs)
            for value in private:
                self.assertNotIn(value, shown, path.name)
        print(f"{looked_at} private values in the inputs of transcripts", file=sys.stderr)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])
