"""The kept map: looked at regularly, changed by news at once, asked about now and then."""

import asyncio
import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.live import about_each, announce
from watchkeeper.core.scope import scope_of, unscoped
from watchkeeper.estate.drivers.snmp.report import StationReport
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.kit.jsonable import JSON
from watchkeeper.understand.topology import repository
from watchkeeper.understand.topology.edges import (
    Change,
    Edge,
    Kept,
    PortNews,
    SessionNews,
    devices_of,
    edges_of,
    look,
    reported,
)
from watchkeeper.understand.topology.history import Turn, turns
from watchkeeper.understand.topology.links import Topology
from watchkeeper.understand.topology.models import StoredConfiguration, StoredStations, StoredView
from watchkeeper.understand.topology.reach import Sight
from watchkeeper.understand.topology.settings import TopologySettings
from watchkeeper.understand.topology.stored import Fused, Known, fuse_views, to_json
from watchkeeper.understand.topology.view import DeviceView
from watchkeeper.understand.topology.words import Words

TOPIC = "topology"
"""Live topic; its event ``topology.changed`` carries ``{"at", "ends": [{"device_id", "layer", "state"|null}]}``.

There is an entry for each managed end of a changed edge, which says nothing of the other end; state null: gone."""
_SAID: Final = (StoredView, StoredStations, StoredConfiguration)
_CONFIRM_AFTER: Final = timedelta(minutes=10)
"""What devices say again and again is taken in now and then all the same: that it was seen is kept as well."""
_MOST_IN_ONE_ANNOUNCEMENT = 200
_DESCRIBED_FOR: Final = timedelta(minutes=2)
_SEEN_EACH: Final = timedelta(seconds=30)
"""How exactly it is kept when an edge was seen last: a burst of news does not write every edge again and again."""
_FUSED = 4
"""How many topologies are remembered: one for each scope that looks at the map."""


