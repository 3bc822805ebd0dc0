import numpy as np

from watchkeeper.understand.rules.firing import Standing, advance

MINUTE = 60_000
T0 = 1_000_000_000_000


def cycle(before, holds, slot, *, ends=None, lasting_s=0):
    ending = None if ends is None else np.array(ends, dtype=np.int8)
    return advance(before, np.array(holds, dtype=np.int8), ending, T0 + slot * MINUTE, lasting_s)


def test_a_condition_fires_at_once_or_after_its_time():
    first = cycle(Standing.idle(2), [1, -1], 0)
    assert (first.fired.tolist(), first.waiting.tolist()) == ([0], [])
    waits = cycle(Standing.idle(1), [1], 0, lasting_s=120)
    assert (waits.fired.tolist(), waits.waiting.tolist()) == ([], [0])
    still = cycle(waits.after, [1], 1, lasting_s=120)
    assert (still.fired.tolist(), still.waiting.tolist()) == ([], [])
    assert cycle(still.after, [1], 2, lasting_s=120).fired.tolist() == [0]


def test_a_wait_that_is_broken_begins_anew():
    waits = cycle(Standing.idle(1), [1], 0, lasting_s=120)
    broken = cycle(waits.after, [-1], 1, lasting_s=120)
    assert broken.gone.tolist() == [0]
    again = cycle(broken.after, [1], 2, lasting_s=120)
    assert again.waiting.tolist() == [0]
    assert cycle(again.after, [1], 3, lasting_s=120).fired.tolist() == []


def test_what_is_unknown_changes_nothing():
    fires = cycle(Standing.idle(1), [1], 0)
    unknown = cycle(fires.after, [0], 1)
    assert unknown.cleared.tolist() == []
    assert unknown.after.fires.tolist() == [True]
    waits = cycle(Standing.idle(1), [1], 0, lasting_s=120)
    gap = cycle(waits.after, [0], 1, lasting_s=120)
    assert cycle(gap.after, [1], 2, lasting_s=120).fired.tolist() == [0]


def test_between_two_thresholds_it_goes_on():
    fires = cycle(Standing.idle(1), [1], 0, ends=[-1])
    between = cycle(fires.after, [-1], 1, ends=[-1])
    assert between.cleared.tolist() == []
    assert cycle(between.after, [-1], 2, ends=[1]).cleared.tolist() == [0]
    assert cycle(between.after, [1], 2, ends=[1]).cleared.tolist() == []


def test_the_same_cycle_again_changes_nothing():
    fires = cycle(Standing.idle(1), [1], 0)
    again = cycle(fires.after, [1], 0)
    assert [one.tolist() for one in (again.fired, again.cleared, again.waiting, again.gone)] == [[], [], [], []]
