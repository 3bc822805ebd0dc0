"""Reports on availability: computed from stored changes of state whenever they are asked for."""

import asyncio
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events.service import EventService
from watchkeeper.understand.availability.accounting import Account, account
from watchkeeper.understand.availability.errors import InvalidPeriodError
from watchkeeper.understand.availability.intervals import Needs, Timeline, cut, together
from watchkeeper.understand.availability.periods import Period
from watchkeeper.understand.availability.reading import (
    ADMIN_KINDS,
    DEVICE_KINDS,
    OPER_KINDS,
    by_device,
    by_interface,
    covered,
    device_line,
    device_state,
    interface_line,
)
from watchkeeper.understand.topology.service import TopologyService

_EVERY = ListQuery(limit=100_000)
_PERCENT = 100.0


class Subject(StrEnum):
    """What a report is about. A service is what a pool's devices do together."""

    DEVICE = "device"
    INTERFACE = "interface"
    LINK = "link"
    SITE = "site"
    SERVICE = "service"


@dataclass(frozen=True, slots=True)
class Item:
    """One row of a report. ``number`` is the id of a device, site or pool, None of others; ``target`` is a share."""

    kind: Subject
    number: int | None
    name: str
    line: Timeline
    account: Account
    target: float | None = None
    members: int = 1


@dataclass(frozen=True, slots=True)
class _Ground:
    """What timelines are made on: the lines of devices before and after maintenance is cut out."""

    raw: Mapping[int, Timeline]
    lines: Mapping[int, Timeline]
    names: Mapping[int, str]
    sites: Mapping[int, int | None]
    work: Mapping[int, Sequence[Any]]


