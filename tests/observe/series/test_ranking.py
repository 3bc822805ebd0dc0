"""Which series say most."""

from datetime import UTC, datetime

import numpy as np

from watchkeeper.observe.series.query import Resolution, SeriesPoints, SeriesResult
from watchkeeper.observe.series.ranking import strongest

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
