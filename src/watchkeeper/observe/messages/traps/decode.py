"""From a datagram to a notification: SNMPv1 traps, v2c traps and informs, told in one form (RFC 3584 §3).

Every decoder raises BerError and nothing else. v3 is in :mod:`usm`, which ends here for the PDU.
"""

import ipaddress
from dataclasses import dataclass
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, pdu, values
from watchkeeper.estate.drivers.snmp.ber import BerError, VarBind
from watchkeeper.kit.oid import MAX_ARC, Oid

TRAP_V1: Final = 0xA4
INFORM: Final = 0xA6
TRAP_V2: Final = 0xA7

_SYS_UPTIME_0: Final = ber.encode_oid((1, 3, 6, 1, 2, 1, 1, 3, 0))
_SNMP_TRAP_OID_0: Final = ber.encode_oid((1, 3, 6, 1, 6, 3, 1, 1, 4, 1, 0))
_SNMP_TRAP_ADDRESS_0: Final = ber.encode_oid((1, 3, 6, 1, 6, 3, 18, 1, 3, 0))
_GENERIC: Final = (1, 3, 6, 1, 6, 3, 1, 1, 5)
_ENTERPRISE_SPECIFIC: Final = 6
_MOST_VARBINDS: Final = 1024


@dataclass(frozen=True, slots=True)
class Notification:
    """What a device tells. ``trap`` is snmpTrapOID, also for v1; ``uptime_ticks`` the agent's clock in 1/100 s.

    ``agent_address`` is what the sender claims to be ("" when it claims nothing); ``pdu`` the octets of the PDU alone,
    without community or keys. For v3, ``engine_id`` and ``user`` have been verified.
    """

    version: int
    inform: bool
    request_id: int
    trap: Oid
    uptime_ticks: int | None
    varbinds: tuple[VarBind, ...]
    agent_address: str
    pdu: bytes
    community: bytes = b""
    engine_id: bytes = b""
    user: str = ""


def decode(data: bytes) -> Notification:
    """Read a v1 or v2c message. Raises BerError, also for v3."""
    at, end = ber.expect(data, 0, ber.SEQUENCE)
    version, at = ber.read_integer(data, at)
    if version not in {pdu.V1, pdu.V2C}:
        raise BerError(f"SNMP version {version} is no community message")
    start, at = ber.expect(data, at, ber.OCTETS)
    community = data[start:at]
    return decode_pdu(data[:end], at, version, community=community)


def decode_pdu(
    data: bytes, at: int, version: int, *, community: bytes = b"", engine_id: bytes = b"", user: str = ""
) -> Notification:
    """Read the notification PDU at ``at``. Raises BerError."""
    kind, start, end = ber.element(data, at)
    octets = data[at:end]
    if kind == TRAP_V1 and version == pdu.V1:
        return _version_1(data, start, end, octets, community)
    if kind not in {TRAP_V2, INFORM} or version == pdu.V1:
        raise BerError(f"PDU {kind:#x} is no notification")
    request_id, at = ber.read_integer(data, start)
    _, at = ber.read_integer(data, at)
    _, at = ber.read_integer(data, at)
    found = _varbinds(data, at, end)
    trap, uptime = None, None
    for name, tag, value in found[:3]:
        if name == _SYS_UPTIME_0:
            uptime = values.integer((name, tag, value))
        elif name == _SNMP_TRAP_OID_0 and tag == ber.OBJECT_ID:
            trap = ber.decode_oid(value)
    if trap is None:
        raise BerError("a notification without snmpTrapOID")
    rest = tuple(varbind for varbind in found if varbind[0] not in {_SYS_UPTIME_0, _SNMP_TRAP_OID_0})
    claimed = next((values.address(varbind) or "" for varbind in rest if varbind[0] == _SNMP_TRAP_ADDRESS_0), "")
    return Notification(
        version, kind == INFORM, request_id, trap, uptime, rest, claimed, octets, community, engine_id, user
    )


def _version_1(data: bytes, start: int, end: int, octets: bytes, community: bytes) -> Notification:
    enterprise_start, at = ber.expect(data, start, ber.OBJECT_ID)
    enterprise = ber.decode_oid(data[enterprise_start:at])
    address_start, at = ber.expect(data, at, ber.IP_ADDRESS)
    address = data[address_start:at]
    generic, at = ber.read_integer(data, at)
    specific, at = ber.read_integer(data, at)
    ticks_start, at = ber.expect(data, at, ber.TIMETICKS)
    uptime = values.integer((b"", ber.TIMETICKS, data[ticks_start:at]))
    if not 0 <= generic <= _ENTERPRISE_SPECIFIC or not 0 <= specific <= MAX_ARC:
        raise BerError("an impossible trap number")
    trap = (*enterprise, 0, specific) if generic == _ENTERPRISE_SPECIFIC else (*_GENERIC, generic + 1)
    claimed = str(ipaddress.IPv4Address(address)) if len(address) == 4 and any(address) else ""  # noqa: PLR2004
    found = tuple(_varbinds(data, at, end))
    return Notification(pdu.V1, False, 0, trap, uptime, found, claimed, octets, community)


def _varbinds(data: bytes, at: int, end: int) -> list[VarBind]:
    start, stop = ber.expect(data, at, ber.SEQUENCE)
    if stop > end:
        raise BerError("varbind list runs out of its PDU")
    found = ber.varbinds(data, start, stop)
    if len(found) > _MOST_VARBINDS:
        raise BerError("more varbinds than any notification has")
    return found


def acknowledgement(notification: Notification) -> bytes:
    """Return the Response PDU to an inform: the same varbinds under the same request id (RFC 3416 §4.2.7)."""
    _, start, end = ber.element(notification.pdu, 0)
    return ber.tlv(pdu.RESPONSE, notification.pdu[start:end])


def community_answer(notification: Notification) -> bytes:
    """Return the datagram that acknowledges a v2c inform."""
    head = pdu.community_head(notification.version, notification.community)
    return ber.tlv(ber.SEQUENCE, head + acknowledgement(notification))
