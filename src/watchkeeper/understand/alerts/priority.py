"""Priority from impact and urgency, with its reasons: P1 is answered now, P5 when there is time. Pure.

Impact is whom it takes out: critical devices, whole sites, whole services, many devices, or some of them. Urgency is
how bad it is for them.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass
from typing import Final, Literal

from watchkeeper.understand.alerts.correlation.impact import Impact, Severity
from watchkeeper.understand.alerts.stakes import Stakes

_MANY: Final = 10
_SEVERAL: Final = 2
_MOST_NAMED: Final = 20
_PRIORITY: Final = (("P1", "P2", "P3"), ("P2", "P3", "P4"), ("P3", "P4", "P5"))
_WIDE, _SOME, _NARROW = 0, 1, 2

ReasonKind = Literal[
    "critical_device", "site_out", "service_out", "many_cut_off", "some_cut_off", "service_degraded",
    "redundancy_lost", "own_condition",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Reason:
    """One thing that an incident does. ``reach``: 0 is wide, 2 is narrow; of ``names`` the first twenty are told.

    ``of`` is how many members a degraded service has, 0 of other kinds.
    """

    kind: ReasonKind
    reach: int
    names: tuple[str, ...] = ()
    count: int = 0
    of: int = 0


@dataclass(frozen=True, slots=True)
class Priority:
    """``name`` is P1 to P5; the widest reason and the severity decide it. Reasons are in order, the widest first."""

    name: str
    severity: str
    reasons: tuple[Reason, ...]

    def as_json(self) -> dict[str, object]:
        """Return what is stored with an incident."""
        return {"severity": self.severity, "reasons": [asdict(one) for one in self.reasons]}


def priority_of(impact: Impact, failed: Collection[str], stakes: Stakes) -> Priority:
    """Return impact times urgency. ``failed`` are the devices that are out themselves; of trouble within one, none."""
    out = {*failed, *impact.isolated}
    found = [*_devices(impact), *_groups(out, stakes)]
    if not found:
        found = [Reason("redundancy_lost" if impact.severity is Severity.MINOR else "own_condition", _NARROW)]
    reasons = tuple(sorted(found, key=lambda one: one.reach))
    urgency = {Severity.CRITICAL: 0, Severity.MAJOR: 1}.get(impact.severity, 2)
    return Priority(_PRIORITY[reasons[0].reach][urgency], impact.severity.value, reasons)


def _devices(impact: Impact) -> list[Reason]:
    found = []
    if impact.critical:
        found.append(_named("critical_device", _WIDE, impact.critical))
    if len(impact.isolated) >= _MANY:
        found.append(_named("many_cut_off", _WIDE, impact.isolated))
    elif impact.isolated:
        found.append(_named("some_cut_off", _SOME, impact.isolated))
    return found


def _groups(out: Collection[str], stakes: Stakes) -> list[Reason]:
    sites = [name for name, members in stakes.sites.items() if members and members <= set(out)]
    large = [name for name in sites if len(stakes.sites[name]) >= _SEVERAL]
    services = [name for name, members in stakes.services.items() if members and members <= set(out)]
    found = []
    if sites:
        found.append(_named("site_out", _WIDE if large else _SOME, sites))
    if services:
        found.append(_named("service_out", _WIDE, services))
    for name, members in sorted(stakes.services.items()):
        hit = len(members & set(out))
        if 0 < hit < len(members):
            found.append(Reason("service_degraded", _SOME, (name,), hit, len(members)))
    return found


def _named(kind: ReasonKind, reach: int, names: Collection[str]) -> Reason:
    return Reason(kind, reach, tuple(sorted(names)[:_MOST_NAMED]), len(names))


def reasons_of(stored: Mapping[str, object]) -> list[dict[str, object]]:
    """Return the reasons that are stored with an incident; none of one that is older than reasons are kept."""
    kept = stored.get("priority")
    found = kept.get("reasons") if isinstance(kept, dict) else None
    return list(found) if isinstance(found, list) else []
