"""Up, down or unknown: what one contact with a device says, and when it is no longer fresh."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from watchkeeper.estate.drivers.protocol import Identity, Outcome

UNCONFIRMED_INTERVALS = 5
"""Polling intervals without a contact after which a device is no longer known to be up."""


class DeviceState(StrEnum):
    """Whether a device answers. Unknown is not down, and not healthy."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"


_DATA = frozenset({Outcome.OK, Outcome.PARTIAL, Outcome.EMPTY})
_SPOKE = _DATA | {
    Outcome.UNSUPPORTED,
    Outcome.AUTH_FAILED,
    Outcome.DENIED,
    Outcome.RPC_ERROR,
    Outcome.PARSE_ERROR,
}
_SILENT = frozenset({Outcome.TIMEOUT, Outcome.UNREACHABLE})


@dataclass(frozen=True, slots=True)
class DeviceContact:
    """One attempt to collect from one device, as the inventory needs to know it.

    ``at`` is UTC. ``answered_ping`` is what ICMP said in the same cycle, None when it was not asked.
    ``uptime_s``, ``identity`` and ``memory`` are None when the contact did not bring them.
    """

    device_id: int
    at: datetime
    outcome: Outcome
    reason: str = ""
    answered_ping: bool | None = None
    uptime_s: float | None = None
    identity: Identity | None = None
    memory: Mapping[str, object] | None = None

    @property
    def brought_data(self) -> bool:
        """Whether the contact gave data that may be stored."""
        return self.outcome in _DATA


@dataclass(frozen=True, slots=True)
class Reachability:
    """Where a device stands: its state, why, since when, and the failed contacts in a row."""

    state: DeviceState = DeviceState.UNKNOWN
    reason: str = ""
    since: datetime | None = None
    failures: int = 0


@dataclass(frozen=True, slots=True)
class StateTransition:
    """A device changed its state."""

    device_id: int
    device_name: str
    from_state: DeviceState
    to_state: DeviceState
    at: datetime
    reason: str


def verdict(contact: DeviceContact) -> DeviceState:
    """Return what this contact alone says.

    A device that answered anything, even a refusal, is up. One that was silent over SNMP but answered a ping is up.
    One that another device answered for, or that could not be asked, is unknown.
    """
    if contact.outcome in _SPOKE:
        return DeviceState.UP
    if contact.outcome in _SILENT:
        return DeviceState.UP if contact.answered_ping else DeviceState.DOWN
    return DeviceState.UNKNOWN


def after(now: Reachability, contact: DeviceContact, *, down_after: int) -> Reachability:
    """Return where the device stands after ``contact``.

    ``down_after`` contacts in a row must fail before a device is down; a contact already holds the driver's own
    retries. A contact that could not ask (``not_configured``) leaves a known state alone only if there is none yet to
    change: the honest answer is unknown.
    """
    says = verdict(contact)
    failures = now.failures + 1 if says is DeviceState.DOWN else 0
    if says is DeviceState.DOWN and failures < down_after:
        return Reachability(now.state, now.reason, now.since, failures)
    reason = _reason(contact)
    since = contact.at if says is not now.state or now.since is None else now.since
    return Reachability(says, reason, since, failures)


def _reason(contact: DeviceContact) -> str:
    if contact.outcome is Outcome.OK:
        return ""
    text = f"{contact.outcome}: {contact.reason}" if contact.reason else str(contact.outcome)
    if contact.outcome in _SILENT and contact.answered_ping:
        text += "; answers ping"
    return text


def is_unconfirmed(last_polled_at: datetime, interval_s: int, now: datetime, *, unknown_after_s: int) -> bool:
    """Say whether nobody has asked for so long that "up" is a memory and no knowledge."""
    return now - last_polled_at > timedelta(seconds=max(unknown_after_s, UNCONFIRMED_INTERVALS * interval_s))


def is_fresh(last_ok_at: datetime | None, interval_s: int, now: datetime, *, intervals: float) -> bool:
    """Say whether data was taken within the last ``intervals`` polling intervals."""
    return last_ok_at is not None and now - last_ok_at <= timedelta(seconds=interval_s * intervals)
