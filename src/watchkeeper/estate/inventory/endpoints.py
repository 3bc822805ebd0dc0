"""Devices, sites, pools, tags and the overview over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, by_site, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.inventory.group_endpoints import build_group_router
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.repository import DeviceFilter
from watchkeeper.estate.inventory.schemas import (
    MAX_ID,
    DeviceChange,
    DeviceCreate,
    DeviceView,
    IdentityStateName,
    InterfaceView,
    Overview,
    State,
)
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.kinds import Protocol
from watchkeeper.estate.vault.schemas import CandidateView

FilterId = Annotated[int | None, Query(ge=1, le=MAX_ID)]
FilterText = Annotated[str | None, Query(max_length=255, pattern=r"^[^\x00]*$")]


def build_router(service: InventoryService, groups: GroupService) -> APIRouter:
    """Return the routes of the inventory."""
    router = APIRouter(route_class=TransactionRoute)
    router.include_router(_device_router(service))
    router.include_router(build_group_router(groups))
    return router


def _device_router(service: InventoryService) -> APIRouter:
    router = APIRouter(tags=["devices"], route_class=TransactionRoute)
    view, edit = [require("devices:view")], [require("devices:edit")]

    @router.get("/overview", dependencies=[*view, by_site()])
    async def get_overview(session: Session) -> Overview:
        """Devices by state and site, how fresh their data is, and what needs a look."""
        return await service.overview(session)

    @router.get("/devices", dependencies=view)
    async def list_devices(
        session: Session,
        query: ListParameters,
        state: State | None = None,
        site_id: FilterId = None,
        pool_id: FilterId = None,
        tag: FilterText = None,
        platform: FilterText = None,
        identity_state: IdentityStateName | None = None,
    ) -> Page[DeviceView]:
        """List devices; the filters are joined by *and*, ``q`` looks into names, addresses, serials and models."""
        wanted = DeviceFilter(state, site_id, pool_id, tag, platform, identity_state, query.q)
        found, total = await service.list_devices(session, wanted, query)
        items = [DeviceView.of(device, fresh=service.fresh(device)) for device in found]
        return Page[DeviceView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("/devices", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_device(new: DeviceCreate, session: Session, actor: CurrentPrincipal) -> DeviceView:
        """Add a device; the next poll cycle asks it."""
        device = await service.create_device(session, new, actor)
        return DeviceView.of(device, fresh=service.fresh(device))

    @router.get("/devices/{device_id}", dependencies=view)
    async def get_device(device_id: Identifier, session: Session) -> DeviceView:
        """Show one device."""
        device = await service.device(session, device_id)
        return DeviceView.of(device, fresh=service.fresh(device))

    @router.patch("/devices/{device_id}", dependencies=edit)
    async def change_device(
        device_id: Identifier, change: DeviceChange, session: Session, actor: CurrentPrincipal
    ) -> DeviceView:
        """Change a device; what is absent stays."""
        device = await service.change_device(session, device_id, change, actor)
        return DeviceView.of(device, fresh=service.fresh(device))

    @router.delete("/devices/{device_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_device(device_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a device and its interfaces."""
        await service.delete_device(session, device_id, actor)

    @router.get("/devices/{device_id}/credentials", dependencies=[require("credentials:view")])
    async def explain_credentials(
        device_id: Identifier, session: Session, protocol: Protocol = Protocol.SNMP
    ) -> list[CandidateView]:
        """Say which credentials a device may be opened with, in which order, which one is used now, and why."""
        return [CandidateView.of(one) for one in await service.explain_credentials(session, device_id, protocol)]

    @router.get("/devices/{device_id}/interfaces", dependencies=view)
    async def list_interfaces(
        device_id: Identifier, session: Session, query: ListParameters, *, present: bool | None = None
    ) -> Page[InterfaceView]:
        """List a device's interfaces; those that vanished have ``present: false``."""
        found, total = await service.list_interfaces(session, device_id, query, present=present)
        items = [InterfaceView.of(interface) for interface in found]
        return Page[InterfaceView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("/devices/{device_id}/identity/accept", dependencies=edit)
    async def accept_identity(device_id: Identifier, session: Session, actor: CurrentPrincipal) -> DeviceView:
        """Take the identity that answers now as the device's own."""
        device = await service.accept_identity(session, device_id, actor)
        return DeviceView.of(device, fresh=service.fresh(device))

    return router
