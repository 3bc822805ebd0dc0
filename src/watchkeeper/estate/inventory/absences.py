"""Time in which nothing is known of a device, because nobody asked it or nobody could. Pure.

Silence of the platform leaves no event behind: while it is off, or a device's turn never comes, nothing is written at
all. So each contact is held against the one before it: what lies between them beyond all patience is an absence. Until
the next contact comes, the same is said of the time since the last one. Nothing is written while all is well, and what
is written is written with the contact itself, so a crash loses neither.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any

from watchkeeper.estate.inventory.reachability import UNCONFIRMED_INTERVALS, DeviceContact, DeviceState
from watchkeeper.estate.inventory.standing import Standing


class Knowledge(StrEnum):
    """What is missing: word of the device itself, or data of its ports and sensors alone."""

    CONTACT = "contact"
    DATA = "data"


@dataclass(frozen=True, slots=True)
class Absence:
    """Nothing of this kind is known of the device from ``start`` until ``end`` (UTC)."""

    device_id: int
    kind: Knowledge
    start: datetime
    end: datetime


@dataclass(frozen=True, slots=True)
class Patience:
    """How long the last word holds. ``longest_rest_s``: how long a device that is down is left alone on purpose.

    A device that is up is confirmed within ``unknown_after_s`` and five intervals, or is no longer known to be up. One
    that is down stays down while it is looked for as rarely as its breaker says, and no longer.
    """

    unknown_after_s: float = 300.0
    longest_rest_s: float = 0.0

    def of(self, state: str, interval_s: float) -> timedelta:
        """Return how long a state is believed without being confirmed."""
        rest_s = self.longest_rest_s if state == DeviceState.DOWN else 0.0
        return timedelta(seconds=max(self.unknown_after_s, rest_s + UNCONFIRMED_INTERVALS * interval_s))


def ended_by(row: Any, contact: DeviceContact, after: str, interval_s: float, patience: Patience) -> Iterator[Absence]:
    """Return the absences that ``contact`` ends; ``row`` is the device before it and ``after`` its state then."""
    start = contact.at
    if row.last_polled_at is None or contact.at - row.last_polled_at > patience.of(row.state, interval_s):
        start = row.last_polled_at or row.created_at
    if row.state == DeviceState.UNKNOWN and after != DeviceState.UNKNOWN:
        start = min(start, row.state_since or row.created_at)
    if start < contact.at:
        yield Absence(contact.device_id, Knowledge.CONTACT, start, contact.at)
    told = row.last_ok_at or row.created_at
    if contact.brought_data and told < start and contact.at - told > patience.of(DeviceState.UP, interval_s):
        yield Absence(contact.device_id, Knowledge.DATA, told, contact.at)


def lasting(device: Standing, now: datetime, patience: Patience) -> Iterator[Absence]:
    """Return the absences that no contact has ended yet. A device that is switched off is not asked at all."""
    for kind, told, state in (
        (Knowledge.CONTACT, device.last_polled_at, device.state),
        (Knowledge.DATA, device.last_ok_at, DeviceState.UP),
    ):
        since = told or device.created_at or now
        if since < now and (told is None or not device.enabled or now - since > patience.of(state, device.interval_s)):
            yield Absence(device.device_id, kind, since, now)
