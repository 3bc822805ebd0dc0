"""What is known of a device between contacts: its platform, who it is, its columns, and what its sensors are called.

The first contact that reads sensors, a poll or a visit, reads everything its platform may have, and leaves behind what
lasts. Later polls read only the columns that move, and take names, places and limits of sensors from the first; a visit
is spared what a poll has just read. The knowledge lasts until the agent restarts, a sensor appears that has no name
yet, or some hours have passed. What was learned soon after a start does not last: an agent has no rows of what it must
measure first.
"""

import random
import time
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import Platform
from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry
from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.describe import read, read_system, recognise, report_of, wanted_for
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted, gather
from watchkeeper.estate.drivers.snmp.interfaces import NameTable
from watchkeeper.estate.drivers.snmp.report import DeviceReport, IdentityReport, SensorReport
from watchkeeper.estate.drivers.snmp.sections.identity import SYS_DESCR, SYS_NAME, SYS_OBJECT_ID, SYSTEM
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.kit import oid as oids
from watchkeeper.kit.oid import Oid

LIFETIME_S: Final = 6 * 3600.0
_SPREAD: Final = (0.75, 1.25)
"""Devices that were met together are not read anew together."""
_SETTLES_AFTER_TICKS: Final = (2 * 60 * 100, 10 * 60 * 100)
"""Ages of an agent (hundredths of a second) at which what was learned before is learned again: net-snmp has no load of
processors (hrProcessorLoad) in its first minute, and a chassis finds its cards and optics one after the other."""
HANDED_ON_S: Final = 15 * 60.0
"""So long a visit may take over the sensors that a poll has read."""
_MOST_SHARED: Final = 200_000
_SECTIONS: Final = {"sensors": "sensors", "optics": "sensors", "host": "host"}
_IDENTITY, _SENSORS = "identity", "sensors"

Key = tuple[str, str]


@dataclass(slots=True)
class Device:
    """What a process remembers of one device from contact to contact."""

    names: NameTable
    profile: "Profile | None" = None


@dataclass(slots=True)
class Profile:
    """One device. ``settled`` is how many of the ages of its agent had passed when it was met.

    ``present`` are the columns and scalars that move; ``named`` the readings by key, without values.

    ``who`` is what its identity section said when its physical tree was read, ``serial_oid`` the instance that holds
    the serial number. ``unvisited_since`` is when a poll read the sensors that no visit has taken over yet.
    """

    platform: Platform
    uptime_ticks: int | None
    expires: float
    settled: int
    present: dict[str, frozenset[Oid]] = field(default_factory=dict)
    named: dict[Key, SensorReport] = field(default_factory=dict)
    who: IdentityReport | None = None
    serial_oid: str = ""
    unvisited_since: float | None = None

    def is_current(self, uptime_ticks: int | None) -> bool:
        """Say whether the device can still be what it was."""
        went_back = uptime_ticks is not None and self.uptime_ticks is not None and uptime_ticks < self.uptime_ticks
        return not went_back and _settled(uptime_ticks) <= self.settled and time.monotonic() < self.expires

    def knows(self, tables: Iterable[str]) -> bool:
        """Say whether the sections of these tables have been read to their end before."""
        return all(section is None or section in self.present for section in map(section_of, tables))

    def spares(self, sections: Collection[str]) -> frozenset[str]:
        """Return which of the sections of a visit need not be read.

        Who the device is stays; its sensors are handed on once, from the poll that read them to the visit that follows.
        """
        if self.who is None:
            return frozenset()
        if _SENSORS not in sections:
            return frozenset({_IDENTITY} & set(sections))
        since = self.unvisited_since
        if since is None or time.monotonic() - since > HANDED_ON_S:
            return frozenset()
        return frozenset({_IDENTITY, _SENSORS} & set(sections))

    def proof(self) -> Wanted:
        """Return the scalars whose values must be what they were for anything to be spared."""
        wanted = Wanted()
        if self.serial_oid:
            wanted.scalars[oids.parse(self.serial_oid)] = _IDENTITY
        return wanted

    def is_proven(self, facts: Facts) -> bool:
        """Say whether the device whose system group is in ``facts`` is still the one that is known."""
        if self.who is None:
            return False
        name = values.string(facts.scalar(SYS_NAME))
        return (
            (not name or name == self.who.sysname)
            and (values.identifier(facts.scalar(SYS_OBJECT_ID)) or "") == self.who.sys_object_id
            and (values.string(facts.scalar(SYS_DESCR)) or "") == self.who.sys_descr
            and all((values.string(facts.scalar(oid)) or "").strip() == self.who.serial for oid in self.proof().scalars)
        )

    def completed(self, report: DeviceReport, spared: Collection[str]) -> DeviceReport:
        """Return a report with what was spared; sensors that a poll has read come without their values."""
        if self.who is not None and _IDENTITY in spared:
            who = replace(self.who, uptime_s=report.identity.uptime_s)
            report = replace(report, identity=who, serial_oid=self.serial_oid)
        if _SENSORS in spared:
            self.unvisited_since = None
            report = replace(report, sensors=tuple(self.named.values()))
        return report

    def learn(self, facts: Facts, report: DeviceReport, sections: Collection[str]) -> None:
        """Keep what lasts of sections that were read to their end, with the tree and all names."""
        for section in {_IDENTITY, *_SECTIONS.values()} & set(sections):
            wanted = wanted_for(self.platform, [section])
            tables = {*wanted.columns.values(), *wanted.scalars.values()}
            if facts.failure is not None or not tables.isdisjoint(facts.partial):
                continue
            if section == _IDENTITY:
                self.who, self.serial_oid = report.identity, report.serial_oid
                continue
            self.present[section] = _dynamic(facts, self.platform, section)
            if section == _SENSORS:
                self.named = dict(map(_lasting, report.sensors))


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
    return profile_of(found, uptime_ticks)


