"""Did the device restart? From its own uptime, not from the wall clock."""

from dataclasses import dataclass
from datetime import datetime, timedelta

TICKS_PER_S = 100
WRAP_TICKS = 2**32
"""sysUpTime counts 1/100 s in 32 bits and wraps after 497.1 days (RFC 3418)."""
_WRAP = timedelta(seconds=WRAP_TICKS / TICKS_PER_S)
_SAME_BOOT = timedelta(seconds=30)
"""Estimates of one boot's moment differ by less: the answer's way, and the drift of the device's clock."""
_SAME_BOOT_UNSEEN = timedelta(minutes=5)
"""The same when this process has not seen the device yet: the drift may be that of a longer time."""
_WRAP_TOLERANCE = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class BootSighting:
    """When a device seems to have started, and whether that is another start than the one known before."""

    booted_at: datetime
    restarted: bool
    moved: bool


def sight(known_boot: datetime | None, previous_ticks: int | None, ticks: int, now: datetime) -> BootSighting:
    """Judge an uptime of ``ticks`` read at ``now``.

    ``known_boot`` is the last recorded start; ``previous_ticks`` the uptime this process saw last, None after the
    process itself started. An uptime that went back is a restart, unless it wrapped or the start is the recorded one.
    Without a previous uptime the recorded start decides. ``moved`` says that the record should be brought up to date.
    """
    booted_at = now - timedelta(seconds=ticks / TICKS_PER_S)
    if known_boot is None:
        return BootSighting(booted_at, restarted=False, moved=True)
    shift = booted_at - known_boot
    wrapped = abs(shift - _WRAP) < _WRAP_TOLERANCE
    later = shift > (_SAME_BOOT_UNSEEN if previous_ticks is None else _SAME_BOOT)
    went_back = previous_ticks is None or ticks < previous_ticks
    return BootSighting(booted_at, restarted=later and went_back and not wrapped, moved=abs(shift) > _SAME_BOOT)
