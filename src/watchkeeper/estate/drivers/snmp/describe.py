"""One visit that learns everything: used by ``wk probe``, by discovery and by inventory refresh."""

import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import Column, EntitySensors, Platform, Rows, Sensor
from watchkeeper.estate.drivers.platforms.registry import PlatformRegistry
from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp import values
from watchkeeper.estate.drivers.snmp.facts import Facts, Wanted, gather, gather_instances
from watchkeeper.estate.drivers.snmp.failures import SnmpError
from watchkeeper.estate.drivers.snmp.report import DeviceReport, PartialTable, PoolReport, Timing
from watchkeeper.estate.drivers.snmp.sections import (
    entity,
    host,
    hr_storage,
    identity,
    interfaces,
    neighbours,
    place,
    protection,
    routing,
    sensors,
    stations,
    switching,
    vpls,
    vpns,
)
from watchkeeper.estate.drivers.snmp.sections.rows import LOOKUPS, placeholders
from watchkeeper.estate.drivers.snmp.session import Session

SECTIONS: Final = frozenset(
    {"identity", "interfaces", "counters", "sensors", "neighbours", "routing", "host", "features"}
)
"""Counters are those of interfaces, and come with them only."""
NEIGHBOURHOOD: Final = frozenset({"identity", "interfaces", "neighbours", "routing", "features"})
"""What topology asks again and again."""
STATIONS: Final = frozenset({"stations"})
"""Hardware addresses that were heard: many, ever changing, and asked for by name only."""

Progress = Callable[[str], None]


def wanted_for(platform: Platform, sections: Iterable[str], *, lasting: bool = True) -> Wanted:
    """Return what must be read for the sections of a platform; "identity" is one of them.

    ``lasting`` adds what stays as it was for hours: the physical tree of ENTITY-MIB, the columns that only label rows,
    and the limits of sensors.
    """
    wanted, chosen = Wanted(), set(sections)
    if lasting and chosen & {"identity", "sensors"}:
        entity.want(wanted)
    if "identity" in chosen:
        identity.want(wanted, platform)
    if "interfaces" in chosen:
        _want_interfaces(wanted, platform, counters="counters" in chosen)
    for sensor in platform.sensors if "sensors" in chosen else ():
        _want_sensor(wanted, sensor, lasting=lasting)
    if "neighbours" in chosen:
        _want_neighbours(wanted, platform)
    if "routing" in chosen:
        _want_routing(wanted, platform)
    if "host" in chosen:
        _want_host(wanted, platform)
    if "features" in chosen:
        _want_features(wanted)
    if "stations" in chosen:
        stations.want(wanted)
    return wanted


def _want_interfaces(wanted: Wanted, platform: Platform, *, counters: bool) -> None:
    interfaces.want(wanted, counters=counters)
    for table in platform.ports:
        _want_rows(wanted, table.rows, table.columns.values())


def _want_features(wanted: Wanted) -> None:
    switching.want(wanted)
    protection.want(wanted)


def _want_neighbours(wanted: Wanted, platform: Platform) -> None:
    neighbours.want(wanted)
    for table in platform.neighbours:
        wanted.add(table.name, (column.oid for column in table.columns.values()))


def _want_routing(wanted: Wanted, platform: Platform) -> None:
    routing.want(wanted)
    place.want(wanted)
    vpns.want(wanted)
    if platform.name == "junos":
        vpls.want(wanted)
    for table in platform.bgp:
        columns = (table.remote_as, table.state, table.admin, table.local, table.peer)
        wanted.add(table.name, (column.oid for column in columns if column is not None))


def _want_rows(wanted: Wanted, rows: Rows, columns: Iterable[Column], *, names: bool = True) -> None:
    """Ask for the value columns, the companions that labels and conditions mention, and the tables labels look into."""
    mentioned = {condition.column for condition in rows.conditions} | {*rows.any_of, *rows.unless_any, *rows.only_with}
    if names:
        mentioned |= placeholders(rows.label)
    companions = [column for name, column in rows.companions.items() if name in mentioned]
    for column in (*columns, *companions):
        wanted.add(rows.name, [column.oid])
        if column.via:
            wanted.add(rows.name, [rows.companions[column.via].oid])
    for word in mentioned & LOOKUPS.keys():
        wanted.add(rows.name, LOOKUPS[word])


def _want_sensor(wanted: Wanted, sensor: Sensor | EntitySensors, *, lasting: bool) -> None:
    columns = sensors.columns_of(sensor, limits=lasting)
    if isinstance(sensor, EntitySensors):
        wanted.add(sensor.name, (column.oid for column in columns))
        if lasting and sensor.thresholds is not None:
            wanted.entry(sensor.name, sensor.thresholds, (2, 3, 4))
    else:
        _want_rows(wanted, sensor.rows, columns, names=lasting)


def _want_host(wanted: Wanted, platform: Platform) -> None:
    for processor in platform.processors:
        _want_rows(wanted, processor.rows, [processor.value])
    for pool in (*platform.memory, *platform.storage):
        _want_rows(wanted, pool.rows, host.columns_of(pool))
    wanted.entry("hrStorageTable", hr_storage.ENTRY, range(2, 7))
    wanted.add("memory", ((*hr_storage.UCD, column, 0) for column in hr_storage.UCD_COLUMNS))


