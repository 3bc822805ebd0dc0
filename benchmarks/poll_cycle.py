"""A full poll cycle, from plan to durable segments, of emulated devices on the same machine; beside net-snmp's tools.

python benchmarks/poll_cycle.py                    1,000 devices x 49 interfaces x 12 columns
python benchmarks/poll_cycle.py --devices 10000    the way to 10,000
python benchmarks/poll_cycle.py --profile          where the time of one steady cycle goes, by function
"""

import argparse
import asyncio
import cProfile
import functools
import os
import pstats
import shutil
import subprocess
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import func, select

import watchkeeper.estate.accounts.models
import watchkeeper.estate.inventory.discovery.models  # noqa: F401
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Base, Database
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live import models as _live  # noqa: F401
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.outbox.settings import OutboxSettings
from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.core.telemetry import configure_logging
from watchkeeper.estate.drivers.icmp.driver import IcmpDriver
from watchkeeper.estate.drivers.processes import DriverProcesses
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.inventory.schemas import DeviceCreate
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.schemas import CredentialCreate
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.kit.clock import utc_now
from watchkeeper.kit.garbage import look_seldom
from watchkeeper.lab.emulated import EmulatedLab, LabDevice
from watchkeeper.lab.serve.options import LabOptions
from watchkeeper.observe.events.service import EventService
from watchkeeper.observe.polling.assembly import Polling, Surroundings, build_polling
from watchkeeper.observe.polling.models import DevicePollState, PollCycle
from watchkeeper.observe.polling.settings import PollingSettings
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

BENCH = Principal(1, "benchmark", "admin", frozenset())
COLUMNS = 12
PEER_TABLES = ("1.3.6.1.2.1.2.2", "1.3.6.1.2.1.31.1.1")


@dataclass
class Stages:
    """Wall seconds by stage; stages of concurrent shards add up to more than the cycle."""

    wall: dict[str, float] = field(default_factory=lambda: defaultdict(float))

    @contextmanager
    def measure(self, name: str) -> Iterator[None]:
        """Add the time of a block to a stage."""
        started = time.perf_counter()
        try:
            yield
        finally:
            self.wall[name] += time.perf_counter() - started

    def wrap(self, owner: Any, method: str, name: str) -> None:
        """Time calls of ``owner.method``."""
        original: Callable[..., Any] = getattr(owner, method)

        @functools.wraps(original)
        async def timed_async(*args: Any, **kwargs: Any) -> Any:
            with self.measure(name):
                return await original(*args, **kwargs)

        @functools.wraps(original)
        def timed(*args: Any, **kwargs: Any) -> Any:
            with self.measure(name):
                return original(*args, **kwargs)

        setattr(owner, method, timed_async if asyncio.iscoroutinefunction(original) else timed)


@dataclass
class Bench:
    """The platform under test."""

    database: Database
    inventory: InventoryService
    series: SeriesService
    polling: Polling
    relay: Relay
    clock: "BenchClock"

    async def until_done(self) -> list[PollCycle]:
        """Wait until no cycle runs and return all."""
        running = select(func.count(), func.count().filter(PollCycle.status == "running")).select_from(PollCycle)
        while True:
            async with self.database.reading() as session:
                planned, unfinished = (await session.execute(running)).one()
                if planned and not unfinished:
                    return list(await session.scalars(select(PollCycle).order_by(PollCycle.id)))
            await asyncio.sleep(0.1)

    async def until_known(self) -> None:
        """Wait until every device has said who it is and what it has: asked once a device, not once a cycle."""
        facts = select(func.count()).where(DevicePollState.facts_at.is_(None))
        while True:
            async with self.database.reading() as session:
                if not await session.scalar(facts):
                    return
            await asyncio.sleep(0.05)


async def prepare(directory: Path, lab: EmulatedLab, shard: int, concurrency: int | None, collectors: int) -> Bench:
    database = Database(f"sqlite+aiosqlite:///{directory / 'bench.db'}")
    async with database.engine.begin() as connection:
        await connection.run_sync(Base.metadata.create_all)
    vault = VaultService(KeyRing(bytes(range(32))))
    inventory = InventoryService(vault)
    series = SeriesService(SeriesSettings(), directory / "series")
    series.start()
    bench_clock = BenchClock()
    snmp = DriverProcesses(f"{SnmpDriver.__module__}:SnmpDriver", collectors) if collectors else SnmpDriver()
    polling = build_polling(
        Surroundings(database, inventory, series, EventService(), {"snmp": snmp, "icmp": IcmpDriver()}),
        settings=PollingSettings(
            spread=0.0, shard_devices=shard, reachability={"enabled": False}, environment_interval_s=86_400
        ),
        chores=(),
        clock=bench_clock,
    )
    registry = TaskRegistry()
    polling.bind(registry)
    settings = OutboxSettings(queue_concurrency={} if concurrency is None else {"polling": concurrency})
    relay = Relay(database, registry=registry, settings=settings, clock=bench_clock)
    async with database.transaction() as session:
        community = lab.devices[0].community
        new = CredentialCreate(name="lab", kind="snmp_v2c", community=community, is_default=True)
        await vault.create(session, new, BENCH)
    async with database.transaction() as session:
        for device in lab.devices:
            new_device = DeviceCreate(name=device.name, address=device.address, snmp_port=device.snmp_port)
            await inventory.create_device(session, new_device, BENCH)
    return Bench(database, inventory, series, polling, relay, bench_clock)


