"""Messages over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import TransactionRoute
from watchkeeper.observe.messages.schemas import MessagePage, MessageParameters, MessageView
from watchkeeper.observe.messages.service import MessageService


def build_router(service: MessageService) -> APIRouter:
    """Return the routes of messages."""
    router = APIRouter(tags=["messages"], route_class=TransactionRoute)

    @router.get("/messages", dependencies=[require("events:view")])
    async def list_messages(wanted: Annotated[MessageParameters, Query()]) -> MessagePage:
        """List syslog messages and traps as they came, newest first."""
        rows = await service.search(wanted.as_filter(), wanted.limit)
        items = [MessageView.of(row) for row in rows]
        return MessagePage(items=items, next=items[-1].id if len(items) == wanted.limit else None)

    return router
