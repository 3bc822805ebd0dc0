"""The process that collects: ``python -m watchkeeper.estate.drivers.processes.child FD FACTORY LEVEL FORMAT ALLOWED``.

It serves one socket, FD, until the other end closes it: a server that is killed leaves no collecting process behind.
FACTORY is ``module:callable`` and makes the driver; it is given the ``gate`` of the egress policy with the networks
ALLOWED, joined by commas.
"""

import asyncio
import contextlib
import importlib
import signal
import socket
import sys
from typing import Any

from watchkeeper.core.egress.policy import EgressPolicy, Gate
from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.telemetry import configure_logging, get_logger
from watchkeeper.estate.drivers.processes import frames
from watchkeeper.estate.drivers.visits import VisitingDriver, VisitRequest
from watchkeeper.kit.garbage import look_seldom

_log = get_logger(__name__)


def make_driver(factory: str, gate: Gate) -> VisitingDriver:
    """Return the driver that ``module:callable`` makes; ``gate`` says which addresses it may ask."""
    module, _, name = factory.partition(":")
    driver: VisitingDriver = getattr(importlib.import_module(module), name)(gate=gate)
    return driver


class Desk:
    """Takes requests from the socket and sends answers, as many side by side as are asked."""

    def __init__(self, driver: VisitingDriver, writer: asyncio.StreamWriter) -> None:
        self._driver = driver
        self._writer = writer
        self._working: dict[int, asyncio.Task[None]] = {}

    async def serve(self, reader: asyncio.StreamReader) -> None:
        """Serve until the other end closes."""
        while (message := await frames.read(reader)) is not None:
            if isinstance(message, frames.Ask):
                task = asyncio.create_task(self._work(message))
                self._working[message.ticket] = task
            elif isinstance(message, frames.Drop) and (dropped := self._working.get(message.ticket)) is not None:
                dropped.cancel()
        for task in list(self._working.values()):
            task.cancel()
        await asyncio.gather(*self._working.values(), return_exceptions=True)
        await self._driver.aclose()

    async def _work(self, ask: frames.Ask) -> None:
        try:
            told = await self._told(ask)
        except asyncio.CancelledError:
            return
        except Exception as error:  # noqa: BLE001  # the asking side must hear of it, whatever it is
            _log.exception("collecting.failed")
            told = frames.Answer(ask.ticket, fault=f"{type(error).__name__}: {error}")
        finally:
            self._working.pop(ask.ticket, None)
        with contextlib.suppress(ConnectionError):
            self._writer.write(frames.pack(told))
            await self._writer.drain()

    async def _told(self, ask: frames.Ask) -> frames.Answer:
        if isinstance(ask.request, VisitRequest):
            return frames.Answer(ask.ticket, visits=await self._driver.visit(ask.request))
        return frames.answer(ask.ticket, await self._driver.collect(ask.request))


async def _main(descriptor: int, factory: str, gate: Gate) -> None:
    reader, writer = await asyncio.open_connection(sock=socket.socket(fileno=descriptor))
    await Desk(make_driver(factory, gate), writer).serve(reader)
    writer.close()


def main(arguments: list[str]) -> None:
    """Run the process."""
    descriptor, factory, level, form, allowed = arguments
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches the whole group; the server ends us by closing
    configure_logging(LoggingSettings(level=level, format=form))
    gate = EgressPolicy.allowing(allowed.split(",") if allowed else ()).device_gate()
    look_seldom()
    runner: Any = asyncio.run
    with contextlib.suppress(ImportError):
        import uvloop

        runner = uvloop.run
    runner(_main(int(descriptor), factory, gate))


if __name__ == "__main__":
    main(sys.argv[1:])
