"""Compaction: a reader sees every sample once, whatever happens and whenever it is killed."""

import random
import signal
import subprocess
import sys
from datetime import UTC, datetime, timedelta

import pyarrow.parquet as pq
import pytest
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from watchkeeper.observe.series.compaction import COMPACTION_LOCK, CompactionReport
from watchkeeper.observe.series.layout import Day, day_of
from watchkeeper.observe.series.manifest import exclusive, live_files
from watchkeeper.observe.series.query import Aggregation, SeriesQuery
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)
STEPS = ("claimed", "written", "published")
NAMES = ["eth0", "eth1"]


class Killed(BaseException):
    """The plug was pulled."""


def read_everything(service, days=2):
    """Every sample by key, through the public query; a sample that is seen twice has twice its value."""
    result = service.query(
        SeriesQuery(
            "interface",
            (1, 2, 3),
            MIDNIGHT,
            MIDNIGHT + timedelta(days=days),
            ("in_bps",),
            step_s=60,
            agg=Aggregation.SUM,
        )
    )
    return {
        (one.device_id, one.object, int(minute)): value
        for one in result.series
        for minute, value in enumerate(one.values.tolist())
        if value == value  # noqa: PLR0124 - NaN is a gap
    }


@pytest.fixture
def write(service, stored):
    """Write the segment of one minute: ``write(minute, value)``; returns the samples that it acknowledged."""

    def wrote(minute, value, device_ids=(1, 2), shard=0):
        at = MIDNIGHT + timedelta(minutes=minute)
        service.write("interface", stored([at], list(device_ids), NAMES, lambda *_: value), cycle=minute, shard=shard)
        return {(device, name, minute): value for device in device_ids for name in NAMES}

    return wrote


def kinds(service, day=MIDNIGHT):
    files = live_files(service.root, day_of("interface", int(day.timestamp() * 1000))[0])
    return sorted(file.kind for file in files.manifest.files), len(files.loose)


def test_a_finished_hour_becomes_one_sorted_file(service, write, clock):
    expected = write(2, 2.0) | write(0, 1.0) | write(59, 3.0)
    clock.forward(hours=1, minutes=11)
    assert service.compact() == CompactionReport(merges=1, rows=12)
    assert kinds(service) == (["hour"], 0)
    assert read_everything(service) == expected
    (path,) = (service.root / "interface" / "date=2026-03-01").glob("hour-*.parquet")
    rows = pq.read_table(path, partitioning=None).select(["device_id", "object", "ts"]).to_pylist()
    keys = [tuple(row.values()) for row in rows]
    assert keys == sorted(keys)


def test_an_unfinished_hour_is_joined_in_parts_when_it_has_many_segments(service, write, clock):
    expected = {}
    for minute in range(5):
        expected |= write(minute, float(minute + 1))
    clock.forward(minutes=6)
    assert service.compact().merges == 1
    assert kinds(service) == (["part"], 0)
    expected |= write(6, 9.0)
    assert service.compact().merges == 0
    assert read_everything(service) == expected


def test_a_finished_day_becomes_one_file_with_its_rollups(service, write, clock):
    expected = write(0, 1.0) | write(600, 2.0) | write(1439, 3.0)
    clock.forward(hours=12)
    service.compact()
    clock.forward(hours=14)
    service.compact()
    assert kinds(service) == (["daily", "day", "hourly"], 0)
    assert read_everything(service) == expected


def test_running_again_changes_nothing(service, write, clock):
    write(0, 1.0)
    clock.forward(days=2)
    service.compact()
    before = sorted(path.name for path in service.root.rglob("*.parquet"))
    assert service.compact() == CompactionReport()
    assert sorted(path.name for path in service.root.rglob("*.parquet")) == [name for name in before if "~" not in name]


@pytest.mark.parametrize("age", [timedelta(hours=2), timedelta(days=2)])
def test_a_late_segment_is_seen_at_once_and_compacted_again(service, write, clock, age):
    expected = write(0, 1.0) | write(1, 2.0)
    clock.now = MIDNIGHT + age
    service.compact()
    expected |= write(30, 4.0, device_ids=(3,))
    assert read_everything(service) == expected
    assert service.compact().merges == 1
    assert read_everything(service) == expected
    assert kinds(service)[1] == 0


def test_a_retried_segment_after_compaction_replaces_its_samples(service, write, clock):
    write(0, 1.0)
    clock.forward(days=2)
    service.compact()
    again = write(0, 5.0)
    assert read_everything(service) == again
    service.compact()
    assert read_everything(service) == again


