"""What rules and schedules say, and which messages follow from news of an incident. Pure."""

import fnmatch
import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, time
from typing import Final, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from watchkeeper.act.notifications.oncall import on_call, quiet_until
from watchkeeper.core.http.bodies import Day, Exact, TimeOfDay

SEVERITIES: Final = ("critical", "major", "minor", "warning", "info")
SeverityName = Literal["critical", "major", "minor", "warning", "info"]


def _zone(name: str) -> str:
    if name != "UTC" and name not in available_timezones():
        raise ValueError(f"there is no time zone {name!r}")
    ZoneInfo(name)
    return name


class SchedulePlan(Exact):
    """Channels that take turns."""

    members: list[int] = Field(min_length=1, description="Channels, in the order of their turns.")
    first_day: Day = Field(description="When the first one's first turn begins.")
    handover: TimeOfDay = Field(default=time(9), description="Time of the day on which turns change.")
    days: int = Field(default=7, ge=1, le=366, description="Days of a turn.")
    time_zone: str = "UTC"

    _known_zone = field_validator("time_zone")(_zone)

    def at(self, now: datetime) -> int | None:
        """Return the channel whose turn it is."""
        return on_call(self.members, self.first_day, self.handover, self.days, self.time_zone, now)


class Step(Exact):
    """A stage of escalation: whom to tell so long after the first notification, unless somebody has acknowledged."""

    after_s: float = Field(default=0, ge=0)
    channels: list[int] = Field(default=[])
    schedules: list[int] = Field(default=[], description="On-call schedules: whoever's turn it is.")


class QuietHours(Exact):
    """When only critical messages are sent; the others follow as one digest at the end."""

    start: TimeOfDay
    end: TimeOfDay
    time_zone: str = "UTC"

    _known_zone = field_validator("time_zone")(_zone)


class RulePlan(Exact):
    """Which incidents a rule is for, and whom it tells when."""

    least_severity: SeverityName = "warning"
    objects: list[str] = Field(default=[], description="Patterns such as node:core-*; one root has to fit. Empty: all.")
    steps: list[Step] = Field(min_length=1, max_length=10)
    recoveries: bool = Field(default=True, description="Also say when it is over, to whoever was told of it.")
    cooldown_s: float = Field(default=300, ge=0, description="The same cause is not told again so soon, unless worse.")
    quiet: QuietHours | None = None

    def fits(self, news: "News") -> bool:
        """Return whether the rule is for this incident."""
        if SEVERITIES.index(news.severity) > SEVERITIES.index(self.least_severity):
            return False
        return not self.objects or any(fnmatch.fnmatchcase(root, one) for one in self.objects for root in news.roots)

    def held_until(self, news: "News", now: datetime) -> datetime | None:
        """Return until when quiet hours hold the message back, or None."""
        if self.quiet is None or news.severity == "critical":
            return None
        return quiet_until(self.quiet.start, self.quiet.end, self.quiet.time_zone, now)


@dataclass(frozen=True, slots=True)
class News:
    """What happened to an incident, as ``incident.changed`` tells it."""

    incident_id: int
    happening: str
    at: str
    title: str
    severity: SeverityName
    priority: str
    roots: tuple[str, ...]
    isolated: tuple[str, ...]

    @classmethod
    def of(cls, payload: Mapping[str, object]) -> "News":
        """Return the news in a message."""
        severity = next((one for one in SEVERITIES if one == payload["severity"]), "warning")
        return cls(
            int(str(payload["incident_id"])),
            str(payload["happening"]),
            str(payload["at"]),
            str(payload["title"]),
            severity,  # type: ignore[arg-type]  # one of SEVERITIES, which are the literals
            str(payload["priority"]),
            _texts(payload.get("roots")),
            _texts(payload.get("isolated")),
        )

    @property
    def cause(self) -> str:
        """The same text for the same cause, whatever the incident's number."""
        return hashlib.sha256("\n".join(sorted(self.roots)).encode()).hexdigest()


def _texts(value: object) -> tuple[str, ...]:
    return tuple(map(str, value)) if isinstance(value, list | tuple) else ()


def wording(news: News, link: str) -> tuple[str, str]:
    """Return subject and body of a message, as plain text; device text is stripped of control characters."""
    state = {"closed": "RESOLVED", "reopened": "AGAIN"}.get(news.happening, news.severity.upper())
    subject = _plain(f"[{state}] {news.title}")
    lines = [f"Incident {news.incident_id}: {_plain(news.title)}", f"Priority {news.priority}, {news.severity}"]
    if news.roots:
        lines.append(f"Failed: {_plain(', '.join(news.roots))}")
    if news.isolated:
        lines.append(f"Cut off as a consequence: {_plain(_shortened(news.isolated))}")
    lines.append(f"At {news.at}")
    if link:
        lines.append(f"Acknowledge: {link}")
    return subject[:200], "\n".join(lines)


def _shortened(names: Sequence[str], most: int = 20) -> str:
    more = len(names) - most
    return ", ".join(names[:most]) + (f" and {more} more" if more > 0 else "")


def _plain(text: str) -> str:
    return "".join(character if character.isprintable() else " " for character in text)
