"""Reports on availability: computed from stored changes of state whenever they are asked for."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.paging import ListQuery
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.estate.maintenance.windows import Span as Window
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.events.service import EventService
from watchkeeper.understand.availability.accounting import Account, account
from watchkeeper.understand.availability.errors import InvalidPeriodError
from watchkeeper.understand.availability.ground import Ground, Surveyor
from watchkeeper.understand.availability.intervals import Needs, Timeline, cut, together
from watchkeeper.understand.availability.periods import Period
from watchkeeper.understand.availability.reading import ADMIN_KINDS, OPER_KINDS, by_interface, covered, interface_line
from watchkeeper.understand.topology.service import TopologyService

_EVERY = ListQuery(limit=100_000)
_PERCENT = 100.0
Port = tuple[int, str]
"""A device and the canonical name of one of its ports."""


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
class Report:
    """What everything of a kind amounts to in ``period``, the least available first.

    ``asked`` is the period as it was asked for: ``period`` ends now at the latest, and begins no earlier than changes
    of state are kept.
    """

    kind: Subject
    asked: Period
    period: Period
    items: list[Item]

    @property
    def clipped(self) -> bool:
        """Whether the period begins later than it was asked for."""
        return self.period.start > self.asked.start


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
        self._surveyor = Surveyor(inventory, maintenance, events)
        self.clock = clock

    async def report(
        self,
        session: AsyncSession,
        kind: Subject,
        period: Period,
        needs: Needs = Needs.ALL,
        device_id: int | None = None,
    ) -> Report:
        """Return what everything of a kind amounts to in ``period``, the least available first.

        ``needs`` says when a site or service is up. Interfaces are those of one device. Raises InvalidPeriodError and
        DeviceNotFoundError.
        """
        if kind is Subject.INTERFACE and device_id is None:
            raise InvalidPeriodError("Interfaces are reported of one device.", hint="Name the device.")
        if device_id is not None:
            await self._inventory.device(session, device_id)
        within = self._told(period)
        ground = await self._surveyor.survey(session, within, None if device_id is None else {device_id})
        items = await self._items(session, kind, within, needs, ground)
        return Report(kind, period, within, sorted(items, key=_worst_first))

    def _told(self, period: Period) -> Period:
        """Return the part of ``period`` that can be told of: until now, and since changes of state are kept."""
        now, kept_since = self.clock(), self._events.kept_since()
        if not period.start < min(period.end, now):
            raise InvalidPeriodError("The period ends before it begins, or lies in the future.")
        if period.end <= kept_since:
            raise InvalidPeriodError(
                f"Changes of state are kept since {kept_since:%Y-%m-%d}; the period lies before.",
                hint="Name a later period, or keep events for longer: events.keep_days.",
            )
        return Period(max(period.start, kept_since), min(period.end, now))

    async def _items(
        self, session: AsyncSession, kind: Subject, period: Period, needs: Needs, ground: Ground
    ) -> list[Item]:
        if kind is Subject.DEVICE:
            return [
                Item(kind, number, ground.devices[number].name, line, account(line))
                for number, line in ground.lines.items()
                if ground.told_of(number)
            ]
        if kind is Subject.INTERFACE:
            ports = await self._ports(session, period, ground, ground.devices)
            return [
                Item(kind, None, f"{ground.devices[number].name} {name}", line, account(line))
                for (number, name), line in ports.items()
            ]
        if kind is Subject.LINK:
            return await self._links(session, period, ground)
        return await self._group_items(session, kind, needs, ground)

    async def _group_items(self, session: AsyncSession, kind: Subject, needs: Needs, ground: Ground) -> list[Item]:
        found = []
        if kind is Subject.SITE:
            sites, _ = await self._groups.list_sites(session, _EVERY)
            for site in sites:
                members = [number for number, one in ground.devices.items() if one.site_id == site.id]
                found.append(_group(kind, site.id, site.name, members, needs, site.availability_target, ground))
        else:
            pools, _ = await self._groups.list_pools(session, _EVERY)
            for pool in pools:
                members = await self._groups.pool_devices(session, pool.id)
                found.append(_group(kind, pool.id, pool.name, members, needs, pool.availability_target, ground))
        return [item for item in found if item.members]

    async def _links(self, session: AsyncSession, period: Period, ground: Ground) -> list[Item]:
        pairs = await self._pairs(session, {one.name: number for number, one in ground.devices.items()})
        wanted = {device for pair in pairs for device, _ in pair}
        ports = await self._ports(session, period, ground, wanted)
        items = []
        for pair in pairs:
            ends = [(end[0], ports[end]) for end in pair if end in ports]
            if ends and any(ground.told_of(device) for device, _ in ends):
                name = " - ".join(f"{ground.devices[device].name} {port}" for device, port in pair)
                line = together(ground.together(ends), Needs.ALL)
                items.append(Item(Subject.LINK, None, name, line, account(line)))
        return items

    async def _pairs(self, session: AsyncSession, numbers: Mapping[str, int]) -> list[tuple[Port, ...]]:
        """Return the ends of each physical link at the devices of ``numbers`` (by name): one, or two."""
        found = []
        for kept in await self._topology.edges(session):
            if kept.edge.layer == "physical":
                told = [_end(kept.edge.document[side], numbers) for side in ("a", "b")]
                found.append(tuple(one for one in told if one is not None))
        return [pair for pair in found if pair]

    async def _ports(
        self,
        session: AsyncSession,
        period: Period,
        ground: Ground,
        only: Collection[int],
    ) -> dict[Port, Timeline]:
        ids = ground.raw.keys() & set(only)
        kinds = (*OPER_KINDS, *ADMIN_KINDS)
        changes = by_interface(await self._events.state_changes(session, kinds, period.start, ids))
        states = await self._inventory.interface_states(session, ids)
        work = await self._work_on_links(session, period)
        start, end = period.start.timestamp(), period.end.timestamp()
        found = {}
        for one in states:
            key, device = (one.device_id, one.name), ground.raw[one.device_id]
            absent = ground.without_data.get(one.device_id, ())
            line = interface_line(changes.get(key, ()), one.oper_status, one.admin_status, device, absent, start, end)
            found[key] = cut(line, [*covered(ground.work, one.device_id), *covered(work, key)])
        return found

    async def _work_on_links(self, session: AsyncSession, period: Period) -> dict[Port, list[Window]]:
        """Return when ports were worked on as ends of links; work on a link is work on both of its ends."""
        named = await self._maintenance.link_spans(session, period.start, period.end)
        if not named:
            return {}
        watched = {one.device_id for one in await self._inventory.watched_devices(session)}
        names = await self._inventory.device_names(session, watched | {device for device, _ in named})
        work = dict(named)
        for pair in await self._pairs(session, {name: number for number, name in names.items()}):
            spans = [span for end in pair for span in named.get(end, ())]
            work |= dict.fromkeys(pair, spans) if spans else {}
        return work


def _end(end: Mapping[str, Any], numbers: Mapping[str, int]) -> Port | None:
    number = numbers.get(str(end["device"]))
    return None if number is None or not end["interface"] else (number, canonical(end["interface"]))


def _group(
    kind: Subject,
    number: int,
    name: str,
    members: Iterable[int],
    needs: Needs,
    target_percent: float | None,
    ground: Ground,
) -> Item:
    known = [(member, ground.lines[member]) for member in members if member in ground.lines and ground.told_of(member)]
    line = together(ground.together(known), needs)
    target = None if target_percent is None else target_percent / _PERCENT
    return Item(kind, number, name, line, account(line), target, len(known))


def _worst_first(item: Item) -> tuple[bool, float, str]:
    known = item.account.availability
    return known is None, known if known is not None else 0.0, item.name
