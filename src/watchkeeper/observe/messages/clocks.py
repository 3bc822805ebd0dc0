"""When something happened, by the sender's clock as far as it can be believed.

A sender's time is taken when it is close to the receipt. A time without a zone is UTC, or off by the sender's zone: a
difference of whole quarters of an hour is the zone, not a wrong clock. Anything else is a clock that jumped or was
never set: then the moment of receipt counts, and the message is marked.
"""

from datetime import UTC, datetime, timedelta
from typing import Final, NamedTuple

BELIEVED: Final = timedelta(minutes=10)
"""A clock this far off, or a message this late, is still believed."""
_QUARTER: Final = timedelta(minutes=15)
_ZONE_SLACK: Final = timedelta(minutes=2)
_WIDEST_ZONE: Final = timedelta(hours=14)
_TICK_S: Final = 0.01
_BOOT_SLACK: Final = timedelta(seconds=10)
_WRAP: Final = timedelta(seconds=(1 << 32) * _TICK_S)


class Moment(NamedTuple):
    """``at`` is when it happened (UTC); ``believed`` says whether that is the sender's own time."""

    at: datetime
    believed: bool


def moment_of(stated: datetime | None, received: datetime) -> Moment:
    """Return when a message happened that states ``stated`` (naive: without a zone) and came at ``received``."""
    if stated is None:
        return Moment(received, believed=False)
    if stated.tzinfo is not None:
        at = stated.astimezone(UTC)
        return Moment(at, believed=True) if abs(at - received) <= BELIEVED else Moment(received, believed=False)
    at = stated.replace(tzinfo=UTC)
    off = at - received
    if abs(off) <= BELIEVED:
        return Moment(at, believed=True)
    zone = round(off / _QUARTER) * _QUARTER
    if abs(zone) <= _WIDEST_ZONE and abs(off - zone) <= _ZONE_SLACK:
        return Moment(at - zone, believed=True)
    return Moment(received, believed=False)


class BootClock:
    """Turns an agent's sysUpTime into moments: the least delay seen since it started tells when that was."""

    def __init__(self) -> None:
        self._booted: datetime | None = None

    def moment(self, ticks: int | None, received: datetime) -> Moment:
        """Return when a trap with ``ticks`` (1/100 s) was sent; a restart or a wrap of the counter starts anew."""
        if ticks is None:
            return Moment(received, believed=False)
        uptime = timedelta(seconds=ticks * _TICK_S)
        booted = received - uptime
        known = self._booted
        if known is None or booted < known or booted - known > _BOOT_SLACK:
            self._booted = known = booted
        return Moment(known + uptime, believed=True)
