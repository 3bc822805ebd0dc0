"""How NETCONF messages follow each other on a channel (RFC 6242 §4). Pure.

The greetings end with a mark; when both sides know base 1.1, everything after them comes in chunks of told length, so
that no text can pass for the end of a message.
"""

import re
from typing import Final

END: Final = b"]]>]]>"
MOST_OCTETS: Final = 4_000_000
"""Longest message that is read."""

_LONGEST_CHUNK: Final = 4_294_967_295  # RFC 6242 §4.2
_HEADER: Final = re.compile(rb"\n#([1-9][0-9]{0,9})\n|\n##\n")
_LONGEST_HEADER: Final = 13


class FramingError(ValueError):
    """The other side does not frame its messages as it should."""


def framed(message: bytes, *, chunked: bool) -> bytes:
    """Return a message as it goes over the channel. Raises FramingError for one that holds the mark itself."""
    if chunked:
        return b"\n#%d\n%b\n##\n" % (len(message), message)
    if END in message:
        raise FramingError("a message holds the mark that ends messages")
    return message + END


class Reassembly:
    """Takes what arrives and gives back whole messages."""

    def __init__(self) -> None:
        self.chunked = False
        self._pending = bytearray()
        self._chunks = bytearray()

    def feed(self, data: bytes) -> None:
        """Take what arrived. Raises FramingError when too much of one message did."""
        self._pending += data
        if len(self._pending) + len(self._chunks) > MOST_OCTETS + len(data):
            raise FramingError(f"a message is longer than {MOST_OCTETS} octets")

    def next(self) -> bytes | None:
        """Return the next message; None while it is not whole. Raises FramingError."""
        return self._next_chunked() if self.chunked else self._next_marked()

    def _next_marked(self) -> bytes | None:
        end = self._pending.find(END)
        if end < 0:
            return None
        message = bytes(self._pending[:end])
        del self._pending[: end + len(END)]
        return message

    def _next_chunked(self) -> bytes | None:
        while True:
            header = _HEADER.match(self._pending)
            if header is None:
                if len(self._pending) >= _LONGEST_HEADER:
                    raise FramingError("a chunk does not begin with its length")
                return None
            if header[1] is None:
                message = bytes(self._chunks)
                self._chunks.clear()
                del self._pending[: header.end()]
                return message
            length = int(header[1])
            if length > min(_LONGEST_CHUNK, MOST_OCTETS):
                raise FramingError(f"a chunk of {length} octets is longer than {MOST_OCTETS}")
            if len(self._pending) < header.end() + length:
                return None
            self._chunks += self._pending[header.end() : header.end() + length]
            del self._pending[: header.end() + length]
