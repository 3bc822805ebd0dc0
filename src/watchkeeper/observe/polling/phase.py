"""When a device's turn is: ``next_run = k * interval + hash(device) mod interval``, counted from a fixed epoch.

Nothing drifts, because every run is computed from the epoch and never from the run before; nothing herds, because the
hash spreads the devices evenly over the interval and stays the same for ever.
"""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MASK = 2**64 - 1


def stable_hash(device_id: int) -> int:
    """Return a 64-bit hash, the same in every process and release (splitmix64's finaliser, Steele et al. 2014)."""
    mixed = (device_id + 0x9E3779B97F4A7C15) & _MASK
    mixed = ((mixed ^ (mixed >> 30)) * 0xBF58476D1CE4E5B9) & _MASK
    mixed = ((mixed ^ (mixed >> 27)) * 0x94D049BB133111EB) & _MASK
    return mixed ^ (mixed >> 31)


def phase(device_id: int, interval: timedelta) -> timedelta:
    """Return how far into the interval the device's turn is, in whole milliseconds."""
    interval_ms = interval // timedelta(milliseconds=1)
    return timedelta(milliseconds=stable_hash(device_id) % interval_ms)


def slot_of(now: datetime, interval: timedelta) -> datetime:
    """Return the start of the interval that ``now`` lies in: the largest ``k * interval`` not after it."""
    return EPOCH + (now - EPOCH) // interval * interval


def next_slot(now: datetime, interval: timedelta) -> datetime:
    """Return the start of the interval after the one that ``now`` lies in."""
    return slot_of(now, interval) + interval


def next_run(device_id: int, interval: timedelta, now: datetime) -> datetime:
    """Return the device's next turn, strictly after ``now``."""
    turn = slot_of(now, interval) + phase(device_id, interval)
    return turn if turn > now else turn + interval


def slots_between(last: datetime, now: datetime, interval: timedelta) -> int:
    """Return how many slots lie strictly between that of ``last`` and that of ``now``: the ones that were missed."""
    return max(0, (slot_of(now, interval) - slot_of(last, interval)) // interval - 1)
