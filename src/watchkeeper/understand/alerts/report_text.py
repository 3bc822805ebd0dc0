"""The report on an incident for those who were not there, in Markdown and as PDF."""

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime
from typing import Final

from watchkeeper.kit import pdf
from watchkeeper.understand.alerts.models import AlertRow, IncidentRow, TimelineRow

ALERTS_HEAD: Final = ("Raised", "Cleared", "Object", "Condition", "Role", "Times")
TIMELINE_HEAD: Final = ("When", "What", "Text", "Who")
Words = Callable[[str], str]
"""Makes text of devices and people harmless where it goes."""


def facts(incident: IncidentRow, words: Words) -> list[str]:
    """Return what failed, for how long, whom it hit and who took note, one line each."""
    ended = incident.closed_at
    lasted = "still open" if ended is None else f"{(ended - incident.opened_at).total_seconds() / 60:.0f} minutes"
    return [
        f"Severity {incident.severity}, priority {incident.priority}",
        f"From {_at(incident.opened_at)} to {_at(ended)} ({lasted})",
        f"Root: {words(', '.join(incident.roots)) or 'none'}",
        f"Cut off as a consequence: {words(', '.join(incident.isolated)) or 'nobody'}",
        f"Acknowledged: {_at(incident.acknowledged_at)} {words(incident.acknowledged_by)}".rstrip(),
        f"{incident.symptoms} symptoms, {incident.suppressed} consequences held back",
    ]


def happened(timeline: Iterable[TimelineRow], words: Words) -> list[tuple[str, ...]]:
    """Return the rows under ``TIMELINE_HEAD``."""
    return [(_at(one.at), one.what, words(one.text), words(one.actor)) for one in timeline]


def raised(alerts: Iterable[AlertRow], words: Words) -> list[tuple[str, ...]]:
    """Return the rows under ``ALERTS_HEAD``."""
    return [
        (_at(one.raised_at), _at(one.cleared_at), words(one.entity), words(one.kind), one.role, str(one.occurrences))
        for one in alerts
    ]


def markdown(incident: IncidentRow, timeline: Sequence[TimelineRow], alerts: Sequence[AlertRow]) -> str:
    """Return the report: what failed, for how long, whom it hit, what happened when, which alerts it was."""
    lines = [f"# Incident {incident.id}: {_plain(incident.title)}", ""]
    lines += [f"- {fact}" for fact in facts(incident, _plain)]
    lines += ["", "## Timeline", "", *_table(TIMELINE_HEAD, happened(timeline, _plain))]
    lines += ["", "## Alerts", "", *_table(ALERTS_HEAD, raised(alerts, _plain))]
    return "\n".join(lines) + "\n"


def pdf_of(incident: IncidentRow, timeline: Sequence[TimelineRow], alerts: Sequence[AlertRow]) -> bytes:
    """Return the same report as PDF."""
    parts: list[pdf.Part] = [pdf.Text(fact) for fact in facts(incident, printable)]
    parts += [
        pdf.Heading("Timeline"),
        pdf.Rows(TIMELINE_HEAD, happened(timeline, printable), (2, 1.4, 5, 1.6)),
        pdf.Heading("Alerts"),
        pdf.Rows(ALERTS_HEAD, raised(alerts, printable), (2, 2, 4, 2, 1.4, 0.8)),
    ]
    return pdf.document(f"Incident {incident.id}: {printable(incident.title)}", parts)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> list[str]:
    return [_row(head), "|" + "---|" * len(head), *map(_row, rows)]


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _at(moment: datetime | None) -> str:
    return "-" if moment is None else f"{moment:%Y-%m-%d %H:%M:%SZ}"


def printable(text: str) -> str:
    """Return text of a device without control characters."""
    return "".join(character if character.isprintable() else " " for character in text)


def _plain(text: str) -> str:
    """Return text of a device so that it cannot be Markdown or HTML."""
    cleaned = printable(text)
    for character in "\\`*_[]<>|#":
        cleaned = cleaned.replace(character, f"\\{character}")
    return cleaned
