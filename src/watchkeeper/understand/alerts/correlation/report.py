"""The document that ``wk correlate`` prints."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import Final

from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.alerts.correlation.engine import Correlator
from watchkeeper.understand.alerts.correlation.evidence import Alert
from watchkeeper.understand.alerts.correlation.holds import Holds
from watchkeeper.understand.alerts.correlation.impact import impact_of
from watchkeeper.understand.alerts.correlation.incident import Incident, Stage
from watchkeeper.understand.alerts.correlation.network import Network

_STEP: Final = 500


def correlate(
    network: Network, alerts: Sequence[Alert], holds: Holds | None = None, step: Callable[[int], None] | None = None
) -> Correlator:
    """Run ``alerts`` through the engine and let every timer run out. ``step`` is told how many are done."""
    engine = Correlator(network, holds)
    for number, alert in enumerate(alerts, 1):
        engine.observe(alert)
        if step is not None and number % _STEP == 0:
            step(number)
    engine.finish()
    return engine


def as_document(engine: Correlator, problems: Sequence[str] = ()) -> dict[str, JSON]:
    """Return incidents and pages in the words of the command line's contract, with what could not be read."""
    document: dict[str, JSON] = {
        "incidents": [_incident(engine.network, one) for one in _shown(engine)],
        "pages": engine.pages,
    }
    if problems:
        document["problems"] = list(problems)
    return document


def lines_of(engine: Correlator) -> list[tuple[object, ...]]:
    """Return a line for each incident: id, severity, since, until, roots, symptoms, suppressed."""
    return [
        (
            f"incident-{one.number}",
            impact_of(engine.network, one).severity,
            _stamp(one.opened_at),
            _stamp(one.closed_at),
            " ".join(roots_of(engine.network, one)),
            len(one.symptoms),
            len(one.suppressed),
        )
        for one in _shown(engine)
    ]


def _shown(engine: Correlator) -> list[Incident]:
    return [one for one in engine.incidents if one.stage is not Stage.MERGED or one.paged_at is not None]


def _incident(network: Network, incident: Incident) -> dict[str, JSON]:
    impact = impact_of(network, incident)
    return {
        "id": f"incident-{incident.number}",
        "state": incident.stage.value,
        "opened_at": _stamp(incident.opened_at),
        "paged_at": _stamp(incident.paged_at),
        "closed_at": _stamp(incident.closed_at),
        "severity": impact.severity.value,
        "roots": roots_of(network, incident),
        "isolated": list(impact.isolated),
        "symptoms": list(incident.symptoms),
        "suppressed": list(incident.suppressed),
        "explanation": list(incident.explanation),
    }


def roots_of(network: Network, incident: Incident) -> list[str]:
    """Return everything that failed in ``incident``, groups by their links. Nothing for one that was merged."""
    if incident.stage is Stage.MERGED:
        return []
    return [member for root in incident.onset for member in network.members(root)]


def _stamp(seconds: float | None) -> str | None:
    if seconds is None:
        return None
    moment = datetime.fromtimestamp(seconds, UTC)
    return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")
