"""Messages: searched, merged as they age, forgotten after their time."""

import asyncio
from collections.abc import Mapping, Sequence
from datetime import timedelta
from typing import Any

from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.observe.messages.archive import Archive
from watchkeeper.observe.messages.search import MessageFilter, find
from watchkeeper.observe.messages.settings import ReceivingSettings


class MessageService:
    """The verbs on kept messages."""

    def __init__(self, archive: Archive, settings: ReceivingSettings | None = None, clock: Clock = utc_now) -> None:
        self._archive = archive
        self._settings = settings or ReceivingSettings()
        self._clock = clock

    async def search(self, wanted: MessageFilter, limit: int) -> Sequence[Mapping[str, Any]]:
        """Return up to ``limit`` messages, newest first."""
        return await asyncio.to_thread(find, self._archive, wanted, limit)

    async def tidy(self) -> int:
        """Remove days that are past their time and merge what is small; return how many days went."""
        before = (self._clock() - timedelta(days=self._settings.keep_days)).date()
        forgotten = await asyncio.to_thread(self._archive.forget, before)
        await asyncio.to_thread(self._archive.merge)
        return forgotten
