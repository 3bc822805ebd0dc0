"""What is not to be learned from: times of anomalies that are over."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from watchkeeper.observe.series.query import Exclusion
from watchkeeper.understand.baselines.models import Anomaly

LEAD = timedelta(minutes=30)
"""An anomaly began before it opened: the polls that opening needed are left out as well."""


@dataclass(frozen=True, slots=True)
class SeriesName:
    """One series of the store."""

    device_id: int
    family: str
    metric: str
    object: str


def exclusions_of(anomalies: Iterable[Anomaly], now: datetime, longest: timedelta) -> list[Exclusion]:
    """Return the times of ``anomalies``, up to ``now`` of those that last; what is ``longest`` or more is usual."""
    return [
        Exclusion(one.device_id, one.object, one.opened_at - LEAD, one.closed_at or now)
        for one in anomalies
        if (one.closed_at or now) - one.opened_at < longest
    ]
