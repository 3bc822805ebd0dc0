import pytest

from watchkeeper.faces.cli.query import quantity, thinned


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        (None, "-"),
        (0, "0"),
        (0.123456, "0.1235"),
        (-7.5, "-7.5"),
        (999.96, "1000"),
        (1500, "1.5k"),
        (-2_500_000, "-2.5M"),
        (13_880_000_000, "13.88G"),
        (4e15, "4000T"),
    ],
)
def test_quantities_have_four_digits_and_a_prefix(value, shown):
    assert quantity(value) == shown


def test_few_values_stay_as_they_are():
    assert thinned([1.0, None, 3.0], 3) == [1.0, None, 3.0]


def test_many_values_become_means_and_gaps_stay_gaps():
    assert thinned([1.0, 3.0, None, None, 5.0, None], 3) == [2.0, None, 5.0]
    assert len(thinned([1.0] * 97, 40)) == 40
