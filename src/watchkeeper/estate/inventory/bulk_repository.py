"""Bulk reading and writing: a whole shard, file or discovery in a handful of statements."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Select, Table, bindparam, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.inventory.absences import Absence, Knowledge
from watchkeeper.estate.inventory.chunks import in_chunks
from watchkeeper.estate.inventory.facts import InterfaceRow
from watchkeeper.estate.inventory.models import Device, DeviceAbsence, Interface
from watchkeeper.estate.inventory.repository import AnyRow

_DEVICES: Table = Device.__table__  # type: ignore[assignment]  # declarative classes are mapped to Tables here
_INTERFACES: Table = Interface.__table__  # type: ignore[assignment]
_ABSENCES: Table = DeviceAbsence.__table__  # type: ignore[assignment]

IDENTITY = ("sysname", "serial", "chassis_mac", "engine_id", "sys_object_id", "sys_descr")
_CONTACT = (
    "id", "name", "state", "state_reason", "state_since", "failures", "last_polled_at", "last_ok_at", "last_outcome",
    "interval_s", "created_at", "driver_memory", "identity_state", "identity_reason", "identity_accepted_at",
    "observed_identity", *IDENTITY,
)  # fmt: skip
_FACTS = (
    "id", "name", "platform", "vendor", "os", "os_version", "model", "interface_count",
    "identity_state", "identity_reason", "identity_accepted_at", "observed_identity", *IDENTITY,
)  # fmt: skip
INTERFACE_FACTS = (
    "name", "if_index", "descr", "alias", "type", "mtu", "speed_bps", "mac", "admin_status", "oper_status",
    "last_change_at", "present",
)  # fmt: skip


async def contact_rows(session: AsyncSession, device_ids: Collection[int]) -> dict[int, AnyRow]:
    """Return, by id, what deciding about a contact needs; the rows are locked where the database can."""
    return await _device_rows(session, device_ids, _CONTACT)


async def facts_rows(session: AsyncSession, device_ids: Collection[int]) -> dict[int, AnyRow]:
    """Return, by id, what comparing facts needs; the rows are locked where the database can."""
    return await _device_rows(session, device_ids, _FACTS)


async def _device_rows(session: AsyncSession, device_ids: Collection[int], columns: Sequence[str]) -> dict[int, AnyRow]:
    found: dict[int, AnyRow] = {}
    statement = select(*(_DEVICES.c[name] for name in columns)).order_by(_DEVICES.c.id).with_for_update()
    for some in in_chunks(sorted(set(device_ids))):
        rows = await session.execute(statement.where(_DEVICES.c.id.in_(some)))
        found |= {row.id: row for row in rows}
    return found


async def up_and_not_asked_since(session: AsyncSession, moment: datetime) -> list[AnyRow]:
    """Return (id, name, interval_s, last_polled_at) of enabled devices that count as up; locked where possible."""
    statement = (
        select(Device.id, Device.name, Device.interval_s, Device.last_polled_at)
        .where(Device.enabled, Device.state == "up", Device.last_polled_at < moment)
        .order_by(Device.id)
        .with_for_update()
    )
    return list((await session.execute(statement)).all())


async def holders_of_serials(session: AsyncSession, serials: Collection[str]) -> list[AnyRow]:
    """Return id, name, identity and its state of the devices that have one of ``serials``."""
    found: list[AnyRow] = []
    statement = select(*(_DEVICES.c[name] for name in ("id", "name", "identity_state", *IDENTITY)))
    for some in in_chunks(sorted(set(serials))):
        found += (await session.execute(statement.where(Device.serial.in_(some)))).all()
    return found


async def absences(session: AsyncSession, device_ids: Collection[int], since: datetime) -> list[Absence]:
    """Return the recorded absences of devices that end after ``since``, in order."""
    found: list[Absence] = []
    for some in in_chunks(sorted(set(device_ids))):
        statement = select(DeviceAbsence).where(DeviceAbsence.device_id.in_(some), DeviceAbsence.end_at > since)
        found += [
            Absence(row.device_id, Knowledge(row.kind), row.start_at, row.end_at)
            for row in await session.scalars(statement.order_by(DeviceAbsence.device_id, DeviceAbsence.start_at))
        ]
    return found


async def add_absences(session: AsyncSession, new: Sequence[Absence]) -> None:
    """Record absences; one that begins where another of its kind ended makes that one longer."""
    stored: dict[tuple[int, str, datetime], int] = {}
    for some in in_chunks(sorted({one.device_id for one in new})):
        columns = (DeviceAbsence.device_id, DeviceAbsence.kind, DeviceAbsence.end_at, DeviceAbsence.id)
        first = min(one.start for one in new)
        statement = select(*columns).where(DeviceAbsence.device_id.in_(some), DeviceAbsence.end_at >= first)
        stored |= {(row.device_id, row.kind, row.end_at): row.id for row in await session.execute(statement)}
    longer, added = [], []
    for one in new:
        known = stored.get((one.device_id, one.kind, one.start))
        if known is not None:
            longer.append({"id": known, "end_at": one.end})
        else:
            values = {"device_id": one.device_id, "kind": str(one.kind), "start_at": one.start, "end_at": one.end}
            added.append(values)
    await _update(session, _ABSENCES, longer)
    if added:
        await (await session.connection()).execute(insert(_ABSENCES), added)


async def insert_devices(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> dict[str, int]:
    """Add devices and return their ids by name."""
    connection = await session.connection()
    await connection.execute(insert(_DEVICES), list(rows))
    ids: dict[str, int] = {}
    for some in in_chunks([row["name"] for row in rows]):
        found = await session.execute(select(Device.name, Device.id).where(Device.name.in_(some)))
        ids |= {row.name: row.id for row in found}
    return ids


async def update_devices(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write ``rows`` (``id`` and columns), one statement for each set of columns."""
    await _update(session, _DEVICES, rows)


