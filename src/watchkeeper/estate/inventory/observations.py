"""Recording what polling observed: reachability, identity, facts and interfaces of a whole shard at once."""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.estate.drivers.protocol import Identity, Outcome
from watchkeeper.estate.inventory import bulk_repository as repository
from watchkeeper.estate.inventory import events
from watchkeeper.estate.inventory.absences import Absence, Patience, ended_by
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceStatus, device_text
from watchkeeper.estate.inventory.identities import IdentityUpdate, flag_shared, is_settled, judge, refused
from watchkeeper.estate.inventory.identity import IdentityState
from watchkeeper.estate.inventory.interfaces import InterfacePlan, plan_interfaces
from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.estate.inventory.reachability import (
    DeviceContact,
    DeviceState,
    Reachability,
    StateTransition,
    after,
    is_unconfirmed,
)
from watchkeeper.estate.inventory.repository import AnyRow

_REASON_WIDTH = 500


class Observations:
    """Writes observations. ``down_after`` failed contacts in a row make a device down."""

    def __init__(self, down_after: int = 1, patience: Patience | None = None, default_interval_s: float = 60.0) -> None:
        self._down_after = down_after
        self._patience = patience or Patience()
        self._default_interval_s = default_interval_s

    async def record_contacts(self, session: AsyncSession, contacts: Sequence[DeviceContact]) -> list[StateTransition]:
        """Record how each device answered and return which changed their state.

        A contact that is not later than the last one recorded is left out, so a shard that is delivered twice counts
        once. Contacts of devices that are gone are left out as well.
        """
        rows = await repository.contact_rows(session, [contact.device_id for contact in contacts])
        newest = {contact.device_id: contact for contact in contacts if _is_news(rows.get(contact.device_id), contact)}
        identities = await self._identities(session, rows, newest.values())
        writes, transitions = [], []
        absences: list[Absence] = []
        for device_id, contact in newest.items():
            row = rows[device_id]
            now = after(_reachability(row), contact, down_after=self._down_after)
            write, transition = _reached(row, contact, now)
            interval_s = row.interval_s or self._default_interval_s
            absences += ended_by(row, contact, now.state, interval_s, self._patience)
            writes.append(write | dict(identities[device_id].values if device_id in identities else {}))
            transitions += [transition] if transition else []
        writes += [
            {"id": update.device_id, **update.values}
            for update in identities.values()
            if update.device_id not in newest
        ]
        if not writes:
            return []
        await repository.update_devices(session, writes)
        await repository.add_absences(session, absences)
        at = max(contact.at for contact in newest.values())
        await events.contacts_recorded(session, sorted(newest), at)
        await events.states_changed(session, transitions)
        await _announce_identities(session, identities.values(), at)
        return transitions

    async def expire(
        self, session: AsyncSession, now: datetime, *, default_interval_s: int, unknown_after_s: int
    ) -> list[StateTransition]:
        """Make devices unknown that were up and that nobody has asked for too long; return which."""
        rows = await repository.up_and_not_asked_since(session, now - timedelta(seconds=unknown_after_s))
        expired = [
            StateTransition(
                row.id,
                row.name,
                DeviceState.UP,
                DeviceState.UNKNOWN,
                now,
                f"not asked since {row.last_polled_at:%Y-%m-%d %H:%M:%S} UTC",
            )
            for row in rows
            if is_unconfirmed(
                row.last_polled_at, row.interval_s or default_interval_s, now, unknown_after_s=unknown_after_s
            )
        ]
        writes = [
            {"id": each.device_id, "state": str(each.to_state), "state_reason": each.reason, "state_since": now}
            for each in expired
        ]
        await repository.update_devices(session, writes)
        await events.states_changed(session, expired)
        return expired

    async def _identities(
        self, session: AsyncSession, rows: dict[int, AnyRow], contacts: Iterable[DeviceContact]
    ) -> dict[int, IdentityUpdate]:
        updates = {}
        for contact in contacts:
            row = rows[contact.device_id]
            if contact.identity is not None and contact.identity != Identity():
                if not is_settled(row, contact.identity):
                    updates[row.id] = judge(row, contact.identity)
            elif contact.outcome is Outcome.IDENTITY_MISMATCH:
                updates[row.id] = refused(row, device_text(contact.reason, _REASON_WIDTH) or "another device answers")
        return await self._with_duplicates(session, rows, updates)

    async def _with_duplicates(
        self, session: AsyncSession, rows: dict[int, AnyRow], updates: dict[int, IdentityUpdate]
    ) -> dict[int, IdentityUpdate]:
        suspects = {
            update.known.serial
            for update in updates.values()
            if update.known.serial
            and (update.known.serial != rows[update.device_id].serial or update.before == IdentityState.MISMATCH)
        }
        holders = await repository.holders_of_serials(session, suspects) if suspects else []
        flagged = flag_shared({k: u for k, u in updates.items() if u.known.serial in suspects}, holders)
        return {
            device_id: update
            for device_id, update in (updates | flagged).items()
            if device_id not in rows or _changes(rows[device_id], update)
        }

    async def record_facts(self, session: AsyncSession, facts: Sequence[DeviceFacts]) -> set[int]:
        """Record who devices are and which interfaces they have; return the devices whose facts were taken.

        Facts of a device that answers with another identity are not stored; the device is flagged.
        """
        rows = await repository.facts_rows(session, [fact.device_id for fact in facts])
        known = {fact.device_id: fact for fact in facts if fact.device_id in rows}
        judged = {
            device_id: judge(rows[device_id], fact.identity)
            for device_id, fact in known.items()
            if fact.identity != Identity()
        }
        updates = await self._with_duplicates(session, rows, judged)
        trusted = {
            device_id: fact for device_id, fact in known.items() if device_id not in judged or judged[device_id].trusted
        }
        plan = await self._plan(session, trusted)
        changed = await self._write_facts(session, rows, trusted, updates, plan)
        if not changed:
            return set(trusted)
        at = max(fact.at for fact in known.values())
        await events.facts_recorded(session, sorted(changed), at)
        await _announce_identities(session, updates.values(), at)
        return set(trusted)

    async def _plan(self, session: AsyncSession, trusted: dict[int, DeviceFacts]) -> InterfacePlan:
        tables = [fact for fact in trusted.values() if fact.interfaces is not None]
        stored = await repository.interface_rows(session, [fact.device_id for fact in tables]) if tables else []
        return plan_interfaces(tables, stored)

    async def _write_facts(
        self,
        session: AsyncSession,
        rows: dict[int, AnyRow],
        trusted: dict[int, DeviceFacts],
        updates: dict[int, IdentityUpdate],
        plan: InterfacePlan,
    ) -> set[int]:
        await repository.insert_interfaces(session, plan.inserts)
        await repository.update_interfaces(session, plan.updates)
        writes: dict[int, dict[str, Any]] = {device_id: dict(update.values) for device_id, update in updates.items()}
        for device_id, fact in trusted.items():
            changes = _described(rows[device_id], fact)
            count = plan.present_counts.get(device_id)
            if count is not None and count != rows[device_id].interface_count:
                changes["interface_count"] = count
            if changes:
                writes.setdefault(device_id, {}).update(changes)
        await repository.update_devices(session, [{"id": device_id, **values} for device_id, values in writes.items()])
        return set(writes) | plan.changed_devices

    async def record_interface_states(self, session: AsyncSession, changes: Sequence[InterfaceStatus]) -> int:
        """Record status changes of interfaces seen while polling; return how many rows they changed.

        Interfaces that the inventory does not know yet are left to the next facts.
        """
        stored = await repository.interface_rows(session, [change.device_id for change in changes])
        by_key = {(row.device_id, row.name_key): row for row in stored}
        by_name = {(row.device_id, row.name): row for row in stored}
        writes, touched = [], set()
        for change in changes:
            row = by_name.get((change.device_id, change.name)) or by_key.get((change.device_id, canonical(change.name)))
            values = _status_changes(row, change) if row is not None else {}
            if row is not None and values:
                writes.append({"id": row.id, **values, "updated_at": change.at})
                touched.add(change.device_id)
        await repository.update_interfaces(session, writes)
        if touched:
            await events.facts_recorded(session, sorted(touched), max(change.at for change in changes))
        return len(writes)


