"""Configurations as evidence over HTTP."""

from functools import partial

from fastapi import APIRouter, Request

from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import ReadingRoute, Session, TransactionRoute, transaction_of
from watchkeeper.understand.topology.configurations.schemas import ConfigurationIn, ConfigurationView
from watchkeeper.understand.topology.configurations.service import ConfigurationService

_PATH = "/devices/{device_id}/configuration"


def build_router(service: ConfigurationService) -> APIRouter:
    """Return the routes of configurations as evidence."""
    router = APIRouter(tags=["topology"], route_class=TransactionRoute)
    edit = [require("devices:edit")]

    @router.get(_PATH, dependencies=[require("devices:view")])
    async def get_configuration(device_id: Identifier, session: Session) -> ConfigurationView:
        """Return what is kept of a device's configuration as evidence for the map."""
        return await service.kept(session, device_id)

    @router.put(_PATH, dependencies=edit)
    async def keep_configuration(
        device_id: Identifier, configuration: ConfigurationIn, session: Session, actor: CurrentPrincipal
    ) -> ConfigurationView:
        """Give a device's configuration: what it says of the device's place becomes evidence, the text is not kept."""
        return await service.keep(session, device_id, configuration.text, actor)

    @router.delete(_PATH, dependencies=edit, status_code=204)
    async def forget_configuration(device_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Keep nothing of a device's configuration any more."""
        await service.forget(session, device_id, actor)

    router.include_router(_reading(service))
    return router


def _reading(service: ConfigurationService) -> APIRouter:
    router = APIRouter(route_class=ReadingRoute)

    @router.post(f"{_PATH}/read", dependencies=[require("devices:edit"), require("credentials:edit")])
    async def read_configuration(device_id: Identifier, request: Request, actor: CurrentPrincipal) -> ConfigurationView:
        """Have a device show its configuration over SSH, by its pinned host key and its credential, and keep it."""
        return await service.read(device_id, partial(transaction_of, request), actor)

    return router