async def read_system(session: Session) -> Facts:
    """Read the system group. Raises an SnmpError when the device does not answer."""
    wanted = Wanted()
    wanted.add("system", identity.SYSTEM)
    facts = await gather(session, wanted)
    if facts.failure is not None:
        raise facts.failure
    return facts


async def recognise(session: Session, facts: Facts, registry: PlatformRegistry) -> Platform:
    """Return the platform of a device whose system group has been read, asking what tells candidates apart.

    Raises an SnmpError when the device stops answering.
    """
    object_id = values.identifier(facts.scalar(identity.SYS_OBJECT_ID)) or ""
    descr = values.string(facts.scalar(identity.SYS_DESCR)) or ""
    questions = registry.questions(object_id, descr)
    if questions:
        wanted = Wanted()
        wanted.add("system", questions)
        facts = await gather(session, wanted, facts)
        if facts.failure is not None:
            raise facts.failure
    answered = frozenset(oid for oid in questions if facts.scalar(oid) is not None)
    return registry.platform(registry.recognise(object_id, descr, answered))


async def read(
    session: Session,
    platform: Platform,
    sections: Iterable[str],
    facts: Facts | None = None,
    *,
    also: Wanted | None = None,
) -> Facts:
    """Read what the sections of a platform are computed from. Never raises for what the device does: as ``gather``.

    ``also`` is read besides. What is in ``facts`` already is not asked for again.
    """
    chosen = set(sections)
    wanted = wanted_for(platform, chosen)
    if also is not None:
        wanted.scalars |= also.scalars
        wanted.columns |= also.columns
    facts = await gather(session, wanted, facts)
    if "identity" not in chosen or facts.failure is not None:
        return facts
    fields = {source.entity_field for sources in platform.identity.values() for source in sources} - {""}
    instances, columns = entity.details(facts, fields)
    facts = await gather_instances(session, instances, facts)
    left = Wanted()
    left.add(entity.TABLE, (column for column in columns if not facts.rows(column)))
    return facts if facts.failure is not None or not left.columns else await gather(session, left, facts)


async def describe(
    session: Session,
    registry: PlatformRegistry,
    sections: Iterable[str] = SECTIONS,
    progress: Progress = lambda _: None,
) -> DeviceReport:
    """Read everything and return the report. Never raises for what the device does."""
    started = time.monotonic()
    progress("asking who it is")
    try:
        facts = await read_system(session)
        platform = await recognise(session, facts, registry)
    except SnmpError as failure:
        return DeviceReport(failure.outcome, failure.reason, timing=timing(session, started))
    progress(f"reading tables of {platform.title}")
    facts = await read(session, platform, sections, facts)
    report = report_of(facts, platform)
    return replace(report, timing=timing(session, started))


def timing(session: Session, started: float) -> Timing:
    """Return what a conversation that began at ``started`` (monotonic) has cost."""
    return Timing(round(time.monotonic() - started, 4), session.requests, session.varbinds)


def report_of(facts: Facts, platform: Platform) -> DeviceReport:
    """Compute every section from the facts; a pure function."""
    tree = entity.EntityTree(facts)
    who, serial_oid = identity.identity(facts, platform, tree)
    ports = interfaces.interfaces(facts, platform.ports)
    memory, storage = _pools(facts, platform)
    partial = tuple(PartialTable(table, reason) for table, reason in sorted(facts.partial.items()))
    return DeviceReport(
        Outcome.PARTIAL if partial or facts.failure is not None else Outcome.OK,
        None if facts.failure is None else facts.failure.reason,
        platform=platform.name,
        identity=who,
        serial_oid=serial_oid,
        interfaces=tuple(ports),
        sensors=tuple(sensors.sensors(facts, platform.sensors, tree)),
        neighbours=tuple(neighbours.neighbours(facts, ports, platform.neighbours)),
        bgp_peers=tuple(routing.bgp_peers(facts, platform.bgp)),
        ospf_neighbours=tuple(routing.ospf_neighbours(facts)),
        isis_adjacencies=tuple(routing.isis_adjacencies(facts)),
        isis_metrics=tuple(routing.isis_metrics(facts)),
        bfd_sessions=tuple(routing.bfd_sessions(facts)),
        vrfs=tuple(vpns.vrfs(facts)),
        pseudowires=(*vpns.pseudowires(facts), *vpls.circuits(facts)),
        vpls=tuple(vpls.vpls(facts)),
        features=(*switching.features(facts, ports), *protection.features(facts)),
        stations=tuple(stations.stations(facts)),
        place=place.place(facts),
        processors=tuple(host.processors(facts, platform.processors)),
        memory=tuple(memory),
        storage=tuple(storage),
        partial=partial,
    )


def _pools(facts: Facts, platform: Platform) -> tuple[list[PoolReport], list[PoolReport]]:
    """A platform's own memory tables come first; HOST-RESOURCES and UCD speak where it has none."""
    memory = host.pools(facts, platform.memory)
    hr_memory, hr_rest = hr_storage.host_storage(facts)
    if not memory:
        memory = hr_memory or hr_storage.ucd_memory(facts)
    return memory, [*host.pools(facts, platform.storage), *hr_rest]