class TopologyService:
    """The verbs on the map."""

    def __init__(
        self, inventory: InventoryService, settings: TopologySettings | None = None, clock: Clock = utc_now
    ) -> None:
        self._inventory = inventory
        self.settings = settings or TopologySettings()
        self._clock = clock
        self._fused: dict[object, Fused] = {}
        self._fusing = asyncio.Lock()
        self._described: dict[str, tuple[datetime, Topology]] = {}
        self._seen: tuple[Topology, list[Edge]] | None = None
        self._versions: dict[int, Kept] = {}
        self._standing: tuple[tuple[object, ...], dict[str, Kept]] | None = None

    async def digests(self, session: AsyncSession, device_ids: Collection[int]) -> dict[int, bytes]:
        """Return by device what sums up its last words, where they need not be confirmed yet."""
        return await repository.digests(session, device_ids, self._clock() - _CONFIRM_AFTER)

    async def take_in(self, session: AsyncSession, told: Mapping[int, bytes], began: datetime) -> set[int]:
        """Keep the digests of reports, by device, of a look that began at ``began``; return whose words are to be kept.

        A later look has told of the others. Both belong into one transaction.
        """
        return await repository.take_in(session, told, began)

    async def save(self, session: AsyncSession, views: Mapping[int, DeviceView]) -> int:
        """Keep what devices said, and return how many of them said something new."""
        documents = {device_id: json.loads(json.dumps(to_json(view))) for device_id, view in views.items()}
        return await repository.save(session, StoredView, documents, self._clock())

    async def save_stations(
        self, session: AsyncSession, heard: Mapping[int, Sequence[StationReport]], known: Known
    ) -> int:
        """Keep the hardware addresses that devices have heard, of known devices only; return how many say news."""
        known = known.with_resolved(row for rows in heard.values() for row in rows)
        documents: dict[int, dict[str, object]] = {
            device_id: {"rows": [[row.if_index, row.mac, row.address] for row in rows if known.concerns(row)]}
            for device_id, rows in heard.items()
        }
        return await repository.save(session, StoredStations, documents, self._clock())

    async def known(self, session: AsyncSession) -> Known:
        """Return the addresses of all devices, as far as the session's scope goes."""
        return (await self._look(session)).known

    async def edges_in(self, topology: Topology) -> list[Edge]:
        """Return the edges of a topology; those of the last one are remembered.

        Who asks before `draw` keeps nobody waiting who wants to write meanwhile.
        """
        if self._seen is None or self._seen[0] is not topology:
            self._seen = topology, await asyncio.to_thread(edges_of, topology)
        return self._seen[1]

    async def draw(self, session: AsyncSession, topology: Topology, of: datetime) -> list[Change]:
        """Change the map to what ``topology`` shows, which was read at ``of``; what changed since then is newer."""
        now = self._clock()
        seen = await self.edges_in(topology)
        kept = await self._current(session, lock=True)
        newer = await repository.changed_after(session, of)
        said = [node.name for node in topology.nodes if not node.external]
        gone = timedelta(days=self.settings.keep_gone_days)
        changes = [change for change in look(kept, seen, said, now, gone) if change.key not in newer]
        await self._apply(session, changes, now)
        as_they_were = {edge.key for edge in seen} - {change.key for change in changes} - newer
        long_ago = [key for key in as_they_were if now - kept[key].last_seen >= _SEEN_EACH]
        await repository.mark_seen(session, long_ago, now)
        return changes

    async def fused(self, session: AsyncSession) -> Topology:
        """Return the topology that the last words of all devices make, as far as the session's scope goes."""
        return (await self._look(session)).topology

    async def described(self, session: AsyncSession) -> Topology:
        """Return what is known of devices: as it was fused last, unless that is a while ago.

        Who looks at the map while devices report changes waits for none of them to be fused.
        """
        at, topology = self._described.get(scope_of(session).key, (None, None))
        if at is None or topology is None or self._clock() - at > _DESCRIBED_FOR:
            return await self.fused(session)
        return topology

    async def owners(self, session: AsyncSession) -> Mapping[str, tuple[str, str]]:
        """Return whose an address or IS-IS system id is: (device, interface), as far as the session's scope goes."""
        return (await self._look(session)).owners

    async def _look(self, session: AsyncSession) -> Fused:
        """Fuse; the last few results are remembered, as most of the time nobody has said anything new."""
        async with self._fusing:
            found = await self._fuse(session)
        self._described.pop(scope := scope_of(session).key, None)
        self._described[scope] = self._clock(), found.topology
        if len(self._described) > _FUSED:
            del self._described[next(iter(self._described))]
        return found

    async def _fuse(self, session: AsyncSession) -> Fused:
        when = await repository.said_at(session, StoredView)
        heard = await repository.said_at(session, StoredStations)
        configured = await repository.said_at(session, StoredConfiguration)
        names = await self._inventory.device_names(session, list(when.keys() | configured.keys()))
        addresses = await self._inventory.names_by_address(session)
        basis = tuple(tuple(sorted(part.items())) for part in (when, heard, configured, names, addresses))
        if basis not in self._fused:
            views, stations, texts = [await repository.said(session, table) for table in _SAID]
            said = [
                Words(name, views.get(i, ""), stations.get(i, ""), texts.get(i, ""))
                for i, name in sorted(names.items())
            ]
            found = await asyncio.to_thread(lambda: fuse_views([words.as_view() for words in said], addresses))
            while len(self._fused) >= _FUSED:
                del self._fused[next(iter(self._fused))]
            self._fused[basis] = found
        return self._fused[basis]

    async def reported(self, session: AsyncSession, told: Sequence[tuple[int, PortNews | SessionNews]]) -> list[Change]:
        """Change the map by ports and sessions that devices, by id, reported up or down, without asking anybody.

        However many were reported, they take a handful of statements: whoever looks at the map waits for them.
        """
        names = await self._inventory.device_names(session, {device_id for device_id, _ in told})
        known = [(names[device_id], news) for device_id, news in told if device_id in names]
        kept = await repository.of_devices(session, sorted({name for name, _ in known}))
        changes = reported(kept.values(), known)
        await self._apply(session, changes, max([self._clock(), *(news.at for _, news in known)]))
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
        places = await self._inventory.watched_places(session)
        return {device_id: name for name, (device_id, _) in places.items()}

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
            found = await self._now(session) if moment is None else await repository.at(session, moment)
        sight = await self._sight(session)
        return found if sight is None else sight.limit(found)

    async def standing(self, session: AsyncSession) -> tuple[object, ...]:
        """Return what is another as soon as the map is another."""
        with unscoped(session, "an edge joins devices; this names none of them"):
            return await repository.standing(session)

    async def _now(self, session: AsyncSession) -> dict[str, Kept]:
        """Return the map as it is, read anew only when it is another: most of the time nothing has changed."""
        standing = await repository.standing(session)
        if self._standing is None or self._standing[0] != standing:
            self._standing = standing, await self._current(session)
        return self._standing[1]

    async def _current(self, session: AsyncSession, *, lock: bool = False) -> dict[str, Kept]:
        """Return the map as it is; what is remembered of it is not read again."""
        self._versions = await repository.current(session, self._versions, lock=lock)
        return {kept.edge.key: kept for kept in self._versions.values()}

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
        for table in _SAID:
            known = list(await repository.said_at(session, table))
            names = await self._inventory.device_names(session, known)
            await repository.forget(session, table, [device_id for device_id in known if device_id not in names])
        await repository.forget_looks(session)
        await repository.forget_history(session, self._clock() - timedelta(days=self.settings.keep_history_days))

    async def watched(self, session: AsyncSession) -> Collection[int]:
        """Return the devices that can be asked for neighbours."""
        return [
            device.device_id for device in await self._inventory.watched_devices(session) if device.driver == "snmp"
        ]
