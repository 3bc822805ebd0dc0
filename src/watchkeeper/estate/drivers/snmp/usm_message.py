"""The form of an SNMP v3 message with user-based security (RFC 3412 §6, RFC 3414 §2.4), without any keys."""

from dataclasses import dataclass
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, pdu

AUTH_FLAG: Final = 1
PRIV_FLAG: Final = 2
REPORTABLE: Final = 4
_MAX_SIZE: Final = 65_507
_SECURITY_MODEL: Final = 3


@dataclass(frozen=True, slots=True)
class UsmMessage:
    """A received message, as far as it can be read without keys. ``ticket`` is msgID."""

    flags: int
    engine_id: bytes
    boots: int
    time_s: int
    authentication: bytes
    authentication_at: int
    privacy: bytes
    scoped_at: int
    ticket: int = 0
    user: str = ""


def encode_security(engine_id: bytes, boots: int, time_s: int, user: bytes, code: bytes, privacy: bytes) -> bytes:
    """Return msgSecurityParameters."""
    body = (
        ber.tlv(ber.OCTETS, engine_id)
        + ber.integer(boots)
        + ber.integer(time_s)
        + ber.tlv(ber.OCTETS, user)
        + ber.tlv(ber.OCTETS, code)
        + ber.tlv(ber.OCTETS, privacy)
    )
    return ber.tlv(ber.OCTETS, ber.tlv(ber.SEQUENCE, body))


def encode_scoped(engine_id: bytes, context: bytes, request: bytes) -> bytes:
    """Return a ScopedPDU around the PDU ``request``."""
    return ber.tlv(ber.SEQUENCE, ber.tlv(ber.OCTETS, engine_id) + ber.tlv(ber.OCTETS, context) + request)


def encode_message(ticket: int, flags: int, security: bytes, scoped: bytes) -> bytes:
    """Return a whole datagram; ``scoped`` is the ScopedPDU, or the octet string that it was encrypted to."""
    head = (
        ber.integer(ticket)
        + ber.integer(_MAX_SIZE)
        + ber.tlv(ber.OCTETS, bytes((flags,)))
        + ber.integer(_SECURITY_MODEL)
    )
    return ber.tlv(ber.SEQUENCE, ber.integer(pdu.V3) + ber.tlv(ber.SEQUENCE, head) + security + scoped)


def open_usm_message(data: bytes, at: int) -> UsmMessage:
    """Read the clear part of a message; ``at`` is where msgGlobalData starts. Raises BerError."""
    inside, after = ber.expect(data, at, ber.SEQUENCE)
    ticket, inside = ber.read_integer(data, inside)
    _, inside = ber.read_integer(data, inside)
    start, end = ber.expect(data, inside, ber.OCTETS)
    flags = data[start] if end > start else 0
    start, scoped_at = ber.expect(data, after, ber.OCTETS)
    at, _ = ber.expect(data, start, ber.SEQUENCE)
    start, at = ber.expect(data, at, ber.OCTETS)
    engine_id = data[start:at]
    boots, at = ber.read_integer(data, at)
    time_s, at = ber.read_integer(data, at)
    start, at = ber.expect(data, at, ber.OCTETS)
    user = data[start:at].decode("utf-8", errors="replace")
    code_start, at = ber.expect(data, at, ber.OCTETS)
    code = data[code_start:at]
    start, at = ber.expect(data, at, ber.OCTETS)
    return UsmMessage(flags, engine_id, boots, time_s, code, code_start, data[start:at], scoped_at, ticket, user)
