"""Requests to octets and octets to responses: the PDUs of RFC 3416 and the community messages of RFC 1901 and 1157."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from watchkeeper.estate.drivers.snmp import ber, varbinds
from watchkeeper.estate.drivers.snmp.ber import BerError, VarBind

GET: Final = 0xA0
GET_NEXT: Final = 0xA1
RESPONSE: Final = 0xA2
GET_BULK: Final = 0xA5
REPORT: Final = 0xA8

V1: Final = 0
V2C: Final = 1
V3: Final = 3

TOO_BIG: Final = 1
NO_SUCH_NAME: Final = 2
GEN_ERR: Final = 5
NO_ACCESS: Final = 6
RESOURCE_UNAVAILABLE: Final = 13
AUTHORIZATION_ERROR: Final = 16

STATUS_NAMES: Final = {
    1: "tooBig",
    2: "noSuchName",
    3: "badValue",
    4: "readOnly",
    5: "genErr",
    6: "noAccess",
    13: "resourceUnavailable",
    16: "authorizationError",
}
_NULL_VALUE: Final = b"\x05\x00"


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked: ``kind`` is GET, GET_NEXT or GET_BULK; names are encoded identifiers.

    For GET_BULK the first ``non_repeaters`` names are asked once and the rest ``repetitions`` times.
    """

    kind: int
    names: Sequence[bytes]
    non_repeaters: int = 0
    repetitions: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """The PDU that came back. ``status`` and ``index`` as in RFC 3416 §3; ``kind`` is RESPONSE or REPORT."""

    kind: int
    request_id: int
    status: int
    index: int
    varbinds: Sequence[VarBind]


@lru_cache(maxsize=8192)
def _asked(name: bytes) -> bytes:
    return ber.tlv(ber.SEQUENCE, ber.tlv(ber.OBJECT_ID, name) + _NULL_VALUE)


def encode_pdu(question: Question, request_id: int) -> bytes:
    """Return the PDU element of ``question``."""
    second, third = (question.non_repeaters, question.repetitions) if question.kind == GET_BULK else (0, 0)
    body = ber.integer(request_id) + ber.integer(second) + ber.integer(third)
    asked = b"".join(map(_asked, question.names))
    return ber.tlv(question.kind, body + ber.tlv(ber.SEQUENCE, asked))


@lru_cache(maxsize=1024)
def community_head(version: int, community: bytes) -> bytes:
    """Return the version and community elements that open a v1 or v2c message."""
    return ber.integer(version) + ber.tlv(ber.OCTETS, community)


def encode_message(head: bytes, question: Question, request_id: int) -> bytes:
    """Return a whole v1 or v2c datagram; ``head`` is from :func:`community_head`."""
    return ber.tlv(ber.SEQUENCE, head + encode_pdu(question, request_id))


def decode_pdu(data: bytes, at: int) -> Answer:
    """Read the PDU element at ``at``. Raises BerError."""
    kind, start, end = ber.element(data, at)
    if kind not in {RESPONSE, REPORT}:
        raise BerError(f"PDU {kind:#x} is no answer")
    request_id, at = ber.read_integer(data, start)
    status, at = ber.read_integer(data, at)
    index, at = ber.read_integer(data, at)
    start, stop = ber.expect(data, at, ber.SEQUENCE)
    if stop > end:
        raise BerError("varbind list runs out of its PDU")
    return Answer(kind, request_id, status, index, varbinds.read(data, start, stop))


@dataclass(frozen=True, slots=True)
class Envelope:
    """The outside of a datagram: which outstanding request it claims to answer, and where its PDU starts.

    For v3 ``ticket`` is msgID (RFC 3412 §7.1) and ``at`` the start of msgGlobalData; else the request id and the PDU.
    """

    version: int
    ticket: int
    community: bytes
    at: int


def open_message(data: bytes) -> Envelope:
    """Read just enough of a datagram to find its request. Raises BerError."""
    at, end = ber.expect(data, 0, ber.SEQUENCE)
    if end > len(data):
        raise BerError("truncated message")
    version, at = ber.read_integer(data, at)
    if version == V3:
        inside, _ = ber.expect(data, at, ber.SEQUENCE)
        ticket, _ = ber.read_integer(data, inside)
        return Envelope(version, ticket, b"", at)
    start, at = ber.expect(data, at, ber.OCTETS)
    _, inside, _ = ber.element(data, at)
    ticket, _ = ber.read_integer(data, inside)
    return Envelope(version, ticket, data[start:at], at)
