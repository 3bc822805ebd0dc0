"""What lives in one server process besides the HTTP application: polling, delivery, the live channel."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager

from fastapi import FastAPI

from watchkeeper.core.live.sockets import LiveSockets
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.periodic import Periodic
from watchkeeper.faces.api.app import create_app
from watchkeeper.faces.wiring import Services, receiver_of

_ARCHIVE_EVERY_S = 24 * 3600.0
_ARCHIVE_AFTER_S = 600.0  # not while everything starts


class Process:
    """A running process. ``app`` is its HTTP application."""

    def __init__(self, services: Services) -> None:
        self._services = services
        self._sockets = LiveSockets(services.hub, services.database, services.authenticator)
        self.app: FastAPI = create_app(services, sockets=self._sockets)
        services.metrics.watch_streams("sse", lambda: services.hub.clients)
        services.metrics.watch_streams("socketio", lambda: self._sockets.clients)

    async def hang_up(self) -> None:
        """End live connections, which by themselves never end. Call it before the HTTP server waits for requests."""
        await self._services.hub.stop()
        await self._sockets.stop()

    async def start(self, stack: AsyncExitStack) -> None:
        """Start everything; ``stack`` stops it in reverse order."""
        services = self._services
        for chore in (
            Periodic("key-keeper", services.keeper.look, services.settings.keys.reload_interval_s),
            Periodic("audit-archivist", services.archivist.archive_old, _ARCHIVE_EVERY_S, first_s=_ARCHIVE_AFTER_S),
        ):
            await chore.start()
            stack.push_async_callback(chore.stop)
        await services.sealer.start()
        stack.push_async_callback(services.sealer.stop)
        services.series.start()
        stack.callback(services.series.close)
        await services.hub.start()
        stack.push_async_callback(services.hub.stop)
        await self._sockets.start()
        services.polling.collector.start()
        stack.push_async_callback(services.polling.collector.aclose)
        relay = Relay(
            services.database,
            registry=services.tasks,
            subscriptions=services.subscriptions,
            settings=services.settings.outbox,
            metrics=services.metrics,
            clock=services.clock,
        )
        await relay.start(take_over=services.database.is_sqlite)  # its file is in the directory that is locked
        stack.push_async_callback(relay.stop)
        await services.polling.scheduler.start()
        stack.push_async_callback(services.polling.scheduler.stop)
        if services.settings.receiving.listens:
            receiver = receiver_of(services)
            await receiver.start()
            stack.push_async_callback(receiver.stop)
        services.probes.mark_started()
        await services.probes.start()
        stack.push_async_callback(services.probes.stop)


@asynccontextmanager
async def running(services: Services) -> AsyncIterator[Process]:
    """Run everything that a server is while the block runs. The caller owns the data directory."""
    process = Process(services)
    async with AsyncExitStack() as stack:
        await process.start(stack)
        yield process
