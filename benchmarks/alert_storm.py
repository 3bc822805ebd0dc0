"""Ten thousand alerts in a minute: how long from the arrival of one to its place in an incident, committed?

A tree of devices behind a few cores loses a third of them; nodes report again and again. Alerts arrive in small
batches at a steady pace; latency is from the moment at which a batch is due to the commit of its alerts and incidents.
How long the decision takes that follows the hold is printed as well.
"""

import argparse
import asyncio
import random
import statistics
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

from watchkeeper.core import migrate
from watchkeeper.core.database import Database
from watchkeeper.understand.alerts.correlation.network import Link, Network
from watchkeeper.understand.alerts.lifecycle import Signal
from watchkeeper.understand.alerts.service import AlertService
from watchkeeper.understand.alerts.settings import AlertsSettings


class Tree:
    """A vantage point, 3 cores in a ring, distributions on two cores each, the rest below them."""

    def __init__(self, size: int) -> None:
        cores = [f"core{i}" for i in range(3)]
        spread = [f"dist{i}" for i in range(max(3, size // 100))]
        leaves = [f"edge{i}" for i in range(size - len(spread) - 3)]
        links = [Link(f"v-{core}", "v", core) for core in cores]
        links += [Link(f"r{i}", cores[i], cores[(i + 1) % 3]) for i in range(3)]
        for i, dist in enumerate(spread):
            links += [Link(f"{dist}-a", cores[i % 3], dist), Link(f"{dist}-b", cores[(i + 1) % 3], dist)]
        self.below = {dist: leaves[i :: len(spread)] for i, dist in enumerate(spread)}
        links += [Link(f"{leaf}-up", dist, leaf) for dist, group in self.below.items() for leaf in group]
        self.graph = Network(("v", *cores, *spread, *leaves), tuple(links), "v")

    async def network(self, session: object) -> Network:
        """Return the tree."""
        del session
        return self.graph


async def run(devices: int, alerts: int, seconds: float, batch: int) -> None:
    tree, rng = Tree(devices), random.Random(7)
    failed = sorted(tree.below)[: len(tree.below) // 3]
    dark = [*failed, *(leaf for dist in failed for leaf in tree.below[dist])]
    offset = timedelta(0)
    with tempfile.TemporaryDirectory() as place:
        database = Database(f"sqlite+aiosqlite:///{Path(place) / 'storm.db'}")
        await migrate.upgrade(database)
        service = AlertService(tree, AlertsSettings(), lambda: datetime.now(UTC) + offset)
        waits: list[float] = []
        began = time.monotonic()
        for number in range(0, alerts, batch):
            due = began + seconds * number / alerts
            await asyncio.sleep(max(0.0, due - time.monotonic()))
            now = datetime.now(UTC)
            signals = [Signal(f"node:{rng.choice(dark)}", "unreachable", True, now) for _ in range(batch)]
            async with database.transaction() as session:
                await service.take(session, signals)
            waits += [time.monotonic() - due] * batch
        took = time.monotonic() - began
        offset = timedelta(minutes=5)
        decided = time.monotonic()
        async with database.transaction() as session:
            await service.settle(session)
        decision = time.monotonic() - decided
        await database.dispose()
    cuts = statistics.quantiles(waits, n=100)
    print(f"{alerts} alerts of {devices} devices in {took:.1f} s, batches of {batch}, SQLite, every commit synced")
    half, most, nearly = (cuts[at] * 1000 for at in (49, 94, 98))
    print(f"arrival to incident: median {half:.0f} ms, p95 {most:.0f} ms, p99 {nearly:.0f} ms")
    print(f"decision over {len(dark)} dark devices after the hold: {decision:.2f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--devices", type=int, default=1000)
    parser.add_argument("--alerts", type=int, default=10_000)
    parser.add_argument("--seconds", type=float, default=60.0)
    parser.add_argument("--batch", type=int, default=10)
    given = parser.parse_args()
    asyncio.run(run(given.devices, given.alerts, given.seconds, given.batch))
