"""When it is whose turn."""

from datetime import UTC, datetime, timedelta

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.observe.polling.phase import EPOCH, next_run, next_slot, phase, slot_of, slots_between, stable_hash

MOMENTS = st.integers(0, 4 * 10**12).map(lambda ms: EPOCH + timedelta(milliseconds=ms))
INTERVALS = st.integers(1, 86_400).map(lambda seconds: timedelta(seconds=seconds))
IDS = st.integers(1, 2**31)


def test_the_hash_never_changes() -> None:
    assert [stable_hash(i) for i in (0, 1, 2)] == [16294208416658607535, 10451216379200822465, 10905525725756348110]


@given(IDS, INTERVALS, MOMENTS)
def test_the_next_run_is_within_one_interval_and_always_at_the_same_phase(
    device_id: int, interval: timedelta, now: datetime
) -> None:
    run = next_run(device_id, interval, now)
    assert now < run <= now + interval
    assert (run - EPOCH) % interval == phase(device_id, interval)
    assert next_run(device_id, interval, run) == run + interval


@given(MOMENTS, INTERVALS)
def test_a_slot_holds_its_moments(now: datetime, interval: timedelta) -> None:
    slot = slot_of(now, interval)
    assert slot <= now < slot + interval == next_slot(now, interval)
    assert slot_of(slot, interval) == slot


@given(st.integers(1, 10**9), st.sampled_from([30, 60, 300]))
def test_devices_spread_evenly_over_the_interval(first: int, interval_s: int) -> None:
    phases = [phase(first + i, timedelta(seconds=interval_s)) / timedelta(seconds=interval_s) for i in range(2_000)]
    counts, _ = np.histogram(phases, bins=10, range=(0, 1))
    assert counts.min() > 130
    assert counts.max() < 270


def test_missed_slots_are_those_strictly_between() -> None:
    minute, start = timedelta(minutes=1), datetime(2026, 1, 1, tzinfo=UTC)
    assert slots_between(start, start + 1 * minute, minute) == 0
    assert slots_between(start, start + 4 * minute, minute) == 3
    assert slots_between(start + 2 * minute, start, minute) == 0
