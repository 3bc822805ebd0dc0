"""Which series say most."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from watchkeeper.observe.series.query import Resolution, SeriesPoints, SeriesQuery, SeriesResult
from watchkeeper.observe.series.ranking import Leader, coarsely, leaders, strongest

AT = datetime(2026, 1, 5, tzinfo=UTC)
NAN = float("nan")


def series(name, *values, metric="in_bps"):
    return SeriesPoints(1, name, metric, "bit/s", np.array(values, dtype=np.float64), 1.0)


def result(*found):
    return SeriesResult("interface", Resolution.RAW, 60, AT, AT, np.array([0, 60_000]), tuple(found))


def names(found):
    return [(one.metric, one.object) for one in found.series]


def test_the_largest_means_come_first_and_gaps_do_not_count_as_zero():
    found = strongest(result(series("a", 1, 9), series("b", NAN, 8), series("c", 2, 2)), 2)
    assert names(found) == [("in_bps", "b"), ("in_bps", "a")]


def test_each_metric_has_its_own_first_ones():
    found = strongest(result(series("a", 1, 1), series("b", 2, 2), series("a", 7, 7, metric="out_bps")), 1)
    assert names(found) == [("in_bps", "b"), ("out_bps", "a")]


def test_who_knows_nothing_is_left_out_and_equals_keep_their_order():
    found = strongest(result(series("z", NAN, NAN), series("b", 1, 1), series("a", 1, 1)), 5)
    assert names(found) == [("in_bps", "a"), ("in_bps", "b")]


FIGURES = pa.table({
    "device_id": [1, 1, 2, 3, 3],
    "object": ["a", "b", "a", "a", "b"],
    "in_bps_mean": [5.0, 4.0, 7.0, 7.0, NAN],
    "used_percent_mean": [90.0, 10.0, 60.0, None, 40.0],
})  # fmt: skip


def test_leaders_have_the_largest_means_and_equals_come_in_order():
    assert leaders(FIGURES, "interface", "in_bps", 3, by_device=False) == [
        Leader(2, "a"), Leader(3, "a"), Leader(1, "a"),
    ]  # fmt: skip


def test_leading_devices_have_the_largest_sum_or_mean_as_their_unit_wants():
    assert leaders(FIGURES, "interface", "in_bps", 2, by_device=True) == [Leader(1, None), Leader(2, None)]
    assert leaders(FIGURES, "host", "used_percent", 2, by_device=True) == [Leader(2, None), Leader(1, None)]


@pytest.mark.parametrize(("span", "step_s"), [(20, 300), (240, 3600), (360, 7200), (1440, 21600)])
def test_long_looks_are_in_whole_hours_which_rollups_have(span, step_s):
    query = SeriesQuery("interface", (1,), AT, AT + timedelta(minutes=span), step_s=60)
    assert coarsely(query).step_s == step_s
