"""Polling over scripted drivers and a clock that stands until it is moved, on both databases."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import ClassVar

import pyarrow as pa
import pytest
from sqlalchemy import select

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live.announcing import WAKE_NAME as LIVE
from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.drivers.icmp.replay import ReplayIcmpDriver
from watchkeeper.estate.drivers.protocol import (
    Collection,
    CollectRequest,
    Identity,
    Outcome,
    TableResult,
    Target,
    TargetResult,
)
from watchkeeper.estate.inventory.schemas import DeviceCreate
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.inventory.settings import InventorySettings
from watchkeeper.estate.vault.schemas import CredentialCreate
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.kit.families import COUNTERS, INTERFACE
from watchkeeper.observe.events.models import Event
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.polling.assembly import Polling, Surroundings, build_polling
from watchkeeper.observe.polling.models import PollCycle, PollShard
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

START = datetime(2026, 1, 5, 12, 0, 0, tzinfo=UTC)
ENGINEER = Principal(1, "eve", "engineer", frozenset())


@dataclass
class FakeClock:
    now: datetime = START

    def __call__(self) -> datetime:
        return self.now

    def advance(self, seconds: float) -> datetime:
        self.now += timedelta(seconds=seconds)
        return self.now


@dataclass
class Agent:
    """A device as the scripted driver plays it: silent, slow, with another's name, with ports up and down."""

    name: str = ""
    serial: str = "S1"
    ports: dict[str, int] = field(default_factory=lambda: {"eth0": 1, "eth1": 1})  # name → ifOperStatus
    outcome: Outcome = Outcome.OK
    reason: str = ""
    uptime_ticks: int | None = None
    elapsed_s: float = 0.01
    octets: int = 0


class ScriptedSnmp:
    """A driver whose agents live in ``agents`` by address. It believes what devices say: the caller must check."""

    name: ClassVar[str] = "snmp"

    def __init__(self, clock: FakeClock) -> None:
        self.agents: dict[str, Agent] = {}
        self.requests: list[CollectRequest] = []
        self.before: Callable[[CollectRequest], Awaitable[None]] | None = None
        self._clock = clock
        self._booted = START - timedelta(days=1)

    def asked(self, address: str) -> int:
        return sum(1 for request in self.requests for target in request.targets if target.address == address)

    async def collect(self, request: CollectRequest) -> Collection:
        self.requests.append(request)
        if self.before is not None:
            await self.before(request)
        seen = [(target, self.agents.setdefault(target.address, Agent())) for target in request.targets]
        results = [self._result(target, agent, request.tables) for target, agent in seen]
        rows = [
            (target, agent, port, oper)
            for target, agent in seen
            if agent.outcome is Outcome.OK and "interfaces" in request.tables
            for port, oper in agent.ports.items()
        ]
        return Collection({"interface": self._batch(request.slot, rows)}, results)

    def _ticks(self, agent: Agent) -> int:
        if agent.uptime_ticks is not None:
            return agent.uptime_ticks
        return int((self._clock() - self._booted).total_seconds() * 100)

    def _result(self, target: Target, agent: Agent, tables: frozenset[str]) -> TargetResult:
        outcome = agent.outcome if target.credential is not None else Outcome.NOT_CONFIGURED
        done = tuple(
            TableResult(table, outcome, len(agent.ports) if outcome is Outcome.OK else 0, agent.reason)
            if table == "interfaces" or outcome is not Outcome.OK
            else TableResult(table, Outcome.EMPTY)
            for table in sorted(tables)
        )
        answered = outcome is Outcome.OK
        return TargetResult(
            target.device_id,
            outcome,
            agent.reason,
            done,
            Identity(sysname=agent.name or target.address, serial=agent.serial) if answered else None,
            self._ticks(agent) if answered else None,
            agent.elapsed_s,
            requests=2,
            varbinds=24 if answered else 0,
            memory={"repetitions": 25} if answered else target.memory,
        )

    def _batch(self, slot: datetime, rows: list[tuple[Target, Agent, str, int]]) -> pa.RecordBatch:
        schema, n = INTERFACE.observed, len(rows)
        ports = pa.array([port for _, _, port, _ in rows], pa.string()).dictionary_encode()
        octets = [agent.octets for _, agent, _, _ in rows]
        columns = {
            "ts": pa.array([slot] * n, schema.field("ts").type),
            "device_id": pa.array([target.device_id for target, *_ in rows], pa.int64()),
            "object": pa.DictionaryArray.from_arrays(ports.indices.cast(pa.int32()), ports.dictionary),
            "if_index": pa.array([list(agent.ports).index(port) + 1 for _, agent, port, _ in rows], pa.int32()),
            "uptime_ticks": pa.array([self._ticks(agent) for _, agent, _, _ in rows], pa.int64()),
            "monotonic_s": pa.array([self._clock().timestamp()] * n, pa.float64()),
            "speed_bps": pa.array([10**9] * n, pa.int64()),
            "admin_status": pa.array([1] * n, pa.int8()),
            "oper_status": pa.array([oper for *_, oper in rows], pa.int8()),
            "counter_bits": pa.array([64] * n, pa.int8()),
            **{name: pa.array(octets, pa.uint64()) for name in COUNTERS},
        }
        arrays = [columns.get(each.name, pa.nulls(n, each.type)) for each in schema]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)

    async def aclose(self) -> None:
        pass


