"""Looking for neighbours: what is recorded, what is left alone, and when the map is made anew."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select, update

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.http.security import Principal
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp.describe import STATIONS
from watchkeeper.estate.drivers.snmp.report import (
    AddressReport,
    BgpPeerReport,
    DeviceReport,
    IdentityReport,
    InterfaceReport,
    NeighbourReport,
    PlaceReport,
    StationReport,
)
from watchkeeper.estate.drivers.visits import Visit, VisitRequest, visit_of
from watchkeeper.estate.inventory.adjacencies.models import Neighbour
from watchkeeper.estate.inventory.models import Device
from watchkeeper.estate.inventory.schemas import DeviceCreate
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.schemas import CredentialCreate
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.events.kinds import EventKind, NewEvent
from watchkeeper.observe.events.service import EventService
from watchkeeper.understand.topology.collecting import TopologyCollector
from watchkeeper.understand.topology.edges import PortNews
from watchkeeper.understand.topology.models import EdgeVersion, Look, StoredStations, StoredView
from watchkeeper.understand.topology.service import TopologyService
from watchkeeper.understand.topology.stations import StationCollector
from watchkeeper.understand.topology.tasks import Collect, CollectStations, Draw, PlanLook, PlanStations

ENGINEER = Principal(1, "test", "admin", frozenset())
START = datetime(2030, 3, 1, 12, tzinfo=UTC)
"""Tasks are due by the real clock, which is earlier."""


def report(name: str, other: str, state: str = "up") -> DeviceReport:
    """A device with one port, on which it hears ``other``."""
    port = InterfaceReport(1, "e1", "e1", "", "ethernetCsmacd", 1500, 10**9, None, "up", state, {"in_octets": 1})
    heard = NeighbourReport("lldp", 1, "e1", other, "e1", None, None, None)
    who = IdentityReport(sysname=name, uptime_s=1.0)
    return DeviceReport(Outcome.OK, platform="linux", identity=who, interfaces=(port,), neighbours=(heard,))


class Network:
    """Two devices with a wire between them, and a clock."""

    def __init__(self) -> None:
        self.now = START
        self.says = {"a": report("a", "b"), "b": report("b", "a")}
        self.told: list[Visit] = []
        self.visited: list[int] = []
        self.asked: frozenset[str] = frozenset()
        self.slow: asyncio.Event | None = None
        self.read = asyncio.Event()

    def clock(self) -> datetime:
        return self.now

    async def visit(self, request: VisitRequest) -> Sequence[Visit]:
        self.asked = request.sections
        names = {target.device_id: "ab"[int(target.address[-1]) - 1] for target in request.targets}
        told = [visit_of(i, self.says[name], request.known.get(i)) for i, name in names.items()]
        if self.slow is not None:  # what was read comes late
            self.read.set()
            await self.slow.wait()
        self.told = told
        self.visited += names
        return told

    def reported(self) -> list[int]:
        """The devices of the last visits that came with a report."""
        return [visit.device_id for visit in self.told if visit.report is not None]


class Watched:
    """The collector over a database, and the tasks that follow from what it does."""

    def __init__(self, database: Database, inventory: InventoryService, network: Network) -> None:
        self.database = database
        self.network = network
        self.ids: list[int] = []
        service = TopologyService(inventory, clock=network.clock)
        self._events = EventService(clock=network.clock)
        self.collector, self.other_process = (
            TopologyCollector(database, inventory, service, network.visit, self._events, network.clock)
            for _ in range(2)
        )
        registry = TaskRegistry()
        self.stations = StationCollector(database, inventory, service, network.visit, network.clock)
        self.collector.bind(registry)
        self.stations.bind(registry)
        subscriptions = self.collector.subscriptions()
        self._relay = Relay(database, registry=registry, subscriptions=subscriptions, clock=network.clock)

    async def look(self, *, draw: bool = False, after_s: float = 60) -> None:
        self.network.now += timedelta(seconds=after_s)
        await self.collector.collect(Collect(device_ids=self.ids, draw=draw))
        await self.drain()

    async def drain(self) -> None:
        """Do what follows from what was done."""
        await self._relay.drain()

    async def record(self, *events: NewEvent) -> None:
        """Have the event log tell of one event after the other, and do what follows until two seconds later."""
        for event in events:
            self.network.now += timedelta(milliseconds=100)
            async with self.database.transaction() as session:
                await self._events.record(session, [event])
            await self.drain()
        self.network.now += timedelta(seconds=2)
        await self.drain()

    async def sessions(self) -> list[str]:
        """States of the BGP sessions on the map."""
        async with self.database.reading() as session:
            current = select(EdgeVersion).where(EdgeVersion.valid_to.is_(None), EdgeVersion.layer == "bgp")
            return [edge.state for edge in await session.scalars(current)]

    async def link(self) -> tuple[str, datetime]:
        """State and last sight of the one cable."""
        async with self.database.reading() as session:
            [edge] = await session.scalars(
                select(EdgeVersion).where(EdgeVersion.valid_to.is_(None), EdgeVersion.layer == "physical")
            )
            return edge.state, edge.last_seen


@pytest.fixture
async def watched(database: Database) -> Watched:
    network = Network()
    vault = VaultService(KeyRing(bytes(range(32))), network.clock)
    made = Watched(database, InventoryService(vault, clock=network.clock), network)
    async with database.transaction() as session:
        new = CredentialCreate(name="c", kind="snmp_v2c", community="public", is_default=True)
        await vault.create(session, new, ENGINEER)
    async with database.transaction() as session:
        for number, name in enumerate("ab", start=1):
            new_device = DeviceCreate(name=name, address=f"192.0.2.{number}")
            device = await InventoryService(vault, clock=network.clock).create_device(session, new_device, ENGINEER)
            made.ids.append(device.id)
    return made


async def test_what_devices_say_becomes_the_map_and_is_not_taken_in_twice(watched: Watched) -> None:
    await watched.look()
    assert watched.network.reported() == watched.ids
    assert await watched.link() == ("up", watched.network.now)
    first = watched.network.now
    await watched.look()
    assert watched.network.reported() == []
    assert await watched.link() == ("up", first)
    async with watched.database.reading() as session:
        assert set(await session.scalars(select(StoredView.at))) == {first}


async def test_news_of_one_device_change_the_map_at_once(watched: Watched) -> None:
    await watched.look()
    watched.network.says["a"] = report("a", "b", state="down")
    await watched.look()
    assert watched.network.reported() == watched.ids[:1]
    assert await watched.link() == ("down", watched.network.now)


async def test_what_is_said_again_and_again_is_confirmed_now_and_then(watched: Watched) -> None:
    await watched.look()
    await watched.look(after_s=660)
    assert watched.network.reported() == watched.ids
    async with watched.database.reading() as session:
        assert set(await session.scalars(select(Neighbour.seen_at))) == {watched.network.now}
    await watched.collector.draw(Draw(anew=True))
    assert (await watched.link())[1] == watched.network.now


async def test_a_port_that_was_only_reported_down_is_put_right_by_the_next_look(watched: Watched) -> None:
    await watched.look()
    async with watched.database.transaction() as session:
        await session.execute(update(EdgeVersion).values(state="down"))
    await watched.look()
    assert (await watched.link())[0] == "down"  # nobody said anything new
    await watched.look(draw=True)
    assert (await watched.link())[0] == "up"


def told(device_id: int, kind: EventKind, details: dict[str, JSON]) -> NewEvent:
    return NewEvent(START, device_id, "a", kind, "10.0.0.1", details=details)


async def test_a_session_that_a_message_tells_of_changes_at_once_and_has_its_device_asked(watched: Watched) -> None:
    address = AddressReport("10.0.0.0/31", 1)
    peer = BgpPeerReport("10.0.0.1", 65001, "established", "start", "10.0.0.0")
    speaking = replace(report("a", "b"), bgp_peers=(peer,), place=PlaceReport((address,)))
    watched.network.says["a"] = speaking
    await watched.look()
    assert await watched.sessions() == ["up"]
    watched.network.says["a"] = replace(speaking, outcome=Outcome.TIMEOUT)
    message: dict[str, JSON] = {"source": "192.0.2.1", "fields": {}}
    await watched.record(told(watched.ids[0], EventKind.BGP_DOWN, message))
    assert await watched.sessions() == ["down"], "nobody who answers is needed for that"
    assert [visit.device_id for visit in watched.network.told] == watched.ids[:1]


async def test_a_session_that_a_visit_found_changed_asks_nobody_again(watched: Watched) -> None:
    await watched.look()
    watched.network.told = []
    await watched.record(told(watched.ids[0], EventKind.BGP_DOWN, {"protocol": "bgp"}))
    assert watched.network.told == []


def port_down(device_id: int, name: str) -> NewEvent:
    return NewEvent(START, device_id, name, EventKind.INTERFACE_DOWN, "e1")


async def test_what_a_fault_makes_devices_say_has_each_asked_once(watched: Watched) -> None:
    await watched.look()
    watched.network.visited = []
    first, other = watched.ids
    bgp = NewEvent(START, first, "a", EventKind.BGP_DOWN, "10.0.0.1", details={"source": "192.0.2.1"})
    await watched.record(port_down(first, "a"), port_down(other, "b"), bgp)
    assert sorted(watched.network.visited) == watched.ids
    assert (await watched.link())[0] == "up", "that is what they say"


async def test_who_has_news_after_being_asked_is_asked_again(watched: Watched) -> None:
    await watched.look()
    first, other = watched.ids
    await watched.record(port_down(first, "a"))
    watched.network.visited = []
    up = NewEvent(START, first, "a", EventKind.INTERFACE_UP, "e1")
    await watched.record(up, port_down(other, "b"))
    assert sorted(watched.network.visited) == watched.ids


async def test_the_map_is_not_made_twice_of_the_same_words(watched: Watched) -> None:
    await watched.look()
    async with watched.database.transaction() as session:
        await session.execute(update(EdgeVersion).values(state="down"))
    asked = watched.network.now
    await watched.collector.draw(Draw(anew=True, since=asked - timedelta(seconds=1)))
    assert (await watched.link())[0] == "down", "it was drawn after they were asked"
    await watched.collector.draw(Draw(anew=True, since=asked))
    assert (await watched.link())[0] == "up"


async def test_what_changed_while_the_map_was_made_stays(watched: Watched) -> None:
    await watched.look()
    service = watched.collector._service  # the moment between two of its steps is what matters
    async with watched.database.reading() as session:
        topology = await service.fused(session)
    read_at = watched.network.now
    watched.network.now += timedelta(seconds=1)
    async with watched.database.transaction() as session:
        await service.reported(session, [(watched.ids[0], PortNews("e1", up=False, at=watched.network.now))])
    async with watched.database.transaction() as session:
        assert await service.draw(session, topology, read_at) == []
    assert (await watched.link())[0] == "down"


@pytest.mark.parametrize(("a_round", "rounds"), [(2, 1), (1, 2)])
async def test_every_device_has_its_turn(watched: Watched, a_round: int, rounds: int) -> None:
    watched.collector._service.settings.devices_a_round = a_round
    asked = []
    for _ in range(rounds):
        watched.network.now += timedelta(seconds=60)
        await watched.collector.plan(PlanLook())
        await watched.drain()
        asked += [visit.device_id for visit in watched.network.told]
        assert len(watched.network.told) == a_round
    assert sorted(asked) == watched.ids


async def test_a_stranger_at_an_address_is_not_drawn(watched: Watched) -> None:
    await watched.look()
    async with watched.database.transaction() as session:
        await session.execute(update(Device).values(sysname=Device.name))
    stranger = report("somebody", "else")
    watched.network.says["a"] = replace(stranger, identity=IdentityReport(sysname="somebody"))
    await watched.look()
    assert (await watched.link())[0] == "up"


async def test_heard_hardware_addresses_of_known_devices_become_links_and_others_are_not_kept(watched: Watched) -> None:
    for name in "ab":
        watched.network.says[name] = replace(watched.network.says[name], neighbours=())
    await watched.look()
    watched.network.says["a"] = replace(
        watched.network.says["a"],
        stations=(
            StationReport(1, "02:00:00:00:00:02", "192.0.2.2"),
            StationReport(1, "02:00:00:00:00:02"),
            StationReport(1, "02:00:00:00:00:99"),
            StationReport(1, "02:00:00:00:00:98", "198.51.100.7"),
        ),
    )
    await watched.stations.plan(PlanStations())
    await watched.drain()
    assert watched.network.asked == STATIONS
    async with watched.database.reading() as session:
        kept = {row.device_id: row.document["rows"] for row in await session.scalars(select(StoredStations))}
        [edge] = await session.scalars(select(EdgeVersion).where(EdgeVersion.valid_to.is_(None)))
    first, second = watched.ids
    assert kept == {first: [[1, "02:00:00:00:00:02", "192.0.2.2"], [1, "02:00:00:00:00:02", ""]], second: []}
    assert (edge.document["sources"], edge.document["two_sided"]) == (["fdb"], False)
    assert {edge.document["a"]["device"], edge.document["b"]["device"]} == {"a", "b"}


async def test_a_device_that_does_not_answer_keeps_what_it_heard(watched: Watched) -> None:
    watched.network.says["a"] = replace(
        watched.network.says["a"], stations=(StationReport(1, "02:00:00:00:00:02", "192.0.2.2"),)
    )
    asked = CollectStations(device_ids=watched.ids)
    await watched.look()
    await watched.stations.collect(asked)
    watched.network.says["a"] = DeviceReport(Outcome.TIMEOUT, "silent")
    await watched.stations.collect(asked)
    async with watched.database.reading() as session:
        kept = {row.device_id: row.document["rows"] for row in await session.scalars(select(StoredStations))}
    assert kept[watched.ids[0]] == [[1, "02:00:00:00:00:02", "192.0.2.2"]]


async def test_what_another_process_recorded_meanwhile_is_no_reason_to_leave_news_out(watched: Watched) -> None:
    before, after = report("a", "b"), report("a", "who was there for a moment")
    await watched.look()
    for said, asking in ((after, watched.other_process), (before, watched.collector)):
        watched.network.says["a"] = said
        watched.network.now += timedelta(seconds=60)
        await asking.collect(Collect(device_ids=watched.ids))
        assert watched.network.reported() == watched.ids[:1]
    async with watched.database.reading() as session:
        assert set(await session.scalars(select(Neighbour.remote_name))) == {"b", "a"}


async def test_what_a_removed_device_said_is_forgotten(watched: Watched) -> None:
    await watched.look()
    first, other = watched.ids
    service = watched.collector._service
    async with watched.database.transaction() as session:
        await service._inventory.delete_device(session, first, ENGINEER)
    async with watched.database.transaction() as session:
        await service.tidy(session)
        for kept in (StoredView, Look):
            assert list(await session.scalars(select(kept.device_id))) == [other]


async def test_what_was_read_earlier_and_comes_later_undoes_nothing(watched: Watched) -> None:
    network = watched.network
    await watched.look()
    network.says["a"] = report("a", "who was there for a moment")
    network.slow = late = asyncio.Event()
    earlier = asyncio.create_task(watched.look(after_s=1))
    await network.read.wait()
    network.slow = None
    network.says["a"] = report("a", "who is there now")
    await watched.look(after_s=1)
    late.set()
    await earlier
    async with watched.database.reading() as session:
        heard = set(await session.scalars(select(Neighbour.remote_name)))
    assert heard == {"who is there now", "a"}
    await watched.look()
    assert network.reported() == []
