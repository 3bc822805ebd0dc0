"""The verbs on capacity: look ahead of everything, tell what one may see of it."""

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.http.paging import ListQuery, paginate
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.limits import recording as limits
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.families import OPTICS
from watchkeeper.understand.capacity import repository
from watchkeeper.understand.capacity.kinds import Kind, State
from watchkeeper.understand.capacity.looking import Alarms, Looked, Lookout, Outlook
from watchkeeper.understand.capacity.models import NAME_WIDTH, CapacityOutlook
from watchkeeper.understand.capacity.repository import SORTABLE, CapacityFilter

_AT_ONCE: Final = 500
"""Devices of one look: so few that their hours fit into memory and a busy machine is done within the time-out."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody wants to see; None is "any"."""

    kind: Kind | None = None
    site_id: int | None = None
    pool_id: int | None = None
    within_days: float | None = None


@dataclass(frozen=True, slots=True)
class Tally:
    """How many series of a kind there are: on their way to their limit, past it, without a trend, too little known."""

    kind: Kind
    ahead: int = 0
    reached: int = 0
    steady: int = 0
    short: int = 0


@dataclass(frozen=True, slots=True)
class Summary:
    """All kinds, and when they were looked at: null before the first look."""

    looked_at: datetime | None
    kinds: tuple[Tally, ...]


class CapacityService:
    """Capacity over the database."""

    def __init__(
        self, inventory: InventoryService, groups: GroupService, lookout: Lookout, clock: Clock = utc_now
    ) -> None:
        self._inventory = inventory
        self._groups = groups
        self._lookout = lookout
        self.clock = clock

    async def list_outlooks(
        self, session: AsyncSession, asked: Asked, query: ListQuery
    ) -> tuple[Sequence[CapacityOutlook], int]:
        """Return one page of what reaches its limit, the soonest first, and how much there is."""
        statement = repository.matching(await self._filter(session, asked, query.q))
        return await paginate(session, statement, query, SORTABLE, "days")

    async def every(self, session: AsyncSession, asked: Asked, search: str = "") -> Sequence[CapacityOutlook]:
        """Return all that reaches its limit, the soonest first."""
        return await repository.every(session, await self._filter(session, asked, search))

    async def summary(self, session: AsyncSession, asked: Asked) -> Summary:
        """Return how many series there are of each kind, of a site or pool if one is asked for."""
        devices = await self._devices(session, asked)
        tallies = {kind: Tally(kind) for kind in Kind}
        for name, state, count in await repository.states(session, devices):
            tallies[Kind(name)] = replace(tallies[Kind(name)], **{State(state).value: count})
        for name, steady, short, _ in await repository.counts(session, devices):
            tallies[Kind(name)] = replace(tallies[Kind(name)], steady=int(steady), short=int(short))
        return Summary(await repository.looked_at(session), tuple(tallies.values()))

    async def names(self, session: AsyncSession, rows: Sequence[CapacityOutlook]) -> Mapping[int, str]:
        """Return the names of the rows' devices."""
        return await self._inventory.device_names(session, {row.device_id for row in rows})

    async def _filter(self, session: AsyncSession, asked: Asked, search: str) -> CapacityFilter:
        named: set[int] = set()
        if search:
            ahead = await repository.devices(session)
            names = await self._inventory.device_names(session, ahead)
            named = {number for number, name in names.items() if search.casefold() in name.casefold()}
        devices = await self._devices(session, asked)
        kind = None if asked.kind is None else asked.kind.value
        return CapacityFilter(kind, devices, asked.within_days, search, named)

    async def _devices(self, session: AsyncSession, asked: Asked) -> set[int] | None:
        """Return the devices of a site and pool, None without either. Raises PoolNotFoundError, SiteNotFoundError."""
        found: set[int] | None = None
        if asked.site_id is not None:
            await self._groups.site(session, asked.site_id)
            standings = await self._inventory.standings(session)
            found = {one.device_id for one in standings if one.site_id == asked.site_id}
        if asked.pool_id is not None:
            await self._groups.pool(session, asked.pool_id)
            members = set(await self._groups.pool_devices(session, asked.pool_id))
            found = members if found is None else found & members
        return found

    async def look_ahead(self, database: Database) -> int:
        """Look ahead of every watched device; return how many series reach their limit."""
        now = self.clock()
        async with database.reading() as session:
            watched = sorted(one.device_id for one in await self._inventory.watched_devices(session))
            rows = await limits.alarms(session, OPTICS.name)
        alarms = {(one.device_id, one.metric, one.object): one for one in rows}
        first, count = 0, 0
        for start in range(0, len(watched), _AT_ONCE):
            some = watched[start : start + _AT_ONCE]
            found = await asyncio.to_thread(self._lookout.look, some, _of(alarms, some), now)
            count += len(found.outlooks)
            async with database.transaction() as session:
                await repository.replace(session, (first, some[-1]), _outlooks(found), _counted(found, some, now))
            first = some[-1] + 1
        async with database.transaction() as session:  # devices that are gone or no longer watched
            await repository.replace(session, (first, _BEYOND), [], [])
        return count


_BEYOND: Final = 2**31 - 1


def _of(alarms: Alarms, devices: Sequence[int]) -> Alarms:
    wanted = set(devices)
    return {key: one for key, one in alarms.items() if key[0] in wanted}


def _outlooks(found: Looked) -> list[dict[str, Any]]:
    return [_row(one) for one in found.outlooks]


def _row(one: Outlook) -> dict[str, Any]:
    seen = one.sighting
    return {
        "kind": one.kind.value,
        "state": seen.state.value,
        "device_id": one.device_id,
        "family": one.family,
        "metric": one.metric,
        "object": one.object[:NAME_WIDTH],
        "unit": one.unit,
        "rising": one.rising,
        "given": one.given,
        "at": one.at,
        "level": seen.level,
        "threshold": one.threshold,
        "per_day": None if seen.drift is None else seen.drift.per_day,
        "per_day_low": None if seen.drift is None else seen.drift.low,
        "per_day_high": None if seen.drift is None else seen.drift.high,
        "days": seen.days,
        "earliest_days": seen.earliest_days,
        "latest_days": seen.latest_days,
        "history_from": one.history_from,
        "history_step_s": one.history_step_s,
        "history": one.history,
    }


def _counted(found: Looked, devices: Sequence[int], now: datetime) -> list[dict[str, Any]]:
    """Return a row a device and kind that there is; every device has at least one, which says when it was looked at."""
    return [
        {
            "device_id": device,
            "kind": kind.value,
            "steady": found.steady[device, kind],
            "short": found.short[device, kind],
            "looked_at": now,
        }
        for device in devices
        for kind in Kind
        if kind is Kind.LINK or found.steady[device, kind] or found.short[device, kind]
    ]
