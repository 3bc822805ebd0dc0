"""A driver whose devices are shared out over processes; to its callers it is a driver like any other."""

import asyncio
import itertools
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import ClassVar, Final, TypeVar

from watchkeeper.core.errors import UnavailableError
from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.drivers.collections import joined
from watchkeeper.estate.drivers.processes import frames
from watchkeeper.estate.drivers.protocol import Collection, CollectRequest, Target, TargetResult
from watchkeeper.estate.drivers.visits import Visit, VisitRequest

_STOP_S: Final = 5.0
_REST_S: Final = 5.0
"""A process that ends sooner than this after its start is not started again at once."""
_CHILD: Final = "watchkeeper.estate.drivers.processes.child"
R = TypeVar("R", TargetResult, Visit)
_log = get_logger(__name__)


class CollectorLostError(UnavailableError):
    """A collecting process ended while it was working; the next request starts another."""

    code = "collector_lost"


class _Worker:
    """One process and the requests that it works on."""

    def __init__(self, number: int, arguments: tuple[str, ...]) -> None:
        self._number = number
        self._arguments = arguments
        self._tickets = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[frames.Answer]] = {}
        self._starting = asyncio.Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._writer: asyncio.StreamWriter | None = None
        self._reading: asyncio.Task[None] | None = None
        self._started_at = -_REST_S

    @property
    def pid(self) -> int | None:
        """The process, while it runs."""
        return self._process.pid if self._process is not None and self._writer is not None else None

    async def collect(self, request: CollectRequest) -> Collection:
        """Have the process collect; see :meth:`_ask`."""
        return frames.collection(await self._ask(request))

    async def visit(self, request: VisitRequest) -> list[Visit]:
        """Have the process visit; see :meth:`_ask`."""
        return (await self._ask(request)).visits

    async def _ask(self, request: CollectRequest | VisitRequest) -> frames.Answer:
        """Have the process answer. Raises CollectorLostError when it ends meanwhile or cannot be started."""
        writer = await self._connected()
        ticket = next(self._tickets)
        answer: asyncio.Future[frames.Answer] = asyncio.get_running_loop().create_future()
        self._waiting[ticket] = answer
        try:
            self._send(writer, frames.Ask(ticket, request))
            await writer.drain()
            return await answer
        except ConnectionError as error:
            raise self._lost() from error
        except asyncio.CancelledError:
            self._send(writer, frames.Drop(ticket))
            raise
        finally:
            self._waiting.pop(ticket, None)

    def _send(self, writer: asyncio.StreamWriter, message: frames.Message) -> None:
        if not writer.is_closing():
            writer.write(frames.pack(message))

    async def _connected(self) -> asyncio.StreamWriter:
        async with self._starting:
            if self._writer is None:
                await asyncio.sleep(max(0.0, self._started_at + _REST_S - time.monotonic()))
                await self._start()
            assert self._writer is not None  # noqa: S101  # just started
            return self._writer

    async def _start(self) -> None:
        self._started_at = time.monotonic()
        ours, theirs = socket.socketpair()
        with theirs:
            command = [sys.executable, "-m", _CHILD, str(theirs.fileno()), *self._arguments]
            self._process = await asyncio.to_thread(
                subprocess.Popen, command, pass_fds=(theirs.fileno(),), stdin=subprocess.DEVNULL
            )
        reader, self._writer = await asyncio.open_connection(sock=ours)
        self._reading = asyncio.create_task(self._read(reader))
        _log.info("collecting.started", process=self._number, pid=self._process.pid)

    async def _read(self, reader: asyncio.StreamReader) -> None:
        while (message := await frames.read(reader)) is not None:
            if not isinstance(message, frames.Answer):
                continue
            answer = self._waiting.get(message.ticket)
            if answer is None or answer.done():
                continue
            if message.fault:
                answer.set_exception(UnavailableError(f"A collecting process could not do its work: {message.fault}"))
            else:
                answer.set_result(message)
        await self._ended()

    async def _ended(self) -> None:
        """The socket has closed: forget the process and tell who waits."""
        process, writer = self._process, self._writer
        self._process = self._writer = None
        if writer is not None:
            writer.close()
        for answer in self._waiting.values():
            if not answer.done():
                answer.set_exception(self._lost())
        status = None if process is None else await asyncio.to_thread(_end, process)
        _log.warning("collecting.ended", process=self._number, status=status)

    def _lost(self) -> CollectorLostError:
        return CollectorLostError(
            f"Collecting process {self._number} ended while it was asking devices; nothing of this part was stored.",
            hint="It is started again by the next poll. The server's log says how it ended.",
        )

    async def aclose(self) -> None:
        """Close the socket, which ends the process; one that does not end is killed."""
        reading, process, writer = self._reading, self._process, self._writer
        self._process = self._writer = self._reading = None
        if reading is not None:
            reading.cancel()
            await asyncio.gather(reading, return_exceptions=True)
        if writer is not None:
            writer.close()
        if process is not None:
            await asyncio.to_thread(_end, process)


