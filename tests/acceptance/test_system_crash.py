"""``kill -9`` at random moments: what was acknowledged stays, nothing happens twice, nothing is forgotten."""

import random
import sqlite3
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pyarrow.compute as pc
import pytest
from live_platform import FAST, WK, LivePlatform, die_with_parent, wait_for

from watchkeeper.kit.families import FAMILIES
from watchkeeper.lab.emulated import EmulatedLab
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(300)]

SEED = 5
DEVICES = 20
KILLS = 6
LONGEST_LIFE_S = 4.0
SHARD_DEVICES = 5
SETTINGS = {
    **FAST,
    "WATCHKEEPER_POLLING__SHARD_DEVICES": str(SHARD_DEVICES),
    "WATCHKEEPER_POLLING__SPREAD": "0.6",  # shards run all the time, so that every moment is a bad one
}
ROWS = 5_000
ENDED = {"done", "partial", "skipped"}


@pytest.fixture(scope="module")
def lab() -> Iterator[EmulatedLab]:
    with EmulatedLab(DEVICES, interfaces=12) as running:
        yield running


@pytest.fixture(scope="module")
def survivor(lab: EmulatedLab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePlatform]:
    """A server that was killed again and again while it polled, started once more and running."""
    platform = LivePlatform(tmp_path_factory.mktemp("crash"), SETTINGS)
    platform.init()
    platform.wk("device", "import", lab.inventory, "--community", "public", "--yes")
    moments = random.Random(SEED)
    try:
        for _ in range(KILLS):
            platform.start()
            time.sleep(moments.uniform(0, LONGEST_LIFE_S))  # the moment is the point: there is nothing to wait for
            platform.kill()
        platform.start()
        yield platform
    finally:
        platform.close()


def test_every_planned_cycle_ends_and_nothing_waits_for_ever(survivor: LivePlatform) -> None:
    planned_before = {cycle["id"] for cycle in survivor.cycles()}
    survivor.wait_cycles(2)

    def still_running() -> set[int]:
        return {cycle["id"] for cycle in survivor.cycles(status="running")} & planned_before

    wait_for(lambda: not still_running(), f"cycles end: {still_running()}")
    wait_for(lambda: survivor.get("/outbox/status")["pending"] == 0, "the outbox is empty for a moment")
    assert survivor.get("/outbox/status")["dead"] == 0
    assert survivor.items("/outbox/dead-letters") == []
    cycles = survivor.cycles()
    wrong = [c for c in cycles if c["id"] in planned_before and c["status"] not in ENDED]
    assert [(cycle["id"], cycle["status"], cycle["skipped"]) for cycle in wrong] == []
    for cycle in cycles:
        if cycle["id"] in planned_before and "missed_slots" not in cycle["skipped"]:
            accounted = cycle["ok"] + cycle["partial"] + cycle["failed"] + sum(cycle["skipped"].values())
            assert accounted == cycle["planned"], cycle


def test_it_goes_on_as_if_nothing_had_been(survivor: LivePlatform) -> None:
    newest = survivor.wait_cycles(1)[0]
    assert (newest["status"], newest["ok"]) == ("done", DEVICES)
    assert {device["state"] for device in survivor.devices().values()} == {"up"}
    assert {event["kind"] for event in survivor.events()} <= {"interface_up", "interface_down"}
    assert survivor.logged() == []


def test_every_acknowledged_sample_is_there_once(survivor: LivePlatform) -> None:
    survivor.stop()
    store = SeriesService(SeriesSettings(), survivor.series_root)
    store.start()
    verification = store.verify()
    assert verification.files > 0
    assert verification.damaged == 0
    assert store.stats().quarantined == 0
    store.close()
    stored = 0
    for family in FAMILIES:
        samples = survivor.samples(family)
        key = ["device_id", "object", "ts", *(["metric"] if family == "generic" else [])]
        repeated = samples.group_by(key).aggregate([([], "count_all")])
        twice = repeated.filter(pc.greater(repeated["count_all"], 1))
        assert twice.num_rows == 0, (family, twice.slice(0, 5).to_pylist())
        stored += samples.num_rows
    with survivor.database() as connection:
        (acknowledged,) = connection.execute("SELECT sum(rows) FROM poll_cycles").fetchone()
        lost = connection.execute("SELECT id, error FROM poll_shards WHERE error != ''").fetchall()
        shards = Counter(status for (status,) in connection.execute("SELECT status FROM poll_shards"))
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert lost == []
    assert set(shards) <= {"done", "pending", "running"}  # those of the cycle that the stop interrupted
    assert stored >= acknowledged > 0


@pytest.fixture
def estate(tmp_path: Path) -> LivePlatform:
    """An installation without a server, and a file of devices to import."""
    platform = LivePlatform(tmp_path)
    platform.init()
    lines = [f"bulk-{n},10.{n // 65536}.{n // 256 % 256}.{n % 256},site-{n % 40},bulk;t{n % 7}" for n in range(ROWS)]
    (tmp_path / "bulk.csv").write_text("\n".join(["name,address,site,tags", *lines]))
    return platform


def counts(platform: LivePlatform) -> dict[str, int]:
    tables = ("devices", "sites", "tags", "device_tags", "credentials")
    with platform.database() as connection:
        return {table: connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0] for table in tables}  # noqa: S608


def writes(connection: sqlite3.Connection) -> bool:
    """Say whether somebody else is in a writing transaction."""
    try:
        connection.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError:
        return True
    connection.rollback()
    return False


def kill_in_transaction(platform: LivePlatform, command: list[str], delay_s: float) -> None:
    """Start an import and kill it ``delay_s`` after it has begun to write."""
    database = platform.data_dir / "watchkeeper.db"
    looking = sqlite3.connect(database, timeout=0, isolation_level=None)
    process = subprocess.Popen(
        command,
        env=platform.environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        preexec_fn=die_with_parent,  # noqa: PLW1509  # no threads that hold locks
    )
    try:
        wait_for(lambda: writes(looking), "the import writes", every_s=0.001)
        assert process.poll() is None
        time.sleep(delay_s)  # as above: the moment is the point
    finally:
        process.kill()
        process.wait()
        looking.close()


def test_an_import_that_is_killed_leaves_all_or_nothing(estate: LivePlatform) -> None:
    before = counts(estate)
    everything = {"devices": ROWS, "sites": 40, "tags": 8, "device_tags": 2 * ROWS, "credentials": 1}
    command = [str(WK), "device", "import", str(estate.directory / "bulk.csv"), "--community", "secret", "--yes"]
    moments = random.Random(SEED)
    kill_in_transaction(estate, command, 0)
    assert counts(estate) == before
    for _ in range(2):
        if counts(estate) == before:
            kill_in_transaction(estate, command, moments.uniform(0, 1.0))
        assert counts(estate) in (before, everything)
    estate.wk(*command[1:])
    assert counts(estate) == everything
    with estate.database() as connection:
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
