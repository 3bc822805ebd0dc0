"""Visits: many devices asked what they say about themselves, and reported only when that is news.

Most devices say the same minute after minute. Whoever asks again and again gives the digest of what it knows, and is
given a report only of those that say something else.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, runtime_checkable

from watchkeeper.estate.drivers.protocol import Driver, Outcome, Target
from watchkeeper.estate.drivers.snmp.report import DeviceReport, Timing

ANSWERED: Final = frozenset({Outcome.OK, Outcome.PARTIAL})


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """Visit ``targets`` for ``sections`` of a report. A target gets at most ``budget_s`` seconds.

    ``known`` has the digest of what is known of a device, by device id.
    """

    targets: Sequence[Target]
    sections: frozenset[str]
    budget_s: float = 40.0
    known: Mapping[int, bytes] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Visit:
    """How a visit went. ``report`` is None when the device did not answer, or said what is known: see ``outcome``."""

    device_id: int
    outcome: Outcome
    digest: bytes = b""
    report: DeviceReport | None = None


@runtime_checkable
class Visitor(Protocol):
    """Whoever can visit devices; the SNMP driver can, alone or spread over processes."""

    async def visit(self, request: VisitRequest) -> list[Visit]:
        """Visit every target, in their order. Never raises for what a device does."""
        ...


class VisitingDriver(Driver, Visitor, Protocol):
    """A driver that collects and visits."""


def visit_of(device_id: int, report: DeviceReport, known: bytes | None) -> Visit:
    """Return a report as a visit: without itself when its digest is ``known`` already."""
    if report.outcome not in ANSWERED:
        return Visit(device_id, report.outcome)
    digest = digest_of(report)
    return Visit(device_id, report.outcome, digest, None if digest == known else report)


def digest_of(report: DeviceReport) -> bytes:
    """Return what tells two reports apart, 16 octets; clocks, counters and the cost of asking do not."""
    lasting = replace(
        report,
        identity=replace(report.identity, uptime_s=None),
        interfaces=tuple(replace(port, counters={}) if port.counters else port for port in report.interfaces),
        timing=Timing(0.0, 0, 0),
    )
    return hashlib.blake2b(repr(lasting).encode(), digest_size=16).digest()
