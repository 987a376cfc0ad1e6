#!/usr/bin/env python3
"""scripts/mutate plants the faults that it says it plants, each alone, and none when none is chosen.

    mutate_test.py SOURCE
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

SOURCE = pathlib.Path(sys.argv[1])
PYTHON = "/usr/bin/python3"
PROGRAM = """\
#include <cstdio>
#include <cstdlib>
struct Kept { int number; bool operator==(const Kept&) const = default; };
constexpr int most = 9;
static int steps = 0;
static bool is_small(int n) { return n < 10 && n != -3; }
static int clamp(int n) {
  if (!is_small(n)) return most;
  ++steps;
  return n;
}
int main(int count, char** words) {
  for (int i = 1; i < count; ++i) std::printf("%d ", clamp(std::atoi(words[i])));
  std::printf("%d\\n", steps);
}
"""
FAULTS = ["6:38 false", "6:38 true", "6:38 <=", "6:42 one more", "6:48 true", "6:54 one more", "8:7 false", "8:7 true", "9:3 left out",
          "13:16 one more", "13:19 false", "13:19 <=", "13:35 left out", "14:3 left out"]


def outcome(program, mutant, *numbers):
    done = subprocess.run([program, *map(str, numbers)], env={**os.environ, "MUTANT": str(mutant)}, capture_output=True, text=True, check=False, timeout=20)
    return done.returncode, done.stdout


def main():
    if subprocess.run([PYTHON, "-c", "import clang.cindex"], capture_output=True, check=False).returncode != 0:
        print("skipped: there is no python3-clang-19 (scripts/setup mutation)")
        return 77
    with tempfile.TemporaryDirectory() as folder:
        place = pathlib.Path(folder)
        (place / "program.cc").write_text(PROGRAM)
        text = subprocess.run([PYTHON, SOURCE / "scripts/mutate", "--rewrite", place / "program.cc"], capture_output=True, text=True, check=True).stdout
        (place / "rewritten.cc").write_text(text)
        subprocess.run(["g++", "-std=c++23", "-w", "-o", place / "program", place / "rewritten.cc"], check=True)
        planted = dict(re.findall(r"^// (\d+): (.*)$", text, re.MULTILINE))
        print("\n".join(planted.values()))
        assert sorted(planted.values()) == sorted(FAULTS), sorted(set(planted.values()) ^ set(FAULTS))
        numbers = (3, 9, 10, 11, -3, -4)
        well = outcome(place / "program", 0, *numbers)
        assert well == (0, "3 9 9 9 9 -4 3\n"), well
        unnoticed = [fault for number, fault in planted.items() if outcome(place / "program", number, *numbers) == well]
        assert unnoticed == [], unnoticed
        # What asks less notices less.
        weak = {fault for number, fault in planted.items() if outcome(place / "program", number, 3) == (0, "3 1\n")}
        assert {"6:38 true", "6:38 <=", "6:42 one more"} <= weak, weak
    print("passed")
    return 0


if __name__ == "__main__":
    sys.exit(main())
