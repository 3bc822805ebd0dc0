"""The verbs on maintenance windows, and the questions that others ask of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.scope import Scope
from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.estate.inventory.scopes import InventoryScopes
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance import repository
from watchkeeper.estate.maintenance.errors import InvalidWindowError, WindowNotFoundError
from watchkeeper.estate.maintenance.models import MaintenanceWindow
from watchkeeper.estate.maintenance.schemas import (
    MOST_MUTED,
    MutedDevice,
    MutedPort,
    MutedView,
    WindowIn,
    WindowPlan,
    WindowView,
    plan_of,
)
from watchkeeper.estate.maintenance.windows import FORESEEN, Span, Timing, merged
from watchkeeper.kit.clock import Clock, utc_now

SORTABLE: dict[str, Any] = {
    "created_at": MaintenanceWindow.created_at, "name": MaintenanceWindow.name, "id": MaintenanceWindow.id,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnderWork:
    """What is being worked on at a moment, by name: until when each device is, and each (device, canonical port)."""

    devices: dict[str, datetime]
    interfaces: dict[tuple[str, str], datetime]

    def until(self, entity: str) -> datetime | None:
        """Return until when an object of an alert or incident is worked on (``node:X``, ``if:X:I``, a link), or None.

        A link of the map (``link:physical:A:I--B:J``) is when either end, or the device there, is.
        """
        kind, _, name = entity.partition(":")
        if kind == "node":
            return self.devices.get(name)
        if kind == "if":
            return self._end(name)
        ends = name.removeprefix("physical:").split("--") if kind == "link" else []
        return max((until for end in ends if (until := self._end(end)) is not None), default=None)

    def _end(self, end: str) -> datetime | None:
        device, _, interface = end.partition(":")
        found = (self.devices.get(device), self.interfaces.get((device, canonical(interface))))
        return max((until for until in found if until is not None), default=None)


class MaintenanceService:
    """Maintenance windows over the database."""

    def __init__(self, inventory: InventoryService, clock: Clock = utc_now) -> None:
        self._inventory = inventory
        self.clock = clock
        self._groups = InventoryScopes()

    def seen(self, row: MaintenanceWindow) -> WindowView:
        """Return the view of a window as it stands now."""
        return WindowView.seen(row, self.clock())

    async def list_windows(self, session: AsyncSession, query: ListQuery) -> tuple[Sequence[MaintenanceWindow], int]:
        """Return one page of windows, latest first, and how many there are."""
        return await paginate(session, repository.windows(query.q), query, SORTABLE, "-id")

    async def window(self, session: AsyncSession, number: int) -> MaintenanceWindow:
        """Return one window. Raises WindowNotFoundError."""
        row = await repository.window(session, number)
        if row is None:
            raise WindowNotFoundError(f"There is no maintenance window {number}.")
        return row

    async def plan(self, session: AsyncSession, new: WindowIn, actor: Principal) -> MaintenanceWindow:
        """Plan work. Raises InvalidWindowError for a window that is over already or never comes."""
        now = self.clock()
        if new.plan.timing().following(now) is None:
            raise InvalidWindowError("No occurrence of this window lies ahead.", hint="Give a later end, or a rule.")
        row = MaintenanceWindow(
            name=new.name,
            reason=new.reason,
            plan=new.plan.model_dump(mode="json"),
            created_by=actor.name,
            created_at=now,
        )
        session.add(row)
        await session.flush()
        record(session, "maintenance.plan", _target(row), actor=actor, reason=new.reason)
        return row

    async def change(self, session: AsyncSession, number: int, new: WindowIn, actor: Principal) -> MaintenanceWindow:
        """Plan a window anew. One that was ended stays so."""
        row = await self.window(session, number)
        row.name, row.reason, row.plan = new.name, new.reason, new.plan.model_dump(mode="json")
        record(session, "maintenance.change", _target(row), actor=actor, reason=new.reason)
        return row

    async def end(self, session: AsyncSession, number: int, actor: Principal) -> MaintenanceWindow:
        """End a window now and for good; what it covered until now stays covered. Ending it again changes nothing."""
        row = await self.window(session, number)
        if row.ended_at is None:
            row.ended_at = self.clock()
            record(session, "maintenance.end", _target(row), actor=actor)
        return row

    async def delete(self, session: AsyncSession, number: int, actor: Principal) -> None:
        """Remove a window as if it had never been: what it covered counts again."""
        row = await self.window(session, number)
        await session.delete(row)
        record(session, "maintenance.delete", _target(row), actor=actor)

    async def under_work(self, session: AsyncSession, moment: datetime | None = None) -> UnderWork:
        """Return what is being worked on at ``moment`` (default: now)."""
        ends, links = await self._ends(session, moment or self.clock())
        names = await self._inventory.device_names(session, {*ends, *(device for device, _ in links)})
        return UnderWork(
            {names[device]: end for device, end in ends.items() if device in names},
            {(names[device], name): end for (device, name), end in links.items() if device in names},
        )

    async def muted(self, session: AsyncSession) -> MutedView:
        """Return what nobody is notified about now because it is worked on, by name."""
        ends, links = await self._ends(session, self.clock())
        names = await self._inventory.device_names(session, {*ends, *(device for device, _ in links)})
        devices = sorted((names[number], number) for number in ends.keys() & names.keys())
        return MutedView(
            devices=[MutedDevice(id=number, name=name, until=ends[number]) for name, number in devices[:MOST_MUTED]],
            device_total=len(devices),
            ports=[
                MutedPort(device_id=number, device=names[number], interface=port, until=end)
                for (number, port), end in sorted(links.items())
                if number in names
            ],
        )

    def occurrences(self, plan: Timing, most: int) -> list[Span]:
        """Return the occurrence that lasts and the next ones, ``most`` at most."""
        now = self.clock()
        return list(islice(plan.spans(now, now + FORESEEN), most))

    async def active(self, session: AsyncSession) -> list[tuple[MaintenanceWindow, UnderWork]]:
        """Return the windows that last now, the last to end first, each with what is worked on in it."""
        found = []
        for row, span, devices, ports in await self._lasting(session, self.clock()):
            names = await self._inventory.device_names(session, {*devices, *(device for device, _ in ports)})
            work = UnderWork(
                {names[device]: span.end for device in devices if device in names},
                {(names[device], port): span.end for device, port in ports if device in names},
            )
            found.append((span.end, row, work))
        return [(row, work) for _, row, work in sorted(found, key=lambda one: one[0], reverse=True)]

    async def _ends(
        self, session: AsyncSession, at: datetime
    ) -> tuple[dict[int, datetime], dict[tuple[int, str], datetime]]:
        """Return until when devices, and ports by their canonical names, are worked on at a moment."""
        ends: dict[int, datetime] = {}
        links: dict[tuple[int, str], datetime] = {}
        for _, span, devices, ports in await self._lasting(session, at):
            ends |= {device: max(span.end, ends.get(device, span.end)) for device in devices}
            links |= {port: max(span.end, links.get(port, span.end)) for port in ports}
        return ends, links

    async def _lasting(
        self, session: AsyncSession, at: datetime
    ) -> list[tuple[MaintenanceWindow, Span, set[int], set[tuple[int, str]]]]:
        """Return the windows that last at a moment with their occurrence, devices and ports (canonical names)."""
        found = []
        for row in await repository.every(session):
            plan = plan_of(row)
            span = plan.timing(row.ended_at).at(at)
            if span is not None:
                ports = {(one.id, canonical(one.interface)) for one in plan.targets if one.kind == "link"}
                found.append((row, span, await self._devices(session, plan), ports))
        return found

    async def spans(
        self, session: AsyncSession, device_ids: Collection[int], since: datetime, until: datetime
    ) -> dict[int, list[Span]]:
        """Return when each device was or will be worked on in [``since``, ``until``).

        This is what baselines and service levels leave out. Work on a link counts for neither device: see
        ``link_spans``. Spans are in order, do not overlap, and lie within what was asked for.
        """
        found: dict[int, list[Span]] = {device: [] for device in device_ids}
        for row in await repository.every(session):
            plan = plan_of(row)
            lasting = list(plan.timing(row.ended_at).spans(since, until))
            if not lasting:
                continue
            for device in found.keys() & await self._devices(session, plan):
                found[device] += [Span(max(one.start, since), min(one.end, until)) for one in lasting]
        return {device: merged(spans) for device, spans in found.items()}

    async def link_spans(
        self, session: AsyncSession, since: datetime, until: datetime
    ) -> dict[tuple[int, str], list[Span]]:
        """Return when single links were or will be worked on, by the end that was named (device, canonical port)."""
        found: dict[tuple[int, str], list[Span]] = {}
        for row in await repository.every(session):
            plan = plan_of(row)
            links = [one for one in plan.targets if one.kind == "link"]
            lasting = list(plan.timing(row.ended_at).spans(since, until)) if links else []
            for one in links if lasting else ():
                within = [Span(max(span.start, since), min(span.end, until)) for span in lasting]
                found.setdefault((one.id, canonical(one.interface)), []).extend(within)
        return {end: merged(spans) for end, spans in found.items()}

    async def spans_of_ports(
        self, session: AsyncSession, since: datetime, until: datetime
    ) -> dict[tuple[int, str], list[Span]]:
        """Return as ``link_spans`` when the ports that were named were worked on, by the names their devices use."""
        found = await self.link_spans(session, since, until)
        names = await self._inventory.interface_names(session, {device for device, _ in found}) if found else {}
        own = {(device, canonical(name)): name for (device, _), name in names.items()}
        return {(end[0], own[end]): spans for end, spans in found.items() if end in own}

    async def spans_of_watched(self, session: AsyncSession, since: datetime, until: datetime) -> dict[int, list[Span]]:
        """Return as ``spans`` when each watched device was worked on; those that never were are left out."""
        watched = [one.device_id for one in await self._inventory.watched_devices(session)]
        found = await self.spans(session, watched, since, until)
        return {device: spans for device, spans in found.items() if spans}

    async def _devices(self, session: AsyncSession, plan: WindowPlan) -> set[int]:
        named = {one.id for one in plan.targets if one.kind == "device"}
        sites = frozenset(one.id for one in plan.targets if one.kind == "site")
        pools = frozenset(one.id for one in plan.targets if one.kind == "pool")
        if not sites and not pools:
            return named
        visible = await self._groups.visible(session, Scope(sites=sites, pools=pools))
        return named | set(await repository.ids(session, visible.devices))


def _target(row: MaintenanceWindow) -> Target:
    return Target("maintenance_window", row.id, row.name)
