"""Poll cycles and breakers over HTTP."""

from fastapi import APIRouter, status

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.core.scope import demand_devices
from watchkeeper.observe.polling.breaker import BreakerState
from watchkeeper.observe.polling.report import CycleStatus
from watchkeeper.observe.polling.schemas import BreakerView, CycleDetail, CycleView, GroupName
from watchkeeper.observe.polling.service import PollingService


def build_router(service: PollingService) -> APIRouter:
    """Return the routes of polling."""
    router = APIRouter(tags=["polling"], route_class=TransactionRoute)
    view, run = [require("polling:view")], [require("polling:run")]

    @router.get("/poll-cycles", dependencies=[require("cycles:view")])
    async def list_cycles(
        session: Session,
        query: ListParameters,
        group: GroupName | None = None,
        status: CycleStatus | None = None,
    ) -> Page[CycleView]:
        """List poll cycles, newest first: what was planned, what was done, what was left out and why."""
        items, total = await service.list_cycles(session, query, group=group, status=status)
        return Page[CycleView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/poll-cycles/{cycle_id}", dependencies=view)
    async def get_cycle(cycle_id: Identifier, session: Session) -> CycleDetail:
        """Show one cycle and how each device fared in it."""
        return await service.cycle(session, cycle_id)

    @router.get("/breakers", dependencies=view)
    async def list_breakers(
        session: Session, query: ListParameters, state: BreakerState | None = None
    ) -> Page[BreakerView]:
        """List devices whose last contact failed, and when each is tried again."""
        items, total = await service.list_breakers(session, query, state=state)
        return Page[BreakerView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("/breakers/{device_id}/reset", dependencies=run)
    async def reset_breaker(device_id: Identifier, session: Session, actor: CurrentPrincipal) -> BreakerView:
        """Close a breaker: the next cycle polls the device again."""
        return await service.reset_breaker(session, device_id, by=actor.name)

    @router.post("/devices/{device_id}/poll", dependencies=run, status_code=status.HTTP_202_ACCEPTED)
    async def poll_device(device_id: Identifier, session: Session, actor: CurrentPrincipal) -> CycleView:
        """Poll one device now; the answer is the cycle that does it."""
        await demand_devices(session, [device_id])
        return await service.poll_once(session, [device_id], by=actor.name)

    return router
