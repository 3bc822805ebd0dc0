"""Having background tasks carried out for a command: by the server that runs, or here when none does."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from typing import TYPE_CHECKING, TypeVar

from watchkeeper.faces.cli.ownership import DataDirectoryInUseError, own

if TYPE_CHECKING:
    from watchkeeper.faces.wiring import Services

T = TypeVar("T")
LOOK_EVERY_S = 0.2


@asynccontextmanager
async def carried_out(services: "Services") -> AsyncIterator[None]:
    """Carry out tasks while the block runs, unless a server owns the data directory: then it does.

    Nothing else of a server runs here: no schedule, no HTTP.
    """
    from watchkeeper.core.outbox.relay import Relay

    async with AsyncExitStack() as stack:
        try:
            stack.enter_context(own(services.settings.data_dir))
        except DataDirectoryInUseError:
            yield
            return
        services.series.start()
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
        await relay.start(take_over=True)
        stack.push_async_callback(relay.stop)
        yield


async def until(look: Callable[[], Awaitable[T]], ended: Callable[[T], bool]) -> T:
    """Call ``look`` again and again until what it returns has ``ended``, and return that.

    What is looked at may be written by another process, so there is no event to wait for.
    """
    while True:
        found = await look()
        if ended(found):
            return found
        await asyncio.sleep(LOOK_EVERY_S)
