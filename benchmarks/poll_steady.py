"""Ten thousand devices every minute, some dead and some slow: does every cycle end in time, and does memory stay flat?

python benchmarks/poll_steady.py                       10,000 devices, 10 minutes, 5 % dead, 1 % slow
python benchmarks/poll_steady.py --devices 1000 --minutes 3

python benchmarks/poll_steady.py --scattered           the dead and the slow are neighbours of all others

Agents, poller and database share the machine. Devices are met first, and minute 0 is the first after that: all answer,
and what their interfaces were like before is read from the database. In minute 1 some fall silent at once and others
turn slow, as side by side as the devices of a site, or scattered: each shard holds some of them. From minute 2 on they
are polled apart. Minutes 0 and 1 are told by themselves. The peer is net-snmp's snmpbulkwalk on a sample of the agents.
"""

import argparse
import asyncio
import os
import shutil
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psutil
from sqlalchemy import func, select

from poll_cycle import COLUMNS, Bench, cpu, cpu_self, peer, prepare, resident_mb
from watchkeeper.core.outbox.models import MessageStatus, OutboxMessage
from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.telemetry import configure_logging
from watchkeeper.kit.garbage import look_seldom
from watchkeeper.lab.emulated import EmulatedLab, LabDevice
from watchkeeper.lab.serve.options import LabOptions
from watchkeeper.observe.polling.models import DevicePollState, PollCycle, PollShard
from watchkeeper.observe.polling.repository import UNFINISHED

SLOW_MS = 2_000
BUDGET_S = 30.0
_BEFORE = 2
"""Minutes that are told by themselves."""


@dataclass(frozen=True)
class Minute:
    """One minute: the cycle's report, seconds to its end for healthy devices and for all, CPU and memory."""

    cycle: PollCycle
    healthy_s: float
    all_s: float
    poller_cpu_s: float
    agents_cpu_s: float
    resident_mb: float


async def minute(bench: Bench, agents: psutil.Process, spoiled: set[int]) -> Minute:
    me = psutil.Process()
    await bench.clock.until_next_minute()
    mine, theirs, started = cpu_self(me, agents), cpu(agents), time.perf_counter()
    await bench.polling.scheduler.tick()
    async with bench.database.reading() as session:
        cycle_id = await session.scalar(
            select(func.max(PollCycle.id)).where(PollCycle.group_name == "interfaces", PollCycle.status != "skipped")
        )
    healthy_s = await until_stored(bench, cycle_id, but=spoiled) - started
    all_s = await until_stored(bench, cycle_id, but=set()) - started
    await bench.until_done()
    async with bench.database.reading() as session:
        cycle = await session.get(PollCycle, cycle_id)
    spent = cpu_self(me, agents) - mine, cpu(agents) - theirs
    return Minute(cycle, healthy_s, all_s, *spent, resident_mb(agents))


async def until_stored(bench: Bench, cycle_id: int, *, but: set[int]) -> float:
    """Wait until every shard has ended that holds any other device than ``but`` (ids); return the moment."""
    unfinished = select(PollShard.device_ids).where(PollShard.cycle_id == cycle_id, PollShard.status.in_(UNFINISHED))
    while True:
        async with bench.database.reading() as session:
            waiting = list(await session.scalars(unfinished))
        if all(but.issuperset(ids) for ids in waiting):
            return time.perf_counter()
        await asyncio.sleep(0.2)


async def run(arguments: argparse.Namespace, lab: EmulatedLab, directory: Path) -> None:
    bench = await prepare(directory, lab, arguments.shard, arguments.concurrency, arguments.collectors)
    agents, minutes, spoiled = psutil.Process(lab.pid), [], set[int]()
    async with bench.polling.collector:
        await bench.relay.start()
        await meet_all(bench)
        print(
            f"{'minute':>7} {'healthy s':>10} {'all s':>7} {'poller CPU':>11} {'agents CPU':>11} {'MB':>7} report",
            flush=True,
        )
        for number in range(_BEFORE + arguments.minutes):
            taken = await minute(bench, agents, spoiled)
            minutes.append(taken)
            c = taken.cycle
            print(
                f"{number:>7} {taken.healthy_s:>10.1f} {taken.all_s:>7.1f} {taken.poller_cpu_s:>11.1f} "
                f"{taken.agents_cpu_s:>11.1f} {taken.resident_mb:>7.0f} {c.status} ok={c.ok} partial={c.partial} "
                f"failed={c.failed} skipped={c.skipped}",
                flush=True,
            )
            if number == 0:
                spoiled = spoil(lab, arguments)
        await bench.relay.stop()
    bench.series.close()
    await bench.database.dispose()
    worst_s = max(taken.all_s for taken in minutes)
    print(f"\nslowest cycle of all {len(minutes)} minutes: {worst_s:.1f} s (budget {BUDGET_S:.0f} s)")
    print(f"minute 1, in which devices fall silent: {minutes[1].healthy_s:.1f} s, with those {minutes[1].all_s:.1f} s")
    print(f"the {arguments.minutes} minutes after it:")
    tell(minutes[_BEFORE:], [device for number, device in enumerate(lab.devices, start=1) if number not in spoiled])


