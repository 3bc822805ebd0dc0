"""The report on an incident for those who were not there, in Markdown."""

from collections.abc import Sequence
from datetime import datetime

from watchkeeper.understand.alerts.models import AlertRow, IncidentRow, TimelineRow


def markdown(incident: IncidentRow, timeline: Sequence[TimelineRow], alerts: Sequence[AlertRow]) -> str:
    """Return the report: what failed, for how long, whom it hit, what happened when, which alerts it was."""
    ended = incident.closed_at
    lasted = "still open" if ended is None else f"{(ended - incident.opened_at).total_seconds() / 60:.0f} minutes"
    lines = [
        f"# Incident {incident.id}: {_plain(incident.title)}",
        "",
        f"- Severity {incident.severity}, priority {incident.priority}",
        f"- From {_at(incident.opened_at)} to {_at(ended)} ({lasted})",
        f"- Root: {_plain(', '.join(incident.roots)) or 'none'}",
        f"- Cut off as a consequence: {_plain(', '.join(incident.isolated)) or 'nobody'}",
        f"- Acknowledged: {_at(incident.acknowledged_at)} {_plain(incident.acknowledged_by)}".rstrip(),
        f"- {incident.symptoms} symptoms, {incident.suppressed} consequences held back",
        "",
        "## Timeline",
        "",
        "| When | What | Text | Who |",
        "|---|---|---|---|",
    ]
    lines += [f"| {_at(one.at)} | {one.what} | {_plain(one.text)} | {_plain(one.actor)} |" for one in timeline]
    lines += [
        "",
        "## Alerts",
        "",
        "| Raised | Cleared | Object | Condition | Role | Times |",
        "|---|---|---|---|---|---|",
    ]
    lines += [
        f"| {_at(one.raised_at)} | {_at(one.cleared_at)} | {_plain(one.entity)} | {_plain(one.kind)} | {one.role} "
        f"| {one.occurrences} |"
        for one in alerts
    ]
    return "\n".join(lines) + "\n"


def _at(moment: datetime | None) -> str:
    return "-" if moment is None else f"{moment:%Y-%m-%d %H:%M:%SZ}"


def _plain(text: str) -> str:
    """Return text of a device so that it cannot be Markdown or HTML."""
    cleaned = "".join(character if character.isprintable() else " " for character in text)
    for character in "\\`*_[]<>|#":
        cleaned = cleaned.replace(character, f"\\{character}")
    return cleaned
