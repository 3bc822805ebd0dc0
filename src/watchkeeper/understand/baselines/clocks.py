"""Every series learned by the clock on the wall of its site."""

from collections.abc import Mapping
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.baselines.hours import HOURS
from watchkeeper.understand.baselines.learning import Profiles, learn
from watchkeeper.understand.baselines.policies import Policy
from watchkeeper.understand.baselines.summaries import History
from watchkeeper.understand.baselines.versions import Baseline


def learn_by_the_clock(history: History, policy: Policy, zones: Mapping[int, str], otherwise: str) -> Baseline:
    """Return the baseline of every series, each in the zone of its device; ``otherwise`` where ``zones`` has none.

    The names in ``zones`` are known time zones.
    """
    of_series = [zones.get(device, otherwise) for device in history.devices.tolist()]
    names = tuple(sorted(set(of_series)))
    number = {name: place for place, name in enumerate(names)}
    zone = np.array([number[name] for name in of_series], dtype=np.int16)
    if len(names) == 1:
        profiles = learn(history.on_the_wall(ZoneInfo(names[0])), policy)
    else:
        profiles = _together(history, policy, names, zone)
    return Baseline(history.keys, profiles, history.repeats, names, zone)


def _together(history: History, policy: Policy, names: tuple[str, ...], zone: NDArray[np.int16]) -> Profiles:
    series = len(history.keys)
    whole = Profiles(
        np.full((HOURS, series), np.nan, dtype=np.float32),
        np.full((HOURS, series), np.nan, dtype=np.float32),
        np.zeros((HOURS, series), dtype=np.int8),
        np.zeros(series, dtype=np.float32),
        np.zeros((HOURS, series), dtype=np.float16),
    )
    for place, name in enumerate(names):
        rows = np.flatnonzero(zone == place)
        part = learn(history.on_the_wall(ZoneInfo(name), rows), policy)
        whole.centre[:, rows], whole.scale[:, rows] = part.centre, part.scale
        whole.level[:, rows], whole.samples[rows] = part.level, part.samples
        whole.tilt[:, rows] = part.tilt
    return whole
