#!/usr/bin/env python3
"""Parses the files that other programs read, and runs the shell in them: action.yml, the workflow, the hooks, docs/ci.md.

    ci_test.py SOURCE BUILD
"""
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

import yaml

SOURCE = pathlib.Path(sys.argv[1])
BINARY = pathlib.Path(sys.argv[2]).resolve() / "bin/cavra-seal"
SLUG = "customer-lifecycle-final-seal"
LIVE = SOURCE / f"examples/{SLUG}/{SLUG}.live.sanitized.example.json"
SAMPLE = SOURCE / f"examples/{SLUG}/{SLUG}.sample.json"


def read(name):
    return yaml.safe_load((SOURCE / name).read_text(encoding="utf-8"))


def evaluated(text, inputs, outputs):
    """The expressions that action.yml uses, and no others."""

    def value(found):
        expression, _, otherwise = (part.strip() for part in found[1].partition("||"))
        if expression.startswith("inputs."):
            return inputs[expression[len("inputs."):]]
        name = re.fullmatch(r"steps\.judge\.outputs\.([a-z-]+)", expression)[1]
        return outputs.get(name) or otherwise.strip("'")

    return re.sub(r"\$\{\{(.*?)\}\}", value, str(text))


def act(folder, **given):
    """Runs the action's steps; its output, its outputs, the exit code of the last step."""
    action = read("action.yml")
    given = {name.replace("_", "-"): text for name, text in given.items()}
    inputs = {name: given.pop(name, str(what.get("default", ""))) for name, what in action["inputs"].items()}
    assert not given, f"no such inputs: {given}"
    output = folder / "github-output"
    output.write_text("")
    outputs, shown, code = {}, "", 0
    for step in action["runs"]["steps"]:
        if "uses" in step:
            continue
        assert "${{" not in step["run"], "an input is read as shell"
        environment = {**os.environ, "GITHUB_ACTION_PATH": str(SOURCE), "GITHUB_OUTPUT": str(output), "RUNNER_TEMP": str(folder)}
        environment.update({name: evaluated(text, inputs, outputs) for name, text in step.get("env", {}).items()})
        done = subprocess.run(["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]], capture_output=True, text=True, cwd=folder, env=environment)
        shown, code = shown + done.stdout + done.stderr, done.returncode
        outputs.update(line.split("=", 1) for line in output.read_text().splitlines())
    return shown, outputs, code


def try_action(folder):
    (folder / "a packet $(touch owned);'.json").write_bytes(SAMPLE.read_bytes())
    (folder / "-live.json").write_bytes(LIVE.read_bytes())
    use = {"binary": str(BINARY)}
    shown, outputs, code = act(folder, packets=f"  {LIVE}\n\n-live.json  \n", require_live="true", **use)
    assert (code, outputs["exit-code"]) == (0, "0"), shown
    shown, outputs, code = act(folder, packets="a packet $(touch owned);'.json", require_live="true", **use)
    assert (code, outputs["exit-code"]) == (1, "1") and "::" in shown, shown
    assert pathlib.Path(outputs["sarif"]).stat().st_size > 0
    assert not (folder / "owned").exists(), "a name was read as shell"
    shown, outputs, code = act(folder, packets="*.json", format="ndjson", **use)
    assert (code, len(shown.splitlines())) == (0, 2), shown
    for wrong in [{"packets": "\n  \n"}, {"packets": str(LIVE), "require_live": "$(true)"}, {"packets": "nowhere.json"}, {"packets": str(LIVE), "profile": "loose; true"}]:
        shown, outputs, code = act(folder, **wrong, **use)
        assert code == 2, (wrong, shown)


def try_workflow():
    workflow = read(".github/workflows/customer-lifecycle-final-seal.yml")
    inputs = read("action.yml")["inputs"]
    steps = workflow["jobs"]["seal"]["steps"]
    own = [step for step in steps if step.get("uses") == "./"]
    assert own and workflow["permissions"]["contents"] == "read"
    for step in own:
        assert step["with"].keys() <= inputs.keys(), step
        packets = sorted(SOURCE.glob(step["with"]["packets"]))
        assert packets, step
        done = subprocess.run([BINARY, "check", "--require-live", *packets], capture_output=True)
        assert done.returncode == (1 if "sample" in step.get("id", "") else 0), step


def try_hooks(folder):
    hooks = {hook["id"]: hook for hook in read(".pre-commit-hooks.yaml")}
    check = hooks["cavra-seal-check"]
    files = [path.relative_to(SOURCE) for path in SOURCE.glob("examples/customer-*/*.json")]
    chosen = [path for path in files if re.search(check["files"], str(path)) and not re.search(check["exclude"], str(path))]
    assert len(chosen) == 20, chosen
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    (folder / "note.txt").write_text("The gate is green, and the seal is signed.\n")
    (folder / "leak.txt").write_text("Ask jane.doe@acme.example about it.\n")
    scan = hooks["cavra-seal-scan"]
    for hook, names, code in [(check, chosen, 0), (scan, [folder / "note.txt"], 0), (scan, [folder / "leak.txt"], 1)]:
        done = subprocess.run([*hook["entry"].split(), *map(str, names)], cwd=SOURCE, env=environment, capture_output=True, text=True)
        assert done.returncode == code, done.stdout + done.stderr


def try_snippets(folder):
    text = (SOURCE / "docs/ci.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```(yaml|groovy)\n(.*?)```", text, re.DOTALL)
    assert [kind for kind, _ in blocks] == ["yaml", "yaml", "groovy", "yaml"]
    parsed = [yaml.safe_load(block) for kind, block in blocks if kind == "yaml"]
    inputs = read("action.yml")["inputs"]
    assert parsed[0]["jobs"]["seal"]["steps"][1]["with"].keys() <= inputs.keys()
    assert {hook["id"] for hook in parsed[2]["repos"][0]["hooks"]} == {hook["id"] for hook in read(".pre-commit-hooks.yaml")}
    environment = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    gitlab = parsed[1]["cavra-seal"]
    jenkins = re.search(r"sh '(.*?)'", blocks[2][1])[1]
    scripts = {"\n".join(line for line in gitlab["script"] if "apt-get" not in line): gitlab["artifacts"]["reports"].values(), jenkins: ["verdicts.xml"]}
    (folder / "release").mkdir()
    for packet, code in [(LIVE, 0), (SAMPLE, 1)]:
        shutil.copy(packet, folder / "release/seal.json")
        for script, reports in scripts.items():
            for report in reports:
                (folder / report).unlink(missing_ok=True)
            done = subprocess.run(["bash", "-eo", "pipefail", "-c", script], cwd=folder, env=environment, capture_output=True, text=True)
            assert done.returncode == code, f"{script}: {done.returncode}\n{done.stderr}"
            for report in reports:
                assert (folder / report).stat().st_size > 0, report


def main():
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        (folder / "cavra-seal").symlink_to(BINARY)
        (folder / "action").mkdir()
        try_action(folder / "action")
        try_workflow()
        try_hooks(folder)
        try_snippets(folder)
    print("the action, the workflow, the hooks and the snippets do as they say")


main()
