#!/usr/bin/env python3
"""What include/ declares is what libcavra-seal.so shows, and nothing else.

    exports_test.py SOURCE BUILD
"""
import pathlib
import re
import subprocess
import sys

SOURCE = pathlib.Path(sys.argv[1])
BUILD = pathlib.Path(sys.argv[2])
faults = []

for header in sorted((SOURCE / "include/cavra").glob("*.h")):
    for number, line in enumerate(header.read_text(encoding="utf-8").split("\n"), 1):
        declares = re.match(r"class \w+ (final )?[:{]|\[\[nodiscard\]\] [^=]*\w+\(|[a-z_:<>]+[ &*]+\w+\([^)]*\);", line)
        if declares and "CAVRA_API" not in line and "inline" not in line and "constexpr" not in line:
            faults.append(f"{header.relative_to(SOURCE)}:{number}: mark it CAVRA_API (cavra/export.h), or who links the library cannot use it")

shown = subprocess.run(["nm", "-DC", "--defined-only", BUILD / "lib/libcavra-seal.so"], capture_output=True, text=True, check=True).stdout
names = [re.sub(r"@.*", "", line.split(" ", 2)[2]) for line in shown.splitlines()]
for name in names:
    if not re.match(r"(vtable|typeinfo( name)?) for cavra::|cavra::|cavra_|CAVRA_SEAL_", name):
        faults.append(f"libcavra-seal.so shows {name}")
header = (SOURCE / "include/cavra_seal.h").read_text(encoding="utf-8")
declared = set(re.findall(r"CAVRA_C_API [^;]*?(cavra_\w+)\(", header))
exported = {name for name in names if name.startswith("cavra_")}
faults += [f"cavra_seal.h declares {name}, which is not there" for name in sorted(declared - exported)]
faults += [f"libcavra-seal.so shows {name}, which cavra_seal.h does not declare" for name in sorted(exported - declared)]
print("\n".join(faults) if faults else f"{len(names)} names, each declared in include/")
sys.exit(1 if faults else 0)
