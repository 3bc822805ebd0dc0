"""Where devices are talked to: a thread with an event loop of its own, so that the API's loop stays free to answer."""

import asyncio
import contextlib
import threading
from collections.abc import Coroutine, Mapping
from types import TracebackType
from typing import Any, Self, TypeVar

from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.protocol import Collection, CollectRequest, Driver
from watchkeeper.estate.drivers.visits import Visit, Visitor, VisitRequest

T = TypeVar("T")
_STOP_S = 10.0
_log = get_logger(__name__)


def _new_loop() -> asyncio.AbstractEventLoop:
    with contextlib.suppress(ImportError):
        import uvloop

        return uvloop.new_event_loop()
    return asyncio.new_event_loop()


class Collector:
    """Runs drivers in a thread. Used as an asynchronous context manager, or with ``start`` and ``aclose``.

    The drivers belong to the collector from then on: they are only touched by its loop, and closed with it.
    """

    def __init__(self, drivers: Mapping[str, Driver]) -> None:
        self._drivers = dict(drivers)
        self._visitor = next((driver for driver in self._drivers.values() if isinstance(driver, Visitor)), None)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread: threading.Thread | None = None

    @property
    def alive(self) -> bool:
        """Whether the thread runs: without it nothing is polled."""
        return self._thread is not None and self._thread.is_alive()

    @property
    def visits(self) -> bool:
        """Whether one of the drivers can visit devices."""
        return self._visitor is not None

    def start(self) -> None:
        """Start the thread; nothing happens when it runs."""
        if self.alive:
            return
        loop = self._loop = _new_loop()
        started = threading.Event()

        def run() -> None:
            asyncio.set_event_loop(loop)
            loop.call_soon(started.set)
            loop.run_forever()

        self._thread = threading.Thread(target=run, name="wk-collector", daemon=True)
        self._thread.start()
        started.wait()

    async def aclose(self) -> None:
        """Stop what runs, close the drivers and end the thread."""
        loop, thread = self._loop, self._thread
        if loop is None or thread is None:
            return
        self._loop = self._thread = None
        try:
            await asyncio.wait_for(
                asyncio.wrap_future(asyncio.run_coroutine_threadsafe(self._wind_up(), loop)), timeout=_STOP_S
            )
        except TimeoutError:
            _log.warning("collector.slow_to_stop", seconds=_STOP_S)
        loop.call_soon_threadsafe(loop.stop)
        await asyncio.to_thread(thread.join, _STOP_S)
        if not thread.is_alive():
            loop.close()

    async def _wind_up(self) -> None:
        others = [task for task in asyncio.all_tasks() if task is not asyncio.current_task()]
        for task in others:
            task.cancel()
        await asyncio.gather(*others, return_exceptions=True)
        for driver in self._drivers.values():
            await driver.aclose()
        await asyncio.get_running_loop().shutdown_default_executor()

    async def __aenter__(self) -> Self:
        self.start()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.aclose()

    async def run(self, work: Coroutine[Any, Any, T]) -> T:
        """Run a coroutine on the collector's loop; cancelling here cancels it there.

        Raises RuntimeError when the collector is not running.
        """
        if self._loop is None:
            work.close()
            raise RuntimeError("the collector has not been started")
        return await asyncio.wrap_future(asyncio.run_coroutine_threadsafe(work, self._loop))

    async def collect(self, driver: str, request: CollectRequest) -> Collection:
        """Have ``driver`` collect a request. Raises KeyError for a driver that is not there."""
        return await self.run(self._drivers[driver].collect(request))

    async def visit(self, request: VisitRequest) -> list[Visit]:
        """Have the driver that can visit devices visit some. Raises LookupError when there is none."""
        if self._visitor is None:
            raise LookupError("no driver can visit devices")
        return await self.run(self._visitor.visit(request))
