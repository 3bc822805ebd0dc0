"""What happened to an incident, as messages tell it. Pure."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from watchkeeper.act.notifications.templates import MessageTemplate, filled

SeverityName = Literal["critical", "major", "minor", "warning", "info"]
SEVERITIES: Final[tuple[SeverityName, ...]] = ("critical", "major", "minor", "warning", "info")


def severity_of(text: object) -> SeverityName:
    """Return the severity of that name; what is none counts as a warning."""
    return next((one for one in SEVERITIES if one == text), "warning")


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
        return cls(
            int(str(payload["incident_id"])),
            str(payload["happening"]),
            str(payload["at"]),
            str(payload["title"]),
            severity_of(payload["severity"]),
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


def fields_of(news: News, link: str) -> dict[str, str]:
    """Return what a template may tell of the news; device text is stripped of control characters."""
    return {
        "state": {"closed": "RESOLVED", "reopened": "AGAIN"}.get(news.happening, news.severity.upper()),
        "title": _plain(news.title),
        "incident": str(news.incident_id),
        "severity": news.severity,
        "priority": news.priority,
        "roots": _plain(", ".join(news.roots)),
        "consequences": _plain(_shortened(news.isolated)),
        "at": news.at,
        "link": link,
    }


def wording(news: News, link: str, template: MessageTemplate | None = None) -> tuple[str, str]:
    """Return subject and body of a message, as plain text, by a template when there is one."""
    usual = _usual(news, link)
    return usual if template is None else filled(template, fields_of(news, link), usual)


def _usual(news: News, link: str) -> tuple[str, str]:
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
