"""Health over HTTP."""

from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Query

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import by_site, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.understand.health.errors import SubjectNotFoundError
from watchkeeper.understand.health.looking import NETWORK, device_subject, link_subject
from watchkeeper.understand.health.models import SUBJECT_WIDTH
from watchkeeper.understand.health.schemas import (
    DeviceHealthView,
    GroupDetail,
    HealthTree,
    HistoryPoint,
    HistoryView,
    LinkHealthView,
    device_view,
    group_detail,
    link_view,
    tree,
)
from watchkeeper.understand.health.service import HealthService, group_of

LinkKey = Annotated[str, Query(max_length=SUBJECT_WIDTH)]
Hours = Annotated[int, Query(ge=1, le=2160, description="How far back, in hours.")]


def build_router(service: HealthService) -> APIRouter:
    """Return the routes of health. The platform's own health is at ``/health``."""
    router = APIRouter(prefix="/network-health", tags=["health"], route_class=TransactionRoute)
    view = [require("health:view")]

    @router.get("", dependencies=[*view, by_site()])
    async def get_health(session: Session) -> HealthTree:
        """Return the health of the network, its sites and services as far as one sees them, each in brief."""
        return tree(await service.look(session), service.clock())

    @router.get("/network", dependencies=[*view, by_site()])
    async def get_network_health(session: Session) -> GroupDetail:
        """Return the health of all devices in sight as one, unfolded."""
        seen = await service.look(session)
        return group_detail(seen.network, await service.recent(session, NETWORK), service.clock())

    @router.get("/devices/{device_id}", dependencies=view)
    async def get_device_health(device_id: Identifier, session: Session) -> DeviceHealthView:
        """Return the health of a device, unfolded to its evidence."""
        found = await service.device(session, device_id)
        points = await service.recent(session, device_subject(device_id))
        return device_view(found, points, service.clock())

    @router.get("/sites/{site_id}", dependencies=view)
    async def get_site_health(site_id: Identifier, session: Session) -> GroupDetail:
        """Return the health of a site, unfolded."""
        found = group_of(await service.look(session), "site", site_id)
        return group_detail(found, await service.recent(session, found.subject), service.clock())

    @router.get("/services/{pool_id}", dependencies=view)
    async def get_service_health(pool_id: Identifier, session: Session) -> GroupDetail:
        """Return the health of a service, which is what a pool's devices do together, unfolded."""
        found = group_of(await service.look(session), "pool", pool_id)
        return group_detail(found, await service.recent(session, found.subject), service.clock())

    @router.get("/links", dependencies=[*view, by_site()])
    async def list_link_health(session: Session, query: ListParameters) -> Page[LinkHealthView]:
        """List the links between watched devices, the worst first; ``q`` looks into their ends."""
        seen = await service.look(session)
        wanted = query.q.casefold()
        found = sorted(
            (
                (89.9 if one.score is None else one.score, facts.key, facts, one)
                for facts, one in seen.links
                if wanted in f"{facts.a} {facts.b}".casefold()
            ),
            key=lambda each: each[:2],
        )
        items = [link_view(facts, one) for _, _, facts, one in found[query.offset : query.offset + query.limit]]
        return Page[LinkHealthView](items=items, total=len(found), offset=query.offset, limit=query.limit)

    _histories(router, service)
    return router


def _histories(router: APIRouter, service: HealthService) -> None:
    view = [require("health:view")]

    async def history(session: Session, subject: str, hours: int) -> HistoryView:
        points = await service.history(session, subject, service.clock() - timedelta(hours=hours))
        return HistoryView(points=[HistoryPoint.model_validate(point) for point in points])

    @router.get("/network/history", dependencies=view)
    async def get_network_history(session: Session, hours: Hours = 24) -> HistoryView:
        """Return the recorded health of the network; empty for accounts that do not see all of it."""
        return await history(session, NETWORK, hours)

    @router.get("/links/history", dependencies=view)
    async def get_link_history(session: Session, key: LinkKey, hours: Hours = 24) -> HistoryView:
        """Return the recorded health of a link, named by its ``key`` in the list of links."""
        seen = await service.look(session)
        if all(facts.key != key for facts, _ in seen.links):
            raise SubjectNotFoundError(f"There is no link {key}.")
        return await history(session, link_subject(key), hours)

    @router.get("/devices/{device_id}/history", dependencies=view)
    async def get_device_history(device_id: Identifier, session: Session, hours: Hours = 24) -> HistoryView:
        """Return the recorded health of a device."""
        await service.device(session, device_id)
        return await history(session, device_subject(device_id), hours)

    @router.get("/sites/{site_id}/history", dependencies=view)
    async def get_site_history(site_id: Identifier, session: Session, hours: Hours = 24) -> HistoryView:
        """Return the recorded health of a site; empty for accounts that do not see all of it."""
        found = group_of(await service.look(session), "site", site_id)
        return await history(session, found.subject, hours)

    @router.get("/services/{pool_id}/history", dependencies=view)
    async def get_service_history(pool_id: Identifier, session: Session, hours: Hours = 24) -> HistoryView:
        """Return the recorded health of a service; empty for accounts that do not see all of it."""
        found = group_of(await service.look(session), "pool", pool_id)
        return await history(session, found.subject, hours)
