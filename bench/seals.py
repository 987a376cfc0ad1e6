"""The rows of chains and seals: bench-seal has what each runs."""
import os
import shutil
import subprocess

from measure import Command, Figure, Row


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
    cold = Command((seal, "verify", os.path.join(one, "seal.json"), "--trust", trust, "--bundle", one, "--quiet"))
    halves = each(os.path.join(seals, "first")) + each(os.path.join(seals, "second"))
    chain = Command((seal, "chain", bundle, "--quiet"))
    return [
        Figure("a bundle of ten judged as one chain, command", chain, 1, target=10, at_most=True, repeat=20, unit=" ms"),
        Figure("a bundle of ten judged as one chain, library, warm", Command((os.path.join(programs, "bench-chain"), bundle), tells=True),
               100, target=10, at_most=True, unit=" ms"),
        Row("sealing, in times of ten strict checks and a signature", library("seal"), library("checks"), target=2, at_most=True),
        Row("verifying, in times of ten strict checks and six verifications", library("verify"), library("six"), target=2, at_most=True),
        Figure("cold start of verify", cold, 1, target=15, at_most=True, repeat=20, unit=" ms"),
        Row(f"two jobs over {count:,} seals beside two runs on the halves", each(all_of_them, "--jobs", "2"), halves, target=0.9, rounds=7,
            clock="passed"),
    ]


def ed25519_lines():
    """Lines of the table on what `openssl speed` says of Ed25519: the floor of sealing and verifying."""
    told = subprocess.run(["openssl", "speed", "-seconds", "1", "-mr", "ed25519"], check=True, capture_output=True, text=True).stdout
    signs, verifies = next(line for line in told.splitlines() if line.startswith("+F6:")).split(":")[-2:]
    for what, figure in (("signatures", signs), ("verifications", verifies)):
        yield f"floor: openssl speed, Ed25519, {what}", "-", f"{float(figure):,.0f}/s", "one run", "-"
