"""The kept map: looked at regularly, changed by news at once, asked about now and then."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.live import about_each, announce
from watchkeeper.core.scope import scope_of, unscoped
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.topology import repository
from watchkeeper.understand.topology.edges import Change, Kept, devices_of, edges_of, look, port_changed
from watchkeeper.understand.topology.fuse import fuse
from watchkeeper.understand.topology.history import Turn, turns
from watchkeeper.understand.topology.links import Topology
from watchkeeper.understand.topology.reach import Sight
from watchkeeper.understand.topology.settings import TopologySettings
from watchkeeper.understand.topology.stored import from_json, to_json
from watchkeeper.understand.topology.view import DeviceView

TOPIC = "topology"
"""Live topic; its event ``topology.changed`` carries ``{"at", "ends": [{"device_id", "layer", "state"|null}]}``.

There is an entry for each managed end of a changed edge, which says nothing of the other end; state null: gone."""
_MOST_IN_ONE_ANNOUNCEMENT = 200


class TopologyService:
    """The verbs on the map."""

    def __init__(
        self, inventory: InventoryService, settings: TopologySettings | None = None, clock: Clock = utc_now
    ) -> None:
        self._inventory = inventory
        self.settings = settings or TopologySettings()
        self._clock = clock

    async def record(self, session: AsyncSession, views: Mapping[int, DeviceView]) -> list[Change]:
        """Keep what devices said, fuse it with what the others said last, and change the map accordingly."""
        now = self._clock()
        await repository.save_views(session, {i: dict(to_json(view)) for i, view in views.items()}, now)
        topology = await self.fused(session)
        kept = await repository.current(session, lock=True)
        seen = edges_of(topology)
        fresh = {view.name for view in views.values()}
        gone = timedelta(days=self.settings.keep_gone_days)
        changes = look(kept, seen, fresh, now, gone)
        await self._apply(session, changes, now)
        changed = {change.key for change in changes}
        await repository.mark_seen(session, [edge.key for edge in seen if edge.key not in changed], now)
        return changes

    async def fused(self, session: AsyncSession) -> Topology:
        """Return the topology that the last views of all devices make."""
        rows = await repository.views(session)
        names = await self._inventory.device_names(session, [row.device_id for row in rows])
        views = [from_json({**row.document, "name": names[row.device_id]}) for row in rows if row.device_id in names]
        return fuse(views)

    async def port_reported(
        self, session: AsyncSession, device_id: int, interface: str, *, up: bool, at: datetime
    ) -> list[Change]:
        """Change the links of a port that was reported up or down, without asking anybody."""
        names = await self._inventory.device_names(session, [device_id])
        if device_id not in names:
            return []
        kept = await repository.current(session, lock=True)
        changes = port_changed(kept.values(), names[device_id], interface, up=up, others_up=True)
        await self._apply(session, changes, max(at, self._clock()))
        return changes

    async def _apply(self, session: AsyncSession, changes: Sequence[Change], now: datetime) -> None:
        if not changes:
            return
        await repository.apply(session, changes, now)
        ids = {name: device_id for device_id, name in (await self._managed(session)).items()}
        ends = [
            (ids[name], change) for change in changes for name in sorted(devices_of(change.concerned)) if name in ids
        ]
        for start in range(0, len(ends), _MOST_IN_ONE_ANNOUNCEMENT):
            some = ends[start : start + _MOST_IN_ONE_ANNOUNCEMENT]
            told: list[JSON] = [
                {
                    "device_id": device_id,
                    "layer": change.concerned.layer,
                    "state": change.edge.state if change.edge is not None else None,
                }
                for device_id, change in some
            ]
            about = about_each("ends", [device_id for device_id, _ in some])
            await announce(session, TOPIC, "topology.changed", {"at": now.isoformat(), "ends": told}, about=about)

    async def _managed(self, session: AsyncSession) -> dict[int, str]:
        """Return the names of the devices that are watched and in the session's scope, by id."""
        watched = await self._inventory.watched_devices(session)
        return await self._inventory.device_names(session, [device.device_id for device in watched])

    async def _sight(self, session: AsyncSession) -> Sight | None:
        """Return what the session's scope lets be seen; None: everything."""
        if scope_of(session).everything:
            return None
        seen = frozenset((await self._managed(session)).values())
        with unscoped(session, "what is managed and not seen is taken away"):
            known = frozenset((await self._managed(session)).values())
        return Sight(seen, known - seen)

    async def _read(self, session: AsyncSession, moment: datetime | None) -> dict[str, Kept]:
        with unscoped(session, "an edge joins devices; those of others are taken away afterwards"):
            found = await repository.current(session) if moment is None else await repository.at(session, moment)
        sight = await self._sight(session)
        return found if sight is None else sight.limit(found)

    async def edges(self, session: AsyncSession, moment: datetime | None = None) -> list[Kept]:
        """Return the map as it is, or as it was at ``moment``."""
        return list((await self._read(session, moment)).values())

    async def changes(
        self, session: AsyncSession, since: datetime, until: datetime | None
    ) -> list[tuple[str, Kept | None, Kept | None]]:
        """Return (key, before, after) of every edge that differs between two moments, evidence included."""
        before, after = await self._read(session, since), await self._read(session, until)
        keys = sorted(before.keys() | after.keys())
        pairs = [(key, before.get(key), after.get(key)) for key in keys]
        return [(k, b, a) for k, b, a in pairs if (b.edge if b else None) != (a.edge if a else None)]

    async def turns(self, session: AsyncSession, since: datetime, until: datetime | None, limit: int) -> list[Turn]:
        """Return the newest moments after ``since`` at which the map changed, newest first, ``limit`` at most."""
        end = until or self._clock()
        with unscoped(session, "an edge joins devices; those of others are taken away afterwards"):
            points = await repository.turning_points(session, since, end, limit)
            versions = await repository.turned(session, points[-1], points[0]) if points else []
        sight = await self._sight(session)
        if sight is not None:
            versions = [
                replace(version, edge=edge) for version in versions if (edge := sight.edge(version.edge)) is not None
            ]
        return turns(versions, since, end)

    async def tidy(self, session: AsyncSession) -> None:
        """Forget what is too old, and devices that are no more."""
        rows = await repository.views(session)
        names = await self._inventory.device_names(session, [row.device_id for row in rows])
        await repository.forget_views(session, [row.device_id for row in rows if row.device_id not in names])
        await repository.forget_history(session, self._clock() - timedelta(days=self.settings.keep_history_days))

    async def watched(self, session: AsyncSession) -> Collection[int]:
        """Return the devices that can be asked for neighbours."""
        return [
            device.device_id for device in await self._inventory.watched_devices(session) if device.driver == "snmp"
        ]
