"""Hours of the week on a site's own clock."""

from datetime import UTC, datetime
from typing import Final
from zoneinfo import ZoneInfo

import numpy as np
from numpy.typing import NDArray

HOURS: Final = 168
HOUR_S: Final = 3_600
Ints = NDArray[np.int64]


def hour_of_week(epoch_s: float, zone: ZoneInfo) -> int:
    """Return the hour of the week (0 = Monday, 00:00) on the wall of ``zone`` of the UTC hour that ``epoch_s`` lies in.

    Hours are cut in UTC, so that every sample of a segment's hour has one answer; the doubled hour of a clock change
    comes twice, the missing one never.
    """
    local = datetime.fromtimestamp(epoch_s // HOUR_S * HOUR_S, UTC).astimezone(zone)
    return local.weekday() * 24 + local.hour


def hours_of_day(day_start_s: int, zone: ZoneInfo) -> Ints:
    """Return the hour of the week of each of the 24 UTC hours that start at ``day_start_s``."""
    return np.array([hour_of_week(day_start_s + hour * HOUR_S, zone) for hour in range(24)])


def local_days(day_start_s: int, zone: ZoneInfo) -> Ints:
    """Return the number of the day (proleptic Gregorian ordinal) that each of those 24 hours has on the wall."""
    starts = (datetime.fromtimestamp(day_start_s + hour * HOUR_S, UTC) for hour in range(24))
    return np.array([start.astimezone(zone).toordinal() for start in starts])
