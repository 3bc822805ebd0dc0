"""The devices' own alarm limits as arrays that a batch's series are looked up in."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.inventory.limits import recording
from watchkeeper.estate.inventory.limits.recording import SeriesLimit
from watchkeeper.understand.baselines.keys import Keys, keys_of

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Limits:
    """The limits of one metric: ``keys`` rise, ``low`` and ``high`` are in the metric's unit, NaN for none."""

    keys: Keys
    low: Floats
    high: Floats

    def of(self, wanted: Keys) -> tuple[Floats, Floats]:
        """Return the lower and the upper limit of each wanted series, NaN for none."""
        at = np.minimum(np.searchsorted(self.keys, wanted), len(self.keys) - 1)
        known = self.keys[at] == wanted
        none = np.float32(np.nan)
        return np.where(known, self.low[at], none), np.where(known, self.high[at], none)


_NONE: Final[Mapping[str, Limits]] = {}


def limits_by_metric(rows: Iterable[SeriesLimit]) -> dict[str, Limits]:
    """Return the limits of each metric that has any."""
    by_metric: dict[str, list[SeriesLimit]] = {}
    for row in rows:
        by_metric.setdefault(row.metric, []).append(row)
    return {metric: _limits(some) for metric, some in by_metric.items()}


def _limits(rows: Sequence[SeriesLimit]) -> Limits:
    keys = keys_of(np.array([row.device_id for row in rows], dtype=np.int64), pa.array([row.object for row in rows]))
    order = np.argsort(keys)
    low = np.array([np.nan if row.low is None else row.low for row in rows], dtype=np.float32)
    high = np.array([np.nan if row.high is None else row.high for row in rows], dtype=np.float32)
    return Limits(keys[order], low[order], high[order])


class LimitsCache:
    """The limits of each family as stored; read again only when one of them has changed."""

    def __init__(self) -> None:
        self._held: dict[str, tuple[recording.Stamp, Mapping[str, Limits]]] = {}

    async def of(self, session: AsyncSession, family: str) -> Mapping[str, Limits]:
        """Return the limits of a family by metric."""
        stamp = await recording.stamp(session, family)
        held = self._held.get(family)
        if held is None or held[0] != stamp:
            rows = await recording.alarms(session, family) if stamp[0] else []
            held = stamp, limits_by_metric(rows) if rows else _NONE
            self._held[family] = held
        return held[1]
