#!/usr/bin/env python3
"""Reads out of what was built how it is hardened.

    hardening_test.py SOURCE BUILD
"""
import json
import pathlib
import re
import subprocess
import sys

BUILD = pathlib.Path(sys.argv[2])
BINARY = BUILD / "bin/cavra-seal"
LIBRARY = BUILD / "lib/libcavra-seal.so"
faults = []


def read(tool, *arguments):
    return subprocess.run([tool, *map(str, arguments)], capture_output=True, text=True, check=True).stdout


def expect(holds, what):
    if not holds:
        faults.append(what)


def try_linked(file, program):
    headers = read("readelf", "-lW", file)
    dynamic = read("readelf", "-dW", file)
    symbols = read("readelf", "--dyn-syms", "-W", file)
    expect("Type:                              DYN" in read("readelf", "-hW", file), f"{file.name}: not position independent")
    if program:
        expect(re.search(r"FLAGS_1.*PIE", dynamic), f"{file.name}: no PIE")
    expect("GNU_RELRO" in headers, f"{file.name}: no RELRO")
    expect(re.search(r"BIND_NOW|FLAGS_1.*NOW", dynamic), f"{file.name}: RELRO is not full")
    expect(re.search(r"GNU_STACK.* RW +0x", headers), f"{file.name}: its stack may be executed")
    expect(not re.search(r"LOAD.* RWE", headers), f"{file.name}: a segment is writable and executable")
    expect("__stack_chk_fail" in symbols, f"{file.name}: no stack protector")
    expect(re.search(r"__\w+_chk\b(?<!stack_chk)", symbols.replace("__stack_chk_fail", "")), f"{file.name}: nothing is fortified")
    expect("RPATH" not in dynamic and "RUNPATH" not in dynamic, f"{file.name}: looks for libraries in a place of its own")


def try_branches(file):
    """Where indirect branches land: the functions of ours begin with endbr64. Debian's archives in the binary have none, so that
    the linker marks no file as a whole."""
    disassembly = read("objdump", "-d", "--no-show-raw-insn", file)
    starts = re.findall(r"^[0-9a-f]+ <(\S+)>:\n\s+[0-9a-f]+:\s+(\S+)", disassembly, re.MULTILINE)
    own = [(name, first) for name, first in starts if name.startswith(("_ZN5cavra", "_ZNK5cavra")) and ".cold" not in name]
    without = [name for name, first in own if first != "endbr64"]
    # Functions that only their own file calls directly need none, and the compiler leaves it out.
    expect(len(own) > 100 and len(without) < len(own) / 2, f"{file.name}: {len(without)} of {len(own)} functions do not begin with endbr64")


def try_commands():
    commands = json.loads((BUILD / "compile_commands.json").read_text())
    wanted = ["-fstack-protector-strong", "-D_FORTIFY_SOURCE=2", "-fstack-clash-protection", "-fvisibility=hidden"]
    wanted += ["-fcf-protection=full"] if subprocess.run(["uname", "-m"], capture_output=True, text=True).stdout.strip() == "x86_64" else []
    for command in commands:
        if "/src/" not in command["file"]:
            continue
        for flag in wanted:
            expect(flag in command["command"].split(), f"{command['file']}: compiled without {flag}")


try_linked(BINARY, True)
try_linked(LIBRARY, False)
try_commands()
if subprocess.run(["uname", "-m"], capture_output=True, text=True).stdout.strip() == "x86_64":
    try_branches(BINARY)
print("\n".join(faults) if faults else "hardened: PIE, full RELRO, stack protector, fortified, branch targets, no executable stack")
sys.exit(1 if faults else 0)
