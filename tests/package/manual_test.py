#!/usr/bin/env python3
"""Every command has a page that man prints without a warning, and says of every option what help says.

    manual_test.py SOURCE BUILD
"""
import gzip
import os
import pathlib
import re
import shutil
import subprocess
import sys

BUILD = pathlib.Path(sys.argv[2])
BINARY = BUILD / "bin/cavra-seal"
faults = []


def commands(words=()):
    """All commands, by what help lists."""
    text = subprocess.run([BINARY, "help", *words], capture_output=True, text=True, check=True).stdout
    yield words, text
    _, _, below = text.partition("\nSubcommands:\n")
    for name in re.findall(r"^  (\S+)", below.split("\n\n")[0], re.MULTILINE):
        yield from commands((*words, name))


pages = set((BUILD / "share/man").glob("*.gz"))
count = 0
for words, help_text in commands():
    page = BUILD / "share/man" / ("-".join(("cavra-seal", *words)) + ".1.gz")
    count += 1
    if page not in pages:
        faults.append(f"{page.name} is missing")
        continue
    pages.discard(page)
    source = gzip.decompress(page.read_bytes()).decode("ascii").replace("\\-", "-")
    for option in re.findall(r"^  (?:-\w,)?(--[\w-]+)", help_text, re.MULTILINE):
        if option not in source:
            faults.append(f"{page.name} does not name {option}")
    if shutil.which("man") is None:
        continue
    shown = subprocess.run(["man", "--warnings", "-E", "UTF-8", "-l", "-Tutf8", "-Z", page], capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8", "MANROFFSEQ": ""})
    if shown.stderr or shown.returncode != 0:
        faults.append(f"{page.name}: {shown.stderr}")
faults += [f"{page.name} is of no command" for page in sorted(pages)]
print("\n".join(faults) if faults else f"{count} pages")
sys.exit(1 if faults else 0)
