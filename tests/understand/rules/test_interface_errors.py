"""The shipped rule about damaged frames, replayed over made-up history beside the one it replaced.

Sixty ports are read every minute for a day. All have a few stray errors; each has a burst now and then that is over
before anybody could act (a plug, a flap): log-uniformly 50 to 20,000 frames within at most 20 s, at any moment, so
that some fall into two samples. Ten get a fault that stays, from 1.5 to 60 damaged frames a second.
"""

import numpy as np
import pytest

from watchkeeper.understand.rules.expression.checking import compiled
from watchkeeper.understand.rules.replay import History, replayed, rows_of
from watchkeeper.understand.rules.shipped import shipped

STEP_S = 60
STEPS = 24 * 60
PORTS = 60
BEFORE = "avg(interface.in_errors_ps, 10m) > 1 until avg(interface.in_errors_ps, 10m) < 0.1"
FAULTS = {port: (STEPS - 120 - 7 * port, rate) for port, rate in enumerate(np.geomspace(1.5, 60, 10))}
"""Port: the step from which it is faulty until the end, and damaged frames a second."""


def history(seed):
    rng = np.random.default_rng(seed)
    frames = rng.poisson(0.002 * STEP_S, (PORTS, STEPS)).astype(float)
    for port in range(PORTS):
        for _ in range(rng.poisson(STEPS * STEP_S / 86_400)):
            size = np.exp(rng.uniform(np.log(50), np.log(20_000)))
            lasts, at = rng.uniform(1, 20), rng.uniform(0, STEPS - 1)
            within = min(1.0, (1 - at % 1) * STEP_S / lasts)
            frames[port, int(at)] += size * within
            frames[port, int(at) + 1] += size * (1 - within)
    for port, (start, rate) in FAULTS.items():
        frames[port, start:] += rng.poisson(rate * STEP_S, STEPS - start)
    epoch = np.arange(STEPS, dtype=np.int64) * STEP_S * 1000
    rows = rows_of(list(range(PORTS)), ["Ethernet1"] * PORTS)
    return History(rows, epoch, STEP_S, {"in_errors_ps": frames / STEP_S})


def outcome(expression, seen):
    """Return how many alerts were about nothing that stays, and the steps until each fault was told."""
    false, delays = 0, {}
    for one in replayed(compiled(expression), seen):
        raised, start = int(one.raised_at.timestamp()) // STEP_S, FAULTS.get(one.device_id, (STEPS, 0))[0]
        if raised < start and (one.cleared_at is None or int(one.cleared_at.timestamp()) // STEP_S <= start):
            false += 1
        else:
            delays.setdefault(one.device_id, max(0, raised - start) + 1)
    return false, delays


@pytest.mark.parametrize("seed", [1, 2])
def test_a_lasting_fault_is_told_with_its_second_sample_and_bursts_raise_fewer_alerts(seed):
    seen = history(seed)
    false_before, delays_before = outcome(BEFORE, seen)
    false, delays = outcome(shipped()["interface_errors"].expression, seen)
    assert set(delays) == set(delays_before) == set(FAULTS)
    assert max(delays.values()) <= 2 < max(delays_before.values())
    assert false < false_before / 2


def test_errors_that_come_and_go_are_told_as_well():
    frames = np.zeros((1, 40))
    frames[0, 10::2] = 5.0  # each other minute
    seen = History(rows_of([1], ["e"]), np.arange(40, dtype=np.int64) * 60_000, STEP_S, {"in_errors_ps": frames})
    (one,) = replayed(compiled(shipped()["interface_errors"].expression), seen)
    assert one.cleared_at is None


def test_where_polling_is_slow_one_sample_is_enough():
    frames = np.zeros((1, 20))
    frames[0, 10:] = 3.0
    seen = History(rows_of([1], ["e"]), np.arange(20, dtype=np.int64) * 300_000, 300, {"in_errors_ps": frames})
    (one,) = replayed(compiled(shipped()["interface_errors"].expression), seen)
    assert one.raised_at.timestamp() == 3000
