"""Agents that exist only in these tests: one that behaves, and every way in which one can misbehave."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from watchkeeper.estate.drivers.protocol import CollectRequest, SnmpCredential, Target
from watchkeeper.estate.drivers.snmp import ber, pdu
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.replay import Recording, ReplayTransport
from watchkeeper.kit import oid as oids

SLOT = datetime(2026, 1, 5, 12, 0, tzinfo=UTC)
IF = "1.3.6.1.2.1.2.2.1"
IFX = "1.3.6.1.2.1.31.1.1.1"


def number(value: int, tag: int = ber.INTEGER) -> tuple[int, bytes]:
    """An integer-like value."""
    return tag, ber.integer(value, tag)[2:]


def octets(value: str | bytes) -> tuple[int, bytes]:
    """An octet string."""
    return ber.OCTETS, value.encode() if isinstance(value, str) else value


def device(
    interfaces: int = 4, *, sysname: str = "core-1", serial: str = "", uptime: int = 100_000, wide: bool = True
) -> dict[str, tuple[int, bytes]]:
    """A plain switch as values by dotted identifier."""
    values: dict[str, tuple[int, bytes]] = {
        "1.3.6.1.2.1.1.1.0": octets("Test switch, version 1.2"),
        "1.3.6.1.2.1.1.2.0": (ber.OBJECT_ID, ber.encode_oid((1, 3, 6, 1, 4, 1, 99999, 1))),
        "1.3.6.1.2.1.1.3.0": number(uptime, ber.TIMETICKS),
        "1.3.6.1.2.1.1.5.0": octets(sysname),
        "1.3.6.1.2.1.31.1.5.0": number(7, ber.TIMETICKS),
    }
    for index in range(1, interfaces + 1):
        values |= {
            f"{IF}.2.{index}": octets(f"Ethernet port {index}"),
            f"{IF}.5.{index}": number(1_000_000_000, ber.GAUGE32),
            f"{IF}.7.{index}": number(1),
            f"{IF}.8.{index}": number(1 if index % 2 else 2),
            f"{IF}.10.{index}": number(index * 1000 % 2**32, ber.COUNTER32),
            f"{IF}.16.{index}": number(index * 2000 % 2**32, ber.COUNTER32),
            f"{IF}.13.{index}": number(0, ber.COUNTER32),
            f"{IF}.14.{index}": number(index, ber.COUNTER32),
            f"{IF}.19.{index}": number(0, ber.COUNTER32),
            f"{IF}.20.{index}": number(0, ber.COUNTER32),
            f"{IFX}.1.{index}": octets(f"eth{index}"),
            f"{IFX}.15.{index}": number(1000, ber.GAUGE32),
        }
        if wide:
            values |= {
                f"{IFX}.6.{index}": number(2**40 + index, ber.COUNTER64),
                f"{IFX}.10.{index}": number(2**41 + index, ber.COUNTER64),
                f"{IFX}.7.{index}": number(500 + index, ber.COUNTER64),
                f"{IFX}.11.{index}": number(600 + index, ber.COUNTER64),
                f"{IFX}.19.{index}": number(0, ber.TIMETICKS),
            }
    if serial:
        values |= {
            "1.3.6.1.2.1.47.1.1.1.1.5.1": number(3),
            "1.3.6.1.2.1.47.1.1.1.1.11.1": octets(serial),
        }
    return values


def recording(values: dict[str, tuple[int, bytes]]) -> Recording:
    """A recording of values by dotted identifier."""
    return Recording.of({oids.parse(name): value for name, value in values.items()})


Behaviour = Callable[["Request", Callable[[pdu.Answer], bytes]], "Awaitable[list[bytes]] | list[bytes] | None"]


@dataclass
class Request:
    """What an agent was asked."""

    kind: int
    request_id: int
    first: int
    second: int
    names: list[bytes]
    answer: pdu.Answer
    head: bytes


@dataclass
class Agent(asyncio.DatagramProtocol):
    """A UDP agent on loopback. ``behave`` may replace, spoil, multiply or withhold the right answer."""

    values: dict[str, tuple[int, bytes]]
    behave: Behaviour | None = None
    port: int = 0
    requests: list[Request] = field(default_factory=list)
    tasks: set[asyncio.Future[None]] = field(default_factory=set)

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport

    def datagram_received(self, data: bytes, addr: tuple[str, int]) -> None:
        task = asyncio.ensure_future(self.respond(data, addr))
        self.tasks.add(task)
        task.add_done_callback(self.tasks.discard)

    async def respond(self, data: bytes, addr: tuple[str, int]) -> None:
        request = await self.read(data)
        self.requests.append(request)
        replies: list[bytes] | None = None
        if self.behave is not None:
            outcome = self.behave(request, lambda answer: encode(request, answer))
            replies = await outcome if isinstance(outcome, Awaitable) else outcome
        for reply in [encode(request, request.answer)] if replies is None else replies:
            self.transport.sendto(reply, addr)

    async def read(self, data: bytes) -> Request:
        at, _ = ber.expect(data, 0, ber.SEQUENCE)
        start = at
        version, at = ber.read_integer(data, at)
        _, at = ber.expect(data, at, ber.OCTETS)
        head = data[start:at]
        kind, inside, _ = ber.element(data, at)
        request_id, inside = ber.read_integer(data, inside)
        first, inside = ber.read_integer(data, inside)
        second, inside = ber.read_integer(data, inside)
        start, end = ber.expect(data, inside, ber.SEQUENCE)
        names = [name for name, _, _ in ber.varbinds(data, start, end)]
        question = pdu.Question(kind, names, first, second)
        answer = await ReplayTransport(recording(self.values), bulk=version == pdu.V2C).ask(question, 1)
        return Request(kind, request_id, first, second, names, answer, head)


def encode(request: Request, answer: pdu.Answer, request_id: int | None = None) -> bytes:
    """A response datagram."""
    listed = b"".join(
        ber.tlv(ber.SEQUENCE, ber.tlv(ber.OBJECT_ID, name) + ber.tlv(tag, value))
        for name, tag, value in answer.varbinds
    )
    body = (
        ber.integer(request.request_id if request_id is None else request_id)
        + ber.integer(answer.status)
        + ber.integer(answer.index)
        + ber.tlv(ber.SEQUENCE, listed)
    )
    return ber.tlv(ber.SEQUENCE, request.head + ber.tlv(pdu.RESPONSE, body))


StartAgent = Callable[..., Awaitable[Agent]]


@pytest.fixture
async def start_agent() -> AsyncIterator[StartAgent]:
    """Start agents; they stop with the test."""
    running: list[Agent] = []

    async def start(values: dict[str, tuple[int, bytes]] | None = None, behave: Behaviour | None = None) -> Agent:
        agent = Agent(device() if values is None else values, behave)
        transport, _ = await asyncio.get_running_loop().create_datagram_endpoint(
            lambda: agent, local_addr=("127.0.0.1", 0)
        )
        agent.port = transport.get_extra_info("sockname")[1]
        running.append(agent)
        return agent

    yield start
    for agent in running:
        agent.transport.close()
        for task in list(agent.tasks):
            task.cancel()
        await asyncio.gather(*agent.tasks, return_exceptions=True)


@pytest.fixture
async def connector() -> AsyncIterator[Connector]:
    """Sockets for the test."""
    opened = Connector(sockets=1)
    yield opened
    opened.close()


@pytest.fixture
def targets() -> Callable[..., CollectRequest]:
    """Build a shard of agents."""

    def build(
        *agents: Agent, tables: frozenset[str] = frozenset({"interfaces"}), budget_s: float = 5.0
    ) -> CollectRequest:
        listed = [
            Target(number, "127.0.0.1", agent.port, SnmpCredential(community="public"))
            for number, agent in enumerate(agents, 1)
        ]
        return CollectRequest(listed, tables, SLOT, budget_s)

    return build


@pytest.fixture
def make_device() -> Callable[..., dict[str, tuple[int, bytes]]]:
    """Build the values of a plain switch."""
    return device


@pytest.fixture
def num() -> Callable[..., tuple[int, bytes]]:
    """Build an integer-like value."""
    return number
