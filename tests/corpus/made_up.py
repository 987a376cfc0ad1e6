"""Made-up values that must have the right shape: tokens, keys, digests.

`{name}` or `{name:argument}` in a hand-written value is replaced by what the function `name` makes. The bytes come from a hash of
the line's id, so that the same line always gets the same value, and nobody ever had it.
"""

import base64
import hashlib
import json
import re
import string
import uuid
import zlib

BASE62 = string.digits + string.ascii_uppercase + string.ascii_lowercase
ALPHABETS = {
    "b62": BASE62,
    "b64": string.ascii_letters + string.digits + "+/",
    "url": string.ascii_letters + string.digits + "-_",
    "b32": string.ascii_uppercase + "234567",
    "up": string.ascii_uppercase + string.digits,
    "low": string.ascii_lowercase + string.digits,
    "az": string.ascii_lowercase,
    "num": string.digits,
    "hex": "0123456789abcdef",
    "bech": "QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L",
    "pw": string.ascii_letters + string.digits + "!#*+_-",
}
PLACEHOLDER = re.compile(r"\{([A-Za-z][A-Za-z0-9]*)(?::([^{}]*))?\}")


class Source:
    """A stream of bytes that its seed decides."""

    def __init__(self, seed):
        self._seed = seed.encode()
        self._block = 0
        self._left = b""

    def bytes(self, count):
        while len(self._left) < count:
            self._left += hashlib.sha256(self._seed + b"/" + str(self._block).encode()).digest()
            self._block += 1
        out, self._left = self._left[:count], self._left[count:]
        return out

    def characters(self, alphabet, count):
        out = []
        while len(out) < count:
            byte = self.bytes(1)[0]
            if byte < 256 - 256 % len(alphabet):
                out.append(alphabet[byte % len(alphabet)])
        return "".join(out)


def _base62(number, width):
    out = ""
    while number:
        number, digit = divmod(number, 62)
        out = BASE62[digit] + out
    return out.rjust(width, "0")


def _url(data):
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _checked62(source, _):
    """30 characters and their CRC-32, as GitHub and npm end their tokens."""
    body = source.characters(BASE62, 30)
    return body + _base62(zlib.crc32(body.encode()), 6)


def _jwt(source, subject):
    head = {"alg": "HS256", "typ": "JWT"}
    body = {"sub": subject or source.characters(ALPHABETS["num"], 10), "iat": 1767225600, "scope": "read"}
    parts = [_url(json.dumps(part, separators=(",", ":")).encode()) for part in (head, body)]
    return ".".join([*parts, _url(source.bytes(32))])


def _pem(source, argument):
    """`label,bytes`: a PEM block of that many bytes."""
    label, count = argument.split(",")
    text = base64.b64encode(b"\x30\x82" + source.bytes(int(count) - 2)).decode()
    lines = [text[at:at + 64] for at in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----"])


def _digest(name):
    return lambda source, _: hashlib.new(name, source.bytes(32)).hexdigest()


def _digest64(name):
    return lambda source, _: base64.b64encode(hashlib.new(name, source.bytes(32)).digest()).decode()


def _clean64(_, text):
    return base64.b64encode(text.encode()).decode()


MAKERS = {
    "token62": _checked62,
    "jwt": _jwt,
    "pem": _pem,
    "uuid": lambda source, _: str(uuid.UUID(bytes=source.bytes(16), version=4)),
    "sha1": _digest("sha1"),
    "sha256": _digest("sha256"),
    "sha384": _digest("sha384"),
    "sha512": _digest("sha512"),
    "sha256b64": _digest64("sha256"),
    "sha384b64": _digest64("sha384"),
    "sha512b64": _digest64("sha512"),
    "rand64": lambda source, count: base64.b64encode(source.bytes(int(count))).decode(),
    "randurl": lambda source, count: _url(source.bytes(int(count))),
    "randhex": lambda source, count: source.bytes(int(count)).hex(),
    "asbase64": _clean64,
    "asbase64url": lambda _, text: _url(text.encode()),
    "ashex": lambda _, text: text.encode().hex(),
    "asbase32": lambda _, text: base64.b32encode(text.encode()).decode(),
    "basic": lambda source, user: _clean64(source, f"{user}:{source.characters(ALPHABETS['pw'], 14)}"),
}
MAKERS.update({name: (lambda letters: lambda source, count: source.characters(letters, int(count)))(letters)
               for name, letters in ALPHABETS.items()})


def expand(text, seed):
    """`text` with every placeholder that has a maker replaced; other braces stay."""
    source = Source(seed)

    def made(match):
        maker = MAKERS.get(match.group(1))
        return maker(source, match.group(2)) if maker else match.group(0)

    return PLACEHOLDER.sub(made, text)
