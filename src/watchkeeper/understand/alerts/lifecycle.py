"""The life of an alert as a pure function: what a signal does to what is known of its condition."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

FLAP_WINDOW: Final = timedelta(minutes=10)
CALM_WINDOW: Final = timedelta(minutes=30)
CALM_CHANGES: Final = 2
_KEPT_CHANGES: Final = 50


class AlertState(StrEnum):
    """Where an alert is in its life."""

    OPEN = "open"
    ACKNOWLEDGED = "acknowledged"
    CLEARED = "cleared"


class Effect(StrEnum):
    """What a signal did."""

    RAISED = "raised"
    REPEATED = "repeated"
    REOPENED = "reopened"
    CLEARED = "cleared"
    IGNORED = "ignored"  # older than the last clear, or a clear of nothing


@dataclass(frozen=True, slots=True)
class Signal:
    """A raise or clear of the condition ``kind`` of ``entity``, from whatever source. ``at`` is the source's moment.

    ``said`` is the summary as ``code`` and ``facts`` where it is in words that the console has in other languages.
    """

    entity: str
    kind: str
    raised: bool
    at: datetime
    severity: str = "major"
    summary: str = ""
    source: str = ""
    device_name: str = ""
    labels: dict[str, str] = field(default_factory=dict)
    said: dict[str, object] | None = None

    @property
    def fingerprint(self) -> str:
        """Condition and object, nothing else: the same fault seen by poll, trap and syslog has one fingerprint."""
        return fingerprint_of(self.entity, self.kind)


def fingerprint_of(entity: str, kind: str) -> str:
    """Return the SHA-256 of the canonical JSON of object and condition."""
    return hashlib.sha256(json.dumps([entity, kind], ensure_ascii=False).encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Known:
    """What is stored of the latest alert of a condition."""

    open: bool
    raised_at: datetime
    cleared_at: datetime | None


def effect_of(known: Known | None, signal: Signal, reopen: timedelta) -> Effect:
    """Return what ``signal`` does.

    A raise after a clear is a new occurrence: within ``reopen`` the same alert again, later a new one. A raise that is
    older than the last clear, and a clear that is older than the raise, came out of order and change nothing.
    """
    if signal.raised:
        return _raise(known, signal, reopen)
    if known is None or not known.open or signal.at < known.raised_at:
        return Effect.IGNORED
    return Effect.CLEARED


def _raise(known: Known | None, signal: Signal, reopen: timedelta) -> Effect:
    if known is None:
        return Effect.RAISED
    if known.open:
        return Effect.REPEATED
    if known.cleared_at is not None and signal.at < known.cleared_at:
        return Effect.IGNORED
    recent = known.cleared_at is not None and signal.at - known.cleared_at <= reopen
    return Effect.REOPENED if recent else Effect.RAISED


def flapping(changes: Sequence[datetime], now: datetime, limit: int, *, before: bool) -> bool:
    """Return whether a condition flaps: ``limit`` changes in ten minutes; it is calm with less than two in thirty."""
    if sum(now - change <= FLAP_WINDOW for change in changes) >= limit:
        return True
    return before and sum(now - change <= CALM_WINDOW for change in changes) >= CALM_CHANGES


def keep(changes: Sequence[datetime], now: datetime) -> list[datetime]:
    """Return the changes that still matter for flapping."""
    return [change for change in changes if now - change <= CALM_WINDOW][-_KEPT_CHANGES:]
