"""What each definition of a platform gives on a device, and why one gives nothing."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from watchkeeper.estate.drivers.platforms.definition import (
    BgpTable,
    Column,
    EntitySensors,
    NeighbourTable,
    Platform,
    Pool,
    Processor,
    Rows,
    Sensor,
)
from watchkeeper.estate.drivers.snmp.facts import Facts
from watchkeeper.estate.drivers.snmp.sections import host, sensors
from watchkeeper.estate.drivers.snmp.sections.rows import row_views
from watchkeeper.kit import oid as oids

_EXAMPLES: Final = 3


@dataclass(frozen=True, slots=True)
class Yield:
    """One definition: the rows of its leading column, how many gave a result, a few of them, or why none did."""

    table: str
    kind: str
    oid: str
    rows: int
    results: int
    examples: tuple[str, ...] = ()
    why: str = ""


def yields(facts: Facts, platform: Platform) -> list[Yield]:
    """Apply every definition of a platform by itself; a pure function."""
    found = [_entity(facts, s) if isinstance(s, EntitySensors) else _sensor(facts, s) for s in platform.sensors]
    found += [_processor(facts, definition) for definition in platform.processors]
    found += [_pool(facts, "memory", definition) for definition in platform.memory]
    found += [_pool(facts, "storage", definition) for definition in platform.storage]
    for ports in platform.ports:
        found.append(_counted(facts, ports.rows.name, "ports", list(ports.columns.values())))
    for peers in platform.bgp:
        found.append(_counted(facts, peers.name, "bgp", _bgp_columns(peers)))
    for heard in platform.neighbours:
        found.append(_counted(facts, heard.name, "neighbours", _neighbour_columns(heard)))
    return found


def _sensor(facts: Facts, sensor: Sensor) -> Yield:
    readings = [
        f"{r.descr}: {r.state_text if r.sensor_class == 'state' else f'{r.value:g} {r.unit}'.strip()}"
        for r in sensors.sensors(facts, [sensor])
    ]
    return _result(facts, sensor.rows, sensor.sensor_class, sensor.value, readings)


def _entity(facts: Facts, definition: EntitySensors) -> Yield:
    readings = [f"{r.descr}: {r.value:g} {r.unit}".strip() for r in sensors.sensors(facts, [definition])]
    value = Column((*definition.entry, 4))
    why = "" if readings else _silence(facts, value) or "no row has a known type and the status ok"
    return _shown(definition.name, "entity_sensors", value, len(facts.rows(value.oid)), readings, why)


def _processor(facts: Facts, definition: Processor) -> Yield:
    loads = [f"{p.descr}: {p.percent:g} %" for p in host.processors(facts, [definition])]
    return _result(facts, definition.rows, "processors", definition.value, loads)


def _pool(facts: Facts, kind: str, definition: Pool) -> Yield:
    rows = [
        f"{p.descr}: {'?' if p.percent is None else f'{p.percent:g}'} % of {p.total_bytes or '?'} bytes"
        for p in host.pools(facts, [definition])
    ]
    columns = host.columns_of(definition)
    present = [column for column in columns if not _silence(facts, column)]
    return _result(facts, definition.rows, kind, (present or list(columns))[0], rows)


def _counted(facts: Facts, name: str, kind: str, columns: Sequence[Column]) -> Yield:
    rows = max((len(facts.rows(column.oid)) for column in columns), default=0)
    why = "" if rows else _silence(facts, columns[0]) if columns else "it has no columns"
    return Yield(name, kind, oids.dotted(columns[0].oid) if columns else "", rows, rows, why=why)


def _bgp_columns(table: BgpTable) -> list[Column]:
    return [column for column in (table.state, table.remote_as, table.peer) if column is not None]


def _neighbour_columns(table: NeighbourTable) -> list[Column]:
    return list(table.columns.values())


def _result(facts: Facts, rows: Rows, kind: str, value: Column, results: Sequence[str]) -> Yield:
    count = int(facts.scalar(value.oid) is not None) if value.is_scalar else len(facts.rows(value.oid))
    why = "" if results else next(_reasons(facts, rows, value))
    return _shown(rows.name, kind, value, count, results, why)


def _shown(table: str, kind: str, value: Column, rows: int, results: Sequence[str], why: str) -> Yield:
    return Yield(table, kind, oids.dotted(value.oid), rows, len(results), tuple(results[:_EXAMPLES]), why)


def _reasons(facts: Facts, rows: Rows, value: Column) -> Iterator[str]:
    """Yield why a definition gives nothing, the most telling reason first; there is always one."""
    silent = _silence(facts, value)
    if silent:
        yield silent
    for name in rows.unless_any:
        if not _silence(facts, rows.companions[name]):
            yield f"does not apply: the device has {name!r} (unless_any)"
    if rows.only_with and all(_silence(facts, rows.companions[name]) for name in rows.only_with):
        yield f"does not apply: the device has none of {', '.join(rows.only_with)} (only_with)"
    if not row_views(facts, rows, value):
        yield "no row meets the conditions (when, unless, like, unlike, any_of, index_in)"
    yield "no value is a reading (skip, least, most, or no number)"


def _silence(facts: Facts, column: Column) -> str:
    """Return what the device does not have, "" when it has it."""
    if column.is_scalar:
        return "" if facts.scalar(column.oid) is not None else "the device does not have this object"
    return "" if facts.rows(column.oid) else "the device has no rows in this column"
