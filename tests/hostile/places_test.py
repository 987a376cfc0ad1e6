#!/usr/bin/env python3
"""Hostile files and places: links, pipes, devices, names, full disks, closed outputs, no home.

    places_test.py BINARY SOURCE
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BINARY, SOURCE = sys.argv[1], pathlib.Path(sys.argv[2])
LIVE = SOURCE / "examples/customer-lifecycle-final-seal/customer-lifecycle-final-seal.live.sanitized.example.json"
SECONDS = 60
NOBODY = 65534
MANY = 100_000
tests = []


def test(function):
    tests.append(function)
    return function


def run(*arguments, code, said="", **more):
    """Runs a command; it must exit so and say so on stderr, in time, and never print an escape."""
    done = subprocess.run([BINARY, *map(os.fspath, arguments)], stdin=subprocess.DEVNULL, capture_output=True, timeout=SECONDS, **more)
    error = done.stderr.decode("utf-8", "strict")
    assert done.returncode == code, f"{arguments}: exit {done.returncode}, not {code}\n{done.stdout[:300]}{error[:600]}"
    assert said in error, f"{arguments}: {error[:600]!r} does not say {said!r}"
    assert b"\x1b" not in done.stdout + done.stderr, arguments
    return done.stdout


def packet(path, live=True):
    data = LIVE.read_bytes()
    path.write_bytes(data if live else data.replace(b'"sanitized": true', b'"sanitized": false'))
    return path


@test
def links(folder):
    packet(folder / "a.json")
    (folder / "link.json").symlink_to("a.json")
    run("check", folder / "link.json", "--require-live", code=0)
    (folder / "loop.json").symlink_to("loop.json")
    run("check", folder / "loop.json", code=2, said="loop.json: ")
    (folder / "nowhere.json").symlink_to("nothing")
    run("check", folder / "nowhere.json", code=2, said="nowhere.json: ")
    # What vanishes between the listing and the opening is a link that leads nowhere: said, and the others are judged.
    out = run("check", folder, "--format", "ndjson", code=2, said="nowhere.json")
    assert b'"status":"ready"' in out


@test
def links_to_folders(folder):
    (folder / "in").mkdir()
    packet(folder / "in/a.json")
    (folder / "in/up").symlink_to("..")
    out = run("check", folder, "--format", "ndjson", code=0)
    assert len(out.splitlines()) == 1, "a link to a folder was followed"


@test
def pipes_and_devices(folder):
    os.mkfifo(folder / "pipe.json")
    packet(folder / "a.json")
    run("check", folder, "--require-live", code=0)  # in a folder, what is no file is passed over
    with subprocess.Popen(["sh", "-c", f"cat '{LIVE}' > '{folder}/pipe.json'"]) as writer:
        run("check", folder / "pipe.json", "--require-live", code=0)
        writer.wait(SECONDS)
    run("check", "/dev/null", code=2, said="/dev/null:")
    run("check", "/dev/zero", code=2, said="/dev/zero:")


@test
def unreadable(folder):
    folder.chmod(0o755)
    packet(folder / "a.json").chmod(0)
    packet(folder / "b.json").chmod(0o644)
    (folder / "closed").mkdir(mode=0)
    # Nobody has no way to the binary where its folders are closed: it is started from what is open already.
    with open(BINARY, "rb") as binary:
        as_nobody = {"user": NOBODY, "group": NOBODY, "extra_groups": [], "executable": f"/proc/self/fd/{binary.fileno()}", "pass_fds": [binary.fileno()]} if os.geteuid() == 0 else {}
        run("check", folder / "a.json", code=2, said="ask for the right to read it", **as_nobody)
        out = run("check", folder, "--format", "ndjson", code=2, said="a.json", **as_nobody)
        assert b'"status":"ready"' in out, "what can be read was not judged"
        run("check", folder / "b.json", "--output", folder / "out.json", code=2, said="cannot be written", **as_nobody)


@test
def many_files(folder):
    """A folder of 100,000, three of which are packets; it is listed in time and in little memory."""
    for index in range(MANY - 3):
        os.close(os.open(folder / f"{index}.txt", os.O_CREAT | os.O_WRONLY))
    for name in ["a.json", "m.json", "z.json"]:
        packet(folder / name)
    out = run("check", folder, "--require-live", "--format", "ndjson", code=0)
    assert len(out.splitlines()) == 3


@test
def names(folder):
    """Names with line breaks, escapes, bidirectional marks and no UTF-8 are never printed raw, in no format."""
    bad = [b"new\nline.json", b"esc\x1b[31mred\x1b[0m.json", b"bell\x07\r.json", b"\xff\xfe.json", "rtl\u202egnp.json".encode(), b"::error::x.json", b"a%0A::warning::b.json", b'q"u<o>te&.json']
    where = os.fsencode(folder)
    data = LIVE.read_bytes().replace(b'"sanitized": true', b'"sanitized": false')
    for name in bad:
        with open(where + b"/" + name, "wb") as file:
            file.write(data)
    lines = len(bad)
    for form in ["text", "json", "ndjson", "findings", "sarif", "junit", "github", "gitlab", "markdown", "html"]:
        out = run("check", folder, "--format", form, code=1)
        raw = out.decode("utf-8", "strict")
        assert not re.search("[\x00-\x08\x0b-\x1f\x7f\u202e]", raw), f"{form} prints a control character"
        assert "new\nline" not in raw, f"{form} prints a line break"
        if form in ("ndjson", "findings"):
            assert all(json.loads(line) for line in raw.splitlines()) and len(raw.splitlines()) >= lines
        if form in ("json", "sarif", "gitlab"):
            json.loads(raw)
        if form == "github":
            assert all(line.startswith(("::error ", "::warning ", "::notice ")) or not line.startswith("::") for line in raw.splitlines())
    run("check", where + b"/no\x1bsuch\nfile.json", code=2, said="there is no such file")
    run("scan", where + b"/" + bad[1], "--format", "findings", code=0)


@test
def output_onto_an_input(folder):
    path = packet(folder / "a.json")
    (folder / "link.json").symlink_to("a.json")
    os.link(path, folder / "hard.json")
    before = path.read_bytes()
    for output in ["a.json", "link.json", "hard.json"]:
        run("check", path, "--output", folder / output, code=2, said="it is one of the inputs")
        run("scan", path, "--output", folder / output, code=2, said="it is one of the inputs")
    assert path.read_bytes() == before and (folder / "link.json").is_symlink()


@test
def output_places(folder):
    path = packet(folder / "a.json")
    os.mkfifo(folder / "pipe")
    (folder / "out").mkdir()
    for place in ["/dev/full", "/dev/null", folder / "pipe", folder / "out"]:
        run("check", path, "--output", place, code=2, said="it is no regular file")
    assert os.path.exists("/dev/null") and not os.path.isfile("/dev/null")
    # What a link leads to is written, and the link stays.
    (folder / "target").write_text("before")
    (folder / "link").symlink_to("target")
    run("check", path, "--output", folder / "link", code=0)
    assert (folder / "link").is_symlink() and b'"status": "ready"' in (folder / "target").read_bytes()
    run("check", path, "--output", folder / "new/folder/verdict.json", code=0)
    assert b'"status": "ready"' in (folder / "new/folder/verdict.json").read_bytes()
    run("check", path, "--output", folder / "a.json/verdict.json", code=2, said="cannot be written")
    assert not [name for name in os.listdir(folder) if ".new-" in name], "something is left beside"


@test
def full_disk_and_closed_output(folder):
    path = packet(folder / "a.json")
    with open("/dev/full", "wb") as full:
        done = subprocess.run([BINARY, "check", path], stdout=full, stderr=subprocess.PIPE, timeout=SECONDS)
        assert done.returncode == 2 and b"No space left" in done.stderr, done
        done = subprocess.run([BINARY, "help"], stdout=full, stderr=subprocess.PIPE, timeout=SECONDS)
        assert done.returncode == 2, f"help: {done}"
    done = subprocess.run(["sh", "-c", '"$0" check "$1" >&-', BINARY, path], capture_output=True, timeout=SECONDS)
    assert done.returncode == 2 and done.stderr, done
    done = subprocess.run(["sh", "-c", '"$0" check "$1" 2>&-', BINARY, path], capture_output=True, timeout=SECONDS)
    assert done.returncode == 0 and b'"status": "ready"' in done.stdout, done
    done = subprocess.run(["sh", "-c", '"$0" check - <&-', BINARY], capture_output=True, timeout=SECONDS)
    assert done.returncode == 2 and done.stderr, done
    # Who reads has gone: the run ends, by the signal or by the error, and does not go on for nothing.
    (folder / "many.ndjson").write_bytes(json.dumps(json.loads(path.read_bytes())).encode() + b"\n")
    (folder / "many.ndjson").write_bytes((folder / "many.ndjson").read_bytes() * 2000)
    done = subprocess.run(["bash", "-c", '"$0" check "$1" --profile compat --format ndjson | head -n 1 >/dev/null; exit ${PIPESTATUS[0]}', BINARY, folder / "many.ndjson"],
                          capture_output=True, timeout=SECONDS)
    assert done.returncode in (2, 141), done


@test
def bare_environment(folder):
    path = packet(folder / "a.json")
    whole = run("check", path, "--require-live", code=0)
    for environment in [{}, {"LC_ALL": "xx_YY.UTF-8", "LANG": "nonsense"}, {"HOME": "/nowhere", "TMPDIR": "/nowhere"}, {"LC_ALL": "C", "COLUMNS": "0", "TERM": "\x1b[31m"}]:
        assert run("check", path, "--require-live", code=0, env=environment) == whole
    run("check", path, "--require-live", code=0, cwd="/", env={})
    nowhere = folder / "gone"
    nowhere.mkdir()
    script = 'cd "$2" && rmdir "$2" && exec "$0" check "$1" --require-live'
    done = subprocess.run(["sh", "-c", script, BINARY, path, nowhere], capture_output=True, timeout=SECONDS)
    assert done.returncode == 0, done


@test
def rights_of_what_is_written(folder):
    path = packet(folder / "a.json")
    for mask, wanted in [(0o022, 0o644), (0o077, 0o600), (0o000, 0o666)]:
        output = folder / f"{mask:o}.json"
        run("check", path, "--output", output, code=0, umask=mask)
        assert output.stat().st_mode & 0o777 == wanted, oct(output.stat().st_mode)


@test
def two_runs_into_one_file(folder):
    ready, blocked, output = packet(folder / "a.json"), packet(folder / "b.json", live=False), folder / "verdict.json"
    whole = {run("check", ready, code=0), run("check", blocked, code=1)}
    for _ in range(10):
        runs = [subprocess.Popen([BINARY, "check", path, "--output", output], stderr=subprocess.PIPE) for path in [ready, blocked] * 3]
        for one in runs:
            _, error = one.communicate(timeout=SECONDS)
            assert one.returncode in (0, 1), error
        assert output.read_bytes() in whole, "a mixture was written"
    assert sorted(os.listdir(folder)) == ["a.json", "b.json", "verdict.json"], os.listdir(folder)


@test
def arguments(folder):
    packet(folder / "-rf.json")
    run("check", "--require-live", "--", "-rf.json", code=0, cwd=folder)
    run("check", "./-rf.json", "--require-live", code=0, cwd=folder)
    run("check", "", code=2)
    run("check", "a" * 5000, code=2)
    run("check", folder / ("d/" * 1000 + "a.json"), code=2)
    run("check", "[", code=2)
    run("check", "*" * 200 + ".json", code=0, cwd=folder)  # a glob, in linear time
    run("check", "*a" * 100 + ".json", code=2, cwd=folder)


def main():
    failed = 0
    for function in tests:
        with tempfile.TemporaryDirectory(dir="/dev/shm" if os.access("/dev/shm", os.W_OK) else None) as folder:
            try:
                function(pathlib.Path(folder))
            except (AssertionError, subprocess.TimeoutExpired, OSError) as error:
                failed += 1
                print(f"{function.__name__}: {error}")
    print(f"{len(tests)} places, {failed} not as they should be")
    return 1 if failed else 0


sys.exit(main())
