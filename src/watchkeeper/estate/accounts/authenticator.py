"""From a request's cookie to whoever asks; for HTTP and for the live channel."""

import asyncio
from collections.abc import Mapping

from fastapi import Request
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.http.security import Principal
from watchkeeper.core.http.transaction import SAFE_METHODS
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.accounts.access.service import principal_of
from watchkeeper.estate.accounts.errors import CsrfError
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.models import LoginSession
from watchkeeper.estate.accounts.tokens import COOKIE, CSRF_HEADER, csrf_matches

log = get_logger(__name__)


class SessionAuthenticator:
    """Finds the session of the cookie. That it was used is noted a few minutes apart, beside the request."""

    def __init__(self, desk: LoginDesk, database: Database) -> None:
        self._desk = desk
        self._database = database
        self._touching: dict[int, asyncio.Task[None]] = {}

    async def authenticate(self, request: Request, session: AsyncSession) -> Principal:
        """Return whoever asks.

        Raises SessionEndedError when nobody is logged in, CsrfError when a method that changes something lacks the
        session's token in ``X-CSRF-Token``.
        """
        token = request.cookies.get(COOKIE)
        login, user = await self._desk.find(session, token)
        if request.method not in SAFE_METHODS and not csrf_matches(token or "", request.headers.get(CSRF_HEADER)):
            raise CsrfError(
                "The request has no valid CSRF token.",
                hint=f"Send the csrf_token of GET /api/v1/session as header {CSRF_HEADER}.",
            )
        self._touch_soon(login)
        return await principal_of(session, user)

    async def authenticate_cookies(self, session: AsyncSession, cookies: Mapping[str, str]) -> Principal:
        """Return whoever opens a live connection with ``cookies``. Raises SessionEndedError."""
        login, user = await self._desk.find(session, cookies.get(COOKIE))
        self._touch_soon(login)
        return await principal_of(session, user)

    def _touch_soon(self, login: LoginSession) -> None:
        session_id = login.id
        if session_id in self._touching or not self._desk.needs_touch(login):
            return
        task = asyncio.create_task(self._touch(session_id), name=f"touch-session-{session_id}")
        self._touching[session_id] = task
        task.add_done_callback(lambda _task: self._touching.pop(session_id, None))

    async def _touch(self, session_id: int) -> None:
        try:
            async with self._database.transaction() as session:
                await self._desk.touch(session, session_id)
        except WatchkeeperError as error:
            log.warning("session not touched", problem=error.message)

    async def aclose(self) -> None:
        """Wait for what is being written."""
        await asyncio.gather(*self._touching.values())