async def interface_statuses(session: AsyncSession, device_ids: Collection[int]) -> list[AnyRow]:
    """Return how the interfaces that devices have stand: device_id, name_key, updated_at, statuses, speed, ifIndex."""
    columns = ("device_id", "name_key", "updated_at", "admin_status", "oper_status", "speed_bps", "if_index")
    statement = select(*(_INTERFACES.c[name] for name in columns)).where(_INTERFACES.c.present)
    return await _interfaces_of(session, statement, device_ids)


async def interface_standings(session: AsyncSession, device_ids: Collection[int]) -> Sequence[InterfaceRow]:
    """Return as few columns of the interfaces that devices have as a poller compares; see ``InterfaceRow``."""
    columns = ("device_id", "name_key", "if_index", "admin_status", "oper_status")
    statement = select(*(_INTERFACES.c[name] for name in columns)).where(_INTERFACES.c.present)
    rows: Sequence[Any] = await _interfaces_of(session, statement, device_ids)
    return rows


async def interface_rows(session: AsyncSession, device_ids: Collection[int]) -> list[AnyRow]:
    """Return the interfaces of devices: id, device_id, name_key and everything facts can change."""
    columns = (_INTERFACES.c[name] for name in ("id", "device_id", "name_key", "updated_at", *INTERFACE_FACTS))
    return await _interfaces_of(session, select(*columns), device_ids)


async def _interfaces_of(session: AsyncSession, statement: Select[Any], device_ids: Collection[int]) -> list[AnyRow]:
    found: list[AnyRow] = []
    for some in in_chunks(sorted(set(device_ids))):
        found += (await session.execute(statement.where(_INTERFACES.c.device_id.in_(some)))).all()
    return found


async def insert_interfaces(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add interfaces."""
    if rows:
        connection = await session.connection()
        await connection.execute(insert(_INTERFACES), list(rows))


async def update_interfaces(session: AsyncSession, rows: Sequence[Mapping[str, Any]]) -> None:
    """Write ``rows`` (``id`` and columns), one statement for each set of columns."""
    await _update(session, _INTERFACES, rows)


async def _update(session: AsyncSession, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    by_columns: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    for row in rows:
        given = {f"new_{name}": value for name, value in row.items() if name != "id"}
        by_columns.setdefault(tuple(given), []).append({"row_id": row["id"], **given})
    connection = await session.connection()
    for names, batch in by_columns.items():
        columns: dict[str, Any] = {name.removeprefix("new_"): bindparam(name) for name in names}
        await connection.execute(update(table).where(table.c.id == bindparam("row_id")).values(columns), batch)
