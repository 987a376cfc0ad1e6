"""The rows of other people's validators and scanners."""
import os

from measure import Command, Row

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = os.path.join(HERE, "seal-packet.schema.json")


def ajv_rows(npm, some, few, floor):
    def ajv(name, faults):
        valid = few if name == "clean" else 0
        return (Command(("node", os.path.join(HERE, "ajv.mjs"), npm, SCHEMA, some[name], faults, str(valid)), tells=True),)

    return [Row(f"ajv, {name}, {faults} fault{'s' * (faults == 'all')}", ajv(name, faults), floor[name], rounds=5)
            for faults in ("first", "all") for name in ("clean", "faulty")]


def jsonschema_rows(program, some, floor):
    """None where there is no program for this machine."""
    def validate(name, flags):
        return (Command((program, "validate", SCHEMA, some[name], "--continue", *flags), exit=0 if name == "clean" else 2),)

    return [Row(f"jsonschema, {name}, {mode}", validate(name, flags), floor[name], rounds=2)
            for mode, flags in (("fast", ("--fast",)), ("exhaustive", ())) for name in ("clean", "faulty")
            if os.access(program, os.X_OK)]


def secretlint(npm, file):
    """secretlint in a process that is warm, and its whole command, which must find nothing."""
    folder, name = os.path.split(file)  # it reads nothing outside of where it runs
    command = ("env", "-C", folder, "node", os.path.join(npm, "node_modules", "secretlint", "bin", "secretlint.js"), "--secretlintrc",
               os.path.join(HERE, "secretlintrc.json"), "--no-glob", name)
    return (Command(("node", os.path.join(HERE, "secretlint.mjs"), npm, file), tells=True),), (Command(command),)
