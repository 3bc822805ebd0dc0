"""Cuts a cycle into shards: few tasks for many devices, each at its share of the interval."""

import math
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from watchkeeper.observe.polling.phase import phase

LANE_WIDTH = 500
"""Shards a lane may have; the second lane's numbers start here, and the next class's first after that."""


@dataclass(frozen=True, slots=True)
class ShardPlan:
    """A shard of a cycle: its number, its devices in order of their phase, and when it starts after the slot."""

    number: int
    device_ids: tuple[int, ...]
    offset: timedelta


def is_set_apart(number: int) -> bool:
    """Say whether the shard of this number is one of devices that are slow, or have not answered."""
    return number // LANE_WIDTH % 2 == 1


def cut(
    device_ids: Iterable[int],
    *,
    size: int,
    interval: timedelta,
    spread: float = 1.0,
    leave_out: Collection[int] = (),
    first_number: int = 0,
) -> list[ShardPlan]:
    """Cut devices into shards of about ``size``, ordered by phase, spread over ``spread`` (0..1) of the interval.

    The cut is made over all devices and only then those to ``leave_out`` are taken away: a device that is skipped does
    not push others into another shard. The same devices always give the same shards; shards without devices are not
    returned. A lane never has more than ``LANE_WIDTH`` shards; above that they grow.
    """
    ordered = sorted(device_ids, key=lambda device_id: (phase(device_id, interval), device_id))
    if not ordered:
        return []
    count = min(math.ceil(len(ordered) / size), LANE_WIDTH)
    plans = []
    for number, members in enumerate(_chunks(ordered, count)):
        kept = tuple(member for member in members if member not in leave_out)
        if kept:
            offset_ms = round(interval.total_seconds() * 1000 * spread * number / count)
            plans.append(ShardPlan(first_number + number, kept, timedelta(milliseconds=offset_ms)))
    return plans


def _chunks(ordered: Sequence[int], count: int) -> list[Sequence[int]]:
    base, extra = divmod(len(ordered), count)
    chunks, start = [], 0
    for number in range(count):
        end = start + base + (number < extra)
        chunks.append(ordered[start:end])
        start = end
    return chunks
