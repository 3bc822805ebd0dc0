"""The part of ASN.1 BER that an SNMP manager needs, tight enough for millions of varbinds a cycle.

A varbind is the plain tuple ``(name, tag, value)``: ``name`` and ``value`` are the *contents octets* as received,
``tag`` the value's type octet. Nothing is interpreted before somebody asks: columns are compared as byte prefixes and
values decoded by the functions at the end. Every decoder raises :class:`BerError` and nothing else (X.690; RFC 3416).
"""

from functools import lru_cache
from typing import Final, TypeAlias

from watchkeeper.kit.oid import MAX_ARC, Oid

INTEGER: Final = 0x02
OCTETS: Final = 0x04
NULL: Final = 0x05
OBJECT_ID: Final = 0x06
SEQUENCE: Final = 0x30
IP_ADDRESS: Final = 0x40
COUNTER32: Final = 0x41
GAUGE32: Final = 0x42
TIMETICKS: Final = 0x43
OPAQUE: Final = 0x44
COUNTER64: Final = 0x46
NO_SUCH_OBJECT: Final = 0x80
NO_SUCH_INSTANCE: Final = 0x81
END_OF_MIB_VIEW: Final = 0x82

UNSIGNED: Final = frozenset({COUNTER32, GAUGE32, TIMETICKS, COUNTER64})
ABSENT: Final = frozenset({NULL, NO_SUCH_OBJECT, NO_SUCH_INSTANCE, END_OF_MIB_VIEW})

VarBind: TypeAlias = tuple[bytes, int, bytes]

_LONG_FORM: Final = 0x80
_LOW_BITS: Final = 0x7F
_FIRST_ARC: Final = 40
_MAX_ARCS: Final = 128


class BerError(ValueError):
    """Octets that are not what they claim to be."""


def tlv(tag: int, contents: bytes) -> bytes:
    """Return one complete element in definite form."""
    size = len(contents)
    if size < _LONG_FORM:
        return bytes((tag, size)) + contents
    octets = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes((tag, _LONG_FORM | len(octets))) + octets + contents


def integer(value: int, tag: int = INTEGER) -> bytes:
    """Return an integer element in its shortest two's complement form."""
    magnitude = value if value >= 0 else ~value
    size = magnitude.bit_length() // 8 + 1
    return bytes((tag, size)) + value.to_bytes(size, "big", signed=True)


@lru_cache(maxsize=16384)
def encode_oid(oid: Oid) -> bytes:
    """Return the contents octets of an identifier of at least two arcs.

    Raises ValueError when it has fewer, or an arc that cannot be.
    """
    if len(oid) < 2 or any(not 0 <= arc <= MAX_ARC for arc in oid):  # noqa: PLR2004  # X.690 §8.19.4 joins two arcs
        raise ValueError(f"not an object identifier: {oid}")
    return encode_arcs((oid[0] * _FIRST_ARC + oid[1], *oid[2:]))


def encode_arcs(arcs: Oid) -> bytes:
    """Return the octets of arcs inside an identifier, such as an index suffix."""
    out = bytearray()
    for arc in arcs:
        if arc < _LONG_FORM:
            out.append(arc)
            continue
        septets = [arc & _LOW_BITS]
        rest = arc >> 7
        while rest:
            septets.append(rest & _LOW_BITS | _LONG_FORM)
            rest >>= 7
        out += bytes(reversed(septets))
    return bytes(out)


@lru_cache(maxsize=65536)
def decode_arcs(octets: bytes) -> Oid:
    """Return the arcs of part of an identifier, such as the suffix behind a column.

    The same suffixes come back in every column of a table and in every cycle, hence the cache.
    """
    if octets.isascii():
        return tuple(octets)
    arcs: list[int] = []
    arc = 0
    for octet in octets:
        arc = arc << 7 | octet & _LOW_BITS
        if arc > MAX_ARC:
            raise BerError("arc above 4294967295")
        if octet < _LONG_FORM:
            arcs.append(arc)
            arc = 0
    if octets and octets[-1] >= _LONG_FORM:
        raise BerError("object identifier ends inside an arc")
    return tuple(arcs)


def decode_oid(octets: bytes) -> Oid:
    """Return the arcs of an identifier's contents octets; the empty identifier is ``()``."""
    arcs = decode_arcs(octets)
    if not arcs:
        return ()
    first = min(arcs[0] // _FIRST_ARC, 2)
    return (first, arcs[0] - _FIRST_ARC * first, *arcs[1:])


def follows(name: bytes, previous: bytes) -> bool:
    """Say whether ``name`` comes behind ``previous`` in the order of integer arcs.

    Octets sort as arcs do as long as every arc is one octet; only else are the arcs decoded.
    """
    if name.isascii() and previous.isascii():
        return name > previous
    return decode_arcs(name) > decode_arcs(previous)


def element(data: bytes, at: int) -> tuple[int, int, int]:
    """Return tag, start and end of the contents of the element at ``at``."""
    try:
        tag, size = data[at], data[at + 1]
    except IndexError:
        raise BerError("truncated header") from None
    start = at + 2
    if size >= _LONG_FORM:
        octets = size & _LOW_BITS
        start += octets
        if not 1 <= octets <= 4:  # noqa: PLR2004  # four length octets address 4 GiB
            raise BerError("indefinite or absurd length")
        size = int.from_bytes(data[at + 2 : start], "big")
    if start + size > len(data):
        raise BerError("truncated element")
    return tag, start, start + size


def expect(data: bytes, at: int, tag: int) -> tuple[int, int]:
    """Return start and end of the contents of the element at ``at``, which must have ``tag``."""
    found, start, end = element(data, at)
    if found != tag:
        raise BerError(f"tag {found:#x} where {tag:#x} belongs")
    return start, end


def read_integer(data: bytes, at: int) -> tuple[int, int]:
    """Return the INTEGER at ``at`` and where the next element starts."""
    start, end = expect(data, at, INTEGER)
    if not 0 < end - start <= 9:  # noqa: PLR2004  # an unsigned 64-bit value and its sign octet
        raise BerError("integer of impossible size")
    return int.from_bytes(data[start:end], "big", signed=True), end


def varbinds(data: bytes, at: int, end: int) -> list[VarBind]:
    """Return the varbinds of a list's contents ``data[at:end]``.

    The hot loop: short definite lengths, which nearly every varbind has, are read in line.
    """
    found: list[VarBind] = []
    append, sequence, object_id, long_form = found.append, SEQUENCE, OBJECT_ID, _LONG_FORM
    try:
        while at < end:
            size = data[at + 1]
            stop = at + 2 + size
            value_at = at + 4 + data[at + 3]
            # where three short lengths add up, none of them can be of the long form but the first
            if (
                value_at + 2 + data[value_at + 1] == stop
                and size < long_form
                and data[at] == sequence
                and data[at + 2] == object_id
            ):
                append((data[at + 4 : value_at], data[value_at], data[value_at + 2 : stop]))
                at = stop
            else:
                at = _long_varbind(data, at, found)
    except IndexError:
        raise BerError("truncated varbind list") from None
    if at != end:
        raise BerError("varbind list and its length disagree")
    return found


def _long_varbind(data: bytes, at: int, found: list[VarBind]) -> int:
    start, stop = expect(data, at, SEQUENCE)
    name_start, name_end = expect(data, start, OBJECT_ID)
    tag, value_start, value_end = element(data, name_end)
    if value_end != stop:
        raise BerError("varbind and its value disagree about where it ends")
    found.append((data[name_start:name_end], tag, data[value_start:value_end]))
    return stop
