#!/usr/bin/env python3
"""examples/ holds what `export` writes, byte for byte; and the seal page's own commands do what it says."""
import pathlib
import subprocess
import sys
import tempfile

binary, source = sys.argv[1], pathlib.Path(sys.argv[2])
examples = source / "examples"
seal = examples / "customer-lifecycle-final-seal"
failures = []


def run(*arguments):
    return subprocess.run([binary, *map(str, arguments)], capture_output=True, text=True)


def expect(what, good):
    if not good:
        failures.append(what)


with tempfile.TemporaryDirectory() as folder:
    expect("export fails", run("export", folder).returncode == 0)
    written = {p.relative_to(folder): p.read_bytes() for p in pathlib.Path(folder).rglob("*.json")}
    kept = {p.relative_to(examples): p.read_bytes() for p in examples.rglob("*.json") if not {"custom-gate", "c-interface"} & set(p.parts)}
    expect("export writes other files than examples/ holds", written.keys() == kept.keys())
    for path in sorted(written.keys() & kept.keys()):
        expect(f"examples/{path} is not what export writes", written[path] == kept[path])
    expect("there are not ten gates", len(written) == 40)

    live = seal / "customer-lifecycle-final-seal.live.sanitized.example.json"
    sample = seal / "customer-lifecycle-final-seal.sample.json"
    expect("the live seal is not ready", run("check", live, "--require-live").returncode == 0)
    expect("the sample seal is not ready with warnings", run("check", sample).returncode == 0)
    expect("the sample seal passes a live run", run("check", sample, "--require-live").returncode == 1)
    script = subprocess.run([sys.executable, source / "scripts/validate_customer_lifecycle_final_seal.py", "--packet", live, "--require-live"],
                            capture_output=True, text=True)
    if (source / "build/release/bin/cavra-seal").exists():
        expect("CAVRA's own command line says otherwise", script.stdout == run("check", live, "--require-live").stdout)

    status = (examples / "customer-lifecycle-status/customer-lifecycle-status.live.sanitized.example.json").read_text()
    unready = pathlib.Path(folder) / "status.json"
    unready.write_text(status.replace('"customer_safe_language_approved": true', '"customer_safe_language_approved": false'))
    built = pathlib.Path(folder) / "seal.json"
    run("build", "customer-lifecycle-final-seal", "--from", unready, "--mode", "live", "--example", "--output", built)
    lines = run("check", built, "--require-live", "--format", "findings").stdout
    blocked = run("check", built, "--require-live").stdout
    expect("an unready status does not block the seal twice", '"blocker_count": 2' in blocked)
    expect("the blocked checks are not the two", '"check":"public_status_result"' in lines and '"check":"final_release_controls"' in lines)

for failure in failures:
    print(failure)
print(f"{len(written)} files compared, {len(failures)} failures")
sys.exit(bool(failures))
