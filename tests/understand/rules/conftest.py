from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.estate.inventory.facts import InterfaceStatus
from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.polling.stages import StoredBatch
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.baselines.service import AnomalyService
from watchkeeper.understand.baselines.settings import BaselineSettings
from watchkeeper.understand.rules.assembly import Standing, build_rules

START = datetime(2026, 3, 2, 12, tzinfo=UTC)
NAMES = {1: "edge-1", 2: "edge-2"}


class Clock:
    def __init__(self):
        self.now = START

    def __call__(self):
        return self.now


class Watched:
    def __init__(self, device_id):
        self.device_id = device_id


class Inventory:
    """An inventory of two devices."""

    def __init__(self):
        self.names = dict(NAMES)
        self.switched_off = set()

    async def device_names(self, _session, device_ids):
        return {number: name for number, name in self.names.items() if number in set(device_ids)}

    async def interface_states(self, _session, device_ids):
        return [
            InterfaceStatus(device, name, START, "down", "down")
            for device, name in self.switched_off
            if device in set(device_ids)
        ]

    async def watched_devices(self, _session):
        return [Watched(number) for number in self.names]


class Graph:
    async def network(self, _session):
        return Network(("v", *NAMES.values()), [Link(f"v-{name}", "v", name) for name in NAMES.values()], "v")


def batch_of(family, slot, rows, *, cycle=1, interval_s=60, shard=0):
    """A stored batch; ``rows`` are (device, object, {column: value})."""
    schema = FAMILIES[family].stored
    columns = []
    for field in schema:
        if field.name == "ts":
            values = [slot] * len(rows)
        elif field.name == "device_id":
            values = [device for device, _, _ in rows]
        elif field.name == "object":
            values = [name for _, name, _ in rows]
        else:
            values = [fields.get(field.name) for _, _, fields in rows]
        if pa.types.is_dictionary(field.type):
            columns.append(pa.array(values, pa.string()).dictionary_encode().cast(field.type))
        else:
            columns.append(pa.array(values, field.type))
    return StoredBatch(family, pa.RecordBatch.from_arrays(columns, schema=schema), cycle, shard, slot, interval_s)


class World:
    """Rules over a real database and a real store."""

    def __init__(self, database, path):
        self.database = database
        self.path = path
        self.clock = Clock()
        self.inventory = Inventory()
        self.series = SeriesService(SeriesSettings(), path / "series", self.clock)
        self.events = EventService(clock=self.clock)
        self.alerts = AlertService(Graph(), clock=self.clock)
        self.anomalies = AnomalyService(BaselineSettings(), self.clock)
        self.cycle = 0
        self.restart()

    def restart(self):
        """Build everything that a process holds in memory anew."""
        self.registry = TaskRegistry()
        on = Standing(self.database, self.series, self.events, self.inventory, self.alerts, self.anomalies)
        self.rules = build_rules(on, self.registry, self.path / "rules", self.clock)

    async def poll(self, family, rows, *, after_s=60, interval_s=60, shard=0):
        """Store a cycle and run the stage; the clock goes on by ``after_s`` before."""
        self.clock.now += timedelta(seconds=after_s)
        self.cycle += 1
        batch = batch_of(family, self.clock.now, rows, cycle=self.cycle, interval_s=interval_s, shard=shard)
        self.series.write(family, batch.rows, cycle=self.cycle, shard=shard)
        await self.rules.stage.run(batch)
        return batch

    async def open_alerts(self):
        async with self.database.reading() as session:
            return sorted((row.entity, row.kind) for row in await self.alerts.open_alerts(session))


@pytest.fixture
def world(database, tmp_path):
    made = World(database, tmp_path)
    yield made
    made.series.close()


@pytest.fixture
def make_world(tmp_path):
    made = []

    def make(database):
        made.append(World(database, tmp_path))
        return made[-1]

    yield make
    for one in made:
        one.series.close()