@dataclass
class Watch:
    """A platform small enough for a test: everything real but the devices and the clock."""

    database: Database
    clock: FakeClock
    inventory: InventoryService
    series: SeriesService
    snmp: ScriptedSnmp
    icmp: ReplayIcmpDriver
    polling: Polling
    relay: Relay
    registry: TaskRegistry
    credential_id: int = 0

    async def add(self, *names: str, **values: object) -> list[int]:
        """Add devices at 10.0.0.n; they answer SNMP and pings until told otherwise."""
        made = []
        async with self.database.transaction() as session:
            for name in names:
                number = len(self.snmp.agents) + 1
                address = f"10.0.{number // 250}.{number % 250}"
                self.snmp.agents[address] = Agent(name=name, serial=f"S{number}")
                self.icmp.script[address] = [1.0, 1.0, 1.0]
                new = DeviceCreate(**{"name": name, "address": address, "credential_id": self.credential_id} | values)
                made.append((await self.inventory.create_device(session, new, ENGINEER)).id)
        return made

    def agent(self, number: int) -> Agent:
        """The agent of the n-th added device."""
        return self.snmp.agents[f"10.0.{number // 250}.{number % 250}"]

    def silence(self, number: int, *, ping: bool = True) -> None:
        """Have the n-th device answer nothing any more."""
        address = f"10.0.{number // 250}.{number % 250}"
        self.snmp.agents[address].outcome = Outcome.TIMEOUT
        self.snmp.agents[address].reason = "no answer"
        if ping:
            self.icmp.script[address] = [None, None, None]

    def revive(self, number: int) -> None:
        """Have it answer again."""
        address = f"10.0.{number // 250}.{number % 250}"
        self.snmp.agents[address].outcome = Outcome.OK
        self.icmp.script[address] = [1.0, 1.0, 1.0]

    async def tick(self, *, run: bool = True) -> None:
        """Plan what is due, and do it."""
        await self.polling.scheduler.tick()
        if run:
            await self.run()

    async def run(self) -> None:
        """Do everything that is due."""
        await self.relay.drain()

    async def minute(self, *, run: bool = True) -> None:
        """Let a minute pass, then tick; what was planned for later within the minute is done, too."""
        self.clock.advance(60)
        await self.tick(run=run)

    async def until(self, condition: Callable[[], Awaitable[bool]]) -> None:
        """Wait for something that polling announces when it commits."""
        async with asyncio.timeout(30):
            with self.database.wakeups.listening(LIVE) as committed:
                while not await condition():
                    await committed.wait()
                    committed.clear()

    async def cycles(self, group: str | None = None) -> list[PollCycle]:
        async with self.database.reading() as session:
            statement = select(PollCycle).order_by(PollCycle.id)
            found = list(await session.scalars(statement))
        return [cycle for cycle in found if group is None or cycle.group_name == group]

    async def shards(self) -> list[PollShard]:
        async with self.database.reading() as session:
            return list(await session.scalars(select(PollShard).order_by(PollShard.id)))

    async def events(self, *kinds: str) -> list[Event]:
        async with self.database.reading() as session:
            found = list(await session.scalars(select(Event).order_by(Event.id)))
        return [event for event in found if not kinds or event.kind in kinds]

    async def messages(self, topic: str) -> list[OutboxMessage]:
        async with self.database.reading() as session:
            statement = select(OutboxMessage).where(OutboxMessage.topic == topic).order_by(OutboxMessage.id)
            return list(await session.scalars(statement))

    async def device(self, device_id: int) -> object:
        async with self.database.reading() as session:
            return await self.inventory.device(session, device_id)

    def stored(self, family: str = "interface") -> int:
        """Rows on disk."""
        return len(self.rows(family))

    def rows(self, family: str = "interface") -> list[dict[str, object]]:
        """Every row on disk."""
        import pyarrow.parquet as pq

        files = sorted(self.series.root.glob(f"{family}/date=*/hour=*/*.parquet"))
        return [row for file in files for row in pq.read_table(file, partitioning=None).to_pylist()]


NO_PINGS = {"reachability": {"enabled": False}, "spread": 0.0}


@asynccontextmanager
async def open_watch(
    database: Database,
    folder: Path,
    clock: FakeClock,
    *,
    stages: Iterable[object] = (),
    visitor: object = None,
    **settings: object,
) -> AsyncIterator[Watch]:
    """Build a watch over a database that has its tables."""
    vault = VaultService(KeyRing(bytes(range(32))), clock)
    inventory = InventoryService(vault, InventorySettings(), clock)
    async with database.transaction() as session:
        names = await vault.names(session)
        if "c" not in names:
            new = CredentialCreate(name="c", kind="snmp_v2c", community="public")
            names["c"] = (await vault.create(session, new, ENGINEER)).id
    series = SeriesService(SeriesSettings(), folder / "series", clock)
    series.start()
    snmp, icmp = ScriptedSnmp(clock), ReplayIcmpDriver()
    drivers = {"snmp": snmp, "icmp": icmp} | ({"visitor": visitor} if visitor is not None else {})
    polling = build_polling(
        Surroundings(database, inventory, series, EventService(clock=clock), drivers),
        settings=PollingSettings(**NO_PINGS | settings),
        stages=list(stages),
        chores=(),
        metrics=Metrics(),
        clock=clock,
    )
    registry = TaskRegistry()
    polling.bind(registry)
    relay = Relay(database, registry=registry, clock=clock)
    async with polling.collector:
        yield Watch(database, clock, inventory, series, snmp, icmp, polling, relay, registry, names["c"])
    series.close()


@pytest.fixture
def make_watch(database: Database, tmp_path: Path):
    """Make a watch: ``async with make_watch(shard_devices=2) as watch``. Pings are off unless asked for."""
    clock = FakeClock()

    def make(**options: object):
        return open_watch(database, tmp_path, clock, **options)

    return make


@pytest.fixture
async def watch(make_watch):
    """A watch with the defaults of tests."""
    async with make_watch() as made:
        yield made
