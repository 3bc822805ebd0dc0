"""The verbs on series that move together: look for them, tell those of one."""

import asyncio
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

import numpy as np
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.scope import unscoped
from watchkeeper.estate.inventory.naming import canonical
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.understand.correlation import repository
from watchkeeper.understand.correlation.comoving import comoving
from watchkeeper.understand.correlation.models import NAME_WIDTH, Companion
from watchkeeper.understand.correlation.neighbourhood import (
    Joint,
    Relation,
    SeriesName,
    candidates,
    joints_by_device,
)
from watchkeeper.understand.correlation.residuals import Moves, Residuals
from watchkeeper.understand.topology.service import TopologyService

MOST_OF_A_DEVICE: Final = 400
"""Pairs that are kept of one device's neighbourhood; the surest."""
_KEPT: Final = timedelta(days=21)
_HELD: Final = 64


@dataclass(frozen=True, slots=True)
class Mate:
    """A series that moves with the one asked about: it follows by ``lag_h`` hours, or leads if that is below 0."""

    series: SeriesName
    relation: Relation
    rho: float
    lag_h: int
    q: float
    hours: int
    found_at: datetime


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What looking needs to know besides samples: links by device, and the clocks of sites."""

    joints: Mapping[int, Sequence[Joint]]
    zones: Mapping[int, str]


class CorrelationService:
    """Companions over the database."""

    def __init__(
        self, inventory: InventoryService, topology: TopologyService, residuals: Residuals, clock: Clock = utc_now
    ) -> None:
        self._inventory = inventory
        self._topology = topology
        self._residuals = residuals
        self._clock = clock

    async def mates(self, session: AsyncSession, of: SeriesName) -> list[Mate]:
        """Return what moves with a series, the strongest first, as far as one sees it.

        Callers have made sure that the series' own device may be seen.
        """
        visible = await self._inventory.visible_ids(session)
        with unscoped(session, "a pair joins devices; those of others are taken away afterwards"):
            rows = await repository.of_series(session, of)
        mates = [_mate(row, of) for row in rows]
        return [one for one in mates if visible is None or one.series.device_id in visible]

    async def devices(self, session: AsyncSession) -> list[int]:
        """Return the devices whose neighbourhoods are looked at; what was found too long ago is forgotten."""
        await repository.forget_before(session, self._clock() - _KEPT)
        return [one.device_id for one in await self._inventory.watched_devices(session)]

    async def find(self, database: Database, devices: Sequence[int]) -> int:
        """Look at the neighbourhoods of ``devices``, keep what is found; return how many pairs those are."""
        async with database.reading() as session:
            around = await self._surroundings(session)
        now, held, count = self._clock(), _Held(self._residuals, self._clock(), around.zones), 0
        for device in devices:
            rows = await asyncio.to_thread(_found, device, held, around.joints, now)
            async with database.transaction() as session:
                await repository.replace(session, device, rows)
            count += len(rows)
        return count

    async def _surroundings(self, session: AsyncSession) -> Surroundings:
        watched = [one.device_id for one in await self._inventory.watched_devices(session)]
        names = await self._inventory.device_names(session, watched)
        ids = {name: number for number, name in names.items()}
        edges = [kept.edge for kept in await self._topology.edges(session)]
        joints = [
            Joint(a, b)
            for edge in edges
            if edge.layer == "physical"
            and (a := _end(edge.document["a"], ids)) is not None
            and (b := _end(edge.document["b"], ids)) is not None
        ]
        return Surroundings(joints_by_device(joints), await self._inventory.time_zones(session))


class _Held:
    """The moves of the devices that were asked for last: neighbours are read once, mostly."""

    def __init__(self, residuals: Residuals, now: datetime, zones: Mapping[int, str]) -> None:
        self._residuals = residuals
        self._now = now
        self._zones = zones
        self._moves: OrderedDict[int, Moves] = OrderedDict()

    def of(self, device_id: int) -> Moves:
        """Return what of a device moves."""
        if device_id not in self._moves:
            while len(self._moves) >= _HELD:
                self._moves.popitem(last=False)
            self._moves[device_id] = self._residuals.of(device_id, self._now, self._zones.get(device_id))
        self._moves.move_to_end(device_id)
        return self._moves[device_id]


def _found(device: int, held: _Held, joints: Mapping[int, Sequence[Joint]], now: datetime) -> list[Companion]:
    """Look at one neighbourhood. A pair of two devices belongs to that of the one with the smaller number."""
    own = held.of(device)
    beyond = [joint for joint in joints.get(device, ()) if joint.b[0] > device]
    around = {other: held.of(other) for other in sorted({joint.b[0] for joint in beyond})} if own.names else {}
    names, pairs, relations = candidates(own.names, {other: moves.names for other, moves in around.items()}, beyond)
    relation = {(int(one), int(other)): what for (one, other), what in zip(pairs.tolist(), relations, strict=True)}
    row = {
        name: values
        for moves in (own, *around.values())
        for name, values in zip(moves.names, moves.residuals, strict=True)
    }
    rows = np.array([row[name] for name in names])
    return [
        Companion(
            owner_id=device,
            relation=str(relation[pair.one, pair.other]),
            **_columns(names[pair.one], ""),
            **_columns(names[pair.other], "other_"),
            rho=pair.rho,
            lag_h=pair.lag_h,
            q=pair.q,
            hours=pair.hours,
            found_at=now,
        )
        for pair in comoving(rows, pairs)[:MOST_OF_A_DEVICE]
    ]


def _columns(name: SeriesName, prefix: str) -> dict[str, Any]:
    return {
        f"{prefix}device_id": name.device_id,
        f"{prefix}family": name.family,
        f"{prefix}metric": name.metric,
        f"{prefix}object": name.object[:NAME_WIDTH],
    }


def _mate(row: Companion, of: SeriesName) -> Mate:
    one = SeriesName(row.device_id, row.family, row.metric, row.object)
    other = SeriesName(row.other_device_id, row.other_family, row.other_metric, row.other_object)
    series, lag_h = (other, row.lag_h) if one == of else (one, -row.lag_h)
    return Mate(series, Relation(row.relation), row.rho, lag_h, row.q, row.hours, row.found_at)


def _end(end: Mapping[str, Any], ids: Mapping[str, int]) -> tuple[int, str] | None:
    device = ids.get(str(end["device"]))
    return None if device is None or not end["interface"] else (device, canonical(str(end["interface"])))
