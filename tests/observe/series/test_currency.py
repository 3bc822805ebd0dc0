"""When the newest sample no longer says what is."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.kit.families import HOST, INTERFACE
from watchkeeper.observe.series.currency import is_stale, still_true

AT = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.mark.parametrize(
    ("interval_s", "age_s", "stale"),
    [
        (60.0, 180, False),
        (60.0, 181, True),
        (10.0, 180, False),  # so short an interval says little about a network
        (600.0, 1_800, False),
        (600.0, 1_801, True),
        (None, 900, False),
        (None, 901, True),
    ],
)
def test_a_sample_is_old_once_three_of_its_intervals_have_passed(interval_s, age_s, stale):
    assert is_stale(AT, interval_s, AT + timedelta(seconds=age_s)) is stale


@pytest.mark.parametrize(("oper_status", "rate"), [(1, 5e8), (2, None), (6, None), (7, None), (5, 5e8), (None, 5e8)])
def test_an_interface_that_fell_carries_nothing_any_more(oper_status, rate):
    sample = dict.fromkeys(INTERFACE.metrics, 0.0) | {"in_bps": 5e8, "speed_bps": 10**9, "oper_status": oper_status}
    told = still_true(sample, INTERFACE.metrics)
    assert (told["in_bps"], told["out_bps"], told["speed_bps"]) == (rate, 0.0, 10**9)


def test_other_families_have_no_port_to_fall():
    sample = {"used_percent": 5.0, "used_bytes": 1, "total_bytes": 20}
    assert still_true(sample, HOST.metrics) == sample
