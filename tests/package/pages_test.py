#!/usr/bin/env python3
"""README.md shows what the tool really prints, and no page points nowhere.

    pages_test.py SOURCE BUILD [--update]
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(sys.argv[1])
BINARY = pathlib.Path(sys.argv[2]).resolve() / "bin/cavra-seal"
README = SOURCE / "README.md"
LIVE = SOURCE / "examples/customer-lifecycle-final-seal/customer-lifecycle-final-seal.live.sanitized.example.json"
COMMAND = "cavra-seal check seal.json --require-live"
faults = []


def transcript():
    """What the command of the README prints of a seal that two people got wrong."""
    packet = json.loads(LIVE.read_text(encoding="utf-8"))
    del packet["seal_owner_refs"]["release_owner_ref"]
    packet["completion_statement"] = "The lifecycle is complete; questions go to jane.doe@acme.example at any time."
    with tempfile.TemporaryDirectory() as folder:
        (pathlib.Path(folder) / "seal.json").write_text(json.dumps(packet, indent=2), encoding="utf-8")
        done = subprocess.run([BINARY, *COMMAND.split()[1:], "--format", "text"], cwd=folder, capture_output=True, text=True)
    lines = [f"$ {COMMAND}", *done.stdout.rstrip("\n").split("\n"), "$ echo $?", str(done.returncode)]
    return "".join(f"    {line}".rstrip() + "\n" for line in lines)


def try_readme():
    text = README.read_text(encoding="utf-8")
    block = re.search(rf"^    \$ {COMMAND}\n(?:(?:    .*)?\n)*?    \$ echo \$\?\n    \d\n", text, re.MULTILINE)
    if block is None:
        faults.append("README.md shows no blocked packet")
    elif block[0] != transcript():
        if "--update" in sys.argv:
            README.write_text(text.replace(block[0], transcript()), encoding="utf-8")
        else:
            faults.append(f"README.md shows\n{block[0]}but it prints\n{transcript()}")
    for command in re.findall(r"^    (scripts/\w+)", text, re.MULTILINE):
        if not (SOURCE / command).is_file():
            faults.append(f"README.md names {command}, which is not there")


def try_five_commands():
    """From the examples to a published folder, by the commands of the README as they stand."""
    title = "## From ten packets to a published record\n"
    commands = re.findall(r"^    (.*)$", README.read_text(encoding="utf-8").partition(title)[2].partition("\n## ")[0], re.MULTILINE)
    if len(commands) != 5:
        faults.append(f"README.md has {len(commands)} commands to a published record, not five")
    with tempfile.TemporaryDirectory() as folder:
        environment = {"PATH": f"{BINARY.parent}:/usr/bin:/bin", "LC_ALL": "C.UTF-8"}
        for command in commands:
            done = subprocess.run(["sh", "-ec", command], cwd=folder, env=environment, capture_output=True, text=True)
            if done.returncode != 0:
                faults.append(f"README.md: {command}: exit {done.returncode}: {done.stderr}")
        for name in ("release-note.md", "public-status.html", "archive/VERIFY.md"):
            if not (pathlib.Path(folder) / "published" / name).is_file():
                faults.append(f"README.md: the commands publish no {name}")


def anchors(path):
    found = set()
    for title in re.findall(r"^#+ (.*)$", path.read_text(encoding="utf-8"), re.MULTILINE):
        found.add(re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-"))
    return found


def try_links():
    pages = [*SOURCE.glob("*.md"), *(SOURCE / "docs").glob("*.md"), *(SOURCE / "examples").glob("*/*.md")]
    for page in pages:
        for target in re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8")):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            to = (page.parent / path).resolve() if path else page
            if not to.exists():
                faults.append(f"{page.relative_to(SOURCE)}: {target} is not there")
            elif anchor and anchor not in anchors(to):
                faults.append(f"{page.relative_to(SOURCE)}: {target} has no such heading")
    index = (SOURCE / "docs/README.md").read_text(encoding="utf-8")
    for page in (SOURCE / "docs").glob("*.md"):
        if page.name != "README.md" and f"({page.name})" not in index:
            faults.append(f"docs/README.md does not name {page.name}")


try_readme()
try_five_commands()
try_links()
print("\n".join(faults) if faults else "the pages show what is, and point to what is there")
sys.exit(1 if faults else 0)
