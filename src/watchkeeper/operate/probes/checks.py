"""The checks every installation has: database, migrations, segment store, relay, data directory, its own network."""

import asyncio
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from watchkeeper.core import migrate
from watchkeeper.core.database import Database
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.operate.probes.monitor import Check
from watchkeeper.operate.probes.status import Finding, Status

LOW_SPACE_RATIO = 0.10
_OK = Finding(Status.OK)

StoreProbe = Callable[[], Awaitable[None]]
"""Writes and reads back something small in the segment store; raises what goes wrong."""


def database_check(database: Database) -> Check:
    """The database answers a query."""

    async def run() -> Finding:
        await database.ping()
        return _OK

    return Check("database", run)


def migrations_check(database: Database) -> Check:
    """The schema is the one this version was written for."""

    async def run() -> Finding:
        found, wanted = await migrate.current(database), migrate.head()
        if found == wanted:
            return _OK
        return Finding(
            Status.FAILED,
            "schema is not current",
            f"The schema is {found or 'missing'}, this version needs {wanted}: run `wk db upgrade`.",
        )

    return Check("migrations", run)


def store_check(probe: StoreProbe) -> Check:
    """The segment store takes and gives back."""

    async def run() -> Finding:
        await probe()
        return _OK

    return Check("segment_store", run)


def relay_check(database: Database, outbox: OutboxService, *, max_lag_s: float) -> Check:
    """The relay keeps up."""

    async def run() -> Finding:
        async with database.reading() as session:
            lag_s = await outbox.lag_s(session)
        if lag_s <= max_lag_s:
            return Finding(Status.OK, message=f"Lag {lag_s:.1f} s.")
        return Finding(Status.FAILED, "lagging", f"The oldest deliverable event has waited for {lag_s:.0f} s.")

    return Check("relay", run)


def running_check(component: str, *parts: Callable[[], bool]) -> Check:
    """Every part of a background component runs; without it the API still answers, so it only degrades."""

    async def run() -> Finding:
        if all(part() for part in parts):
            return _OK
        return Finding(Status.FAILED, "not running", f"A part of {component} has stopped: restart the server.")

    return Check(component, run, required=False)


def own_network_check(cut_off: Callable[[], Awaitable[bool]]) -> Check:
    """Some way out of this installation works; while none does, it is its own network that fails, not everybody's."""

    async def run() -> Finding:
        if not await cut_off():
            return _OK
        return Finding(
            Status.FAILED,
            "cut off",
            "Nothing answers on any way out of here: look at this machine's own network before anything else.",
        )

    return Check("own_network", run, required=False)


def data_directory_check(path: Path) -> Check:
    """The data directory takes files; little space left degrades."""

    async def run() -> Finding:
        return await asyncio.to_thread(_look_at_directory, path)

    return Check("data_directory", run)


def _look_at_directory(path: Path) -> Finding:
    try:
        with tempfile.NamedTemporaryFile(dir=path, prefix=".probe-") as probe:
            probe.write(b"\0" * 4096)
    except OSError as error:
        return Finding(Status.FAILED, "not writable", f"{path} cannot be written to: {error.strerror}.")
    usage = shutil.disk_usage(path)
    if usage.free < LOW_SPACE_RATIO * usage.total:
        return Finding(Status.DEGRADED, "little space", f"{usage.free / 2**30:.1f} GiB are free at {path}.")
    return _OK