async def meet_all(bench: Bench) -> None:
    """Poll as often as it takes until every device has said who it is and what it has; that is not part of a cycle."""
    began, rounds, unknown = time.perf_counter(), 0, -1
    while unknown:
        await bench.polling.scheduler.tick()
        await bench.until_done()
        await until_quiet(bench)
        async with bench.database.reading() as session:
            unknown = await session.scalar(select(func.count()).where(DevicePollState.facts_at.is_(None)))
        bench.clock.to_next_minute()
        rounds += 1
        print(f"meeting the devices, round {rounds}: {time.perf_counter() - began:.0f} s, {unknown} to go", flush=True)


async def until_quiet(bench: Bench) -> None:
    """Wait until nothing that is due waits or is being done."""
    due = OutboxMessage.status == MessageStatus.PENDING, OutboxMessage.available_at <= bench.clock()
    while True:
        async with bench.database.reading() as session:
            if not await session.scalar(select(func.count()).where(*due)):
                return
        await asyncio.sleep(0.5)


def spoil(lab: EmulatedLab, arguments: argparse.Namespace) -> set[int]:
    """Silence some agents and slow down others; return the ids of their devices."""
    some = evenly if arguments.scattered else first
    ids = range(1, arguments.devices + 1)  # in the agents' order
    dead = some(ids, int(arguments.devices * arguments.dead))
    slow = some([one for one in ids if one not in dead], int(arguments.devices * arguments.slow))
    for device_id in sorted(dead):
        lab.fault("silence", lab.devices[device_id - 1].name)
    for device_id in sorted(slow):
        lab.fault("slow", lab.devices[device_id - 1].name, amount=SLOW_MS)
    return dead | slow


def first(ids: Sequence[int], count: int) -> set[int]:
    """Return the first ``count`` ids."""
    return set(ids[:count])


def evenly(ids: Sequence[int], count: int) -> set[int]:
    """Return ``count`` of the ids at even distances."""
    return {ids[number * len(ids) // count] for number in range(count)}


def tell(minutes: list[Minute], sound: list[LabDevice]) -> None:
    worst = max(minutes, key=lambda m: m.healthy_s)
    varbinds = sum(m.cycle.varbinds for m in minutes)
    used = sum(m.poller_cpu_s for m in minutes)
    print(f"slowest cycle of healthy devices: {worst.healthy_s:.1f} s (budget {BUDGET_S:.0f} s)")
    print(f"slowest cycle with the dead and the slow: {max(m.all_s for m in minutes):.1f} s")
    print(
        f"memory: {minutes[0].resident_mb:.0f} MB after the first of them, {minutes[-1].resident_mb:.0f} MB at the end"
    )
    print(f"{varbinds / sum(m.healthy_s for m in minutes):,.0f} OIDs/s, {used / varbinds * 1e6:.2f} µs CPU an OID")
    if shutil.which("snmpbulkwalk"):
        seconds, spent, walked = peer(sound[:50], os.cpu_count() or 1)
        print(
            f"snmpbulkwalk, same machine, nothing stored: {walked / seconds:,.0f} OIDs/s, "
            f"{spent / walked * 1e6:.2f} µs CPU an OID"
        )
    else:
        print("no peer: snmpbulkwalk is not installed (apt-get install snmp)")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--devices", type=int, default=10_000)
    parser.add_argument("--interfaces", type=int, default=49)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--dead", type=float, default=0.05, help="share of agents that never answer")
    parser.add_argument("--slow", type=float, default=0.01, help=f"share that takes {SLOW_MS} ms for each answer")
    parser.add_argument("--scattered", action="store_true", help="spoil agents at even distances, not the first ones")
    parser.add_argument("--shard", type=int, default=250)
    parser.add_argument("--concurrency", type=int, help="shards at once, if not as many as the product does")
    parser.add_argument("--collectors", type=int, default=os.cpu_count() or 1, help="processes that ask devices")
    arguments = parser.parse_args()
    look_seldom()  # as the server does
    configure_logging(LoggingSettings(level="warning", format="console"))
    options = LabOptions(arguments.devices, port=0, interfaces=arguments.interfaces, roles=("leaf",))
    with tempfile.TemporaryDirectory() as directory, EmulatedLab(arguments.devices, options=options) as lab:
        print(
            f"{arguments.devices} devices x {arguments.interfaces} interfaces x {COLUMNS} columns every minute, "
            f"{arguments.dead:.0%} dead, {arguments.slow:.0%} slow, {arguments.collectors} collecting processes, "
            f"agents on the same {os.cpu_count()} cores"
        )
        asyncio.run(run(arguments, lab, Path(directory)))


if __name__ == "__main__":
    main()
