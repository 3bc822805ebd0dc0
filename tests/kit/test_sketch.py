"""The sketch: within 1 %, mergeable, ordered."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.kit.sketch import ACCURACY, SMALLEST, Sketch, keys_of, sketch_of, values_of

FINITE = st.floats(min_value=-1e18, max_value=1e18).filter(lambda x: x == 0 or abs(x) >= SMALLEST)
SAMPLES = st.lists(FINITE, min_size=1, max_size=200)
QUANTILES = st.floats(min_value=0.0, max_value=1.0)


def nearest_rank(values: list[float], q: float) -> float:
    return sorted(values)[max(1, math.ceil(q * len(values))) - 1]


@given(SAMPLES, QUANTILES)
def test_a_quantile_is_within_the_accuracy(values, q):
    exact = nearest_rank(values, q)
    assert abs(sketch_of(np.array(values)).quantile(q) - exact) <= ACCURACY * abs(exact) * (1 + 1e-9)


@given(SAMPLES, SAMPLES)
def test_merging_equals_counting_everything_at_once(left, right):
    merged = sketch_of(np.array(left)).merged(sketch_of(np.array(right)))
    whole = sketch_of(np.array(left + right))
    assert np.array_equal(merged.keys, whole.keys)
    assert np.array_equal(merged.counts, whole.counts)


@given(SAMPLES)
def test_keys_order_like_the_values(values):
    ordered = np.sort(np.array(values))
    assert (np.diff(keys_of(ordered).astype(int)) >= 0).all()


@given(FINITE)
def test_a_bucket_stands_for_its_values(value):
    assert abs(values_of(keys_of(np.array([value])))[0] - value) <= ACCURACY * abs(value) * (1 + 1e-9)


def test_the_smallest_magnitude_has_the_first_bucket_and_less_is_zero():
    assert keys_of(np.array([SMALLEST, SMALLEST / 2, -SMALLEST / 2, 0.0])).tolist() == [1, 0, 0, 0]


def test_infinite_values_keep_their_sign_at_the_ends():
    assert keys_of(np.array([np.inf, -np.inf])).tolist() == [32767, -32767]


def test_nan_is_not_counted_and_an_empty_sketch_has_no_quantile():
    sketch = sketch_of(np.array([np.nan]))
    assert sketch.count == 0
    assert math.isnan(sketch.quantile(0.5))


def test_the_p95_of_a_day_from_its_hours_is_not_the_p95_of_the_hours_p95():
    hours = [np.full(60, 10.0)] * 23 + [np.full(60, 1000.0)]
    day = Sketch(np.empty(0, np.int16), np.empty(0, np.int64))
    for hour in hours:
        day = day.merged(sketch_of(hour))
    assert day.quantile(0.95) == pytest.approx(10.0, rel=ACCURACY)
    assert day.quantile(0.97) == pytest.approx(1000.0, rel=ACCURACY)
