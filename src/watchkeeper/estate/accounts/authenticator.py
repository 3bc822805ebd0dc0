"""From a request's cookie or API key to whoever asks; for HTTP and for the live channel."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Annotated

from fastapi import Depends, Request
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.http.app import API_PREFIX
from watchkeeper.core.http.security import Principal
from watchkeeper.core.http.transaction import SAFE_METHODS
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.accounts.access.service import principal_of
from watchkeeper.estate.accounts.errors import (
    CsrfError,
    PasswordChangeRequiredError,
    SecondFactorSetupRequiredError,
    SessionEndedError,
    SessionNeededError,
)
from watchkeeper.estate.accounts.keys.form import bearer_of
from watchkeeper.estate.accounts.keys.service import ApiKeys
from watchkeeper.estate.accounts.kinds import Method
from watchkeeper.estate.accounts.origins import caller_of
from watchkeeper.estate.accounts.proxy import ProxyIdentities
from watchkeeper.estate.accounts.sessions import Living, SessionBook
from watchkeeper.estate.accounts.tokens import COOKIE, CSRF_HEADER, csrf_matches

log = get_logger(__name__)

_SESSION = f"{API_PREFIX}/session"
_WHILE_PASSWORD_IS_DUE = frozenset({_SESSION, f"{_SESSION}/password"})
_WHILE_FACTOR_IS_DUE = frozenset(
    {
        _SESSION,
        f"{_SESSION}/second-factor",
        f"{_SESSION}/second-factor/confirmation",
        f"{_SESSION}/security-keys",
        f"{_SESSION}/security-keys/confirmation",
    }
)


class SessionAuthenticator:
    """Finds the session of the cookie, or the key of the header. Their last use is noted beside the request."""

    def __init__(
        self, book: SessionBook, keys: ApiKeys, database: Database, proxy: ProxyIdentities | None = None
    ) -> None:
        self._book = book
        self._keys = keys
        self._database = database
        self._proxy = proxy
        self._touching: dict[tuple[str, int], asyncio.Task[None]] = {}

    async def authenticate(self, request: Request, session: AsyncSession) -> Principal:
        """Return whoever asks; a request with ``Authorization: Bearer`` is the key's, whatever cookies it brings.

        Raises SessionEndedError when nobody is logged in, WrongKeyError, CsrfError when a method that changes
        something lacks the session's token in ``X-CSRF-Token``, PasswordChangeRequiredError and
        SecondFactorSetupRequiredError while only that is possible.
        """
        given = bearer_of(request.headers.get("Authorization"))
        if given is not None:
            return await self._by_key(request, session, given)
        token = request.cookies.get(COOKIE)
        living = await self._book.find(session, token)
        if request.method not in SAFE_METHODS and not csrf_matches(token or "", request.headers.get(CSRF_HEADER)):
            raise CsrfError(
                "The request has no valid CSRF token.",
                hint=f"Send the csrf_token of GET /api/v1/session as header {CSRF_HEADER}.",
            )
        self._demand_same_person(living, request)
        _demand_settled(living, request.url.path)
        request.state.living = living
        self._touch_session(living)
        return await principal_of(session, living.user)

    async def authenticate_cookies(self, session: AsyncSession, cookies: Mapping[str, str]) -> Principal:
        """Return whoever opens a live connection with ``cookies``. Raises as ``authenticate`` does."""
        living = await self._book.find(session, cookies.get(COOKIE))
        _demand_settled(living, "")
        self._touch_session(living)
        return await principal_of(session, living.user)

    def _demand_same_person(self, living: Living, request: Request) -> None:
        """End what a proxy has vouched for as soon as it no longer does, or names somebody else."""
        if living.login.method != Method.PROXY:
            return
        identity = self._proxy.of(request) if self._proxy else None
        if identity is None or identity.subject != living.login.subject:
            raise SessionEndedError("The reverse proxy no longer vouches for you.", hint="Log in again.")

    async def _by_key(self, request: Request, session: AsyncSession, given: str) -> Principal:
        row, owner = await self._keys.find(session, given)
        if self._keys.needs_touch(row):
            key_id, address = row.id, caller_of(request).address
            self._soon(("key", key_id), lambda writing: self._keys.touch(writing, key_id, address))
        whole = await principal_of(session, owner)
        return replace(whole, permissions=whole.permissions & frozenset(row.scopes), key=row.prefix)

    def _touch_session(self, living: Living) -> None:
        session_id = living.login.id
        if self._book.needs_touch(living.login):
            self._soon(("session", session_id), lambda writing: self._book.touch(writing, session_id))

    def _soon(self, what: tuple[str, int], write: Callable[[AsyncSession], Awaitable[None]]) -> None:
        if what in self._touching:
            return
        task = asyncio.create_task(self._note(write), name=f"touch-{what[0]}-{what[1]}")
        self._touching[what] = task
        task.add_done_callback(lambda _task: self._touching.pop(what, None))

    async def _note(self, write: Callable[[AsyncSession], Awaitable[None]]) -> None:
        try:
            async with self._database.transaction() as session:
                await write(session)
        except WatchkeeperError as error:
            log.warning("last use not noted", problem=error.message)

    async def aclose(self) -> None:
        """Wait for what is being written."""
        await asyncio.gather(*self._touching.values())


def _demand_settled(living: Living, path: str) -> None:
    """Refuse everything but what is due: a password of one's own, a second factor where the role needs one."""
    if living.user.must_change_password:
        if path not in _WHILE_PASSWORD_IS_DUE:
            raise PasswordChangeRequiredError(
                "The password was set by somebody else: choose a new one first.",
                hint="POST /api/v1/session/password with the present and the new one.",
            )
    elif living.lacks_second_factor and path not in _WHILE_FACTOR_IS_DUE:
        raise SecondFactorSetupRequiredError(
            "Your role needs a second factor: set one up first.", hint="POST /api/v1/session/second-factor begins it."
        )


async def _living(request: Request) -> Living:
    living = getattr(request.state, "living", None)
    if not isinstance(living, Living):
        raise SessionNeededError(
            "An API key may not do this.", hint="Log in: keys, sessions and second factors are managed by people."
        )
    return living


CurrentSession = Annotated[Living, Depends(_living)]
"""The session that asks, for an endpoint's signature; an API key is refused."""
