"""Walks of ifTable and ifXTable on emulated agents: our engine beside gufo-snmp, net-snmp's snmpbulkwalk and pysnmp.

python benchmarks/snmp_walk.py                   60 agents of 49 interfaces, every peer
python benchmarks/snmp_walk.py --devices 200 --rounds 3

Every client reads the same columns of the same agents in one run; CPU is the client's own (for processes: theirs).
A walk is one device. Ratios are what counts: the machine's speed cancels out.
"""

import argparse
import asyncio
import os
import shutil
import subprocess
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.drivers.snmp import ber
from watchkeeper.estate.drivers.snmp.connect import Connector
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.estate.drivers.snmp.walk import walk
from watchkeeper.lab.emulated import EmulatedLab
from watchkeeper.lab.inventory import LabDevice
from watchkeeper.lab.serve.options import LabOptions

TABLES = ("1.3.6.1.2.1.2.2.1", "1.3.6.1.2.1.31.1.1.1")
REPETITIONS = 25
PUBLIC = SnmpCredential(community="public")
POLLED = [(TABLES[1], c) for c in (6, 10, 7, 11, 15, 19)] + [(TABLES[0], c) for c in (7, 8, 13, 14, 19, 20)]


@dataclass
class Figure:
    """What one client needed for ``walks`` walks."""

    name: str
    walks: int
    seconds: float
    cpu: float
    varbinds: int

    @property
    def rate(self) -> float:
        """Walks a second."""
        return self.walks / self.seconds

    @property
    def cpu_ms(self) -> float:
        """CPU milliseconds a walk."""
        return 1000 * self.cpu / self.walks


def measure(name: str, devices: list[LabDevice], run: Callable[[list[LabDevice]], int]) -> Figure:
    before, started = os.times(), time.perf_counter()
    varbinds = run(devices)
    seconds, after = time.perf_counter() - started, os.times()
    cpu = sum(after[index] - before[index] for index in range(4))
    return Figure(name, len(devices), seconds, cpu, varbinds)


def together(one: Callable[[LabDevice], Awaitable[int]]) -> Callable[[list[LabDevice]], int]:
    async def everyone(devices: list[LabDevice]) -> int:
        gate = asyncio.Semaphore(100)

        async def guarded(device: LabDevice) -> int:
            async with gate:
                return await one(device)

        return sum(await asyncio.gather(*map(guarded, devices)))

    return lambda devices: asyncio.run(everyone(devices))


def columns_of(device: LabDevice) -> list[str]:
    """Every column of both tables that the agent has; the peers find the same by walking the tables."""
    command = ["snmpbulkwalk", "-v2c", "-c", "public", "-Cr50", "-On", "-m", ""]
    found: dict[str, None] = {}
    for table in TABLES:
        done = subprocess.run(
            [*command, f"{device.address}:{device.snmp_port}", table], capture_output=True, text=True, check=True
        )
        for line in done.stdout.splitlines():
            name = line.split(" ", 1)[0].lstrip(".")
            if name.startswith(table):
                found[".".join(name.split(".")[: len(table.split(".")) + 1])] = None
    return list(found)


def ours(columns: list[str]) -> Callable[[list[LabDevice]], int]:
    prefixes = [ber.encode_oid(tuple(map(int, column.split(".")))) for column in columns]

    async def everyone(devices: list[LabDevice]) -> int:
        connector = Connector()
        gate = asyncio.Semaphore(100)

        async def one(device: LabDevice) -> int:
            async with gate:
                session = Session(await connector.connect(device.address, device.snmp_port, PUBLIC))
                found = await walk(session, prefixes)
                return sum(len(column.rows) for column in found.columns.values())

        total = sum(await asyncio.gather(*map(one, devices)))
        connector.close()
        return total

    return lambda devices: asyncio.run(everyone(devices))


async def gufo(device: LabDevice) -> int:
    from gufo.snmp.aio import SnmpSession

    count = 0
    async with SnmpSession(device.address, port=device.snmp_port, community="public", timeout=10) as session:
        for table in TABLES:
            async for _ in session.getbulk(table, REPETITIONS):
                count += 1
    return count