def test_rollups_are_made_again_with_late_data(service, write, clock):
    write(0, 1.0)
    clock.forward(days=2)
    service.compact()
    write(1, 3.0)
    service.compact()
    hourly = SeriesQuery(
        "interface", (1,), MIDNIGHT, MIDNIGHT + timedelta(hours=1), ("in_bps",), ("eth0",), 3600, Aggregation.SUM
    )
    result = service.query(hourly)
    assert result.resolution == "hour"
    assert result.series[0].values.tolist() == [4.0]


@pytest.mark.parametrize("killed_at", STEPS)
@pytest.mark.parametrize("age", [timedelta(minutes=10), timedelta(hours=3), timedelta(days=2)])
def test_killed_after_any_step_nothing_is_lost_or_doubled(service, write, clock, killed_at, age):
    expected = {}
    for minute in range(6):
        expected |= write(minute, float(minute + 1))
    clock.now = MIDNIGHT + age

    def pull_the_plug(step):
        if step == killed_at:
            raise Killed

    service._compactor._checkpoint = pull_the_plug
    with pytest.raises(Killed):
        service.compact()
    assert read_everything(service) == expected
    service._compactor._checkpoint = lambda _step: None
    expected |= write(3, 40.0)
    assert read_everything(service) == expected
    service.compact()
    service.compact()
    assert read_everything(service) == expected
    assert not list(service.root.rglob("*~*"))


def test_a_reader_between_any_two_steps_sees_everything_once(service, write, clock):
    expected, seen = {}, []
    for minute in range(6):
        expected |= write(minute, float(minute + 1))
    service._compactor._checkpoint = lambda step: seen.append((step, read_everything(service) == expected))
    for age in (timedelta(minutes=10), timedelta(hours=3), timedelta(days=2)):
        clock.now = MIDNIGHT + age
        service.compact()
    assert seen == [(step, True) for _ in range(3) for step in STEPS]


def test_a_task_that_writes_its_segment_again_during_a_merge_wins(service, write, clock):
    expected = write(0, 1.0) | write(1, 2.0)
    clock.forward(days=2)
    steps = []

    def write_again(step):
        if not steps:
            expected.update(write(1, 7.0))
        steps.append(step)

    service._compactor._checkpoint = write_again
    service.compact()
    assert read_everything(service) == expected
    assert steps[0] == "claimed"


def test_a_plan_whose_files_vanish_is_made_again(service, write, clock, monkeypatch):
    """Between the reader's plan and its query, compaction replaces and sweeps every file."""
    expected = write(0, 1.0) | write(1, 2.0)
    clock.forward(days=2)
    fetch, fetched = service._pool.fetch, []

    def compact_first(sql, parameters):
        fetched.append(sql)
        if len(fetched) == 1:
            service.compact()
            service.compact()
        return fetch(sql, parameters)

    monkeypatch.setattr(service._pool, "fetch", compact_first)
    assert read_everything(service) == expected
    assert len(fetched) == 2


def test_a_second_run_at_the_same_time_does_nothing(service, write, clock):
    write(0, 1.0)
    clock.forward(days=2)
    with exclusive(service.root / COMPACTION_LOCK):
        assert service.compact() == CompactionReport(busy=True)
    assert service.compact().merges == 1


