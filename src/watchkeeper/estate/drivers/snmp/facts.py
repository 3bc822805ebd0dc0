"""Everything that was read from one device in one visit, by column: what the sections are computed from."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from watchkeeper.estate.drivers.platforms.definition import Column
from watchkeeper.estate.drivers.snmp import ber, values
from watchkeeper.estate.drivers.snmp.ber import VarBind
from watchkeeper.estate.drivers.snmp.failures import SnmpError
from watchkeeper.estate.drivers.snmp.session import Session
from watchkeeper.estate.drivers.snmp.walk import walk
from watchkeeper.kit.oid import Oid

Rows = Mapping[bytes, VarBind]


class Wanted:
    """The scalars and columns to read, each with the name of the table it belongs to."""

    def __init__(self) -> None:
        self.scalars: dict[Oid, str] = {}
        self.columns: dict[Oid, str] = {}

    def add(self, table: str, identifiers: Iterable[Oid]) -> None:
        """Ask for identifiers; one that ends in 0 is a scalar."""
        for oid in identifiers:
            (self.scalars if oid[-1] == 0 else self.columns).setdefault(oid, table)

    def entry(self, table: str, entry: Oid, columns: Iterable[int]) -> None:
        """Ask for columns of one table by number."""
        self.add(table, ((*entry, column) for column in columns))


@dataclass(slots=True)
class Facts:
    """Scalars and columns as read. A column that has no rows is empty, never missing."""

    scalars: dict[Oid, VarBind] = field(default_factory=dict)
    columns: dict[Oid, Rows] = field(default_factory=dict)
    partial: dict[str, str] = field(default_factory=dict)
    """Reason by table that was not read to its end."""
    failure: SnmpError | None = None

    def rows(self, oid: Oid) -> Rows:
        """Return a column's rows by encoded index."""
        return self.columns.get(oid, {})

    def scalar(self, oid: Oid) -> VarBind | None:
        """Return a scalar."""
        return self.scalars.get(oid)

    def table(self, entry: Oid, columns: Iterable[int]) -> list[bytes]:
        """Return the indexes that any of the columns has, in index order."""
        found = {suffix for column in columns for suffix in self.rows((*entry, column))}
        return sorted(found, key=lambda suffix: values.arcs(suffix) or ())

    def cell(self, column: Column, suffix: bytes, companions: Mapping[str, Column]) -> VarBind | None:
        """Return a column's value for a row, following its arcs or the column that points to it."""
        if column.is_scalar:
            return self.scalar(column.oid)
        if column.via:
            pointer = values.integer(self.cell(companions[column.via], suffix, companions))
            return None if pointer is None or pointer < 0 else self.rows(column.oid).get(ber.encode_arcs((pointer,)))
        if column.arcs is not None:
            arcs = values.arcs(suffix) or ()
            suffix = ber.encode_arcs(arcs[column.arcs[0] : column.arcs[1]])
        return self.rows(column.oid).get(suffix)


async def gather(session: Session, wanted: Wanted, facts: Facts | None = None) -> Facts:
    """Read what is wanted. Never raises for what the device does: see ``Facts.failure`` and ``Facts.partial``."""
    facts = facts or Facts()
    names = {ber.encode_oid(oid): oid for oid in wanted.scalars if oid not in facts.scalars}
    try:
        found = await session.get(list(names)) if names else {}
        facts.scalars.update((names[name], varbind) for name, varbind in found.items())
    except SnmpError as failure:
        facts.failure = failure
        return facts
    prefixes = {ber.encode_oid(oid): oid for oid in wanted.columns if oid not in facts.columns}
    read = await walk(session, prefixes, survey=len(prefixes) > 1)
    for prefix, column in read.columns.items():
        oid = prefixes[prefix]
        facts.columns[oid] = column.rows
        if column.reason:
            facts.partial.setdefault(wanted.columns[oid], column.reason)
    facts.failure = read.failure
    return facts


async def gather_instances(session: Session, instances: Iterable[Oid], facts: Facts) -> Facts:
    """Read single cells of tables whose index is one arc into ``facts``. Never raises, as ``gather``."""
    names = {ber.encode_oid(oid): oid for oid in instances}
    try:
        found = await session.get(list(names)) if names else {}
    except SnmpError as failure:
        facts.failure = failure
        return facts
    for name, varbind in found.items():
        *column, index = names[name]
        rows = dict(facts.rows(tuple(column)))
        rows.setdefault(ber.encode_arcs((index,)), varbind)
        facts.columns[tuple(column)] = rows
    return facts