async def pysnmp(device: LabDevice) -> int:
    from pysnmp.hlapi.v3arch.asyncio import (
        CommunityData,
        ContextData,
        ObjectIdentity,
        ObjectType,
        SnmpEngine,
        UdpTransportTarget,
        bulk_walk_cmd,
    )

    count, engine = 0, SnmpEngine()
    target = await UdpTransportTarget.create((device.address, device.snmp_port), timeout=10)
    for table in TABLES:
        name = ObjectType(ObjectIdentity(table))
        async for error, status, _, varbinds in bulk_walk_cmd(
            engine, CommunityData("public"), target, ContextData(), 0, REPETITIONS, name,
            lexicographicMode=False, lookupMib=False,
        ):  # fmt: skip
            if error or status:
                raise SystemExit(f"pysnmp: {error or status}")
            count += len(varbinds)
    engine.close_dispatcher()
    return count


def netsnmp(devices: list[LabDevice]) -> int:
    running: list[subprocess.Popen[bytes]] = []
    varbinds = 0
    jobs = [(device, table) for device in devices for table in TABLES]
    for device, table in jobs:
        command = ["snmpbulkwalk", "-v2c", "-c", "public", f"-Cr{REPETITIONS}", "-On", "-m", ""]
        target = f"{device.address}:{device.snmp_port}"
        running.append(subprocess.Popen([*command, target, table], stdout=subprocess.PIPE))
        if len(running) == (os.cpu_count() or 1):
            varbinds += running.pop(0).communicate()[0].count(b"\n")
    return varbinds + sum(process.communicate()[0].count(b"\n") for process in running)


def show(figures: list[Figure]) -> None:
    mine = figures[0]
    print(f"{'client':24} {'walks':>6} {'walks/s':>9} {'CPU ms/walk':>12} {'varbinds/walk':>14} {'rate':>8} {'CPU':>8}")
    for figure in figures:
        ratios = f"{mine.rate / figure.rate:7.2f}x {figure.cpu_ms / mine.cpu_ms:7.2f}x"
        print(
            f"{figure.name:24} {figure.walks:6} {figure.rate:9.1f} {figure.cpu_ms:12.2f}"
            f" {figure.varbinds / figure.walks:14.0f} {ratios}"
        )
    print("rate: how many times the rate of the client ours is; CPU: how many times ours its CPU for a walk is")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--devices", type=int, default=60)
    parser.add_argument("--interfaces", type=int, default=49)
    parser.add_argument("--rounds", type=int, default=3, help="the best of so many rounds counts")
    parser.add_argument("--pysnmp", type=int, default=10, help="walk only so many devices with pysnmp, which is slow")
    parser.add_argument("--max-size", type=int, default=1472, help="largest reply of the agents, in octets")
    arguments = parser.parse_args()
    options = LabOptions(
        arguments.devices, port=0, interfaces=arguments.interfaces, roles=("leaf",), max_size=arguments.max_size
    )
    with EmulatedLab(arguments.devices, options=options) as lab:
        devices = list(lab.devices)
        columns = columns_of(devices[0])
        polled = [f"{table}.{number}" for table, number in POLLED]
        clients: list[tuple[str, list[LabDevice], Callable[[list[LabDevice]], int]]] = [
            ("watchkeeper, all columns", devices, ours(columns)),
            ("gufo-snmp", devices, together(gufo)),
            ("snmpbulkwalk", devices, netsnmp) if shutil.which("snmpbulkwalk") else ("", [], netsnmp),
            ("pysnmp", devices[: arguments.pysnmp], together(pysnmp)),
            ("watchkeeper, 12 polled", devices, ours(polled)),
        ]
        best: dict[str, Figure] = {}
        for _ in range(arguments.rounds):
            for name, chosen, run in clients:
                if chosen:
                    figure = measure(name, chosen, run)
                    best[name] = min(best.get(name, figure), figure, key=lambda f: f.cpu)
    print(f"{len(devices)} agents x {arguments.interfaces} interfaces, {len(columns)} columns of both tables,")
    print(f"replies up to {arguments.max_size} octets, agents on the same {os.cpu_count()} cores")
    show(list(best.values()))


if __name__ == "__main__":
    main()
