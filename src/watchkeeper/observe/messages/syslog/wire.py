"""The outside of a syslog message: priority, RFC 5424 header with structured data, framing on streams (RFC 6587)."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

MAX_MESSAGE: Final = 64 * 1024
"""Octets of a message that are kept; RFC 5424 §6.1 asks for 2 KiB at least."""
_PRIORITY: Final = re.compile(r"<(\d{1,3})>\s?")
_LAST_PRIORITY: Final = 191
_RFC5424: Final = re.compile(
    r"(?P<version>[1-9]\d?) (?P<time>-|\d{4}-\d\d-\d\dT\S+) (?P<host>\S{1,255}) (?P<app>\S{1,128}) (?P<pid>\S{1,128})"
    r" (?P<id>\S{1,64}) ?"
)
_ELEMENT: Final = re.compile(
    r"\[(?P<id>[^\s\]=\"]{1,64})(?P<body>(?:\s+[^\s=\]\"]{1,64}=\"(?:\\.|[^\"\\])*\")*)\s*\]", re.DOTALL
)
_PARAMETER: Final = re.compile(r"([^\s=\]\"]{1,64})=\"((?:\\.|[^\"\\])*)\"", re.DOTALL)
_ESCAPED: Final = re.compile(r"\\([\"\\\]])")
_CONTROL: Final = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
_UTF16_MARKS: Final = (b"\xff\xfe", b"\xfe\xff")
_BOM: Final = "\ufeff"
NIL: Final = "-"


class Priority(NamedTuple):
    """Facility 0-23 and severity 0-7 of a message, None without a valid PRI, and where the rest of it starts."""

    facility: int | None
    severity: int | None
    end: int


_NO_PRIORITY: Final = Priority(None, None, 0)
_PRIORITIES: Final = {
    str(value): Priority(value >> 3, value & 7, len(str(value)) + 2) for value in range(_LAST_PRIORITY + 1)
}


def read_priority(text: str) -> Priority:
    """Read ``<PRI>`` (RFC 5424 §6.2.1)."""
    known = _PRIORITIES.get(text[1 : text.find(">", 1, 6)]) if text.startswith("<") else None
    if known is not None and not text[known.end : known.end + 1].isspace():
        return known
    found = _PRIORITY.match(text)
    if found is None:
        return _NO_PRIORITY
    value = int(found[1])
    if value > _LAST_PRIORITY:
        return Priority(None, None, found.end())
    return Priority(value >> 3, value & 7, found.end())


@dataclass(frozen=True, slots=True)
class Structured:
    """An RFC 5424 header; "" stands for NILVALUE. Of parameters with one name the first wins."""

    time: str
    host: str
    app: str
    pid: str
    message_id: str
    parameters: Mapping[str, str]
    message: str


def read_structured(text: str, at: int) -> Structured | None:
    """Read an RFC 5424 header at ``at``; None when the message has another form."""
    found = _RFC5424.match(text, at)
    if found is None:
        return None
    parameters, end = _structured_data(text, found.end())
    message = text[end:].removeprefix(" ").removeprefix(_BOM)
    host, app, pid, identifier = ("" if found[name] == NIL else found[name] for name in ("host", "app", "pid", "id"))
    return Structured("" if found["time"] == NIL else found["time"], host, app, pid, identifier, parameters, message)


def _structured_data(text: str, at: int) -> tuple[dict[str, str], int]:
    """Return the parameters and where they end. What is no structured data belongs to the message."""
    parameters: dict[str, str] = {}
    if text.startswith(NIL, at) and text[at + 1 : at + 2] in {"", " "}:
        return parameters, at + 1
    element = _ELEMENT.match(text, at)
    while element is not None:
        for name, value in _PARAMETER.findall(element["body"]):
            parameters.setdefault(name, _ESCAPED.sub(r"\1", value))
        at = element.end()
        element = _ELEMENT.match(text, at)
    return parameters, at


def as_text(octets: bytes) -> str:
    """Return a datagram as text: UTF-8, UTF-16 with its mark, else Latin-1.

    Control characters become visible (``#012``), as syslog daemons write them; trailing ones and a byte order mark go.
    """
    octets = octets[:MAX_MESSAGE]
    if not octets.startswith(_UTF16_MARKS):
        octets = octets.rstrip(b"\x00\r\n")
    if octets.isascii():
        text = octets.decode("ascii")
        if text.isprintable():
            return text
    else:
        text = _decoded(octets)
    return _CONTROL.sub(lambda found: f"#{ord(found[0]):03o}", text.removeprefix(_BOM).rstrip("\x00\r\n"))


def _decoded(octets: bytes) -> str:
    if octets.startswith(_UTF16_MARKS):
        return octets.decode("utf-16", errors="replace")
    try:
        return octets.decode("utf-8")
    except UnicodeDecodeError as error:
        if error.start >= len(octets) - 3 and len(octets) >= MAX_MESSAGE - 3:  # cut inside its last character
            return octets[: error.start].decode("utf-8")
        return octets.decode("latin-1")


class Framing:
    """Cuts a stream into messages: ``LEN SP message`` or lines, told apart per message (RFC 6587 §3.4).

    Holds at most one message of ``limit`` octets; what is longer is cut off, counted in ``oversized``, and the stream
    goes on behind it.
    """

    def __init__(self, limit: int = MAX_MESSAGE) -> None:
        self._limit = limit
        self._buffer = bytearray()
        self._skip = 0
        self._skip_line = False
        self.oversized = 0

    def feed(self, data: bytes) -> list[bytes]:
        """Return the messages that ``data`` completes."""
        self._buffer += data
        messages: list[bytes] = []
        at = 0
        while True:
            end = self._next(at, messages)
            if end == at:
                break
            at = end
        del self._buffer[:at]
        return messages

    def rest(self) -> list[bytes]:
        """Return what is left at the end of the stream."""
        message, self._buffer = bytes(self._buffer), bytearray()
        return [message] if message.strip() and not self._skip and not self._skip_line else []

    def _next(self, at: int, messages: list[bytes]) -> int:
        """Take one message or part to skip at ``at``; return where the next starts, ``at`` when more is needed."""
        buffer = self._buffer
        if at >= len(buffer):
            return at
        if self._skip:
            skipped = min(self._skip, len(buffer) - at)
            self._skip -= skipped
            return at + skipped
        if not self._skip_line and 0x31 <= buffer[at] <= 0x39:  # noqa: PLR2004  # a digit from 1 to 9 starts MSG-LEN
            blank = buffer.find(b" ", at, at + 10)
            if blank > at and buffer[at:blank].isdigit():
                return self._counted(at, blank + 1, int(buffer[at:blank]), messages)
            if blank < 0 and len(buffer) - at < 10 and buffer[at:].isdigit():  # noqa: PLR2004
                return at
        return self._line(at, messages)

    def _counted(self, at: int, start: int, size: int, messages: list[bytes]) -> int:
        buffer = self._buffer
        if size <= self._limit:
            if len(buffer) - start < size:
                return at
            messages.append(bytes(buffer[start : start + size]))
            return start + size
        if len(buffer) - start < self._limit:
            return at
        self.oversized += 1
        messages.append(bytes(buffer[start : start + self._limit]))
        self._skip = size - self._limit
        return start + self._limit

    def _line(self, at: int, messages: list[bytes]) -> int:
        buffer = self._buffer
        end = buffer.find(b"\n", at)
        size = (end if end >= 0 else len(buffer)) - at
        if self._skip_line:
            self._skip_line = end < 0
            return at + size + (end >= 0)
        if size > self._limit:
            self.oversized += 1
            messages.append(bytes(buffer[at : at + self._limit]))
            self._skip_line = True
            return at + self._limit
        if end < 0:
            return at
        if size and buffer[at:end].strip():
            messages.append(bytes(buffer[at:end]))
        return end + 1
