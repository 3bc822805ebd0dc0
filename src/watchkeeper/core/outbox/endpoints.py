"""The outbox over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.core.outbox.models import MessageStatus, TaskState
from watchkeeper.core.outbox.schemas import BackgroundTask, Cancelled, DeadLetter, OutboxStatus, Redriven
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
        """Deliver a dead letter or a cancelled task again, with all its attempts."""
        await service.redrive(session, message_id)
        return Redriven(id=message_id, status=MessageStatus.PENDING.value)

    @router.get("/tasks", dependencies=[require("system:view")])
    async def list_tasks(
        session: Session,
        query: ListParameters,
        state: Annotated[TaskState | None, Query(description="Only tasks in this state.")] = None,
    ) -> Page[BackgroundTask]:
        """Work in the background, newest first: what waits, runs, is over, was given up or cancelled."""
        tasks, total = await service.list_tasks(session, query, state)
        return Page(items=tasks, total=total, offset=query.offset, limit=query.limit)

    @router.post("/tasks/{message_id}/cancel", dependencies=[require("system:operate")])
    async def cancel(session: Session, message_id: Identifier) -> Cancelled:
        """Take back a task that waits; sending it again undoes that. One that runs is not interrupted."""
        await service.cancel(session, message_id)
        return Cancelled(id=message_id)

    return router
