import numpy as np
import pytest

from watchkeeper.understand.baselines.detecting import Change, Cycle, advance
from watchkeeper.understand.baselines.kinds import Kind
from watchkeeper.understand.baselines.policies import Policy
from watchkeeper.understand.baselines.scoring import score
from watchkeeper.understand.baselines.states import carried, fresh, recalled

POLICY = Policy(floor=0.1, least=1.0)
POLL_MS = 300_000
RNG = np.random.default_rng(3)


def run(values, *, repeats=0.0, patience=1.0, policy=POLICY, low=None, high=None, states=None, first=0):
    states = states or fresh(np.array([7], dtype=np.uint64))
    told = []
    for number, value in enumerate(values):
        now = np.array([value], dtype=np.float32)
        scores = score(now, np.array([50.0], dtype=np.float32), np.array([1.0], dtype=np.float32), policy)
        limits = [None if one is None else np.array([one], dtype=np.float32) for one in (low, high)]
        cycle = Cycle(
            (first + number + 1) * POLL_MS,
            now,
            scores,
            np.array([repeats], dtype=np.float32),
            np.array([patience], dtype=np.float32),
            *limits,
        )
        told += [(number, one) for one in advance(states, cycle)]
    return told


def opened(told):
    return [(number, one.kind) for number, one in told if one.change is Change.OPENED]


def normal(count):
    return (50 + RNG.normal(0, 1, count)).tolist()


def test_three_of_five_open_one_and_five_calm_polls_close_it():
    told = run([*normal(20), 60, 60, 60, 60, *normal(20)])
    assert opened(told) == [(22, Kind.SPIKE)]
    assert [number for number, one in told if one.change is Change.CLOSED] == [28]


def test_one_far_poll_opens_nothing():
    assert opened(run([*normal(20), 80, *normal(20)])) == []


def test_below_is_a_drop():
    assert opened(run([*normal(20), *[38.0] * 5])) == [(22, Kind.DROP)]


def test_what_does_not_matter_in_practice_opens_nothing():
    assert opened(run([*normal(20), *[60.0] * 30], policy=Policy(floor=0.1, least=20.0), repeats=1.0)) == []


def test_what_lasts_an_hour_is_a_level_shift():
    told = run([*normal(20), *[60.0 + one for one in RNG.normal(0, 1, 40)]])
    assert opened(told) == [(22, Kind.SPIKE)]
    assert told[-1][1].kind is Kind.LEVEL_SHIFT


def test_small_departures_that_last_open_too():
    (found,) = opened(run([*normal(20), *[52.6 + one for one in RNG.normal(0, 1, 60)]]))
    assert 20 < found[0] < 45


def test_a_spell_of_polls_opens_though_none_of_them_lies_far():
    calm = [50.3, 49.7] * 10
    assert opened(run([*calm, *[53.2] * 5, *calm])) == []
    assert opened(run([*calm, *[53.2] * 6])) == [(25, Kind.SPIKE)]
    assert opened(run([*calm, *[46.8] * 6])) == [(25, Kind.DROP)]
    assert opened(run([*calm, 53.2, 53.2, 51.0, 53.2, 53.2, 53.2])) == []  # one of them is as usual
    assert opened(run([*calm, *[53.2] * 6], patience=1.25)) == []


def test_a_slow_climb_is_a_trend():
    climb = [50 + 0.45 * step + noise for step, noise in enumerate(RNG.normal(0, 0.3, 40))]
    assert [kind for _, kind in opened(run([*normal(20), *climb]))] == [Kind.TREND]


def test_swings_are_one_oscillation_and_no_spikes():
    swings = [50 + 8 * (-1) ** step for step in range(30)]
    assert [kind for _, kind in opened(run([*normal(20), *swings]))] == [Kind.OSCILLATION]


def test_a_value_that_always_moved_and_stands_still_is_flat():
    assert [kind for _, kind in opened(run([*normal(20), *[50.2] * 20], repeats=0.01))] == [Kind.FLATLINE]


@pytest.mark.parametrize("repeats", [1.0, 0.9])
def test_a_constant_series_is_never_flat(repeats):
    assert opened(run([50.0] * 100, repeats=repeats)) == []


def test_missing_values_are_told_once_and_end_with_the_next_value():
    told = run([*normal(10), *[np.nan] * 6, 50.0])
    assert opened(told) == [(12, Kind.MISSING_DATA)]
    assert (told[-1][0], told[-1][1].change) == (16, Change.CLOSED)


def test_infinities_count_as_missing():
    assert opened(run([*normal(10), *[np.inf] * 6])) == [(12, Kind.MISSING_DATA)]


def test_the_device_s_own_limit_counts_at_once():
    assert opened(run([*normal(10), 50.9], low=-100.0, high=50.8))[-1] == (10, Kind.HARD_LIMIT)


def test_without_history_nothing_is_judged():
    states = fresh(np.array([1], dtype=np.uint64))
    nothing = np.array([np.nan], dtype=np.float32)
    for number in range(30):
        now = np.array([1e9 * number], dtype=np.float32)
        cycle = Cycle(number + 1, now, score(now, nothing, nothing, POLICY), nothing, np.ones(1, dtype=np.float32))
        assert advance(states, cycle) == []


def test_a_patient_series_needs_more():
    values = [*normal(20), *[54.8] * 4, *normal(10)]
    assert opened(run(values))
    assert opened(run(values, patience=1.95)) == []


def test_memory_is_found_again_by_key_and_carried_over_a_silent_cycle():
    states = fresh(np.array([3, 9], dtype=np.uint64))
    states.open_departure[:] = [11, 22]
    silent = recalled(states, np.array([9, 4], dtype=np.uint64))
    assert silent.open_departure.tolist() == [22, 0]
    kept = carried(states, silent)
    assert kept.key.tolist() == [9, 4, 3]
    assert recalled(kept, np.array([3], dtype=np.uint64)).open_departure.tolist() == [11]


def test_a_departure_goes_on_in_a_new_process():
    states = fresh(np.array([7], dtype=np.uint64))
    run([*normal(20), 60, 60], states=states)
    told = run([60], states=recalled(states, np.array([7], dtype=np.uint64)), first=22)
    assert opened(told) == [(0, Kind.SPIKE)]


def test_many_small_departures_together_are_a_level_shift_from_the_start_and_no_spike():
    told = opened(run([*normal(20), *[51.9, 52.1] * 15]))
    assert [kind for _, kind in told] == [Kind.LEVEL_SHIFT]
