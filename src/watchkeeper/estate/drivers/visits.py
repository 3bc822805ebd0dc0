"""Visits: many devices asked what they say about themselves, and reported only when that is news.

Most devices say the same minute after minute. Whoever asks again and again gives the digest of what it knows, and is
given a report only of those that say something else.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Protocol, runtime_checkable

from watchkeeper.estate.drivers.protocol import Driver, Outcome, Target
from watchkeeper.estate.drivers.snmp.report import NO_LIMITS, DeviceReport, Timing
from watchkeeper.kit.pickling import by_position

ANSWERED: Final = frozenset({Outcome.OK, Outcome.PARTIAL})


@dataclass(frozen=True, slots=True)
class VisitRequest:
    """Visit ``targets`` for ``sections`` of a report. A target gets at most ``budget_s`` seconds.

    ``known`` has the digest of what is known of a device, by device id. Without ``digests`` every report is wanted,
    and none is summed up. Without ``readings`` sensors are told for their limits alone.
    """

    targets: Sequence[Target]
    sections: frozenset[str]
    budget_s: float = 40.0
    known: Mapping[int, bytes] = field(default_factory=dict)
    digests: bool = True
    readings: bool = True


@by_position
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


def visit_of(device_id: int, report: DeviceReport, known: bytes | None, *, digest: bool = True) -> Visit:
    """Return a report as a visit: without itself when its digest is ``known`` already."""
    if report.outcome not in ANSWERED:
        return Visit(device_id, report.outcome)
    if not digest:
        return Visit(device_id, report.outcome, report=report)
    told = digest_of(report)
    return Visit(device_id, report.outcome, told, None if told == known else report)


def digest_of(report: DeviceReport) -> bytes:
    """Return what tells two reports apart, 16 octets; clocks, counters and the cost of asking do not."""
    lasting = replace(
        report,
        identity=replace(report.identity, uptime_s=None),
        interfaces=tuple(replace(port, counters={}) if port.counters else port for port in report.interfaces),
        timing=Timing(0.0, 0, 0),
    )
    return hashlib.blake2b(repr(lasting).encode(), digest_size=16).digest()


def without_readings(report: DeviceReport) -> DeviceReport:
    """Leave out the sensors that give no limits, unless one of the same name does: names are told apart among them."""
    telling = {(one.sensor_class, one.descr) for one in report.sensors if one.limits != NO_LIMITS}
    return replace(report, sensors=tuple(one for one in report.sensors if (one.sensor_class, one.descr) in telling))
