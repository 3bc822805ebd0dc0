"""ICMP packets as bytes: echo requests out; echo replies and errors in (RFC 792, RFC 4443). Pure functions."""

import struct
from dataclasses import dataclass

ECHO_REPLY, UNREACHABLE, ECHO_REQUEST, TIME_EXCEEDED = 0, 3, 8, 11
FRAGMENTATION_NEEDED = 4
V6_UNREACHABLE, V6_TIME_EXCEEDED, V6_ECHO_REQUEST, V6_ECHO_REPLY = 1, 3, 128, 129

COOKIE_BYTES = 8
STAMP_BYTES = COOKIE_BYTES + 8
"""Cookie, index of the target, number of the echo: enough to recognise our own answer whatever the header says."""
_HEADER = struct.Struct("!BBHHH")
_STAMP = struct.Struct(f"!{COOKIE_BYTES}sII")
_HEADER_BYTES = _HEADER.size
_IPV6_HEADER_BYTES = 40
_IPV4_MIN_BYTES = 20

UNREACHABLE_CODES: dict[int, str] = {
    0: "network unreachable",
    1: "host unreachable",
    2: "protocol unreachable",
    3: "port unreachable",
    5: "source route failed",
    6: "network unknown",
    7: "host unknown",
    9: "network administratively prohibited",
    10: "host administratively prohibited",
    13: "administratively prohibited",
}
V6_UNREACHABLE_CODES: dict[int, str] = {
    0: "no route",
    1: "administratively prohibited",
    2: "beyond scope",
    3: "address unreachable",
    4: "port unreachable",
    5: "source address failed policy",
    6: "route rejected",
}


@dataclass(frozen=True, slots=True)
class EchoReply:
    """An answer that carries one of our stamps."""

    cookie: bytes
    index: int
    echo: int


@dataclass(frozen=True, slots=True)
class IcmpError:
    """A router or host says that an echo did not arrive. ``destination`` is packed; None when it is not quoted."""

    ident: int
    sequence: int
    destination: bytes | None
    reason: str


def checksum(data: bytes) -> int:
    """Return the Internet checksum (RFC 1071)."""
    if len(data) % 2:
        data += b"\0"
    total: int = sum(struct.unpack(f"!{len(data) // 2}H", data))
    total = (total >> 16) + (total & 0xFFFF)
    total += total >> 16
    return ~total & 0xFFFF


class EchoTemplate:
    """Makes echo requests of one sweep. Only few bytes change between packets, and so the checksum is patched.

    ``payload_bytes`` counts what follows the ICMP header, at least ``STAMP_BYTES``.
    """

    def __init__(self, *, ident: int, cookie: bytes, payload_bytes: int, ipv6: bool) -> None:
        self._kind = V6_ECHO_REQUEST if ipv6 else ECHO_REQUEST
        self._ident = ident
        self._cookie = cookie
        self._filler = bytes(i & 0xFF for i in range(max(0, payload_bytes - STAMP_BYTES)))
        base = _HEADER.pack(self._kind, 0, 0, ident, 0) + _STAMP.pack(cookie, 0, 0) + self._filler
        self._base_sum = ~checksum(base) & 0xFFFF

    def packet(self, index: int, echo: int, sequence: int) -> bytes:
        """Return the echo request number ``echo`` for target ``index``."""
        total = (
            self._base_sum + sequence + (index >> 16) + (index & 0xFFFF) + (echo >> 16) + (echo & 0xFFFF)
        )  # RFC 1071: sums of 16-bit words may be added in any order
        total = (total >> 16) + (total & 0xFFFF)
        total += total >> 16
        header = _HEADER.pack(self._kind, 0, ~total & 0xFFFF, self._ident, sequence)
        return b"".join((header, _STAMP.pack(self._cookie, index, echo), self._filler))


def strip_ipv4(datagram: bytes) -> bytes:
    """Return what follows the IPv4 header that a raw socket delivers; empty when there is none."""
    if len(datagram) < _IPV4_MIN_BYTES or datagram[0] >> 4 != 4:  # noqa: PLR2004 - the version field
        return b""
    return datagram[(datagram[0] & 0x0F) * 4 :]


def parse(message: bytes, *, ipv6: bool) -> EchoReply | IcmpError | None:
    """Understand one ICMP message; None for what is no answer to an echo."""
    if len(message) < _HEADER_BYTES:
        return None
    kind = message[0]
    if kind == (V6_ECHO_REPLY if ipv6 else ECHO_REPLY):
        return parse_stamp(message[_HEADER_BYTES:])
    reason = error_reason(kind, message[1], ipv6=ipv6)
    if not reason:
        return None
    quoted = message[_HEADER_BYTES:]
    return _parse_quoted_v6(quoted, reason) if ipv6 else _parse_quoted_v4(quoted, reason)


def error_reason(kind: int, code: int, *, ipv6: bool) -> str:
    """Return why an echo did not arrive, by the type and code of an ICMP error; empty for any other message.

    "Fragmentation needed" (RFC 1191) says nothing about the destination and is left out.
    """
    if kind == (V6_UNREACHABLE if ipv6 else UNREACHABLE):
        if not ipv6 and code == FRAGMENTATION_NEEDED:
            return ""
        return (V6_UNREACHABLE_CODES if ipv6 else UNREACHABLE_CODES).get(code, f"unreachable code {code}")
    return "time to live exceeded" if kind == (V6_TIME_EXCEEDED if ipv6 else TIME_EXCEEDED) else ""


def parse_stamp(payload: bytes) -> EchoReply | None:
    """Read our stamp from an echo's payload."""
    if len(payload) < STAMP_BYTES:
        return None
    cookie, index, echo = _STAMP.unpack_from(payload)
    return EchoReply(cookie, index, echo)


def _parse_quoted_v4(quoted: bytes, reason: str) -> IcmpError | None:
    inner = strip_ipv4(quoted)
    return _parse_quoted(inner, ECHO_REQUEST, quoted[16:20], reason)


def _parse_quoted_v6(quoted: bytes, reason: str) -> IcmpError | None:
    if len(quoted) < _IPV6_HEADER_BYTES:
        return None
    return _parse_quoted(quoted[_IPV6_HEADER_BYTES:], V6_ECHO_REQUEST, quoted[24:40], reason)


def _parse_quoted(inner: bytes, request: int, destination: bytes, reason: str) -> IcmpError | None:
    if len(inner) < _HEADER_BYTES or inner[0] != request:
        return None
    _, _, _, ident, sequence = _HEADER.unpack_from(inner)
    return IcmpError(ident, sequence, destination, reason)
