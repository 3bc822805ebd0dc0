"""Asking agents without a network: requests are encoded here and responses decoded again."""

from collections.abc import Sequence
from dataclasses import dataclass

import pytest

from watchkeeper.lab.models.catalogue import models_for
from watchkeeper.lab.serve.agents import Agents
from watchkeeper.lab.serve.faults import Faults
from watchkeeper.lab.snmp import ber
from watchkeeper.lab.world.network import Network

NOON = 1_750_000_000.0
Oid = tuple[int, ...]


@dataclass(frozen=True)
class Response:
    """A decoded response: ``rows`` are (oid, tag, value); numbers are ints, all else is bytes or an OID."""

    request_id: int
    status: int
    index: int
    rows: list[tuple[Oid, int, object]]

    @property
    def values(self) -> list[object]:
        return [value for _, _, value in self.rows]

    @property
    def oids(self) -> list[Oid]:
        return [oid for oid, _, _ in self.rows]


def request(
    pdu: int,
    oids: Sequence[Oid],
    *,
    version: int = 1,
    community: bytes = b"public",
    first: int = 0,
    second: int = 0,
    request_id: int = 4711,
) -> bytes:
    varbinds = b"".join(ber.varbind(ber.tlv(ber.OBJECT_ID, ber.encode_oid(oid)), b"\x05\x00") for oid in oids)
    body = b"".join(ber.encode_integer(ber.INTEGER, number) for number in (request_id, first, second))
    message = ber.encode_integer(ber.INTEGER, version) + ber.tlv(ber.OCTETS, community)
    return ber.tlv(ber.SEQUENCE, message + ber.tlv(pdu, body + ber.tlv(ber.SEQUENCE, varbinds)))


def decode(packet: bytes) -> Response:
    _, at, end = ber.read_header(packet, 0)
    assert end == len(packet)
    for _ in range(2):
        _, _, at = ber.read_header(packet, at)
    tag, at, _ = ber.read_header(packet, at)
    assert tag == ber.RESPONSE
    numbers = []
    for _ in range(3):
        _, start, at = ber.read_header(packet, at)
        numbers.append(int.from_bytes(packet[start:at], "big", signed=True))
    _, at, end = ber.read_header(packet, at)
    rows = []
    while at < end:
        _, start, at = ber.read_header(packet, at)
        _, name, name_end = ber.read_header(packet, start)
        tag, value, value_end = ber.read_header(packet, name_end)
        assert value_end == at
        rows.append((ber.decode_oid(packet[name:name_end]), tag, _value(tag, packet[value:value_end])))
    return Response(*numbers, rows)


def _value(tag: int, contents: bytes) -> object:
    if tag in {ber.INTEGER, ber.COUNTER32, ber.GAUGE32, ber.TIMETICKS, ber.COUNTER64}:
        return int.from_bytes(contents, "big", signed=True)
    return ber.decode_oid(contents) if tag == ber.OBJECT_ID else contents


class World:
    """An emulated network with a clock that the test moves."""

    def __init__(self, count: int = 24, interfaces: int = 16) -> None:
        self.now_s = NOON
        self.network = Network(count, models_for(), interfaces=interfaces, seed=7, tick_s=0.5, now_s=NOON)
        self.agents = Agents(self.network, community="public", max_size=65_507)
        self.faults = Faults(self.agents)

    def pass_time(self, seconds: float) -> None:
        self.now_s += seconds

    def tick(self) -> int:
        return self.network.advance(self.now_s)

    def send(self, device: str, packet: bytes) -> bytes | None:
        return self.agents.answer(self.network.node(device).number, packet, self.tick())

    def get(self, device: str, *oids: Oid) -> list[object]:
        answer = self.send(device, request(ber.GET, oids))
        assert answer is not None, f"{device} does not answer"
        return decode(answer).values

    def walk(self, device: str, root: Oid) -> dict[Oid, object]:
        """Walk by GETBULK, as a poller does; the keys are what follows ``root``."""
        found: dict[Oid, object] = {}
        at = root
        while True:
            answer = self.send(device, request(ber.GET_BULK, [at], second=40))
            assert answer is not None, f"{device} does not answer"
            for oid, tag, value in decode(answer).rows:
                if oid[: len(root)] != root or tag == ber.END_OF_MIB_VIEW[0]:
                    return found
                found[oid[len(root) :]] = value
                at = oid

    def break_it(self, kind: str, device: str, interface: str = "", *, amount: float = 0, other: str = "") -> None:
        self.tick()
        order = {"kind": kind, "device": device, "interface": interface, "amount": amount, "other": other}
        self.faults.apply(order, self.now_s)

    def mend(self, device: str = "") -> None:
        self.tick()
        self.faults.clear(self.now_s, device=device)


@pytest.fixture
def world() -> World:
    return World()
