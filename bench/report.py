"""The table, on the terminal and in docs/performance.md."""

HEAD = ("what", "target", "measured", "middle half of the rounds", "reached")


def cells(rows, memory, log):
    for row in rows:
        low, high = row.spread()
        target = "-" if row.target is None else f"at most {row.target:g}" if row.at_most else f"at least {row.target:g}"
        reached = {None: "-", True: "yes", False: "no"}[row.reached()]
        yield row.title, target, f"{row.value():.3g}", f"{low:.3g} to {high:.3g}", reached
    title, target, peak = memory
    yield title, f"under {target} MB", f"{peak / 1e6:.0f} MB", "-", "yes" if peak < target * 1e6 else "no"
    yield from log


def table(rows, memory, log):
    lines = [HEAD, *cells(rows, memory, log)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    text = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines]
    text.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(text) + "\n"


def document(rows, memory, log, machine, rounds, size, packets, clock):
    how = "the time that passed" if clock == "passed" else "processor time"
    return f"""# Performance

Written by `bench/run`; `bench/README.md` says what each row runs.

{packets:,} live packets of the final release seal, one a line, {size / 1e6:.1f} MB, and the same with five faults each; one
thread. A row is a ratio of two programs on the same bytes, taken in each of {rounds} interleaved rounds (fewer for the
validators of JSON Schema); what counts is the median. The clock is {how}. Output goes to /dev/null.

{machine}

{table(rows, memory, log)}
The rows of the log are figures of one run of `bench-log`: a log of a million entries of some 570 bytes, every append synced.

To get them again: `bench/run`. It installs what it needs, makes the data, and writes this file.
"""
