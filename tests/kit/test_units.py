import math

import pytest

from watchkeeper.kit import units


@pytest.mark.parametrize(("microwatt", "dbm"), [(1, -30.0), (79, -11.02), (277, -5.58), (1000, 0.0)])
def test_microwatts_are_dbm(microwatt, dbm):
    assert math.isclose(units.microwatt_to_dbm(microwatt), dbm, abs_tol=0.005)


def test_no_power_has_no_logarithm():
    assert units.microwatt_to_dbm(0) is None
    assert units.milliwatt_to_dbm(-1) is None


def test_other_conversions():
    assert units.ticks_to_seconds(4_294_967_295) == 42_949_672.95
    assert units.fahrenheit_to_celsius(212) == 100
    assert units.milliwatt_to_dbm(1) == 0
