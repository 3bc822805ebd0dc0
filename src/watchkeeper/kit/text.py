"""Octets that a device sends as text, a MAC address or neither: one way to read each of them."""

import re

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]+")
_HEX_PAIRS = re.compile(r"(?:[0-9A-Fa-f]{2}[ :\-]?){6}")
MAC_OCTETS = 6
NO_MAC = "00:00:00:00:00:00"
"""What interfaces without a hardware address often have; it identifies nothing."""


_SPANS = ((86_400, "d"), (3_600, "h"), (60, "min"), (1, "s"))


def span(seconds: float) -> str:
    """Return a span of seconds as people say it, in its two largest units: ``2 h 5 min``, ``40 s``."""
    rest = max(0, round(seconds))
    parts = []
    for size, unit in _SPANS:
        whole, rest = divmod(rest, size)
        if whole:
            parts.append(f"{whole} {unit}")
        elif parts:
            break
    return " ".join(parts[:2]) or "0 s"


def decode(octets: bytes) -> str:
    """Return octets as text: UTF-8, else Latin-1; NUL and control characters go, line breaks become blanks.

    An empty string is a value, not an absence.
    """
    octets = octets.rstrip(b"\x00")
    if octets.isascii():
        text = octets.decode("ascii")
        if text.isprintable():
            return text.strip()
    else:
        try:
            text = octets.decode("utf-8")
        except UnicodeDecodeError:
            text = octets.decode("latin-1")
    return _CONTROL.sub(_blank, text).strip()


def _blank(match: re.Match[str]) -> str:
    return " " if any(character in "\r\n\t" for character in match[0]) else ""


def mac(octets: bytes) -> str | None:
    """Return ``00:1b:2c:…`` for six octets, or for their text form; ``None`` for anything else."""
    if len(octets) != MAC_OCTETS:
        text = octets.decode("latin-1").strip()
        if not _HEX_PAIRS.fullmatch(text):
            return None
        octets = bytes.fromhex(re.sub(r"[ :\-]", "", text))
    return octets.hex(":")


def is_printable(octets: bytes) -> bool:
    """Say whether octets read as text: no control characters but trailing NULs and ordinary white space."""
    body = octets.rstrip(b"\x00")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character in "\r\n\t" for character in text)
