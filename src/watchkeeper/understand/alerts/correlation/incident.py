"""An incident as the correlation engine keeps it, and the changes that it announces."""

from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final

from watchkeeper.kit.sayings import Saying, Sentences
from watchkeeper.understand.alerts.correlation.evidence import Key

SENTENCES: Final = Sentences({
    "reports": "{object} reports {condition}",
    "reports_again": "{object} reports {condition} again",
    "well_again": "{object} is well again",
    "notified": "notified about {objects}",
    "follows": "{object} follows from {other}",
    "follows_another": "{object} follows from another failure",
    "all_follows": "everything it reported follows from other incidents",
    "other_root": "{other} failed, not {object}",
    "failed_again": "{object} failed again",
    "works_again": "what failed works again",
    "session_down": "{object} is down, and nothing else is that would explain it",
    "session_down_again": "{object} is down again",
})  # fmt: skip
"""What the engine tells of incidents, by code."""


class Stage(StrEnum):
    """Where an incident is in its life."""

    FORMING = "forming"  # alerts are being gathered; nobody has been told
    OPEN = "open"
    CLOSED = "closed"
    MERGED = "merged"  # what it reported proved to follow from another incident


class Role(StrEnum):
    """What an alert is in its incident."""

    SYMPTOM = "symptom"  # speaks of what failed
    SUPPRESSED = "suppressed"  # follows from it


class Happening(StrEnum):
    """What can happen to an incident."""

    OPENED = "opened"
    PAGED = "paged"
    REROOTED = "rerooted"
    REOPENED = "reopened"
    MERGED = "merged"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that happened to an incident, for the timeline and for whoever acts on it."""

    incident: int
    happening: Happening
    at: float
    said: Saying

    @property
    def text(self) -> str:
        """What is said, in English."""
        return str(self.said)


@dataclass(slots=True)
class Incident:
    """Root, consequences, and what was said about it. Times are seconds since the epoch."""

    number: int
    opened_at: float
    roots: list[str] = field(default_factory=list)
    onset: dict[str, float] = field(default_factory=dict)
    core: dict[str, frozenset[Key]] = field(default_factory=dict)
    symptoms: dict[str, None] = field(default_factory=dict)
    suppressed: dict[str, None] = field(default_factory=dict)
    stage: Stage = Stage.FORMING
    local: bool = False
    paged_at: float | None = None
    closed_at: float | None = None
    explanation: list[str] = field(default_factory=list)

    @property
    def open(self) -> bool:
        """Whether it lasts."""
        return self.stage in {Stage.FORMING, Stage.OPEN}

    def add(self, role: Role, ids: list[str]) -> None:
        """Attach alerts. One that was a consequence and is now a symptom is a symptom, and the other way round."""
        into, out_of = self.symptoms, self.suppressed
        if role is Role.SUPPRESSED:
            into, out_of = out_of, into
        for one in ids:
            into[one] = None
            out_of.pop(one, None)
