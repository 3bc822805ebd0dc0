"""What polling tells open pages: live topic ``cycles``."""

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.live import announce
from watchkeeper.kit.jsonable import JSON
from watchkeeper.observe.polling.models import PollCycle
from watchkeeper.observe.polling.schemas import CycleView

CYCLES = "cycles"
"""Live topic; its events ``cycle.planned``, ``cycle.progressed`` and ``cycle.finished`` carry a ``CycleView``."""


async def cycle_changed(session: AsyncSession, cycle: PollCycle) -> None:
    """Announce a cycle that was planned, came further, or ended."""
    event = "cycle.planned" if not cycle.shards_done else "cycle.progressed"
    if cycle.finished_at is not None:
        event = "cycle.finished"
    data: dict[str, JSON] = CycleView.of(cycle).model_dump(mode="json")
    await announce(session, CYCLES, event, data)
