"""One line for each object, for each device, or for everything together."""

from datetime import UTC, datetime

import numpy as np
import pytest

from watchkeeper.observe.series.query import Aggregation, Resolution, SeriesPoints, SeriesQuery, SeriesResult
from watchkeeper.observe.series.splitting import Split, together

AT = datetime(2026, 1, 5, tzinfo=UTC)
NAN = float("nan")


def series(device, name, *values, metric="in_bps", unit="bit/s"):
    points = np.array(values, dtype=np.float64)
    return SeriesPoints(device, name, metric, unit, points, float(np.isfinite(points).mean()))


def split(how, *found, agg=Aggregation.AVG):
    query = SeriesQuery("interface", (1, 2), AT, AT, agg=agg)
    steps = np.array([0, 60_000, 120_000])
    result = together(query, SeriesResult("interface", Resolution.RAW, 60, AT, AT, steps, tuple(found)), how)
    return {(one.device_id, one.object, one.metric): one for one in result.series}


TRAFFIC = (series(1, "a", 1, 2, NAN), series(1, "b", 10, NAN, NAN), series(2, "a", 100, 100, 100))


def test_each_object_stays_as_it_is():
    assert [name for _, name, _ in split(Split.OBJECT, *TRAFFIC)] == ["a", "b", "a"]


def test_what_a_device_carries_is_the_sum_of_what_is_known_and_nothing_is_not_zero():
    found = split(Split.DEVICE, *TRAFFIC)
    assert list(found) == [(1, "", "in_bps"), (2, "", "in_bps")]
    np.testing.assert_array_equal(found[1, "", "in_bps"].values, [11, 2, NAN])
    assert found[1, "", "in_bps"].coverage == pytest.approx(2 / 3)


def test_everything_together_is_one_line_of_each_metric():
    found = split(Split.NONE, *TRAFFIC, series(2, "a", 5, 5, 5, metric="out_bps"))
    np.testing.assert_array_equal(found[0, "", "in_bps"].values, [111, 102, 100])
    np.testing.assert_array_equal(found[0, "", "out_bps"].values, [5, 5, 5])


def test_temperatures_are_not_added_but_samples_of_them_are():
    warm = (series(1, "a", 20, 30, NAN, unit="°C"), series(1, "b", 40, NAN, NAN, unit="°C"))
    np.testing.assert_array_equal(split(Split.DEVICE, *warm)[1, "", "in_bps"].values, [30, 30, NAN])
    counted = split(Split.DEVICE, *warm, agg=Aggregation.COUNT)[1, "", "in_bps"].values
    np.testing.assert_array_equal(counted, [60, 30, NAN])