class BenchClock:
    """The real clock, moved forward so that the next slot need not be waited for."""

    def __init__(self) -> None:
        self.offset = timedelta(0)

    def __call__(self) -> datetime:
        """Return the moment."""
        return utc_now() + self.offset

    def to_next_minute(self) -> None:
        """Go on to just after the next full minute."""
        self.offset += timedelta(seconds=self._left_s())

    async def until_next_minute(self) -> None:
        """Wait until just after the next full minute, as the server does between two cycles."""
        await asyncio.sleep(self._left_s())

    def _left_s(self) -> float:
        now = self()
        return 60 - (now.second + now.microsecond / 1e6) + 0.001


def cpu(process: psutil.Process) -> float:
    """CPU seconds of a process and its children."""
    family = [process, *process.children(recursive=True)]
    return sum(times.user + times.system for times in (member.cpu_times() for member in family))


def resident_mb(agents: psutil.Process) -> float:
    """Return what this process and its children hold, but for the agents."""
    me = psutil.Process()
    mine = [me, *(one for one in me.children(recursive=True) if one != agents and agents not in one.parents())]
    return sum(one.memory_info().rss for one in mine) / 1e6


def bytes_below(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.parquet"))


async def one_cycle(bench: Bench, stages: Stages, agents: psutil.Process) -> tuple[PollCycle, float, float, float]:
    bench.clock.to_next_minute()
    me = psutil.Process()
    mine, theirs, started = cpu_self(me, agents), cpu(agents), time.perf_counter()
    with stages.measure("plan"):
        await bench.polling.scheduler.tick()
    cycles = await bench.until_done()
    done = next(cycle for cycle in reversed(cycles) if cycle.group_name == "interfaces" and cycle.status != "skipped")
    return done, time.perf_counter() - started, cpu_self(me, agents) - mine, cpu(agents) - theirs


def cpu_self(process: psutil.Process, agents: psutil.Process) -> float:
    """CPU seconds of the poller with its collecting processes; the agents are children of this process as well."""
    return cpu(process) - cpu(agents)


def instrument(bench: Bench, stages: Stages) -> None:
    closer = bench.polling.runner._closer  # noqa: SLF001
    gatherer = bench.polling.runner._gatherer  # noqa: SLF001
    stages.wrap(bench.polling.collector, "collect", "collect")
    stages.wrap(bench.series, "ingest_interfaces", "rates")
    stages.wrap(bench.series, "write", "write")
    stages.wrap(bench.inventory, "record_contacts", "contacts")
    stages.wrap(closer, "_interface_news", "changes")
    stages.wrap(closer, "close", "close (all of the ending transaction)")
    stages.wrap(gatherer, "gather", "gather (collect, rates, write)")


def peer(devices: Sequence[LabDevice], parallel: int) -> tuple[float, float, int]:
    """Walk both interface tables of each device with a process each; return seconds, CPU seconds, varbinds."""
    commands = [
        ["snmpbulkwalk", "-v2c", "-c", d.community, "-Cr25", "-On", "-m", "", f"{d.address}:{d.snmp_port}", table]
        for d in devices
        for table in PEER_TABLES
    ]
    before, started, varbinds = os.times(), time.perf_counter(), 0
    running: list[subprocess.Popen[bytes]] = []
    for command in commands:
        running.append(subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL))
        if len(running) == parallel:
            varbinds += running.pop(0).communicate()[0].count(b"\n")
    for process in running:
        varbinds += process.communicate()[0].count(b"\n")
    after = os.times()
    used = after.children_user + after.children_system - before.children_user - before.children_system
    return time.perf_counter() - started, used, varbinds


