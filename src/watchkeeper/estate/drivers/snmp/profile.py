"""What is known of a device between polls: its platform, which columns it has, what its sensors are called.

The first poll of a device reads everything its platform may have. Later ones read only the columns that had rows, and
take names and places of sensors from the first. The knowledge lasts until the agent restarts, a sensor appears that
has no name yet, or some hours have passed.
"""

import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import Platform
from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry
from watchkeeper.estate.drivers.snmp.describe import read_system, recognise, report_of, wanted_for
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted, gather
from watchkeeper.estate.drivers.snmp.report import DeviceReport, SensorReport
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.kit.oid import Oid

LIFETIME_S: Final = 6 * 3600.0
_SECTIONS: Final = {"sensors": "sensors", "optics": "sensors", "host": "host"}

Key = tuple[str, str]


@dataclass(slots=True)
class Profile:
    """One device. ``present`` are the columns and scalars that had values; ``named`` the readings by key."""

    platform: Platform
    uptime_ticks: int | None
    expires: float
    present: dict[str, frozenset[Oid]] = field(default_factory=dict)
    named: dict[Key, SensorReport] = field(default_factory=dict)

    def is_current(self, uptime_ticks: int | None) -> bool:
        """Say whether the device can still be what it was."""
        went_back = uptime_ticks is not None and self.uptime_ticks is not None and uptime_ticks < self.uptime_ticks
        return not went_back and time.monotonic() < self.expires


def section_of(table: str) -> str | None:
    """Return the report section that a table of the driver comes from."""
    return _SECTIONS.get(table)


async def new_profile(
    session: Session, registry: PlatformRegistry, platform: str | None, uptime_ticks: int | None
) -> Profile:
    """Recognise the device, or believe who already has. Raises an SnmpError when it does not answer."""
    if platform is not None and platform in registry.names():
        found = registry.platform(platform)
    else:
        found = await recognise(session, await read_system(session), registry)
    return Profile(found, uptime_ticks, time.monotonic() + LIFETIME_S)


async def read_section(session: Session, profile: Profile, section: str) -> tuple[DeviceReport, Facts]:
    """Read a section of the report. Never raises for what the device does."""
    wanted = wanted_for(profile.platform, [section], tree=section == "sensors")
    present = profile.present.get(section)
    if present is not None:
        wanted = _only(wanted, present)
    facts = await gather(session, wanted)
    report = report_of(facts, profile.platform)
    if present is None and facts.failure is None and not facts.partial:
        profile.present[section] = _dynamic(facts, profile.platform, section)
        if section == "sensors":
            profile.named = {_key(reading): reading for reading in report.sensors}
    elif section == "sensors" and present is not None:
        report = replace(report, sensors=tuple(_named(profile, report.sensors)))
    return report, facts


def _dynamic(facts: Facts, platform: Platform, section: str) -> frozenset[Oid]:
    """The columns with rows whose values move; names and the physical tree stay as they were."""
    moving = wanted_for(platform, [section], tree=False, names=False)
    columns = {oid for oid in moving.columns if facts.rows(oid)}
    return frozenset(columns | {oid for oid in moving.scalars if facts.scalar(oid) is not None})


def _only(wanted: Wanted, present: frozenset[Oid]) -> Wanted:
    kept = Wanted()
    kept.scalars = {oid: table for oid, table in wanted.scalars.items() if oid in present}
    kept.columns = {oid: table for oid, table in wanted.columns.items() if oid in present}
    return kept


def _key(reading: SensorReport) -> Key:
    return reading.sensor_class, reading.oid


def _named(profile: Profile, readings: Iterable[SensorReport]) -> Iterable[SensorReport]:
    """Give readings the names of the first poll; one that has none is left for the next full reading."""
    for reading in readings:
        known = profile.named.get(_key(reading))
        if known is None:
            profile.expires = 0.0
        else:
            yield replace(reading, descr=known.descr, optic=known.optic, if_index=known.if_index)
