"""What an incident does to the network: who is cut off, and how bad that is."""

from dataclasses import dataclass
from enum import StrEnum

from watchkeeper.understand.alerts.correlation.incident import Incident
from watchkeeper.understand.alerts.correlation.network import NODE, Network


class Severity(StrEnum):
    """How bad something is, worst first."""

    CRITICAL = "critical"
    MAJOR = "major"
    MINOR = "minor"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True)
class Impact:
    """Nodes that are cut off beside those that failed, critical nodes among all of them, and the severity."""

    isolated: tuple[str, ...]
    critical: tuple[str, ...]
    severity: Severity


def impact_of(network: Network, incident: Incident) -> Impact:
    """Return what the roots of ``incident`` do, whatever else has failed.

    A critical node without a path is critical, any node without one is major, lost redundancy is minor; a condition
    of a device of its own is a warning, on a critical node major.
    """
    roots = tuple(incident.onset)
    failed = {root.partition(":")[2] for root in roots if root.startswith(f"{NODE}:")}
    if incident.local:
        touched = failed & network.critical
        return Impact((), tuple(sorted(touched)), Severity.MAJOR if touched else Severity.WARNING)
    dark = network.predict(roots).dark
    critical = dark & network.critical
    severity = Severity.CRITICAL if critical else Severity.MAJOR if dark else Severity.MINOR
    return Impact(tuple(sorted(dark - failed)), tuple(sorted(critical)), severity)