async def run(arguments: argparse.Namespace, lab: EmulatedLab, directory: Path) -> None:
    bench = await prepare(directory, lab, arguments.shard, arguments.concurrency, arguments.collectors)
    agents = psutil.Process(lab.pid)
    runs = []
    async with bench.polling.collector:
        await bench.relay.start()
        started = time.perf_counter()
        await bench.polling.scheduler.tick()
        await bench.until_done()
        await bench.until_known()
        print(f"first contact, with all that devices say of themselves: {time.perf_counter() - started:.1f} s")
        print(f"{'cycle':>8} {'wall s':>8} {'poller CPU':>11} {'agents CPU':>11} {'rows':>9} {'varbinds':>9} status")
        shared = Stages()
        instrument(bench, shared)
        for number in range(arguments.cycles):
            shared.wall.clear()
            cycle, wall, mine, theirs = await one_cycle(bench, shared, agents)
            print(
                f"{number + 1:>8} {wall:>8.2f} {mine:>11.2f} {theirs:>11.2f} {cycle.rows:>9} {cycle.varbinds:>9} "
                f"{cycle.status} ok={cycle.ok} failed={cycle.failed} skipped={cycle.skipped}"
            )
            runs.append((wall, cycle, mine, theirs, dict(shared.wall)))
        if arguments.profile:
            await profile(bench, agents)
        await bench.relay.stop()
    bench.series.close()
    await bench.database.dispose()
    wall, cycle, mine, theirs, walls = min(runs, key=lambda run: run[0])
    segments = await asyncio.to_thread(bytes_below, directory / "series" / "interface")
    print(f"\nbest cycle: {wall:.2f} s from plan to the last durable segment and its report")
    for name, seconds in sorted(walls.items(), key=lambda item: -item[1]):
        print(f"  {name:<40} {seconds:>7.2f} s (sum over shards)")
    values = cycle.rows * COLUMNS
    print(f"  {cycle.rows} interface rows, {values} values; {cycle.varbinds} varbinds: {cycle.varbinds / wall:,.0f}/s")
    print(f"  CPU: poller {mine:.2f} s, agents {theirs:.2f} s of {wall * os.cpu_count():.2f} s there were")
    print(
        f"  poller CPU: {mine / cycle.planned * 1000:.2f} ms a device, {mine / cycle.varbinds * 1e6:.2f} µs a varbind"
    )
    print(f"  interface segments on disk: {segments / max(1, arguments.cycles + 1) / cycle.rows:.1f} bytes a row")
    if shutil.which("snmpbulkwalk"):
        compare(lab, arguments, cycle, wall, mine)
    else:
        print("\nno peer: snmpbulkwalk is not installed (apt-get install snmp)")


def compare(lab: EmulatedLab, arguments: argparse.Namespace, cycle: PollCycle, wall: float, mine: float) -> None:
    sample = min(arguments.sample, len(lab.devices))
    seconds, used, varbinds = peer(lab.devices[:sample], os.cpu_count() or 1)
    per_device = seconds / sample
    print(f"\nnet-snmp's snmpbulkwalk, ifTable and ifXTable of {sample} devices, {os.cpu_count()} processes at once:")
    print(
        f"  {seconds:.2f} s, {used:.2f} s CPU, {varbinds} varbinds; {per_device * cycle.planned:.1f} s for all devices"
    )
    print(
        f"  ratio, devices a second: {per_device / (wall / cycle.planned):.1f} x (we store, judge and report as well)"
    )
    print(f"  ratio, CPU for a device: {(used / sample) / (mine / cycle.planned):.1f} x")
    print(f"  ratio, CPU for a varbind: {(used / varbinds) / (mine / cycle.varbinds):.1f} x")


async def profile(bench: Bench, agents: psutil.Process) -> None:
    """Profile the poller's main thread and its collector over one cycle."""
    main, collector = cProfile.Profile(), cProfile.Profile()

    async def on_collector(action: str) -> None:
        getattr(collector, action)()

    await bench.polling.collector.run(on_collector("enable"))
    main.enable()
    await one_cycle(bench, Stages(), agents)
    main.disable()
    await bench.polling.collector.run(on_collector("disable"))
    for name, taken in (("collector thread", collector), ("main thread", main)):
        print(f"\n--- {name}")
        pstats.Stats(taken).sort_stats("tottime").print_stats(25)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--devices", type=int, default=1_000)
    parser.add_argument("--interfaces", type=int, default=49)
    parser.add_argument("--cycles", type=int, default=3)
    parser.add_argument("--shard", type=int, default=250)
    parser.add_argument("--concurrency", type=int, help="shards at once")
    parser.add_argument("--sample", type=int, default=50, help="devices that the peer walks")
    parser.add_argument("--collectors", type=int, default=0, help="processes that ask devices; 0: a thread")
    parser.add_argument("--profile", action="store_true")
    arguments = parser.parse_args()
    look_seldom()  # as the server does
    configure_logging(LoggingSettings(level="warning", format="console"))
    options = LabOptions(arguments.devices, port=0, interfaces=arguments.interfaces, roles=("leaf",))
    with tempfile.TemporaryDirectory() as directory, EmulatedLab(arguments.devices, options=options) as lab:
        print(f"{arguments.devices} devices x {arguments.interfaces} interfaces x {COLUMNS} columns, "
              f"agents and poller on {os.cpu_count()} cores")  # fmt: skip
        asyncio.run(run(arguments, lab, Path(directory)))


if __name__ == "__main__":
    main()
