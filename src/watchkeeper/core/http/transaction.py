"""One request is one transaction, and it is durable before its answer leaves."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from typing import Annotated, Protocol

from fastapi import Depends, Request, Response
from fastapi.routing import APIRoute
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.errors import ForbiddenError
from watchkeeper.core.http.context import request_id_of
from watchkeeper.core.http.origin import Origin, actor_in, set_actor, set_origin, user_agent_family

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})


class Auditor(Protocol):
    """What is told of every changing request. The audit log implements it; ``app.state.auditor`` holds it."""

    def finished(self, request: Request, session: AsyncSession, response: Response) -> None:
        """Look at a request that was served, while its transaction is open."""
        ...

    async def refused(self, request: Request, error: ForbiddenError) -> None:
        """Look at a request that was refused, after its transaction was rolled back."""
        ...


class TransactionRoute(APIRoute):
    """A route whose handler and dependencies share one session.

    GET, HEAD and OPTIONS read; every other method writes, and is committed when the handler has returned and its
    answer is serialised, before the first byte is sent. A commit that fails becomes an error response. The body is
    read before the transaction begins: a slow sender must not hold SQLite's write lock.
    """

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        """Wrap FastAPI's handler in the transaction."""
        handle = super().get_route_handler()

        async def handle_in_transaction(request: Request) -> Response:
            database: Database = request.app.state.database
            if request.method in SAFE_METHODS:
                async with database.reading() as session:
                    request.state.session = session
                    return await handle(request)
            await request.body()
            auditor: Auditor = request.app.state.auditor
            try:
                async with database.transaction() as session:
                    request.state.session = session
                    set_origin(session, origin_of_request(request))
                    response = await handle(request)
                    auditor.finished(request, session, response)
                    return response
            except ForbiddenError as error:
                await auditor.refused(request, error)
                raise

        return handle_in_transaction


class ReadingRoute(APIRoute):
    """A route whose dependencies read in one session, and whose handler opens short transactions of its own.

    It is for work between two writes that must not hold the database: hashing a password, asking another server.
    """

    def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
        """Wrap FastAPI's handler in the reading session."""
        handle = super().get_route_handler()

        async def handle_while_reading(request: Request) -> Response:
            database: Database = request.app.state.database
            auditor: Auditor = request.app.state.auditor
            await request.body()
            try:
                async with database.reading() as session:
                    request.state.session = session
                    return await handle(request)
            except ForbiddenError as error:
                await auditor.refused(request, error)
                raise

        return handle_while_reading


@asynccontextmanager
async def transaction_of(request: Request) -> AsyncIterator[AsyncSession]:
    """Yield a transaction of a ``ReadingRoute``'s own, which knows where the request comes from and who asks."""
    database: Database = request.app.state.database
    async with database.transaction() as session:
        set_origin(session, origin_of_request(request))
        set_actor(session, actor_in(session_of(request)))
        yield session


def origin_of_request(request: Request) -> Origin:
    """Return where ``request`` comes from, for the audit log."""
    return Origin(
        address=request.client.host if request.client else "",
        request_id=request_id_of(request),
        user_agent=user_agent_family(request.headers.get("User-Agent", "")),
    )


def session_of(request: Request) -> AsyncSession:
    """Return the request's session. Raises RuntimeError on a route of neither class above."""
    session = getattr(request.state, "session", None)
    if isinstance(session, AsyncSession):
        return session
    raise RuntimeError(f"{request.url.path} needs a session: build its router with route_class=TransactionRoute")


async def _session(request: Request) -> AsyncSession:
    return session_of(request)  # a dependency that is not async costs a thread


Session = Annotated[AsyncSession, Depends(_session)]
"""The request's session, for an endpoint's signature."""
