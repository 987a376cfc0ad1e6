#!/usr/bin/env python3
"""Builds and runs the examples of the C interface, which must say the same as each other and as the command line.

    c_interface_test.py SOURCE BUILD
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(sys.argv[1])
BUILD = pathlib.Path(sys.argv[2])
EXAMPLES = SOURCE / "examples/c-interface"
LIBRARY = BUILD / "lib/libcavra-seal.so"
LIVE = SOURCE / "examples/customer-lifecycle-final-seal/customer-lifecycle-final-seal.live.sanitized.example.json"


def run(*command, **more):
    return subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)


def blocked_packet():
    packet = json.loads(LIVE.read_text(encoding="utf-8"))
    del packet["seal_owner_refs"]["release_owner_ref"]
    packet["completion_statement"] = "The lifecycle is complete; ask jane.doe@acme.example for more."
    packet["sealed_components"][2]["status"] = "pending"
    return json.dumps(packet, indent=2)


def expected(packet):
    """What the command line says, in the words of the examples."""
    done = run(BUILD / "bin/cavra-seal", "check", packet, "--require-live", "--format", "findings")
    if done.returncode == 2:
        return 2, ""
    status = json.loads(run(BUILD / "bin/cavra-seal", "check", packet, "--require-live", "--format", "json").stdout)["status"]
    findings = [json.loads(line) for line in done.stdout.splitlines()]
    lines = [f"{f['line']}:{f['column']} {f['code']} {f['message']}" for f in findings]
    return done.returncode, "\n".join([f"R7.10 {status}", *lines]) + "\n"


def programs(folder):
    judge = folder / "judge"
    built = run("gcc", "-std=c11", "-Wall", "-Wextra", "-Wpedantic", "-Wstrict-prototypes", "-Werror", f"-I{SOURCE}/include", EXAMPLES / "judge.c",
                f"-L{LIBRARY.parent}", "-lcavra-seal", f"-Wl,-rpath,{LIBRARY.parent}", "-o", judge)
    assert built.returncode == 0, built.stderr
    yield [judge]
    yield [sys.executable, "-B", EXAMPLES / "judge.py"]
    modules = SOURCE / "tests/node_modules"
    if shutil.which("node") and (modules / "koffi").is_dir():
        (folder / "node_modules").symlink_to(modules)
        shutil.copy(EXAMPLES / "judge.mjs", folder)
        yield ["node", folder / "judge.mjs"]
    else:
        print("skipped: Node's example; there is no node, or no koffi in tests/node_modules (scripts/setup tests)")


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "blocked.json").write_text(blocked_packet(), encoding="utf-8")
        (folder / "broken.json").write_text('{"schema_version": 1, "schema_version": 1}', encoding="utf-8")
        packets = {path: expected(path) for path in [LIVE, folder / "blocked.json", folder / "broken.json"]}
        assert [code for code, _ in packets.values()] == [0, 1, 2]
        ran = 0
        for program in programs(folder):
            for packet, (code, output) in packets.items():
                done = run(*program, packet, env={**os.environ, "CAVRA_SEAL_LIBRARY": str(LIBRARY)})
                assert (done.returncode, done.stdout) == (code, output), f"{program} {packet}: {done.returncode}\n{done.stdout}{done.stderr}\nnot\n{output}"
                assert (done.stderr == "") == (code != 2), done.stderr
                ran += 1
    print(f"{ran} runs say what the command line says")


main()
