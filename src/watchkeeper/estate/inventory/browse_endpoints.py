"""Looking around the inventory over HTTP: the search over everything, neighbours and routing sessions."""

from datetime import datetime
from typing import Annotated, Literal

from fastapi import APIRouter, Query
from pydantic import BaseModel, ConfigDict, Field

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.inventory import search
from watchkeeper.estate.inventory.adjacencies import recording as adjacencies
from watchkeeper.estate.inventory.limits import recording as limits
from watchkeeper.estate.inventory.service import InventoryService


class NeighbourView(BaseModel):
    """What one port heard from the other side."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    protocol: str
    local_port: str
    remote_name: str
    remote_port: str
    remote_chassis: str
    remote_descr: str
    first_seen_at: datetime
    seen_at: datetime


class RoutingSessionView(BaseModel):
    """A BGP, OSPF, IS-IS or BFD session; ``state_since`` is when this state was first seen."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    protocol: str
    vrf: str
    peer: str
    remote_as: int | None
    detail: str
    state: str
    up: bool
    admin_down: bool
    state_since: datetime
    seen_at: datetime


FeatureKind = Literal["lag", "ring", "stp", "vlan", "poe", "alarm", "metric"]


class FeatureView(BaseModel):
    """An aggregate, ring, spanning-tree port, VLAN, PoE port, alarm or metric.

    ``told`` is what else the device says of it.
    """

    model_config = ConfigDict(from_attributes=True)

    id: int
    kind: FeatureKind
    name: str
    state: str
    severity: Literal["ok", "warning", "critical", "unknown"]
    told: dict[str, str]
    state_since: datetime
    seen_at: datetime


class SensorLimitView(BaseModel):
    """The limits that a device gives of one reading, in the unit of its samples; null where it gives none."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    family: str = Field(description="optics or sensor.")
    metric: str
    object: str = Field(description="The object of its samples: the port of an optical module, else the sensor.")
    lane: str = Field(description="The reading's index on the device; tells the lanes of one module apart.")
    label: str
    unit: str
    low_alarm: float | None
    low_warning: float | None
    high_warning: float | None
    high_alarm: float | None
    usable: bool = Field(description="False: the limits are not in rising order, and are not applied.")
    before: dict[str, float | None] | None = Field(description="The limits until changed_at, when they have changed.")
    first_seen_at: datetime
    changed_at: datetime


def build_browse_router(service: InventoryService) -> APIRouter:
    """Return the routes of the search and of adjacencies."""
    router = APIRouter(tags=["devices"], route_class=TransactionRoute, dependencies=[require("devices:view")])

    @router.get("/search")
    async def find(
        session: Session,
        q: Annotated[str, Query(max_length=200, description="A part of a name, address, serial, alias or MAC.")],
        limit: Annotated[int, Query(ge=1, le=50, description="Most finds of each kind.")] = 8,
    ) -> search.SearchResult:
        """Find devices, interfaces, addresses and sites."""
        return await search.find(session, q, limit)

    @router.get("/devices/{device_id}/neighbours")
    async def list_neighbours(device_id: Identifier, session: Session, query: ListParameters) -> Page[NeighbourView]:
        """List what a device's ports hear from the other side (LLDP, CDP and their like)."""
        await service.device(session, device_id)
        found, total = await adjacencies.neighbours_of(session, device_id, query)
        items = [NeighbourView.model_validate(row) for row in found]
        return Page[NeighbourView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/devices/{device_id}/routing-sessions")
    async def list_routing_sessions(
        device_id: Identifier, session: Session, query: ListParameters
    ) -> Page[RoutingSessionView]:
        """List a device's BGP, OSPF, IS-IS and BFD sessions, those that are down first."""
        await service.device(session, device_id)
        found, total = await adjacencies.sessions_of(session, device_id, query)
        items = [RoutingSessionView.model_validate(row) for row in found]
        return Page[RoutingSessionView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/devices/{device_id}/limits")
    async def list_limits(device_id: Identifier, session: Session, query: ListParameters) -> Page[SensorLimitView]:
        """List the alarm and warning limits that a device gives of its optical modules and sensors."""
        await service.device(session, device_id)
        found, total = await limits.limits_of_device(session, device_id, query)
        items = [SensorLimitView.model_validate(row) for row in found]
        return Page[SensorLimitView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/devices/{device_id}/features")
    async def list_features(
        device_id: Identifier,
        session: Session,
        query: ListParameters,
        kind: Annotated[FeatureKind | None, Query(description="Only rows of this table.")] = None,
    ) -> Page[FeatureView]:
        """List a device's aggregates, rings, spanning tree, VLANs, PoE ports and alarms."""
        await service.device(session, device_id)
        found, total = await adjacencies.features_of(session, device_id, query, kind)
        items = [FeatureView.model_validate(row) for row in found]
        return Page[FeatureView](items=items, total=total, offset=query.offset, limit=query.limit)

    return router
