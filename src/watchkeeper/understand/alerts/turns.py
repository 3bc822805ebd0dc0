"""Senders of alerts take turns, and only so many wait: whoever comes later is told to come again."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

from fastapi import Request, Response

from watchkeeper.core.http.transaction import TransactionRoute
from watchkeeper.understand.alerts.errors import TooManySendersError


class Turns:
    """One sender of this process at a time.

    Correlation takes them one by one anyway; those that wait here hold no connection to the database, so that in a
    storm, or while the database is slow, everything else goes on.
    """

    def __init__(self, most_waiting: int) -> None:
        self._most = most_waiting
        self._here = 0
        self._lock = asyncio.Lock()

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        """Wait for one's turn. Raises TooManySendersError when too many wait already."""
        if self._here > self._most:
            raise TooManySendersError(
                f"{self._most} senders of alerts wait already, and nothing of this message was taken.",
                hint="Send it again in a moment, or raise the setting alerts.waiting_senders.",
            )
        self._here += 1
        try:
            async with self._lock:
                yield
        finally:
            self._here -= 1


def in_turn(turns: Turns) -> type[TransactionRoute]:
    """Return the class of routes whose transactions take turns. The body is read before: a slow sender stops nobody."""

    class TurnRoute(TransactionRoute):
        def get_route_handler(self) -> Callable[[Request], Awaitable[Response]]:  # type: ignore[override]
            handle = super().get_route_handler()

            async def handle_in_turn(request: Request) -> Response:
                await request.body()
                async with turns.turn():
                    return await handle(request)

            return handle_in_turn

    return TurnRoute
