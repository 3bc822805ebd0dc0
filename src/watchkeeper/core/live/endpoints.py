"""The live channel over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Request
from sse_starlette import EventSourceResponse

from watchkeeper.core.database import Database
from watchkeeper.core.errors import ForbiddenError, UnauthenticatedError
from watchkeeper.core.http.security import Authenticator, CurrentPrincipal, authenticated
from watchkeeper.core.http.transaction import TransactionRoute
from watchkeeper.core.live.hub import LiveHub
from watchkeeper.core.live.stream import event_stream, parse_last_id
from watchkeeper.core.live.topics import check_topics

SEND_TIMEOUT_S = 60.0


def build_router(hub: LiveHub) -> APIRouter:
    """Return the routes under ``/live``."""
    router = APIRouter(prefix="/live", tags=["live"], route_class=TransactionRoute)

    @router.get(
        "/events",
        dependencies=[authenticated()],
        response_class=EventSourceResponse,
        responses={200: {"content": {"text/event-stream": {}}, "description": "A stream that does not end."}},
    )
    async def stream_events(
        request: Request,
        principal: CurrentPrincipal,
        topics: Annotated[
            str, Query(max_length=4000, description="Topics, separated by commas.", examples=["devices,device:7"])
        ],
        last_event_id: Annotated[str | None, Header(description="Where the client was.")] = None,
    ) -> EventSourceResponse:
        """What happens from now on (or since Last-Event-ID) in the topics, as server-sent events."""
        wanted = check_topics((topic.strip() for topic in topics.split(",") if topic.strip()), principal)
        hub.demand_room()
        database: Database = request.app.state.database
        authenticator: Authenticator = request.app.state.authenticator

        async def still_allowed() -> bool:
            try:
                async with database.reading() as session:
                    now = await authenticator.authenticate(request, session)
                check_topics(wanted, now)
            except (UnauthenticatedError, ForbiddenError):
                return False
            return now.scope == principal.scope  # with another one the client begins anew

        stream = event_stream(hub, wanted, parse_last_id(last_event_id), still_allowed, scope=principal.scope)
        return EventSourceResponse(stream, ping=0, send_timeout=SEND_TIMEOUT_S)

    return router
