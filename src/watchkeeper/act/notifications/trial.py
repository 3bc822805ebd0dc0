"""Tries a channel: a message that is really sent, and what became of it."""

import time
import uuid
from collections.abc import Callable
from contextlib import AbstractAsyncContextManager

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.alertmanager import OpensChannels, Pusher
from watchkeeper.act.notifications.inbox import Inbox
from watchkeeper.act.notifications.kinds import ALERTMANAGER, IN_APP
from watchkeeper.act.notifications.models import Channel
from watchkeeper.act.notifications.named import demand
from watchkeeper.act.notifications.schemas import TestView
from watchkeeper.act.notifications.sending import Message, Sender
from watchkeeper.core.audit import Target, record
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.http.security import Principal
from watchkeeper.kit.clock import Clock

Begin = Callable[[], AbstractAsyncContextManager[AsyncSession]]
"""Opens a transaction."""


class ChannelTrials:
    """Sends over channels on request. Nothing of the database is held while a target is waited for."""

    def __init__(self, sender: Sender, channels: OpensChannels, inbox: Inbox, pusher: Pusher, clock: Clock) -> None:
        self._sender = sender
        self._channels = channels
        self._inbox = inbox
        self._pusher = pusher
        self._clock = clock

    async def try_channel(self, number: int, begin: Begin, actor: Principal) -> TestView:
        """Send a message over a channel, now and really, and return what became of it. Raises ChannelNotFoundError."""
        began = time.monotonic()
        async with begin() as session:
            row = await demand(session, Channel, number)
            record(session, "channel.test", Target("channel", row.id, row.name), actor=actor)
            kind, config = row.kind, self._channels.open(row)
            message = Message(
                f"test/{uuid.uuid4().hex}", "Watchkeeper test", f"{actor.name} asked for this test of {row.name}.",
                "info", "test", None, self._clock(),
            )  # fmt: skip
            if kind == IN_APP:
                await self._inbox.post(session, config, message)
        error = ""
        try:
            await self._send(kind, config, message)
        except WatchkeeperError as failure:
            error = failure.message
        async with begin() as session:
            await self._note(session, number, error)
        return TestView(sent=not error, error=error, elapsed_ms=(time.monotonic() - began) * 1000)

    async def _send(self, kind: str, config: dict[str, str], message: Message) -> None:
        if kind == ALERTMANAGER:
            await self._pusher.test(config, self._clock())
        elif kind != IN_APP:
            await self._sender.send(kind, config, message)

    async def _note(self, session: AsyncSession, number: int, error: str) -> None:
        row = await repository.one(session, Channel, number)
        if row is not None:
            row.error = error
            row.sent_at = row.sent_at if error else self._clock()