@pytest.mark.parametrize("damage", [lambda content: content[: len(content) // 2], lambda _content: b"PAR1"])
def test_a_damaged_segment_is_quarantined_and_the_others_are_compacted(tmp_path, settings, clock, stored, damage):
    told = []
    service = SeriesService(settings, tmp_path / "s", clock, notify=told.append)
    service.start()
    for minute in range(3):
        at = MIDNIGHT + timedelta(minutes=minute)
        written = service.write("interface", stored([at], [1], ["eth0"], lambda *_: 1.0), cycle=minute, shard=0)
        if minute == 1:
            written.path.write_bytes(damage(written.path.read_bytes()))
    clock.forward(days=2)
    assert service.compact().rows == 2
    assert read_everything(service) == {(1, "eth0", 0): 1.0, (1, "eth0", 2): 1.0}
    assert [(one.family, one.moved_to.exists()) for one in told] == [("interface", True)]
    service.close()


def test_a_damaged_compacted_file_is_quarantined_and_its_rollups_remain(service, write, clock):
    write(0, 1.0)
    clock.forward(days=2)
    service.compact()
    (path,) = (service.root / "interface" / "date=2026-03-01").glob("day-*.parquet")
    path.write_bytes(path.read_bytes()[:200])
    assert read_everything(service) == {}
    assert kinds(service) == (["daily", "hourly"], 0)
    service.compact()
    assert service.stats().quarantined == 1
    by_hour = SeriesQuery(
        "interface", (1,), MIDNIGHT, MIDNIGHT + timedelta(hours=1), ("in_bps",), step_s=3600, agg=Aggregation.MAX
    )
    assert [one.values.tolist() for one in service.query(by_hour).series] == [[1.0], [1.0]]


class StoreMachine(RuleBasedStateMachine):
    """Writes, retries, time, compaction and kills in any order; the store holds what was acknowledged."""

    stored = None
    folder = None

    @initialize()
    def open(self):
        self.now = MIDNIGHT
        self.expected = {}
        settings = SeriesSettings(superseded_grace_s=0, loose_segments=3, compaction_rows=10_000)
        self.service = SeriesService(settings, self.folder.mktemp("store"), lambda: self.now)
        self.service.start()

    @rule(minute=st.sampled_from([0, 1, 2, 59, 60, 61, 1439, 1440, 1500]), value=st.integers(1, 1000))
    def write(self, minute, value):
        at = MIDNIGHT + timedelta(minutes=minute)
        batch = type(self).stored([at], [1, 2], NAMES, lambda *_: float(value))
        self.service.write("interface", batch, cycle=minute, shard=0)
        self.expected |= {(device, name, minute): float(value) for device in (1, 2) for name in NAMES}

    @rule(hours=st.integers(1, 30))
    def wait(self, hours):
        self.now += timedelta(hours=hours)

    @rule()
    def compact(self):
        self.service.compact()

    @precondition(lambda self: self.expected)
    @rule(killed_at=st.sampled_from(STEPS), after=st.integers(0, 2))
    def compact_and_die(self, killed_at, after):
        left = [after]

        def pull_the_plug(step):
            if step == killed_at:
                left[0] -= 1
                if left[0] < 0:
                    raise Killed

        compactor = self.service._compactor
        compactor._checkpoint = pull_the_plug
        try:
            compactor.run()
        except Killed:
            pass
        finally:
            compactor._checkpoint = lambda _step: None

    @invariant()
    def everything_is_there_once(self):
        if hasattr(self, "service"):
            assert read_everything(self.service) == self.expected

    def teardown(self):
        if hasattr(self, "service"):
            self.service.close()


def test_the_store_holds_what_was_acknowledged(stored, tmp_path_factory):
    from hypothesis.stateful import run_state_machine_as_test

    StoreMachine.stored = staticmethod(stored)
    StoreMachine.folder = tmp_path_factory
    run_state_machine_as_test(StoreMachine, settings=hypothesis_settings(max_examples=15, stateful_step_count=15))


COMPACTING = """
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

now = datetime(2026, 3, 1, tzinfo=UTC) + timedelta(hours=int(sys.argv[2]))
settings = SeriesSettings(superseded_grace_s=0, compaction_rows=10_000)
service = SeriesService(settings, Path(sys.argv[1]), lambda: now)
service.start()
print("go", flush=True)
service.compact()
service.compact()
"""


def test_kill_9_during_compaction_loses_and_doubles_nothing(service, write, clock):
    """Real kills at random moments, over hours and then the day."""
    expected = {}
    for minute in range(0, 600, 7):
        expected |= write(minute, float(minute + 1))
    chance = random.Random(7)
    for age_h in (3, 11, 11, 30, 30, 30):
        compacting = subprocess.Popen(
            [sys.executable, "-c", COMPACTING, str(service.root), str(age_h)], stdout=subprocess.PIPE
        )
        compacting.stdout.readline()
        try:
            compacting.wait(timeout=chance.random() * 0.12)
        except subprocess.TimeoutExpired:
            compacting.send_signal(signal.SIGKILL)
        compacting.wait()
        compacting.stdout.close()
        assert read_everything(service) == expected
    clock.now = MIDNIGHT + timedelta(hours=30)
    service.start()
    service.compact()
    service.compact()
    assert read_everything(service) == expected
    assert kinds(service) == (["daily", "day", "hourly"], 0)
    assert Day("interface", MIDNIGHT.date()).directory(service.root).is_dir()
    assert not list(service.root.rglob("*.tmp"))
