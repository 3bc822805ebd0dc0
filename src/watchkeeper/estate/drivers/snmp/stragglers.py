"""Devices that take far longer than the others of their shard: they are left, so that the others need not wait."""

import asyncio
import statistics
from collections.abc import Sequence
from typing import Final, Protocol

from watchkeeper.estate.drivers.protocol import TargetResult

_LOOK_EVERY_S: Final = 0.25
_FAR_LONGER: Final = 3.0
"""Times the median of those that have ended: where everybody takes long the poller or the network is slow, not they."""


class Running(Protocol):
    """A poll of one device."""

    @property
    def device_id(self) -> int:
        """The device."""
        ...

    @property
    def elapsed_s(self) -> float:
        """Seconds that the device has taken so far."""
        ...

    async def run(self) -> TargetResult:
        """Poll it."""
        ...


def are_stragglers(waiting_s: Sequence[float], taken_s: Sequence[float], leave_after_s: float) -> bool:
    """Say whether those that are waited for have all taken more than ``leave_after_s`` and far longer than the rest.

    ``taken_s`` are the seconds of those that have ended. More than half are never stragglers.
    """
    if not waiting_s or len(waiting_s) > len(taken_s):
        return False
    return min(waiting_s) > max(leave_after_s, _FAR_LONGER * statistics.median(taken_s))


async def run_polls(
    polls: Sequence[Running], leave_after_s: float | None = None, *, look_every_s: float = _LOOK_EVERY_S
) -> tuple[list[TargetResult], list[int]]:
    """Run polls side by side; return results in their order, and the devices that were left (cancelled).

    Without ``leave_after_s`` nobody is.
    """
    if leave_after_s is None:
        return list(await asyncio.gather(*(poll.run() for poll in polls))), []
    tasks = {asyncio.create_task(poll.run()): poll for poll in polls}
    pending = set(tasks)
    try:
        while pending:
            _, pending = await asyncio.wait(pending, timeout=look_every_s)
            taken_s = [task.result().elapsed_s for task in tasks if task.done()]
            if are_stragglers([tasks[task].elapsed_s for task in pending], taken_s, leave_after_s):
                break
    finally:
        for task in pending:
            task.cancel()
        await asyncio.gather(*pending, return_exceptions=True)
    results = [task.result() for task in tasks if not task.cancelled()]
    return results, [poll.device_id for task, poll in tasks.items() if task.cancelled()]
