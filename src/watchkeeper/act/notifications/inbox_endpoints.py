"""The inbox of whoever asks, over HTTP."""

from datetime import datetime

from fastapi import APIRouter, status
from pydantic import BaseModel

from watchkeeper.act.notifications.inbox import Inbox
from watchkeeper.act.notifications.models import InboxItem
from watchkeeper.core.audit.routes import unaudited
from watchkeeper.core.http.bodies import Exact
from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute

_VIEW = require("alerts:view")
_OWN = unaudited("what people have read of their own messages concerns nobody else")


class InboxItemView(BaseModel):
    """A message to whoever asks."""

    id: int
    incident_id: int | None
    happening: str
    severity: str
    subject: str
    body: str
    created_at: datetime
    read_at: datetime | None

    @classmethod
    def of(cls, row: InboxItem) -> "InboxItemView":
        """Return the view of a stored message."""
        return cls.model_validate(row, from_attributes=True)


class UnreadView(BaseModel):
    """How many messages whoever asks has not read."""

    unread: int


class ReadIn(Exact):
    """Whether a message has been read."""

    read: bool = True


def build_router(inbox: Inbox) -> APIRouter:
    """Return the routes of one's own inbox."""
    router = APIRouter(prefix="/inbox", route_class=TransactionRoute)

    @router.get("", dependencies=[_VIEW])
    async def list_inbox(
        session: Session,
        query: ListParameters,
        actor: CurrentPrincipal,
        unread: bool = False,  # noqa: FBT001, FBT002
    ) -> Page[InboxItemView]:
        """List one's own messages, latest first; ``q`` looks into subjects."""
        found, total = await inbox.items(session, actor.user_id, query, unread=unread)
        items = [InboxItemView.of(row) for row in found]
        return Page[InboxItemView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/unread", dependencies=[_VIEW])
    async def count_unread(session: Session, actor: CurrentPrincipal) -> UnreadView:
        """Return how many of one's own messages have not been read."""
        return UnreadView(unread=await inbox.unread(session, actor.user_id))

    @router.post("/read", dependencies=[_VIEW, _OWN], status_code=status.HTTP_204_NO_CONTENT)
    async def read_inbox(session: Session, actor: CurrentPrincipal) -> None:
        """Mark all of one's own messages as read."""
        await inbox.mark_all(session, actor.user_id)

    @router.post("/{item_id}/read", dependencies=[_VIEW, _OWN])
    async def read_inbox_item(
        item_id: Identifier, mark: ReadIn, session: Session, actor: CurrentPrincipal
    ) -> InboxItemView:
        """Mark one of one's own messages as read, or as unread."""
        return InboxItemView.of(await inbox.mark(session, actor.user_id, item_id, read=mark.read))

    return router
