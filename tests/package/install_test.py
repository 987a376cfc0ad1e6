#!/usr/bin/env python3
"""Installs into a fresh folder, runs the seal gate there, and builds a small program on the library, by CMake and by pkg-config.

    install_test.py SOURCE BUILD [INSTALLED]     INSTALLED: a tree that something else installed, such as a package
"""
import os
import pathlib
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(sys.argv[1])
BUILD = pathlib.Path(sys.argv[2])
HERE = pathlib.Path(__file__).resolve().parent
SLUG = "customer-lifecycle-final-seal"


def run(*command, status=0, **more):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True, **more)
    assert done.returncode == status, f"{command}: {done.returncode}\n{done.stdout}{done.stderr}"
    return done.stdout


def one(tree, pattern):
    found = sorted(tree.rglob(pattern))
    assert found, f"{pattern} is not installed"
    return found[0]


def try_tool(tree):
    binary = tree / "bin/cavra-seal"
    live = one(tree, f"{SLUG}.live.sanitized.example.json")
    assert '"status": "ready"' in run(binary, "check", live, "--require-live", cwd="/")
    sample = one(tree, f"{SLUG}.sample.json")
    run(binary, "check", sample, "--require-live", status=1, cwd="/")
    # The definitions that are installed are those that are built in.
    definition = one(tree, f"gates/{SLUG}.toml")
    assert run(binary, "gates", SLUG, cwd="/") == definition.read_text(encoding="utf-8")
    for name in ["man1/cavra-seal.1.gz", "man1/cavra-seal-check.1.gz", "completions/cavra-seal", "_cavra-seal", "cavra-seal.fish", "contact.toml",
                 "README.md", "docs/gates.md"]:
        one(tree, name)


def try_program(program, live, sample, library_path):
    environment = {**os.environ, "LD_LIBRARY_PATH": str(library_path)}
    assert run(program, live, env=environment) == "R7.10 ready\n"
    assert run(program, sample, status=1, env=environment) == "R7.10 ready_with_warnings\n"


def main():
    with tempfile.TemporaryDirectory() as scratch:
        scratch = pathlib.Path(scratch)
        if len(sys.argv) > 3:
            tree = pathlib.Path(sys.argv[3])
        else:
            tree = scratch / "prefix with a space"
            run("cmake", "--install", BUILD, "--prefix", tree)
        try_tool(tree)
        live = one(tree, f"{SLUG}.live.sanitized.example.json")
        sample = one(tree, f"{SLUG}.sample.json")
        library = one(tree, "libcavra-seal.so").parent

        run("cmake", "-S", HERE / "program", "-B", scratch / "by-cmake", "-G", "Ninja", f"-DCMAKE_PREFIX_PATH={tree}", "-DCMAKE_CXX_COMPILER=g++")
        run("cmake", "--build", scratch / "by-cmake")
        try_program(scratch / "by-cmake/judge", live, sample, library)

        environment = {**os.environ, "PKG_CONFIG_PATH": str(library / "pkgconfig")}
        if len(sys.argv) > 3:
            environment["PKG_CONFIG_SYSROOT_DIR"] = ""
        script = 'eval "g++ -std=c++23 -Wall -Wextra -Wpedantic -Werror \\"$1\\" -o \\"$2\\" $(pkg-config --cflags --libs cavra-seal)"'
        run("sh", "-c", script, "sh", HERE / "program/judge.cc", scratch / "judge", env=environment)
        try_program(scratch / "judge", live, sample, library)
        version = run("pkg-config", "--modversion", "cavra-seal", env=environment).strip()
        assert run(tree / "bin/cavra-seal", "--version") == f"cavra-seal {version}\n"
    print("installed, and built on, both ways")


main()
