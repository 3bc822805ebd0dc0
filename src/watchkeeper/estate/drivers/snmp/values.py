"""What a varbind means: numbers, text, addresses, identifiers, decoded only when somebody asks.

Every function returns ``None`` for what the agent says it does not have and for octets that cannot be what was asked
for; none raises.
"""

import contextlib
import ipaddress
import struct
from collections.abc import Iterable
from typing import Final

from watchkeeper.estate.drivers.snmp import ber
from watchkeeper.estate.drivers.snmp.ber import BerError, VarBind
from watchkeeper.kit import oid as oids
from watchkeeper.kit import text

_OPAQUE_FLOAT: Final = b"\x9f\x78\x04"
_OPAQUE_DOUBLE: Final = b"\x9f\x79\x08"
_IPV4: Final = 4
_IPV6: Final = 16
_MAX_NUMBER_OCTETS: Final = 9
_SMALL: Final = {ber.integer(value): value for value in range(128)}
"""Elements of the integers that states are."""


def integer(varbind: VarBind | None) -> int | None:
    """Return an integer of any type; digits sent as text count, as some agents do that."""
    if varbind is None:
        return None
    _, tag, value = varbind
    if tag == ber.INTEGER:
        return int.from_bytes(value, "big", signed=True) if 0 < len(value) <= _MAX_NUMBER_OCTETS else None
    if tag in ber.UNSIGNED:
        return int.from_bytes(value, "big") if 0 < len(value) <= _MAX_NUMBER_OCTETS else None
    amount = number(varbind)
    return int(amount) if amount is not None and amount == int(amount) else None


def integers(elements: Iterable[bytes]) -> list[int | None]:
    """Return :func:`integer` of each value of a column, given with tag and length octet (lengths up to 127)."""
    unsigned, small, decode = ber.UNSIGNED, _SMALL, int.from_bytes
    return [
        decode(element[2:], "big")
        if element[0] in unsigned and 2 < len(element) <= 2 + _MAX_NUMBER_OCTETS  # noqa: PLR2004  # tag and length
        else small[element]
        if element in small
        else integer((b"", element[0], element[2:]))
        for element in elements
    ]


def number(varbind: VarBind | None) -> float | None:
    """Return a number: integers, digits in a string ("42", "-3.5"), and net-snmp's opaque floats."""
    if varbind is None:
        return None
    _, tag, value = varbind
    if tag == ber.INTEGER or tag in ber.UNSIGNED:
        exact = integer(varbind)
        return None if exact is None else float(exact)
    if tag == ber.OPAQUE:
        return _opaque(value)
    if tag == ber.OCTETS:
        with contextlib.suppress(ValueError):
            amount = float(value.rstrip(b"\x00").decode("ascii").strip())
            return amount if abs(amount) < 1e30 else None  # noqa: PLR2004  # also refuses inf and nan
    return None


def _opaque(value: bytes) -> float | None:
    if value.startswith(_OPAQUE_FLOAT) and len(value) == len(_OPAQUE_FLOAT) + 4:
        return float(struct.unpack(">f", value[3:])[0])
    if value.startswith(_OPAQUE_DOUBLE) and len(value) == len(_OPAQUE_DOUBLE) + 8:
        return float(struct.unpack(">d", value[3:])[0])
    return None


def string(varbind: VarBind | None) -> str | None:
    """Return text for octets, and the written form of any other value; "" is a value."""
    if varbind is None:
        return None
    _, tag, value = varbind
    if tag == ber.OCTETS:
        return text.decode(value)
    if tag == ber.OBJECT_ID:
        return identifier(varbind)
    if tag == ber.IP_ADDRESS:
        return address(varbind)
    amount = number(varbind)
    if amount is None:
        return None
    return str(int(amount)) if amount == int(amount) else f"{amount:g}"


def octets(varbind: VarBind | None) -> bytes | None:
    """Return the raw octets of an octet string."""
    return varbind[2] if varbind is not None and varbind[1] in {ber.OCTETS, ber.OPAQUE, ber.IP_ADDRESS} else None


def mac(varbind: VarBind | None) -> str | None:
    """Return a hardware address, also one of all zeroes."""
    raw = octets(varbind)
    return None if raw is None else text.mac(raw)


def identifier(varbind: VarBind | None) -> str | None:
    """Return a dotted object identifier."""
    if varbind is None or varbind[1] != ber.OBJECT_ID:
        return None
    try:
        return oids.dotted(ber.decode_oid(varbind[2]))
    except (BerError, IndexError):
        return None


def address(varbind: VarBind | None) -> str | None:
    """Return an IP address from IpAddress, from 4 or 16 octets (InetAddress), or from its text."""
    raw = octets(varbind)
    if raw is None:
        return None
    if len(raw) in {_IPV4, _IPV6}:
        return str(ipaddress.ip_address(raw))
    with contextlib.suppress(ValueError):
        return str(ipaddress.ip_address(text.decode(raw)))
    return None


def arcs(suffix: bytes) -> tuple[int, ...] | None:
    """Return an index suffix as integers; ``None`` when it is no index."""
    try:
        return ber.decode_arcs(suffix)
    except (BerError, IndexError):
        return None
