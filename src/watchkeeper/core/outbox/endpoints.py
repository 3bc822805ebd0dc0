"""The outbox over HTTP."""

from fastapi import APIRouter

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.core.outbox.models import MessageStatus
from watchkeeper.core.outbox.schemas import DeadLetter, OutboxStatus, Redriven
from watchkeeper.core.outbox.service import OutboxService


def build_router(service: OutboxService) -> APIRouter:
    """Return the routes under ``/outbox``."""
    router = APIRouter(prefix="/outbox", tags=["outbox"], route_class=TransactionRoute)

    @router.get("/status", dependencies=[require("system:view")])
    async def read_status(session: Session) -> OutboxStatus:
        """How much waits in each queue, and how far behind delivery is."""
        return await service.status(session)

    @router.get("/dead-letters", dependencies=[require("system:view")])
    async def list_dead_letters(session: Session, query: ListParameters) -> Page[DeadLetter]:
        """Messages whose delivery was given up, newest first."""
        rows, total = await service.list_dead_letters(session, query)
        return Page(items=[DeadLetter.of(row) for row in rows], total=total, offset=query.offset, limit=query.limit)

    @router.post("/dead-letters/{message_id}/redrive", dependencies=[require("system:operate")])
    async def redrive(session: Session, message_id: Identifier) -> Redriven:
        """Deliver a dead letter again, with all its attempts."""
        await service.redrive(session, message_id)
        return Redriven(id=message_id, status=MessageStatus.PENDING.value)

    return router