def profile_of(platform: Platform, uptime_ticks: int | None) -> Profile:
    """Return the profile of a device of which nothing but its platform is known."""
    lifetime_s = LIFETIME_S * random.uniform(*_SPREAD)  # noqa: S311  # nosec B311  # spreads work, protects nothing
    return Profile(platform, uptime_ticks, time.monotonic() + lifetime_s, _settled(uptime_ticks))


def _settled(uptime_ticks: int | None) -> int:
    """Return how many ages have passed; of an agent that does not say how long it has run all have."""
    return len(_SETTLES_AFTER_TICKS) if uptime_ticks is None else bisect_right(_SETTLES_AFTER_TICKS, uptime_ticks)


async def read_section(session: Session, profile: Profile, section: str) -> tuple[DeviceReport, Facts]:
    """Read a section of the report for a poll. Never raises for what the device does."""
    present = profile.present.get(section)
    if present is not None:
        facts = await gather(session, _only(wanted_for(profile.platform, [section], lasting=False), present))
        report = report_of(facts, profile.platform)
        if section == _SENSORS:
            report = replace(report, sensors=tuple(_named(profile, report.sensors)))
        return report, facts
    sections = {section, _IDENTITY} if section == _SENSORS else {section}
    also = Wanted()
    if _IDENTITY in sections:
        also.add("system", SYSTEM)
    facts = await read(session, profile.platform, sections, also=also)
    report = report_of(facts, profile.platform)
    profile.learn(facts, report, sections)
    if section in profile.present and _IDENTITY in sections:
        profile.unvisited_since = time.monotonic()
    facts.partial.pop(_IDENTITY, None)  # who it is, is not what was asked
    return report, facts


def _dynamic(facts: Facts, platform: Platform, section: str) -> frozenset[Oid]:
    """The columns with rows whose values move; names, limits and the physical tree stay as they were."""
    moving = wanted_for(platform, [section], lasting=False)
    columns = {oid for oid in moving.columns if facts.rows(oid)}
    return frozenset(columns | {oid for oid in moving.scalars if facts.scalar(oid) is not None})


def _only(wanted: Wanted, present: frozenset[Oid]) -> Wanted:
    kept = Wanted()
    kept.scalars = {oid: table for oid, table in wanted.scalars.items() if oid in present}
    kept.columns = {oid: table for oid, table in wanted.columns.items() if oid in present}
    return kept


def _key(reading: SensorReport) -> Key:
    return reading.sensor_class, reading.oid


_SHARED: Final[dict[SensorReport, tuple[Key, SensorReport]]] = {}


def _lasting(reading: SensorReport) -> tuple[Key, SensorReport]:
    """A reading without what moves, under its key. Devices of one make and model share them: they have hundreds."""
    lasting = replace(reading, value=None, state_text=None, severity=None)
    known = _SHARED.get(lasting)
    if known is None:
        if len(_SHARED) >= _MOST_SHARED:
            _SHARED.clear()
        known = _SHARED[lasting] = (_key(lasting), lasting)
    return known


def _named(profile: Profile, readings: Iterable[SensorReport]) -> Iterable[SensorReport]:
    """Give readings the names of the first poll; one that has none is left for the next full reading.

    A power of exactly 0 dBm that has none is that of a dark port, which a full reading leaves out as well.
    """
    for reading in readings:
        known = profile.named.get(_key(reading))
        if known is not None:
            yield replace(known, value=reading.value, state_text=reading.state_text, severity=reading.severity)
        elif reading.sensor_class != "dbm" or reading.value:
            profile.expires = 0.0
