import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.lab.world.counters import Counters, Load
from watchkeeper.lab.world.rhythm import PROFILES, Rhythm, Ticker

BOOT_S = 1_750_000_000.0
RHYTHM = Rhythm.of(3)


def _counters() -> Counters:
    load = Load(
        in_bytes_per_s=np.array([1e6, 2e8]),
        out_bytes_per_s=np.array([5e5, 1e8]),
        packet_bytes=np.array([500.0, 800.0]),
        in_profile=np.array([1, 2], dtype=np.int16),
        out_profile=np.array([3, 4], dtype=np.int16),
        troubles_per_s=np.zeros((4, 2)),
    )
    return Counters(load, RHYTHM, BOOT_S)


def _at(after_s: float):
    return Ticker(RHYTHM, 0.5, BOOT_S + after_s).moment


@given(st.floats(0, 3e7), st.floats(0.5, 1e6))
def test_counters_never_go_back(start: float, step: float) -> None:
    counters = _counters()
    assert (counters.traffic(_at(start + step)) >= counters.traffic(_at(start))).all()


@given(st.floats(0, 1e9))
def test_every_rate_stays_between_zero_and_twice_its_mean(at_s: float) -> None:
    rates = RHYTHM.rates(at_s)
    assert (rates >= 0).all()
    assert (rates <= 2).all()


@given(st.floats(0, 1e8))
def test_the_integral_fits_the_rate(at_s: float) -> None:
    grown = 2.0 + RHYTHM.surplus(at_s + 1) - RHYTHM.surplus(at_s - 1)
    assert np.allclose(grown / 2, RHYTHM.rates(at_s), atol=0.01)


def test_load_has_a_daily_cycle() -> None:
    hours = np.array([RHYTHM.rates(hour * 3600.0)[:PROFILES].mean() for hour in range(24)])
    assert 12 <= hours.argmax() <= 18
    assert hours.max() > 1.5 * hours.min()


def test_a_stopped_interface_stands_still_and_loses_what_passed() -> None:
    counters, untouched = _counters(), _counters()
    counters.stop(1, BOOT_S + 100)
    frozen = counters.traffic(_at(100))[0, 1]
    assert counters.traffic(_at(160))[0, 1] == frozen
    assert counters.traffic(_at(160))[0, 0] == untouched.traffic(_at(160))[0, 0]
    counters.go_on(1, BOOT_S + 160)
    assert counters.traffic(_at(160))[0, 1] == frozen
    grown = counters.traffic(_at(220))[0, 1] - frozen
    assert grown == pytest.approx(untouched.traffic(_at(220))[0, 1] - untouched.traffic(_at(160))[0, 1], rel=1e-6)


def test_injected_errors_are_counted_and_stay() -> None:
    counters = _counters()
    counters.inject_errors(0, 20.0, BOOT_S + 100)
    assert counters.troubles(_at(110))[1].tolist() == [200, 0]
    counters.inject_errors(0, 0.0, BOOT_S + 120)
    assert counters.troubles(_at(500))[1].tolist() == [400, 0]


def test_a_restart_begins_at_zero() -> None:
    counters = _counters()
    counters.stop(0, BOOT_S + 50)
    counters.restart(BOOT_S + 100)
    assert counters.traffic(_at(100)).max() == 0
    assert counters.traffic(_at(110))[0, 0] > 0


def test_two_processes_show_the_same_values() -> None:
    assert (_counters().traffic(_at(12_345)) == _counters().traffic(_at(12_345))).all()


def test_a_clock_that_is_set_back_moves_nothing_back() -> None:
    ticker = Ticker(RHYTHM, 0.5, BOOT_S + 100)
    moment = ticker.advance(BOOT_S + 101)
    assert ticker.advance(BOOT_S + 40) is moment
    assert ticker.advance(BOOT_S + 102).at_s == BOOT_S + 102
