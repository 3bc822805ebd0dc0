"""Priority from impact and urgency: P1 is answered now, P5 when there is time."""

from typing import Final

from watchkeeper.understand.alerts.correlation.impact import Impact, Severity

_MANY: Final = 10
_PRIORITY: Final = (("P1", "P2", "P3"), ("P2", "P3", "P4"), ("P3", "P4", "P5"))


def priority_of(impact: Impact) -> str:
    """Return impact times urgency: how many are cut off, and how bad it is for them."""
    reach = 0 if impact.critical or len(impact.isolated) >= _MANY else 1 if impact.isolated else 2
    urgency = {Severity.CRITICAL: 0, Severity.MAJOR: 1}.get(impact.severity, 2)
    return _PRIORITY[reach][urgency]
