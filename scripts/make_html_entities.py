#!/usr/bin/env python3
"""Writes src/privacy/tables/html_entities.inc: the named character references of HTML for one character each.

The names come from Python's copy of the WHATWG list. Run it when that list changes, which it does not.
"""
import html.entities
import pathlib

names = {}
for name, text in html.entities.html5.items():
    if name.endswith(";") and len(text) == 1:
        names[name[:-1]] = ord(text)

blob, starts, values = "", [], []
for name in sorted(names):
    starts.append(len(blob))
    values.append(names[name])
    blob += name
starts.append(len(blob))


def wrapped(numbers):
    lines = [numbers[i : i + 20] for i in range(0, len(numbers), 20)]
    return "\n".join("    " + ", ".join(map(str, line)) + "," for line in lines)


lines = [f'    "{blob[i : i + 100]}"' for i in range(0, len(blob), 100)]
target = pathlib.Path(__file__).parent.parent / "src/privacy/tables/html_entities.inc"
target.write_text(
    "// Made by scripts/make_html_entities.py.\n"
    "constexpr std::string_view kEntityNames =\n" + "\n".join(lines) + ";\n"
    f"constexpr std::uint16_t kEntityStarts[] = {{\n{wrapped(starts)}\n}};\n"
    f"constexpr char32_t kEntityValues[] = {{\n{wrapped(values)}\n}};\n"
)
