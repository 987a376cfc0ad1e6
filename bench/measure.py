"""Running programs and comparing their times."""
import os
import statistics
import time
from dataclasses import dataclass, field


@dataclass(frozen=True)
class Command:
    """A program to run. One that `tells` prints the seconds that passed and those of processor time itself."""
    argv: tuple
    tells: bool = False
    exit: int = 0
    environment: tuple = ()


@dataclass(frozen=True)
class Sample:
    passed: float
    processor: float
    peak: int  # bytes


@dataclass(kw_only=True)
class Measured:
    """What rows have in common: what came out in each round, and what is to be reached."""
    target: float | None = None
    at_most: bool = False
    rounds: int | None = None  # at most so many
    repeat: int = 1            # runs of each side in a round, of which the median counts
    unit: str = ""
    clock: str | None = None   # what this row is about, whatever the others are measured by
    values: list = field(default_factory=list)
    peak: int | None = None    # bytes, where it is told

    def value(self):
        return statistics.median(self.values)

    def spread(self):
        if len(self.values) < 4:
            return min(self.values), max(self.values)
        low, _, high = statistics.quantiles(self.values, n=4)
        return low, high

    def reached(self):
        return None if self.target is None else self.value() <= self.target if self.at_most else self.value() >= self.target


@dataclass
class Row(Measured):
    """A comparison: how much of the throughput of `base` the `subject` has or, with `at_most`, how many times the time
    of `base` it takes. Commands of one side run side by side."""
    title: str
    subject: tuple
    base: tuple

    def measure(self, clock):
        subject, base = [], []
        for _ in range(self.repeat):
            base.append(run(self.base, clock))
            subject.append(run(self.subject, clock))
        own, other = statistics.median(subject), statistics.median(base)
        return own / other if self.at_most else other / own


@dataclass
class Figure(Measured):
    """What one program does in a second or, with `at_most`, how many milliseconds it takes to do `amount` of something."""
    title: str
    subject: Command
    amount: float
    tells_peak: bool = False

    def measure(self, clock):
        samples = [finish(*start(self.subject)) for _ in range(self.repeat)]
        seconds = statistics.median(getattr(sample, clock) for sample in samples)
        if self.tells_peak:
            self.peak = max(self.peak or 0, *(sample.peak for sample in samples))
        return seconds * 1e3 / self.amount if self.at_most else self.amount / seconds


def run(commands, clock):
    """Runs the commands side by side; the seconds until the last has ended, or all their processor time."""
    begin = time.perf_counter()
    started = [start(command) for command in commands]
    samples = [finish(*one) for one in started]
    if any(command.tells for command in commands):
        return max(getattr(sample, clock) for sample in samples)
    return time.perf_counter() - begin if clock == "passed" else sum(sample.processor for sample in samples)


def start(command, stdin=None):
    begin = time.perf_counter()
    actions = [(os.POSIX_SPAWN_OPEN, 2, "/dev/null", os.O_WRONLY, 0)]
    told = None
    if command.tells:
        told, out = os.pipe()
        actions.append((os.POSIX_SPAWN_DUP2, out, 1))
    else:
        actions.append((os.POSIX_SPAWN_OPEN, 1, "/dev/null", os.O_WRONLY, 0))
    if stdin is not None:
        actions.append((os.POSIX_SPAWN_DUP2, stdin, 0))
    process = os.posix_spawnp(command.argv[0], command.argv, {**os.environ, **dict(command.environment)}, file_actions=actions)
    if command.tells:
        os.close(out)
    return command, process, told, begin


def finish(command, process, told, begin):
    text = b""
    if told is not None:
        with os.fdopen(told, "rb") as pipe:
            text = pipe.read()
    _, status, usage = os.wait4(process, 0)
    passed = time.perf_counter() - begin
    if os.waitstatus_to_exitcode(status) != command.exit:
        raise SystemExit(f"bench/run: {' '.join(command.argv)}: exit {os.waitstatus_to_exitcode(status)}, not {command.exit}")
    processor = usage.ru_utime + usage.ru_stime
    if text:
        passed, processor = (float(word) for word in text.split())
    return Sample(passed, processor, usage.ru_maxrss * 1024)


def compare(rows, rounds, clock, said):
    """Measures the rows round by round, so that what else the machine does falls on all of them."""
    for number in range(rounds):
        begin = time.perf_counter()
        for row in rows:
            if row.rounds is None or number < row.rounds:
                row.values.append(row.measure(row.clock or clock))
        said(f"round {number + 1} of {rounds}: {time.perf_counter() - begin:.0f} s")


def feed(command, file, times):
    """Runs `command`, which reads `file` that many times over from its standard input."""
    read, write = os.pipe()
    os.set_inheritable(read, False)
    feeder = os.posix_spawnp("cat", ["cat", *[file] * times], os.environ, file_actions=[(os.POSIX_SPAWN_DUP2, write, 1)])
    os.close(write)
    started = start(command, stdin=read)
    os.close(read)
    sample = finish(*started)
    os.waitpid(feeder, 0)
    return sample
