"""A driver spread over processes: it answers as the driver itself does, and outlives its processes."""

import asyncio
import os
import signal
import socket
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime

import psutil
import pytest

from watchkeeper.estate.drivers.processes import DriverProcesses
from watchkeeper.estate.drivers.processes.pool import CollectorLostError
from watchkeeper.estate.drivers.protocol import CollectRequest, Outcome, SnmpCredential, Target
from watchkeeper.estate.drivers.snmp.describe import NEIGHBOURHOOD
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.drivers.visits import VisitRequest
from watchkeeper.lab.emulated import EmulatedLab
from watchkeeper.lab.serve.options import LabOptions

SNMP = "watchkeeper.estate.drivers.snmp.driver:SnmpDriver"
SLOT = datetime(2026, 11, 28, 12, 0, tzinfo=UTC)


def test_a_process_that_collects_loads_no_database_and_no_web_server():
    script = (
        "import sys\n"
        "import watchkeeper.estate.drivers.processes.child, watchkeeper.estate.drivers.snmp.driver\n"
        "print(sorted({'sqlalchemy', 'fastapi', 'prometheus_client', 'cryptography'} & set(sys.modules)))\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


@pytest.fixture(scope="module")
def lab(tmp_path_factory):
    options = LabOptions(6, port=0, interfaces=4, directory=str(tmp_path_factory.mktemp("lab")))
    with EmulatedLab(6, options=options) as running:
        yield running


@pytest.fixture
async def processes():
    pool = DriverProcesses(SNMP, 2)
    yield pool
    await pool.aclose()


def targets(lab):
    credential = SnmpCredential(community=lab.devices[0].community)
    return [Target(number, d.address, d.snmp_port, credential) for number, d in enumerate(lab.devices, 1)]


def request(asked, tables=("interfaces",), budget_s=20.0):
    return CollectRequest(asked, frozenset(tables), SLOT, budget_s)


def places(collection, family="interface"):
    return sorted(zip(*(collection.batches[family][c].to_pylist() for c in ("device_id", "object")), strict=True))


async def until_noticed(pool):
    """Go round the loop until the pool has seen that its processes are gone."""
    while pool.pids:  # noqa: ASYNC110  # the pool has no event for it, and needs none
        await asyncio.sleep(0)


async def test_what_processes_collect_is_what_the_driver_collects(lab, processes):
    asked = request(targets(lab))
    alone = SnmpDriver()
    mine, theirs = await alone.collect(asked), await processes.collect(asked)
    await alone.aclose()
    assert [r.device_id for r in theirs.results] == [t.device_id for t in asked.targets]
    assert {r.outcome for r in theirs.results} == {Outcome.OK}
    assert theirs.batches.keys() == mine.batches.keys()
    assert theirs.batches["interface"].schema == mine.batches["interface"].schema
    assert places(theirs) == places(mine)
    assert len(processes.pids) == 2


async def test_a_device_stays_with_its_process(lab, processes):
    first = targets(lab)[:1]
    for _ in range(3):
        assert (await processes.collect(request(first))).results[0].outcome is Outcome.OK
    assert len(processes.pids) == 1


async def test_a_process_that_is_killed_is_told_and_replaced(lab, processes):
    await processes.collect(request(targets(lab)))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
        mute.bind(("127.0.0.1", 0))
        silent = Target(2, "127.0.0.1", mute.getsockname()[1], SnmpCredential(community="public"))
        waiting = asyncio.create_task(processes.collect(request([silent])))
        await asyncio.to_thread(mute.recvfrom, 1500)  # the process has asked
        victims = processes.pids
        for pid in victims:
            os.kill(pid, signal.SIGKILL)
        with pytest.raises(CollectorLostError, match="ended while it was asking"):
            await waiting
    await until_noticed(processes)
    again = await processes.collect(request(targets(lab)))
    assert {r.outcome for r in again.results} == {Outcome.OK}
    assert not set(victims) & set(processes.pids)


async def test_who_stops_waiting_stops_the_work(lab, processes):
    await processes.collect(request(targets(lab)))
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as mute:
        mute.bind(("127.0.0.1", 0))
        silent = Target(1, "127.0.0.1", mute.getsockname()[1], SnmpCredential(community="public"))
        waiting = asyncio.create_task(processes.collect(request([silent], budget_s=600)))
        await asyncio.to_thread(mute.recvfrom, 1500)
        waiting.cancel()
        with pytest.raises(asyncio.CancelledError):
            await waiting
    assert {r.outcome for r in (await processes.collect(request(targets(lab)))).results} == {Outcome.OK}


async def test_closing_ends_the_processes(lab):
    pool = DriverProcesses(SNMP, 2)
    await pool.collect(request(targets(lab)))
    running = [psutil.Process(pid) for pid in pool.pids]
    assert len(running) == 2
    await pool.aclose()
    assert not any(process.is_running() for process in running)
    assert pool.pids == []


async def test_processes_visit_as_the_driver_does_and_keep_quiet_about_what_is_known(lab, processes):
    asked = VisitRequest(targets(lab), NEIGHBOURHOOD, 20.0)
    alone = SnmpDriver()
    mine, theirs = await alone.visit(asked), await processes.visit(asked)
    await alone.aclose()
    assert [visit.device_id for visit in theirs] == [target.device_id for target in asked.targets]
    assert {visit.outcome for visit in theirs} == {Outcome.OK}
    assert [visit.digest for visit in theirs] == [visit.digest for visit in mine]
    assert [visit.report.identity.sysname for visit in theirs] == [device.name for device in lab.devices]
    assert not any(port.counters for visit in theirs for port in visit.report.interfaces)
    known = {visit.device_id: visit.digest for visit in theirs[1:]}
    again = await processes.visit(replace(asked, known=known))
    assert [visit.device_id for visit in again if visit.report is not None] == [theirs[0].device_id]
