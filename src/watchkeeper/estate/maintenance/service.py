"""The verbs on maintenance windows, and the questions that others ask of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import Target, record
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.core.http.security import Principal
from watchkeeper.core.scope import Scope
from watchkeeper.estate.inventory.scopes import InventoryScopes
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance import repository
from watchkeeper.estate.maintenance.errors import InvalidWindowError, WindowNotFoundError
from watchkeeper.estate.maintenance.models import MaintenanceWindow
from watchkeeper.estate.maintenance.schemas import WindowIn, WindowPlan, plan_of
from watchkeeper.estate.maintenance.windows import Span, merged
from watchkeeper.kit.clock import Clock, utc_now

SORTABLE: dict[str, Any] = {
    "created_at": MaintenanceWindow.created_at, "name": MaintenanceWindow.name, "id": MaintenanceWindow.id,
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class UnderWork:
    """What is being worked on at a moment, by name: until when each device is, and each (device, interface)."""

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
        found = (self.devices.get(device), self.interfaces.get((device, interface)))
        return max((until for until in found if until is not None), default=None)


class MaintenanceService:
    """Maintenance windows over the database."""

    def __init__(self, inventory: InventoryService, clock: Clock = utc_now) -> None:
        self._inventory = inventory
        self.clock = clock
        self._groups = InventoryScopes()

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
        at = moment or self.clock()
        ends: dict[int, datetime] = {}
        links: dict[tuple[int, str], datetime] = {}
        for row in await repository.every(session):
            plan = plan_of(row)
            span = plan.timing(row.ended_at).at(at)
            if span is None:
                continue
            for device in await self._devices(session, plan):
                ends[device] = max(span.end, ends.get(device, span.end))
            for one in plan.targets:
                if one.kind == "link":
                    links[one.id, one.interface] = max(span.end, links.get((one.id, one.interface), span.end))
        names = await self._inventory.device_names(session, {*ends, *(device for device, _ in links)})
        return UnderWork(
            {names[device]: end for device, end in ends.items() if device in names},
            {(names[device], name): end for (device, name), end in links.items() if device in names},
        )

    async def spans(
        self, session: AsyncSession, device_ids: Collection[int], since: datetime, until: datetime
    ) -> dict[int, list[Span]]:
        """Return when each device was or will be worked on in [``since``, ``until``).

        This is what baselines and service levels leave out. Work on a link counts for neither device. Spans are in
        order, do not overlap, and lie within what was asked for.
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