def _end(process: subprocess.Popen[bytes]) -> int:
    """Wait for a process that should be ending; kill it when it does not. Returns its exit status."""
    try:
        return process.wait(_STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        return process.wait()


class DriverProcesses:
    """Implements :class:`~watchkeeper.estate.drivers.visits.VisitingDriver` with ``count`` processes.

    ``factory`` is ``module:callable`` and makes the driver in each process, with the ``allowed`` networks (CIDR) of the
    egress policy as its only argument. A device always goes to the same process,
    which therefore knows it from the last time. Processes start with the first request. What a device does is an
    outcome as ever; a process that dies raises CollectorLostError for the requests it had.
    """

    name: ClassVar[str] = "processes"

    def __init__(
        self, factory: str, count: int, logging: LoggingSettings | None = None, *, allowed: Sequence[str] = ()
    ) -> None:
        told = logging or LoggingSettings()
        arguments = (factory, told.level, told.format, ",".join(allowed))
        self._workers = [_Worker(number, arguments) for number in range(count)]

    @property
    def pids(self) -> list[int]:
        """The processes that run."""
        return [pid for worker in self._workers if (pid := worker.pid) is not None]

    async def collect(self, request: CollectRequest) -> Collection:
        """Ask every target; see the protocol. Results come in the order of the targets."""
        shares = self._shares(request.targets)
        parts = [worker.collect(replace(request, targets=share)) for worker, share in shares]
        whole = joined(await asyncio.gather(*parts))
        return Collection(whole.batches, _in_order(whole.results, request.targets))

    async def visit(self, request: VisitRequest) -> list[Visit]:
        """Visit every target; see :class:`~watchkeeper.estate.drivers.visits.Visitor`."""
        shares = self._shares(request.targets)
        parts = [worker.visit(replace(request, targets=share)) for worker, share in shares]
        visits = itertools.chain.from_iterable(await asyncio.gather(*parts))
        return _in_order(visits, request.targets)

    def _shares(self, targets: Sequence[Target]) -> list[tuple[_Worker, list[Target]]]:
        """Return the processes that have something to do, with their targets."""
        shares: list[list[Target]] = [[] for _ in self._workers]
        for target in targets:
            shares[target.device_id % len(shares)].append(target)
        return [(worker, share) for worker, share in zip(self._workers, shares, strict=True) if share]

    async def aclose(self) -> None:
        """End the processes."""
        await asyncio.gather(*(worker.aclose() for worker in self._workers))


def _in_order(results: Iterable[R], targets: Sequence[Target]) -> list[R]:
    """Return one result per device in the order of the targets."""
    order = {target.device_id: place for place, target in enumerate(targets)}
    return sorted(results, key=lambda result: order[result.device_id])
