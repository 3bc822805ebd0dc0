"""Which interface rows to add, change or mark as vanished, given what devices report and what is stored."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts, device_text, int32, int64
from watchkeeper.estate.inventory.naming import distinct_keys

_STATUSES = ("admin_status", "oper_status")
_CLOCK_NOISE = timedelta(seconds=5)  # ifLastChange is computed from the agent's uptime and moves by the round trip


class StoredInterface(Protocol):
    """A stored interface row."""

    id: int
    device_id: int
    name_key: str
    admin_status: str | None
    oper_status: str | None
    last_change_at: datetime | None
    present: bool


@dataclass(frozen=True, slots=True)
class InterfacePlan:
    """Rows to insert and to update (``id`` and the columns that change), and the interfaces each device then has."""

    inserts: list[dict[str, Any]] = field(default_factory=list)
    updates: list[dict[str, Any]] = field(default_factory=list)
    present_counts: dict[int, int] = field(default_factory=dict)
    changed_devices: set[int] = field(default_factory=set)


def plan_interfaces(facts: Iterable[DeviceFacts], stored: Sequence[StoredInterface]) -> InterfacePlan:
    """Match reported interfaces with stored ones by canonical name.

    A row whose ifIndex moved is updated; a row that a complete table no longer has becomes ``present=False`` and is
    kept, with its history.
    """
    plan = InterfacePlan()
    by_device: dict[int, dict[str, StoredInterface]] = {}
    for row in stored:
        by_device.setdefault(row.device_id, {})[row.name_key] = row
    for fact in facts:
        _plan_device(plan, fact, by_device.get(fact.device_id, {}))
    return plan


def _plan_device(plan: InterfacePlan, fact: DeviceFacts, stored: dict[str, StoredInterface]) -> None:
    reported = fact.interfaces or ()
    cleaned = [_columns(interface) for interface in reported]
    keys = distinct_keys((columns["name"], columns["if_index"]) for columns in cleaned)
    before = len(plan.inserts) + len(plan.updates)
    for key, columns in zip(keys, cleaned, strict=True):
        row = stored.get(key)
        if row is None:
            plan.inserts.append(
                {"device_id": fact.device_id, "name_key": key, **columns, "present": True, "updated_at": fact.at}
            )
        elif changes := _changes(row, columns, fact.at):
            plan.updates.append({"id": row.id, **changes, "updated_at": fact.at})
    told = set(keys)
    gone = [row for key, row in stored.items() if row.present and key not in told]
    if fact.interfaces_complete:
        plan.updates.extend({"id": row.id, "present": False, "updated_at": fact.at} for row in gone)
    plan.present_counts[fact.device_id] = len(keys) + (0 if fact.interfaces_complete else len(gone))
    if len(plan.inserts) + len(plan.updates) > before:
        plan.changed_devices.add(fact.device_id)


def _columns(interface: InterfaceFacts) -> dict[str, Any]:
    if_index = int32(interface.if_index)
    return {
        "name": device_text(interface.name, 255) or f"#{if_index or '?'}",
        "if_index": if_index,
        "descr": device_text(interface.descr, 4_000),
        "alias": device_text(interface.alias, 4_000),
        "type": device_text(interface.type, 64),
        "mtu": int32(interface.mtu),
        "speed_bps": int64(interface.speed_bps),
        "mac": device_text(interface.mac, 32) if interface.mac else None,
        "admin_status": interface.admin_status,
        "oper_status": interface.oper_status,
        "last_change_at": interface.last_change_at,
    }


def _changes(row: StoredInterface, columns: dict[str, Any], at: datetime) -> dict[str, Any]:
    """Return what is to be written of a row.

    How an interface that is there stands is left to those who tell of each change: were it written here, nobody would
    hear of the change any more.
    """
    left = {"last_change_at"} | {name for name in _STATUSES if row.present and getattr(row, name) is not None}
    changes = {name: value for name, value in columns.items() if name not in left and value != getattr(row, name)}
    changed_at: datetime | None = columns["last_change_at"]
    if changed_at is not None and (row.last_change_at is None or abs(changed_at - row.last_change_at) > _CLOCK_NOISE):
        changes["last_change_at"] = changed_at
    elif "oper_status" in changes and row.oper_status is not None:
        changes["last_change_at"] = at
    if not row.present:
        changes["present"] = True
    return changes