class AvailabilityService:
    """Availability over the database. What a session's scope hides has no part in what it is told."""

    def __init__(  # one parameter a collaborator
        self,
        inventory: InventoryService,
        groups: GroupService,
        maintenance: MaintenanceService,
        topology: TopologyService,
        events: EventService,
        clock: Clock = utc_now,
    ) -> None:
        self._inventory = inventory
        self._groups = groups
        self._maintenance = maintenance
        self._topology = topology
        self._events = events
        self.clock = clock

    async def report(
        self,
        session: AsyncSession,
        kind: Subject,
        period: Period,
        needs: Needs = Needs.ALL,
        device_id: int | None = None,
    ) -> list[Item]:
        """Return what everything of a kind amounts to in ``period``, the least available first.

        ``needs`` says when a site or service is up. Interfaces are those of one device. A period that reaches into
        the future ends now. Raises InvalidPeriodError and DeviceNotFoundError.
        """
        if kind is Subject.INTERFACE and device_id is None:
            raise InvalidPeriodError("Interfaces are reported of one device.", hint="Name the device.")
        if device_id is not None:
            await self._inventory.device(session, device_id)
        now = self.clock()
        if not period.start < min(period.end, now):
            raise InvalidPeriodError("The period ends before it begins, or lies in the future.")
        within = Period(period.start, min(period.end, now))
        ground = await self._ground(session, within, None if device_id is None else {device_id})
        items = await self._items(session, kind, within, needs, ground)
        return sorted(items, key=_worst_first)

    async def _ground(self, session: AsyncSession, period: Period, only: Collection[int] | None) -> _Ground:
        standings = [one for one in await self._inventory.standings(session, only) if one.enabled]
        changes = by_device(await self._events.state_changes(session, DEVICE_KINDS, period.start, only))
        ids = [one.device_id for one in standings]
        work = await self._maintenance.spans(session, ids, period.start, period.end)
        start, end = period.start.timestamp(), period.end.timestamp()

        def lines() -> dict[int, Timeline]:
            return {
                one.device_id: device_line(
                    changes.get(one.device_id, ()), device_state(one.state), one.state_since, one.created_at, start, end
                )
                for one in standings
            }

        raw = await asyncio.to_thread(lines)
        return _Ground(
            raw,
            {number: cut(line, covered(work, number)) for number, line in raw.items()},
            {one.device_id: one.name for one in standings},
            {one.device_id: one.site_id for one in standings},
            work,
        )

    async def _items(
        self, session: AsyncSession, kind: Subject, period: Period, needs: Needs, ground: _Ground
    ) -> list[Item]:
        if kind is Subject.DEVICE:
            return [
                Item(kind, number, ground.names[number], line, account(line)) for number, line in ground.lines.items()
            ]
        if kind is Subject.INTERFACE:
            ports = await self._ports(session, period, ground, None)
            return [
                Item(kind, None, f"{ground.names[number]} {name}", line, account(line))
                for (number, name), line in ports.items()
            ]
        if kind is Subject.LINK:
            return await self._links(session, period, ground)
        return await self._group_items(session, kind, needs, ground)

    async def _group_items(self, session: AsyncSession, kind: Subject, needs: Needs, ground: _Ground) -> list[Item]:
        found = []
        if kind is Subject.SITE:
            sites, _ = await self._groups.list_sites(session, _EVERY)
            for site in sites:
                members = [number for number, of in ground.sites.items() if of == site.id]
                found.append(_group(kind, site.id, site.name, members, needs, site.availability_target, ground))
        else:
            pools, _ = await self._groups.list_pools(session, _EVERY)
            for pool in pools:
                members = await self._groups.pool_devices(session, pool.id)
                found.append(_group(kind, pool.id, pool.name, members, needs, pool.availability_target, ground))
        return [item for item in found if item.members]

    async def _links(self, session: AsyncSession, period: Period, ground: _Ground) -> list[Item]:
        numbers = {name: number for number, name in ground.names.items()}
        ends: dict[str, list[tuple[int, str]]] = {}
        for kept in await self._topology.edges(session):
            if kept.edge.layer == "physical":
                told = [_end(kept.edge.document[side], numbers) for side in ("a", "b")]
                ends[kept.edge.key] = [one for one in told if one is not None]
        wanted = {device for pair in ends.values() for device, _ in pair}
        ports = await self._ports(session, period, ground, wanted)
        items = []
        for pair in ends.values():
            lines = [ports[end] for end in pair if end in ports]
            if lines:
                name = " - ".join(f"{ground.names[device]} {port}" for device, port in pair)
                line = together(lines, Needs.ALL)
                items.append(Item(Subject.LINK, None, name, line, account(line)))
        return items

    async def _ports(
        self, session: AsyncSession, period: Period, ground: _Ground, only: Collection[int] | None
    ) -> dict[tuple[int, str], Timeline]:
        ids = ground.raw.keys() if only is None else ground.raw.keys() & set(only)
        kinds = (*OPER_KINDS, *ADMIN_KINDS)
        changes = by_interface(await self._events.state_changes(session, kinds, period.start, ids))
        states = await self._inventory.interface_states(session, ids)
        start, end = period.start.timestamp(), period.end.timestamp()
        found = {}
        for one in states:
            key = (one.device_id, one.name)
            line = interface_line(
                changes.get(key, ()), one.oper_status, one.admin_status, ground.raw[one.device_id], start, end
            )
            found[key] = cut(line, covered(ground.work, one.device_id))
        return found


def _end(end: Mapping[str, Any], numbers: Mapping[str, int]) -> tuple[int, str] | None:
    number = numbers.get(str(end["device"]))
    return None if number is None or not end["interface"] else (number, canonical(end["interface"]))


def _group(
    kind: Subject,
    number: int,
    name: str,
    members: Iterable[int],
    needs: Needs,
    target_percent: float | None,
    ground: _Ground,
) -> Item:
    lines = [ground.lines[member] for member in members if member in ground.lines]
    line = together(lines, needs)
    target = None if target_percent is None else target_percent / _PERCENT
    return Item(kind, number, name, line, account(line), target, len(lines))


def _worst_first(item: Item) -> tuple[bool, float, str]:
    known = item.account.availability
    return known is None, known if known is not None else 0.0, item.name
