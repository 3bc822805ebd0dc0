"""What a file is, by what is in it: its name and ending say nothing. Pure."""

import re
from typing import Final, Literal

Format = Literal["csv", "yaml"]

_SIGNATURES: Final = (
    (b"PK\x03\x04", "a ZIP archive or an Excel workbook; save it as CSV"),
    (b"PK\x05\x06", "an empty ZIP archive"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Excel workbook; save it as CSV"),
    (b"\x1f\x8b", "compressed (gzip); unpack it first"),
    (b"BZh", "compressed (bzip2); unpack it first"),
    (b"\xfd7zXZ\x00", "compressed (xz); unpack it first"),
    (b"\x28\xb5\x2f\xfd", "compressed (zstd); unpack it first"),
    (b"7z\xbc\xaf\x27\x1c", "a 7-Zip archive; unpack it first"),
    (b"Rar!\x1a\x07", "a RAR archive; unpack it first"),
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n", "a picture"),
    (b"\xff\xd8\xff", "a picture"),
    (b"GIF8", "a picture"),
    (b"SQLite format 3\x00", "a database"),
    (b"\x7fELF", "a program"),
    (b"MZ\x90\x00", "a program"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "XML"),
)
"""What files begin with, in lower case where that is text, and what they are."""

_YAML: Final = re.compile(r"---(\s|$)|-\s|-$|[\[{]|[\w\"'-]+\s*:(\s|$)")
_SEPARATORS: Final = re.compile(r"[,;\t]")
_NAME_COLUMN: Final = frozenset({"name", '"name"', "'name'"})


def binary_kind(content: str | bytes) -> str | None:
    """Return what a file is that is no text, by its first octets; None when it may be text.

    ``content`` as text has been decoded by somebody else, who put U+FFFD where octets were no UTF-8.
    """
    head = content[:32]
    if isinstance(head, str):
        begins = head.lstrip("\ufeff").lower()
        known = ((sign.decode(errors="replace").lower(), what) for sign, what in _SIGNATURES)
        return next((what for sign, what in known if begins.startswith(sign)), None)
    begun = head.removeprefix(b"\xef\xbb\xbf")
    return next((what for sign, what in _SIGNATURES if begun.lower().startswith(sign.lower())), None)


def unreadable_at(text: str) -> tuple[int, str] | None:
    """Return the line of the first character that no text file has, and what it is; None when there is none."""
    found = re.search("[\x00\ufffd]", text)
    if found is None:
        return None
    zero = found[0] == "\x00"
    what = "a zero byte; it is not text" if zero else "something that is not UTF-8; save the file as UTF-8"
    return text.count("\n", 0, found.start()) + 1, what


def format_of(text: str) -> Format | None:
    """Return what a list of devices is written in, by its first line that says something; None when that is open."""
    lines = (line.strip() for line in text.lstrip("\ufeff").splitlines())
    first = next((line for line in lines if line and not line.startswith(("#", "%", "sep="))), "")
    if _YAML.match(first):
        return "yaml"
    cells = {cell.strip().lower() for cell in _SEPARATORS.split(first)}
    return "csv" if cells & _NAME_COLUMN else None
