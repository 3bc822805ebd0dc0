"""Many objects as one score, over columns, as the same rule says of each alone."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.understand.health import scales
from watchkeeper.understand.health.spreading import Objects, spreads


def objects(*rows: tuple[int, str, bool]) -> Objects:
    return Objects(
        np.array([row[0] for row in rows], dtype=np.int64), [row[1] for row in rows], np.array([row[2] for row in rows])
    )


def test_half_the_worst_half_the_mean_where_ends_of_links_count_threefold():
    of = objects((1, "a", True), (1, "b", False), (2, "a", False))
    scores = np.array([40.0, 80.0, 90.0])
    found = spreads(of, np.array([4.0, 8.0, 9.0]), scores)
    assert found[1].score == pytest.approx((40 + (3 * 40 + 80) / 4) / 2)
    assert (found[1].count, found[2].count, found[2].score) == (2, 1, 90)


def test_what_has_no_value_does_not_count_and_a_device_without_any_is_not_there():
    of = objects((1, "a", False), (1, "b", False), (2, "a", True))
    values = np.array([np.nan, 8.0, np.nan])
    found = spreads(of, values, values)
    assert (list(found), found[1].count, found[1].score) == ([1], 1, 8)


def test_the_three_worst_are_named_and_equal_ones_by_name():
    of = objects(*((7, name, False) for name in "abcde"))
    values = np.array([5.0, 3.0, 5.0, 5.0, 3.0])
    assert [one.object for one in spreads(of, values, values)[7].worst] == ["b", "e", "a"]


@given(st.lists(st.floats(-40, 200), min_size=1, max_size=20))
def test_many_values_score_as_each_alone(values):
    many = np.array(values)
    for one, together in ((scales.capacity, scales.capacity_of), (scales.optics, scales.optics_of)):
        assert together(many) == pytest.approx([one(value) for value in values])
    shares = np.abs(many) / 200
    assert scales.errors_of(shares) == pytest.approx([scales.errors(share) for share in shares.tolist()])
