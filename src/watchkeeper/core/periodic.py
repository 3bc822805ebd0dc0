"""A chore of this process that is done again and again, and never ends because it failed once."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable

from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.telemetry.logs import get_logger

_log = get_logger(__name__)


class Periodic:
    """Does ``chore`` every ``interval_s`` seconds, first after ``first_s``. What it fails of is logged."""

    def __init__(
        self, name: str, chore: Callable[[], Awaitable[object]], interval_s: float, *, first_s: float | None = None
    ) -> None:
        self._name = name
        self._chore = chore
        self._interval_s = interval_s
        self._first_s = interval_s if first_s is None else first_s
        self._task: asyncio.Task[None] | None = None

    async def start(self) -> None:
        """Begin."""
        self._task = asyncio.create_task(self._run(), name=self._name)

    async def stop(self) -> None:
        """End, in the middle of the chore if need be."""
        if self._task is not None:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task
            self._task = None

    async def _run(self) -> None:
        await asyncio.sleep(self._first_s)
        while True:
            try:
                await self._chore()
            except (WatchkeeperError, SQLAlchemyError, OSError) as error:
                _log.warning("chore.failed", chore=self._name, problem=str(error))
            await asyncio.sleep(self._interval_s)
