"""Rows of every model that belongs to a device, site or pool: a near one and a far one, made from the models alone.

New models are filled without anybody adding them here; ``WORDS`` is for columns that take only certain words. Every
free text holds ``CANARY`` in rows that are out of scope: an answer that has it shows what it must not.
"""

import itertools
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Base
from watchkeeper.core.migrate import load_models
from watchkeeper.core.scope import PLATFORM, SHARED, reach_of
from watchkeeper.understand.topology.configurations.written import Origin, written
from watchkeeper.understand.topology.stored import to_json
from watchkeeper.understand.topology.view import DeviceView

CANARY = "zqfar"
_FIRST = ("sites", "devices", "incidents")
"""Tables that others name by number without a foreign key."""
WORDS: dict[str, object] = {
    "kind": "device_down", "severity": "critical", "breaker": "open", "state": "up", "identity_state": "verified",
    "icmp_state": "unknown", "driver": "snmp", "admin_status": "up", "oper_status": "up", "platform": "",
    "stage": "open", "priority": "P3", "role": "", "AlertRow.state": "open", "shelved_until": None, "cleared_at": None,
    "Credential.kind": "snmp_v2c", "Anomaly.kind": "spike", "last_outcome": "timeout", "Feature.kind": "ring",
    "status": "open", "filter": None, "observed_identity": None,
    "StoredView.document": to_json(DeviceView("")), "StoredStations.document": {"rows": []},
    "StoredConfiguration.document": written(DeviceView(""), Origin("upload", "", 0, "")),
    "SensorLimit.family": "optics", "User.kind": "person", "User.origin": "local", "User.role": "viewer",
    "User.role_source": "manual", "Companion.relation": "link",
    "CapacityOutlook.kind": "disk", "CapacityOutlook.state": "ahead", "CapacityOutlook.history": [1.0],
    "CapacityCount.kind": "disk", "DeviceAbsence.kind": "contact", "time_zone": "Europe/Vienna",
    "AlertRow.said": None,
    "TimelineRow.said": None,
}  # fmt: skip
"""Values of columns by their name, where not every text will do; ``Model.column`` goes before ``column``."""


@dataclass
class Side:
    """Rows of one side of the scope, by table."""

    far: bool
    ids: dict[str, int] = field(default_factory=dict)


def scoped_models() -> list[type[Any]]:
    """Return the models whose rows are told apart by scope, parents before children."""
    load_models()
    by_table = {mapper.class_.__table__: mapper.class_ for mapper in Base.registry.mappers}
    ordered = [by_table[table] for table in Base.metadata.sorted_tables if table in by_table]
    found = [model for model in ordered if reach_of(model) not in {PLATFORM, SHARED}]
    return sorted(found, key=lambda model: _FIRST.index(model.__tablename__) if model.__tablename__ in _FIRST else 99)


class Seeder:
    """Makes rows; each value that must be unique has a number of its own."""

    def __init__(self) -> None:
        self._numbers = itertools.count(1)

    async def fill(self, session: AsyncSession, side: Side, *, only: type[Any] | None = None) -> None:
        """Make a row of every model (or of ``only`` one) for ``side``."""
        for model in [only] if only is not None else scoped_models():
            table: sa.Table = model.__table__
            await self._fill_parents(session, side, table)
            values = {column.name: self._value(model, column, side) for column in table.columns}
            values = {name: value for name, value in values.items() if value is not _LEAVE}
            await session.execute(sa.insert(table).values(values))
            key = next(iter(table.primary_key.columns))
            newest = values.get(key.name) or await session.scalar(sa.select(sa.func.max(key)))
            side.ids[table.name] = newest

    async def _fill_parents(self, session: AsyncSession, side: Side, table: sa.Table) -> None:
        """Make what a row must name though it has no scope itself, such as a credential."""
        by_table = {mapper.class_.__table__: mapper.class_ for mapper in Base.registry.mappers}
        for column in table.columns:
            for key in column.foreign_keys:
                parent = key.column.table
                if not column.nullable and parent is not table and parent.name not in side.ids:
                    await self.fill(session, side, only=by_table[parent])

    def _value(self, model: type[Any], column: sa.Column[Any], side: Side) -> Any:
        for name in (f"{model.__name__}.{column.name}", column.name):
            if name in WORDS:
                return WORDS[name]
        if column.foreign_keys:
            target = next(iter(column.foreign_keys)).column.table.name
            return side.ids.get(target, _LEAVE)
        if column.name.endswith("device_id"):
            return side.ids["devices"]
        if (named := column.name.removesuffix("_id") + "s") in side.ids and column.name.endswith("_id"):
            return side.ids[named]
        if column.table.autoincrement_column is column:
            return _LEAVE
        return self._plain(column, side)

    def _plain(self, column: sa.Column[Any], side: Side) -> Any:
        kind, number = column.type, next(self._numbers)
        text = f"{CANARY if side.far else 'near'}-{column.name}-{number}"
        if column.default is not None and not isinstance(kind, sa.String):
            return _LEAVE
        if isinstance(kind, sa.String):
            return text[: kind.length or 200]
        values: dict[type[Any], object] = {
            sa.JSON: {}, sa.Boolean: True, sa.Integer: number, sa.Numeric: number, sa.Float: float(number),
            sa.LargeBinary: text.encode(),
        }  # fmt: skip
        moment = datetime(2026, 1, 1, tzinfo=UTC)
        return next((value for base, value in values.items() if isinstance(kind, base)), moment)


_LEAVE: Any = object()
