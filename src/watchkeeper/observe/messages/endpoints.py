"""Messages over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from watchkeeper.core.http.security import by_site, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.observe.messages.schemas import MessagePage, MessageParameters, MessageView
from watchkeeper.observe.messages.service import MessageService


def build_router(service: MessageService, inventory: InventoryService) -> APIRouter:
    """Return the routes of messages."""
    router = APIRouter(tags=["messages"], route_class=TransactionRoute)

    @router.get("/messages", dependencies=[require("events:view"), by_site()])
    async def list_messages(session: Session, wanted: Annotated[MessageParameters, Query()]) -> MessagePage:
        """List syslog messages and traps as they came, newest first; of strangers only for those who see everything."""
        found = wanted.as_filter(await inventory.visible_ids(session))
        rows = await service.search(found, wanted.limit)
        items = [MessageView.of(row) for row in rows]
        return MessagePage(items=items, next=items[-1].id if len(items) == wanted.limit else None)

    return router
