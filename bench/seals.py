"""The rows of seals: bench-seal has what each runs."""
import os
import shutil
import subprocess

from measure import Command, Row


def seal_rows(programs, data, quick):
    """Sealing and verifying; makes the data, which `data` is the folder of."""
    count, rounds = (40, 20) if quick else (1_000, 200)
    bench, seal = os.path.join(programs, "bench-seal"), os.path.join(programs, "cavra-seal")
    bundle, seals = os.path.join(data, "bundle"), os.path.join(data, "seals")
    for folder in (bundle, seals):
        shutil.rmtree(folder, ignore_errors=True)
    subprocess.run([seal, "export", "--bundle", bundle], check=True)
    subprocess.run([bench, "make", seals, bundle, str(count)], check=True)
    trust = os.path.join(seals, "trust.toml")
    all_of_them = os.path.join(data, "all")
    shutil.rmtree(all_of_them, ignore_errors=True)
    os.makedirs(all_of_them)
    for half in ("first", "second"):
        for name in os.listdir(os.path.join(seals, half)):
            os.symlink(os.path.join(seals, half, name), os.path.join(all_of_them, name))

    def library(what):
        return (Command((bench, what, bundle, str(rounds)), tells=True),)

    def each(folder, *more):
        return (Command((seal, "verify", "--each", folder, "--trust", trust, "--quiet", *more)),)

    one = os.path.join(seals, "first", "000000")
    cold = (Command((seal, "verify", os.path.join(one, "seal.json"), "--trust", trust, "--bundle", one, "--quiet")),)
    halves = each(os.path.join(seals, "first")) + each(os.path.join(seals, "second"))
    return [
        Row("sealing, in times of ten strict checks and a signature", library("seal"), library("checks"), 2, at_most=True),
        Row("verifying, in times of ten strict checks and six verifications", library("verify"), library("six"), 2, at_most=True),
        Row(f"two jobs over {count} seals beside two runs on the halves", each(all_of_them, "--jobs", "2"), halves, 0.9),
        Row("cold start of verify, in times of 15 ms", cold, (Command(("sleep", "0.015")),), 1, at_most=True, repeat=20),
    ]
