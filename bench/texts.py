"""The files that scanning is timed on, and a roster of customers; what is made is the same on every machine."""
import glob
import os
import random

SIZE = 4_000_000
WORD = 7  # how far the text of a manual page stands from the left


def gather(root, *patterns):
    parts = []
    for pattern in patterns:
        for path in sorted(glob.glob(os.path.join(root, pattern), recursive=True)):
            # What bench/run writes is no text to be timed on: it would not be the same in the next run.
            if os.path.isfile(path) and not path.endswith("docs/performance.md"):
                with open(path, encoding="utf-8") as file:
                    parts.append(file.read())
    return "\n".join(parts)


def manual(words, size):
    """Words in an order in which they stand in `words` too, two by two, laid out like manual pages."""
    chance = random.Random(1)
    after = {}
    for one, next_one in zip(words, words[1:]):
        after.setdefault(one, []).append(next_one)
    lines, written, word = [], 0, words[0]
    while written < size:
        lines.append(word.upper() if len(lines) % 24 == 0 else "")
        for _ in range(chance.randrange(3, 9)):
            line = " " * (WORD - 1)
            while len(line) < 70:
                line += " " + word
                word = chance.choice(after.get(word, words))
            lines.append(line)
            written += len(line) + 1
    return "\n".join(lines) + "\n"


def log(size, every):
    """A service's log in key=value form; where `every` is not 0, each so many lines an access log's with an address."""
    chance = random.Random(2)
    steps = ("intake", "candidate selection", "publication", "handoff", "archive", "status page", "closeout", "seal")
    lines, written = [], 0
    while written < size:
        number = len(lines)
        if every and number % every == 0:
            line = (f'10.{chance.randrange(256)}.{chance.randrange(256)}.{chance.randrange(1, 255)} - - [25/Nov/2026:10:{number // 60 % 60:02}:'
                    f'{number % 60:02} +0000] "GET /status/{chance.randrange(99_999)} HTTP/1.1" 200 {chance.randrange(9_999)}')
        else:
            line = (f"step {number} of {chance.choice(steps)} finished with state {chance.choice(('ready', 'waiting', 'sealed'))}, "
                    f"worker {chance.randrange(64)} took {chance.randrange(2_000)} ms and left {chance.randrange(500)} items in the queue")
        lines.append(line)
        written += len(line) + 1
    return "\n".join(lines) + "\n"


def write_texts(root, folder, quick):
    """Returns the paths by name."""
    size = SIZE // 20 if quick else SIZE
    docs = gather(root, "*.md", "docs/*.md", "*/README.md")
    texts = {
        "the project's documents": docs,
        "its C++ source": gather(root, "src/**/*.h", "src/**/*.cc", "include/**/*.h"),
        "prose like manual pages": manual(docs.split(), size),
        "a log": log(size, 0),
        "a log with addresses": log(size, 20),
    }
    paths = {}
    for number, (name, text) in enumerate(texts.items()):
        paths[name] = os.path.join(folder, f"text-{number}-{'quick' if quick else 'full'}.txt")
        with open(paths[name], "w", encoding="utf-8") as file:
            file.write(text)
    return paths


def write_names(path, count):
    """Names of companies that nobody has, two words each; every tenth has a domain too."""
    chance = random.Random(3)
    syllable = lambda: chance.choice("bdfgklmnprstvz") + chance.choice("aeiou") + chance.choice("lmnrstxz")
    names = set()
    while len(names) < count:
        first, second = syllable() + syllable() + syllable(), syllable() + syllable()
        names.add(f"{first}.example" if len(names) % 10 == 9 else f"{first.title()} {second.title()}")
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(sorted(names)) + "\n")
