"""The table, on the terminal and in docs/performance.md, which has the text of mended.md below it."""
import os

HEAD = ("what", "target", "measured", "middle half of the rounds", "reached")


def cells(row):
    """The line of the table of one row; what is a line already stays one."""
    if isinstance(row, tuple):
        return row
    target = "-" if row.target is None else f"{'at most' if row.at_most else 'at least'} {row.target:g}{row.unit}"
    reached = {None: "-", True: "yes", False: "no"}[row.reached()]
    peak = "" if row.peak is None else f", {row.peak / 1e6:.0f} MB"
    return row.title, target, number(row.value()) + row.unit + peak, " to ".join(number(end) for end in row.spread()), reached


def number(value):
    return f"{value:,.0f}" if value >= 1000 else f"{value:.3g}"


def table(rows):
    lines = [HEAD, *(cells(row) for row in rows)]
    widths = [max(len(line[i]) for line in lines) for i in range(len(HEAD))]
    text = ["| " + " | ".join(cell.ljust(width) for cell, width in zip(line, widths)) + " |" for line in lines]
    text.insert(1, "| " + " | ".join("-" * width for width in widths) + " |")
    return "\n".join(text) + "\n"


def document(rows, machine, rounds, size, packets, clock):
    how = "the time that passed" if clock == "passed" else "processor time"
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "mended.md"), encoding="utf-8") as file:
        mended = file.read()
    return f"""# Performance

Written by `bench/run`; `bench/README.md` says what each row runs.

{packets:,} live packets of the final release seal, one a line, {size / 1e6:.1f} MB, and the same with five faults each. Where no
unit stands, a row is a ratio of two programs on the same bytes, taken in each of {rounds} interleaved rounds; compat and strict,
clean and faulty, the validators of JSON Schema: the throughput of simdjson's DOM parse of the same bytes is 1. Figures with a
unit are taken in the same rounds. What counts is the median; slow rows have fewer rounds. One thread, unless a row says jobs or
two; the clock is {how}{"" if clock == "passed" else ", but of rows with several jobs the time that passed"}; output goes to /dev/null.

{machine}

{table(rows)}
The rows of the log are figures of one run of `bench-log`: a log of a million entries of some 570 bytes, every append synced.

To get them again: `bench/run`. It installs what it needs, makes the data, and writes this file.

{mended}"""
