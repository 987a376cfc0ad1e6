"""Ways to write a text so that it does not look like itself.

Each disguise is a function from text to text, pure and deterministic. NAMED lists them under the names that the corpus lines carry;
a name with pluses is applied from left to right, so `gzip+base64+hex` is hex outermost.
"""

import base64
import zlib

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
CYRILLIC = dict(zip("aceijopsxyABCEHIKMOPSTX", "асеіјорѕхуАВСЕНІКМОРЅТХ"))
GREEK = dict(zip("aiopuvABEHIKMNOPTXYZ", "αιορυνΑΒΕΗΙΚΜΝΟΡΤΧΥΖ"))
ENTITIES = {"@": "&commat;", ".": "&period;", "$": "&dollar;", "%": "&percnt;", ":": "&colon;", "=": "&equals;",
            "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "/": "&sol;", "+": "&plus;", ",": "&comma;"}


def _gzip(data):
    packer = zlib.compressobj(9, zlib.DEFLATED, 31)
    return packer.compress(data) + packer.flush()


def _b64(data):
    return base64.b64encode(data).decode()


def base64url(text):
    return base64.urlsafe_b64encode(text.encode()).decode().rstrip("=")


def base32_bare(text):
    return base64.b32encode(text.encode()).decode().rstrip("=").lower()


def percent_all(text):
    return "".join(f"%{byte:02X}" for byte in text.encode())


def percent(text):
    """Everything but letters, digits and hyphens; every fourth letter too, so that the text changes even when it is all letters."""
    out = []
    for at, char in enumerate(text):
        plain = char.isascii() and (char.isalnum() or char == "-") and at % 4 != 0
        out.append(char if plain else "".join(f"%{byte:02x}" for byte in char.encode()))
    return "".join(out)


def html_named(text):
    """Named references where HTML has a short one, decimal ones for every third other character."""
    out = []
    for at, char in enumerate(text):
        out.append(ENTITIES.get(char) or (f"&#{ord(char)};" if at % 3 == 0 else char))
    return "".join(out)


def json_escape(text):
    units = text.encode("utf-16-be")
    return "".join(f"\\u{units[at]:02x}{units[at + 1]:02x}" for at in range(0, len(units), 2))


def _between(text, choose):
    """`choose(n)` after each character but the last that has a letter or digit on both sides."""
    out = []
    count = 0
    for at, char in enumerate(text):
        out.append(char)
        if at + 1 < len(text) and char.isalnum() and text[at + 1].isalnum():
            out.append(choose(count))
            count += 1
    return "".join(out)


def zero_width(text):
    return _between(text, lambda n: ZERO_WIDTH[n // 2 % len(ZERO_WIDTH)] if n % 2 == 0 else "")


def zero_width_everywhere(text):
    return "\u200b".join(text)


def soft_hyphen(text):
    return _between(text, lambda n: "\u00ad" if n % 2 == 0 else "")


def full_width(text):
    return "".join(chr(ord(char) + 0xFEE0) if "!" <= char <= "~" else char for char in text)


def mathematical(text):
    """Letters and digits of the monospace mathematical alphabet, which NFKC folds to plain ones."""
    out = []
    for char in text:
        if "A" <= char <= "Z":
            out.append(chr(0x1D670 + ord(char) - ord("A")))
        elif "a" <= char <= "z":
            out.append(chr(0x1D68A + ord(char) - ord("a")))
        elif "0" <= char <= "9":
            out.append(chr(0x1D7F6 + ord(char) - ord("0")))
        else:
            out.append(char)
    return "".join(out)


def _confusable(text, letters):
    """Every other letter that has a look-alike, beginning with the first, so that words mix scripts."""
    out = []
    count = 0
    for char in text:
        if char in letters:
            out.append(letters[char] if count % 2 == 0 else char)
            count += 1
        else:
            out.append(char)
    return "".join(out)


def spaced(text):
    """One space between characters, three between words."""
    return "   ".join(" ".join(word) for word in text.split(" "))


NAMED = {
    "base64": lambda text: _b64(text.encode()),
    "base64-bare": lambda text: _b64(text.encode()).rstrip("="),
    "base64url": base64url,
    "hex": lambda text: text.encode().hex(),
    "hex-upper": lambda text: text.encode().hex().upper(),
    "base32": lambda text: base64.b32encode(text.encode()).decode(),
    "base32-bare": base32_bare,
    "percent": percent,
    "percent-all": percent_all,
    "html": lambda text: "".join(f"&#{ord(char)};" for char in text),
    "html-hex": lambda text: "".join(f"&#x{ord(char):x};" for char in text),
    "html-named": html_named,
    "json-escape": json_escape,
    "gzip+base64": lambda text: _b64(_gzip(text.encode())),
    "gzip+base64url": lambda text: base64.urlsafe_b64encode(_gzip(text.encode())).decode().rstrip("="),
    "gzip+hex": lambda text: _gzip(text.encode()).hex(),
    "zlib+base64": lambda text: _b64(zlib.compress(text.encode(), 9)),
    "utf16le+base64": lambda text: _b64(text.encode("utf-16-le")),
    "utf16be+base64": lambda text: _b64(text.encode("utf-16-be")),
    "utf16bom+base64": lambda text: _b64(b"\xff\xfe" + text.encode("utf-16-le")),
    "utf16le+hex": lambda text: text.encode("utf-16-le").hex(),
    "zero-width": zero_width,
    "zero-width-all": zero_width_everywhere,
    "soft-hyphen": soft_hyphen,
    "full-width": full_width,
    "mathematical": mathematical,
    "cyrillic": lambda text: _confusable(text, CYRILLIC),
    "greek": lambda text: _confusable(text, GREEK),
    "spaced": spaced,
}

# What can go around a text that is already encoded.
OUTER = ("base64", "base64url", "hex", "base32", "percent-all", "html", "json-escape")


def apply(name, text):
    """The disguise `name`, which is in NAMED, or one of those followed by steps of OUTER."""
    if name in NAMED:
        return NAMED[name](text)
    inner, _, last = name.rpartition("+")
    if last not in OUTER:
        raise ValueError(f"no disguise {name}")
    return NAMED[last](apply(inner, text))


def suits(name, text):
    """Whether the disguise changes this text and leaves it something that a reader could be meant to undo."""
    if not text.isprintable() and name in ("spaced", "full-width", "mathematical", "cyrillic", "greek"):
        return False
    if name == "spaced":
        return len(text) <= 48 and "  " not in text
    if name in ("cyrillic", "greek"):
        return sum(a != b for a, b in zip(text, apply(name, text))) >= 2
    if name.startswith("zero-width") or name in ("soft-hyphen", "full-width", "mathematical"):
        return len(text) <= 400 and apply(name, text) != text
    return len(apply(name, text)) <= 4000
