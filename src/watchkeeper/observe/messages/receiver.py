"""Receiving as one piece: sockets fill queues, the queues are read in batches, a batch is stored, then acknowledged."""

import asyncio
import contextlib
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Final

from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.telemetry import get_logger
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.observe.messages.addresses import Listen, parse_listen
from watchkeeper.observe.messages.archive import Archive
from watchkeeper.observe.messages.directory import Directory, KnownDevice
from watchkeeper.observe.messages.intake import Intake, Received
from watchkeeper.observe.messages.metrics import ReceivingMetrics
from watchkeeper.observe.messages.reading import SYSLOG, TRAP, Batch, Reader
from watchkeeper.observe.messages.recording import Recorder
from watchkeeper.observe.messages.settings import ReceivingSettings
from watchkeeper.observe.messages.streams import StreamListener, tls_context
from watchkeeper.observe.messages.udp import UdpListener

log = get_logger(__name__)

DIRECTORY_S: Final = 30.0
TICK_S: Final = 15.0
_AT_ONCE: Final = 4
"""Batches that may follow one another without a pause after a quiet time: what one fault makes devices say."""
_SLICE: Final = 250
"""Messages that are read between two looks at the sockets."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What a receiver stands on."""

    database: Database
    inventory: InventoryService
    reader: Reader
    recorder: Recorder
    archive: Archive
    directory: Directory


