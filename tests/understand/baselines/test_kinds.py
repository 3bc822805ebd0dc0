import numpy as np
import pytest

from watchkeeper.understand.baselines.kinds import Kind, kind_of
from watchkeeper.understand.baselines.schemas import quantity

RNG = np.random.default_rng(5)
BEFORE = 50 + RNG.normal(0, 1, 300)


@pytest.mark.parametrize(
    ("during", "kind"),
    [
        ([70.0, 68.0, 71.0], Kind.SPIKE),
        ([20.0], Kind.DROP),
        (60 + RNG.normal(0, 1, 60), Kind.LEVEL_SHIFT),
        (50 + np.arange(60) * 0.5 + RNG.normal(0, 1, 60), Kind.TREND),
        (np.full(20, 50.3), Kind.FLATLINE),
        (50 + 15 * np.sign(np.sin(np.arange(40) * 1.7)), Kind.OSCILLATION),
        ([np.nan] * 8, Kind.MISSING_DATA),
    ],
)
def test_the_kind_of_a_departure(during, kind: Kind) -> None:
    assert kind_of(BEFORE, np.array(during, dtype=float)) is kind


def test_a_constant_that_stays_constant_is_no_flatline() -> None:
    assert kind_of(np.full(50, 3.0), np.full(20, 4.0)) is not Kind.FLATLINE


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [(5.132e9, "bit/s", "5.132 Gbit/s"), (-9.539, "dBm", "-9.539 dBm"), (9_999, "", "9999"), (-12_000, "B", "-12 kB")],
)
def test_quantities_are_said_in_units_that_people_read(value, unit, text):
    assert quantity(value, unit) == text
