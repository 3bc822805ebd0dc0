"""Is the newest sample still true? One that nothing followed is old, and a port that fell carries nothing any more."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any, Final

from watchkeeper.kit.families import RATES

MISSED_INTERVALS: Final = 3
"""So many intervals after a sample the next ones are missing, not late."""
USUAL_INTERVAL_S: Final = 300.0
"""Of samples that do not say how far apart they are: that of sensors and of processors."""
LEAST_S: Final = 180.0
_NOT_THERE: Final = frozenset({2, 6, 7})
"""ifOperStatus ``down``, ``notPresent`` and ``lowerLayerDown`` (RFC 2863)."""
_OF_RATES: Final = frozenset(RATES)


def is_stale(at: datetime, interval_s: float | None, now: datetime) -> bool:
    """Say whether a sample taken at ``at`` should have been followed by others by ``now``.

    ``interval_s`` is the time between it and the one before; None when it does not tell.
    """
    return (now - at).total_seconds() > max(LEAST_S, MISSED_INTERVALS * (interval_s or USUAL_INTERVAL_S))


def still_true(row: Mapping[str, Any], metrics: Iterable[str]) -> dict[str, Any]:
    """Return the metrics of a sample, without the rates that an interface had before it fell.

    The sample that first shows an interface down has the mean of an interval in which it was up for a while.
    """
    down = row.get("oper_status") in _NOT_THERE
    return {name: None if down and name in _OF_RATES and row[name] else row[name] for name in metrics}