class Receiver:
    """Listens as the settings say, from ``start`` to ``stop``. ``share`` lets several processes listen on one port."""

    def __init__(
        self, around: Surroundings, settings: ReceivingSettings, metrics: ReceivingMetrics, *, share: bool = False
    ) -> None:
        self._database = around.database
        self._inventory = around.inventory
        self._reader = around.reader
        self._recorder = around.recorder
        self._archive = around.archive
        self._directory = around.directory
        self._settings = settings
        self._metrics = metrics
        self._share = share
        self._wake = asyncio.Event()
        self._intakes = {name: Intake(name, settings.queue, self._wake.set) for name in (SYSLOG, TRAP)}
        self._udp: list[tuple[str, UdpListener]] = []
        self._streams: list[StreamListener] = []
        self._seen: dict[tuple[str, str], int] = {}
        self._stack = AsyncExitStack()
        self._stopping = False
        self.ports: dict[str, int] = {}

    async def start(self) -> None:
        """Listen and read. Raises ListenError or ConfigurationError; then nothing runs."""
        async with AsyncExitStack() as stack:
            await self.refresh_directory()
            self._listen_udp("traps", self._settings.traps, TRAP, stack)
            self._listen_udp("syslog_udp", self._settings.syslog_udp, SYSLOG, stack)
            await self._listen_streams(stack)
            loop = asyncio.create_task(self._run(), name="messages.read")
            stack.push_async_callback(self._finish, loop)
            for every_s, work in ((DIRECTORY_S, self.refresh_directory), (TICK_S, self._tick)):
                task = asyncio.create_task(_repeat(every_s, work), name="messages.upkeep")
                stack.push_async_callback(_cancel, task)
            self._stack = stack.pop_all()
        log.info("receiving", **self.ports)

    async def stop(self) -> None:
        """Stop listening; what is queued is stored first."""
        await self._stack.aclose()

    def _listen_udp(self, name: str, written: str, protocol: str, stack: AsyncExitStack) -> None:
        listen = parse_listen(written, f"receiving.{name}")
        if listen is None:
            return
        listener = UdpListener(
            listen,
            self._intakes[protocol],
            buffer_bytes=self._settings.buffer_bytes,
            share=self._share,
            answers=protocol == TRAP,
        )
        stack.callback(listener.close)
        listener.start()
        self._udp.append((protocol, listener))
        self.ports[name] = listener.port

    async def _listen_streams(self, stack: AsyncExitStack) -> None:
        settings = self._settings
        for name, written in (("syslog_tcp", settings.syslog_tcp), ("syslog_tls", settings.syslog_tls)):
            listen: Listen | None = parse_listen(written, f"receiving.{name}")
            if listen is None:
                continue
            context = tls_context(settings) if name == "syslog_tls" else None
            listener = StreamListener(listen, self._intakes[SYSLOG], connections=settings.connections, context=context)
            await listener.start(share=self._share)
            stack.push_async_callback(listener.close)
            self._streams.append(listener)
            self.ports[name] = listener.port

    async def refresh_directory(self) -> None:
        """Read the devices of the inventory and the v3 users they have."""
        async with self._database.reading() as session:
            targets = await self._inventory.poll_targets(session)
        self._directory.learn(
            KnownDevice(
                one.device_id,
                one.name,
                one.address,
                one.platform,
                one.known.engine_id,
                one.known.sysname,
                one.credential,
            )
            for one in targets
        )

    async def _run(self) -> None:
        """Store what comes: one batch each ``flush_s``, but the first few after a quiet time at once."""
        every_s = self._settings.flush_s
        credit, counted = float(_AT_ONCE), time.monotonic()
        while not self._stopping:
            await self._wake.wait()
            self._wake.clear()
            credit = min(_AT_ONCE, credit + (time.monotonic() - counted) / every_s)
            await asyncio.sleep(max(0.0, 1 - credit) * every_s if self._calm() else 0)
            credit, counted = max(0.0, credit - 1), time.monotonic()
            await self._drain()

    def _calm(self) -> bool:
        """Whether waiting for more makes sense: few messages wait, and nobody is ending us."""
        return not self._stopping and sum(map(len, self._intakes.values())) < self._settings.batch

    async def _finish(self, loop: "asyncio.Task[None]") -> None:
        self._stopping = True
        self._wake.set()
        with contextlib.suppress(asyncio.CancelledError):
            await loop
        await self._drain()

    async def _drain(self) -> None:
        while any(self._intakes.values()):
            started = time.monotonic()
            batch = await self._read()
            await self._store(batch)
            self._metrics.batch_seconds.observe(time.monotonic() - started)

    async def _read(self) -> Batch:
        batch = Batch()
        left = self._settings.batch
        reads: tuple[tuple[Intake, Callable[[Received, Batch], None]], ...] = (
            (self._intakes[TRAP], self._reader.trap),
            (self._intakes[SYSLOG], self._reader.syslog),
        )
        for intake, read in reads:
            while left > 0 and len(intake):
                taken = intake.take(min(_SLICE, left))
                left -= len(taken)
                for message in taken:
                    read(message, batch)
                await asyncio.sleep(0)
        return batch

    async def _store(self, batch: Batch) -> None:
        """Store, then tell, then acknowledge: an inform is acknowledged only once it cannot be lost any more."""
        try:
            await asyncio.to_thread(self._archive.write, batch.columns)
        except WatchkeeperError as error:
            for protocol, count in batch.stored.items():
                self._metrics.dropped.labels(protocol, "not_stored").inc(count)
            log.exception("messages were lost: the archive cannot be written", reason=error.message)
            self._count(batch, stored=False)
            return
        try:
            self._metrics.events.inc(await self._recorder.record(batch.occurrences))
        except WatchkeeperError as error:  # the messages are in the archive; their events are not in the log
            log.exception("events of messages were not recorded", reason=error.message, count=len(batch.occurrences))
        for message, octets in batch.answers:
            if message.answer is not None:
                message.answer(octets)
        self._count(batch, stored=True)

    def _count(self, batch: Batch, *, stored: bool) -> None:
        metrics = self._metrics
        for protocol in (SYSLOG, TRAP):
            if stored:
                metrics.stored.labels(protocol).inc(batch.stored[protocol])
            metrics.recognised.labels(protocol).inc(batch.recognised[protocol])
            metrics.unknown_senders.labels(protocol).inc(batch.strangers[protocol])
            metrics.dropped.labels(protocol, "malformed").inc(batch.malformed[protocol])
        metrics.dropped.labels(TRAP, "refused").inc(batch.refused)
        metrics.skewed.inc(batch.skewed)
        self.count_queues()

    def count_queues(self) -> None:
        """Bring the counters of sockets and queues into the metrics."""
        metrics = self._metrics
        for protocol, intake in self._intakes.items():
            metrics.queued.labels(protocol).set(len(intake))
            metrics.received.labels(protocol).inc(self._since("received", protocol, intake.received))
            metrics.dropped.labels(protocol, "queue_full").inc(self._since("dropped", protocol, intake.dropped))
        for protocol, listener in self._udp:
            metrics.dropped.labels(protocol, "kernel").inc(self._since("kernel", protocol, listener.kernel_drops()))
        metrics.shed.inc(self._since("shed", "", self._recorder.shed))

    def _since(self, what: str, protocol: str, total: int) -> int:
        before = self._seen.get((what, protocol), 0)
        self._seen[what, protocol] = max(total, before)
        return max(0, total - before)

    async def _tick(self) -> None:
        await self._recorder.tick()
        await asyncio.to_thread(self._archive.merge)
        self.count_queues()


async def _repeat(every_s: float, work: "Callable[[], object]") -> None:
    while True:
        await asyncio.sleep(every_s)
        try:
            done = work()
            if asyncio.iscoroutine(done):
                await done
        except WatchkeeperError as error:
            log.warning("upkeep of receiving failed", reason=error.message)


async def _cancel(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task
