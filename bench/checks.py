"""The rows of checks: packets of one gate, by the library and by the command."""
import os

from measure import Command, Figure, Row, feed
from packets import FAULTS
from peers import ajv_rows, jsonschema_rows


class Checks:
    """`data` has the files of all `count` packets, `some` those of the `few` that suffice for what is slow."""

    def __init__(self, programs, data, count):
        self.programs, self.data, self.count = programs, data, count

    def program(self, name):
        return os.path.join(self.programs, name)

    def floor(self, file, kernel=None):
        environment = (("SIMDJSON_FORCE_IMPLEMENTATION", kernel),) if kernel else ()
        return (Command((self.program("bench-floor"), file), tells=True, environment=environment),)

    def judge(self, name, profile):
        ready, findings = (self.count, 0) if name == "clean" else (0, self.count * FAULTS)
        return (Command((self.program("bench-judge"), self.data[name], str(ready), str(findings), profile), tells=True),)

    def check(self, file, profile, form, exit=0, *more):
        return (Command((self.program("cavra-seal"), "check", file, "--profile", profile, "--format", form, "--require-live", *more),
                        exit=exit),)

    def floor_rows(self):
        clean = self.data["clean"]
        megabytes = os.path.getsize(clean) / 1e6
        hashing = Command((self.program("bench-floor"), "--sha256", clean), tells=True)
        return [
            Figure("floor: simdjson's DOM parse", self.floor(clean)[0], megabytes, unit=" MB/s"),
            Figure("floor: SHA-256 of each packet", hashing, megabytes, unit=" MB/s"),
        ]

    def throughput_rows(self):
        clean, faulty = self.data["clean"], self.data["faulty"]
        rows = []
        for profile, on_clean, on_faulty in (("compat", 0.8, 0.7), ("strict", 0.3, None)):
            rows += [
                Row(f"{profile}, clean, library", self.judge("clean", profile), self.floor(clean), target=on_clean),
                Row(f"{profile}, faulty, library, every finding", self.judge("faulty", profile), self.floor(faulty), target=on_faulty),
                Row(f"{profile}, clean, command, ndjson", self.check(clean, profile, "ndjson"), self.floor(clean), target=on_clean),
                Row(f"{profile}, clean, command, findings", self.check(clean, profile, "findings"), self.floor(clean), target=on_clean),
                Row(f"{profile}, faulty, command, ndjson", self.check(faulty, profile, "ndjson", 1), self.floor(faulty), target=on_faulty),
                Row(f"{profile}, faulty, command, findings", self.check(faulty, profile, "findings", 1), self.floor(faulty),
                    target=on_faulty),
            ]
        return rows

    def kernel_rows(self):
        """The same beside the slower code of simdjson, which it would choose on another processor."""
        return [Row(f"{profile}, {name}, library; simdjson as {kernel}", self.judge(name, profile), self.floor(self.data[name], kernel),
                    rounds=7)
                for kernel in ("haswell", "westmere", "fallback") for profile in ("compat", "strict") for name in ("clean", "faulty")]

    def start_rows(self):
        return [Row(f"cold start of a {profile} check, in times of /bin/true", self.check(self.data["one"], profile, "json"),
                    (Command(("/bin/true",)),), target=4, at_most=True, repeat=20) for profile in ("compat", "strict")]

    def scaling_rows(self):
        halves = self.check(self.data["first_half"], "compat", "ndjson") + self.check(self.data["second_half"], "compat", "ndjson")
        two = self.check(self.data["clean"], "compat", "ndjson", 0, "--jobs", "2")
        rows = [Row("two jobs beside two runs on the halves", two, halves, target=0.9, clock="passed")]
        for profile in ("compat", "strict"):
            for packets, file in ((1, "one_line"), (1_000, "thousand"), (self.count, "clean")):
                if file == "thousand" and self.count <= packets:
                    continue
                for jobs in (1, 2):
                    command = self.check(self.data[file], profile, "ndjson", 0, "--jobs", str(jobs))[0]
                    rows.append(Figure(f"{profile}, command, {packets:,} packet{'s' * (packets > 1)}, jobs {jobs}", command, packets,
                                       tells_peak=True, unit=" packets/s", clock="passed", rounds=5, repeat=3 if packets < self.count else 1))
        return rows

    def peer_rows(self, npm, validator, some, few):
        floor = {name: self.floor(some[name]) for name in ("clean", "faulty")}
        return ajv_rows(npm, some, few, floor) + jsonschema_rows(validator, some, floor)

    def streamed(self, times):
        """Lines of the table on the clean packets, so many times over, from a pipe: how fast, and in how much memory."""
        packets, size = times * self.count, times * os.path.getsize(self.data["clean"])
        for jobs in (1, 2):
            command = self.check("-", "compat", "ndjson", 0, "--input-format", "ndjson", "--jobs", str(jobs))[0]
            sample = feed(command, self.data["clean"], times)
            yield (f"compat, command, {packets:,} packets from a pipe, jobs {jobs}", "-",
                   f"{packets / sample.passed:,.0f} packets/s", "one run", "-")
            yield (f"peak memory then, on {size / 1e9:.1f} GB", "under 100 MB", f"{sample.peak / 1e6:.0f} MB", "one run",
                   "yes" if sample.peak < 100e6 else "no")
