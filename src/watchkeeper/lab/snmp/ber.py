"""The part of ASN.1 BER that SNMP needs, on plain bytes (X.690; RFC 3416 §3, RFC 2578 §7.1)."""

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np
import numpy.typing as npt

Oid = tuple[int, ...]

INTEGER: Final = 0x02
OCTETS: Final = 0x04
OBJECT_ID: Final = 0x06
SEQUENCE: Final = 0x30
COUNTER32: Final = 0x41
GAUGE32: Final = 0x42
TIMETICKS: Final = 0x43
COUNTER64: Final = 0x46

NO_SUCH_OBJECT: Final = b"\x80\x00"
NO_SUCH_INSTANCE: Final = b"\x81\x00"
END_OF_MIB_VIEW: Final = b"\x82\x00"

GET: Final = 0xA0
GET_NEXT: Final = 0xA1
RESPONSE: Final = 0xA2
SET: Final = 0xA3
GET_BULK: Final = 0xA5

_SHORT: Final = 0x80
_TWO_BYTES: Final = 0x100
_ARC_BITS: Final = 7
_FIRST_ARCS: Final = 40
_MAX_ARC: Final = 0xFFFFFFFF
_LENGTH_STEPS: Final = np.array([1 << bits for bits in range(7, 63, 8)], dtype=np.int64)
INTEGER_SIZES: Final = 8
"""An integer that fits in an ``int64`` takes 1..8 content bytes."""


def header(tag: int, length: int) -> bytes:
    """Return the tag and length octets of an element whose contents are ``length`` bytes long."""
    if length < _SHORT:
        return bytes((tag, length))
    if length < _TWO_BYTES:
        return bytes((tag, 0x81, length))
    return bytes((tag, 0x82)) + length.to_bytes(2, "big")


def tlv(tag: int, contents: bytes) -> bytes:
    """Return one complete element."""
    return header(tag, len(contents)) + contents


def encode_integer(tag: int, value: int) -> bytes:
    """Return an integer-like element (INTEGER, Counter, Gauge, TimeTicks) in its shortest form."""
    size = (value if value >= 0 else ~value).bit_length() // 8 + 1
    return bytes((tag, size)) + value.to_bytes(size, "big", signed=True)


def encode_oid(oid: Oid) -> bytes:
    """Return the contents octets of an object identifier of at least two arcs."""
    out = bytearray()
    for arc in (oid[0] * _FIRST_ARCS + oid[1], *oid[2:]):
        septets = [arc & 0x7F]
        rest = arc >> _ARC_BITS
        while rest:
            septets.append(rest & 0x7F | 0x80)
            rest >>= _ARC_BITS
        out += bytes(reversed(septets))
    return bytes(out)


def decode_oid(contents: bytes) -> Oid:
    """Return the arcs of an object identifier.

    Raises ValueError for an empty or unfinished identifier and for an arc above 2³²-1.
    """
    arcs: list[int] = []
    arc = 0
    for byte in contents:
        arc = arc << _ARC_BITS | byte & 0x7F
        if arc > _MAX_ARC:
            raise ValueError("arc above 4294967295")
        if byte < _SHORT:
            arcs.append(arc)
            arc = 0
    if not arcs or contents[-1] >= _SHORT:
        raise ValueError("object identifier is empty or ends inside an arc")
    first = min(arcs[0] // _FIRST_ARCS, 2)
    return (first, arcs[0] - _FIRST_ARCS * first, *arcs[1:])


def read_header(packet: bytes, at: int) -> tuple[int, int, int]:
    """Return tag, start and end of the contents of the element at ``at``.

    Raises ValueError when it does not fit in the packet, IndexError when not even its header does.
    """
    tag, length, start = packet[at], packet[at + 1], at + 2
    if length >= _SHORT:
        start += length & 0x7F
        length = int.from_bytes(packet[at + 2 : start], "big")
    if start + length > len(packet):
        raise ValueError("truncated element")
    return tag, start, start + length


def iterate_names(varbinds: bytes) -> Iterator[bytes]:
    """Yield the name (OBJECT IDENTIFIER contents) of each varbind in a varbind list's contents.

    Raises ValueError or IndexError when the list is malformed.
    """
    at = 0
    while at < len(varbinds):
        tag, start, at = read_header(varbinds, at)
        name_tag, begin, end = read_header(varbinds, start)
        if tag != SEQUENCE or name_tag != OBJECT_ID or end > at:
            raise ValueError("not a varbind")
        yield varbinds[begin:end]


def value_element(tag: int, value: int | str | bytes | Oid) -> bytes:
    """Return the element for a plain Python value: ints for number tags, text or bytes for octets, arcs for OIDs."""
    if isinstance(value, int):
        return encode_integer(tag, value)
    if isinstance(value, str):
        return tlv(tag, value.encode())
    if isinstance(value, bytes):
        return tlv(tag, value)
    return tlv(tag, encode_oid(value))


def varbind(name: bytes, element: bytes) -> bytes:
    """Join an encoded name element and an encoded value element into one varbind."""
    return header(SEQUENCE, len(name) + len(element)) + name + element


def integer_heads(name: bytes, tag: int) -> tuple[bytes, ...]:
    """Return everything of a varbind that precedes the integer's contents, by content size; entry 0 is unused."""
    return (
        b"",
        *(header(SEQUENCE, len(name) + 2 + size) + name + bytes((tag, size)) for size in range(1, INTEGER_SIZES + 1)),
    )


def integer_varbinds(heads: Sequence[tuple[bytes, ...]], values: npt.NDArray[np.int64]) -> list[bytes]:
    """Encode many integer varbinds at once: ``heads`` from :func:`integer_heads`, one value for each."""
    magnitude = np.where(values < 0, ~values, values)
    sizes = (np.searchsorted(_LENGTH_STEPS, magnitude, side="right") + 1).tolist()
    raw = values.astype(">i8").tobytes()
    ends = range(8, 8 * len(heads) + 8, 8)
    return [head[size] + raw[end - size : end] for head, size, end in zip(heads, sizes, ends, strict=True)]