def _reachability(row: AnyRow) -> Reachability:
    return Reachability(DeviceState(row.state), row.state_reason, row.state_since, row.failures)


def _reached(row: AnyRow, contact: DeviceContact, now: Reachability) -> tuple[dict[str, Any], StateTransition | None]:
    """Return the columns that a contact changes, and the change of state if it is one."""
    reason = device_text(now.reason, _REASON_WIDTH)
    said: dict[str, Any] = {
        "state": str(now.state),
        "state_reason": reason,
        "state_since": now.since,
        "failures": now.failures,
        "last_outcome": str(contact.outcome),
    }
    if contact.memory is not None:
        said["driver_memory"] = dict(contact.memory)
    write = {name: value for name, value in said.items() if value != getattr(row, name)}
    write |= {"id": row.id, "last_polled_at": contact.at}
    if contact.brought_data:
        write["last_ok_at"] = contact.at
    if contact.uptime_s is not None:
        write["uptime_s"] = contact.uptime_s
    if now.state == row.state:
        return write, None
    return write, StateTransition(row.id, row.name, DeviceState(row.state), now.state, contact.at, reason)


def _is_news(row: AnyRow | None, contact: DeviceContact) -> bool:
    return row is not None and (row.last_polled_at is None or contact.at > row.last_polled_at)


def _changes(row: AnyRow, update: IdentityUpdate) -> bool:
    return any(getattr(row, name) != value for name, value in update.values.items())


def _described(row: AnyRow, fact: DeviceFacts) -> dict[str, Any]:
    said = {
        "platform": device_text(fact.platform, 64),
        "vendor": device_text(fact.vendor, 255),
        "os": device_text(fact.os, 64),
        "os_version": device_text(fact.os_version, 255),
        "model": device_text(fact.model, 255),
    }
    return {name: value for name, value in said.items() if value and value != getattr(row, name)}


def _status_changes(row: AnyRow, change: InterfaceStatus) -> dict[str, Any]:
    said = {
        "admin_status": change.admin_status,
        "oper_status": change.oper_status,
        "speed_bps": change.speed_bps,
        "if_index": change.if_index,
    }
    values: dict[str, Any] = {
        name: value for name, value in said.items() if value is not None and value != getattr(row, name)
    }
    if "oper_status" in values and row.oper_status is not None:
        values["last_change_at"] = change.at
    return values


async def _announce_identities(session: AsyncSession, updates: Iterable[IdentityUpdate], at: datetime) -> None:
    moved = [transition for update in updates if (transition := update.transition(at)) is not None]
    await events.identities_changed(session, moved)
