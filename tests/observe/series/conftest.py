"""Batches to build tests from: observed interface counters, and stored rates of several devices."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pyarrow as pa
import pytest

from watchkeeper.kit.families import COUNTERS, INTERFACE, RATES, TS
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)


class FixedClock:
    """A clock that a test moves."""

    def __init__(self, now: datetime) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def forward(self, **delta: float) -> None:
        self.now += timedelta(**delta)


def _observed(**columns: object) -> pa.RecordBatch:
    """Build an observed interface batch. Scalars fill their column; counters are named without a list for one row."""
    lists = [value for value in columns.values() if isinstance(value, list)]
    rows = len(lists[0]) if lists else 1
    defaults: dict[str, object] = {
        "ts": MIDNIGHT,
        "device_id": 1,
        "object": "eth0",
        "if_index": 1,
        "uptime_ticks": 1_000_000,
        "discontinuity_ticks": 0,
        "monotonic_s": 1000.0,
        "speed_bps": 1_000_000_000,
        "admin_status": 1,
        "oper_status": 1,
        "counter_bits": 64,
        **dict.fromkeys(COUNTERS, 0),
    }
    arrays = []
    for field in INTERFACE.observed:
        value = columns.get(field.name, defaults[field.name])
        values = value if isinstance(value, list) else [value] * rows
        if pa.types.is_dictionary(field.type):
            arrays.append(pa.array(values, pa.string()).dictionary_encode().cast(field.type))
        else:
            arrays.append(pa.array(values, field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=INTERFACE.observed)


@pytest.fixture(scope="session")
def observed() -> Callable[..., pa.RecordBatch]:
    return _observed


def _stored(moments: list[datetime], device_ids: list[int], names: list[str], value: Callable) -> pa.RecordBatch:
    """Build a stored interface batch; ``value(moment, device, name)`` is the in_bps of each row."""
    keys = [(moment, device, name) for moment in moments for device in device_ids for name in names]
    count = len(keys)
    columns: dict[str, pa.Array] = {
        "ts": pa.array([key[0] for key in keys], TS),
        "device_id": pa.array([key[1] for key in keys], pa.int64()),
        "object": pa.array([key[2] for key in keys], pa.string()).dictionary_encode(),
        "speed_bps": pa.array([10**9] * count, pa.int64()),
        "admin_status": pa.array([1] * count, pa.int8()),
        "oper_status": pa.array([1] * count, pa.int8()),
        "interval_s": pa.array([60.0] * count, pa.float32()),
        "quality": pa.array([0] * count, pa.int8()),
        **{rate: pa.array([0.0] * count, pa.float32()) for rate in RATES},
        "in_bps": pa.array([value(*key) for key in keys], pa.float32()),
    }
    arrays = [columns[field.name].cast(field.type) for field in INTERFACE.stored]
    return pa.RecordBatch.from_arrays(arrays, schema=INTERFACE.stored)


@pytest.fixture(scope="session")
def stored() -> Callable[..., pa.RecordBatch]:
    return _stored


@pytest.fixture
def clock() -> FixedClock:
    return FixedClock(MIDNIGHT)


@pytest.fixture
def settings() -> SeriesSettings:
    return SeriesSettings(superseded_grace_s=0, compaction_rows=10_000, row_group_rows=1024, loose_segments=4)


@pytest.fixture
def service(tmp_path, settings, clock):
    opened = SeriesService(settings, tmp_path / "series", clock)
    opened.start()
    yield opened
    opened.close()
