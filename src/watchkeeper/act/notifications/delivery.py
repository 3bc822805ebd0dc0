"""Carries messages out: each attempt is counted, a failure is tried again, the last one stays as a dead letter."""

from dataclasses import dataclass
from typing import Final

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.act.notifications import repository
from watchkeeper.act.notifications.envelope import opened
from watchkeeper.act.notifications.errors import NotDeliveredError
from watchkeeper.act.notifications.inbox import Inbox
from watchkeeper.act.notifications.kinds import IN_APP
from watchkeeper.act.notifications.metrics import NotificationMetrics
from watchkeeper.act.notifications.models import Channel, Delivery
from watchkeeper.act.notifications.news import SEVERITIES
from watchkeeper.act.notifications.sending import Message, Sender
from watchkeeper.act.notifications.tasks import DELIVER, MOST_ATTEMPTS, Deliver, SendDigest
from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.tasks import enqueue
from watchkeeper.core.telemetry import get_logger
from watchkeeper.kit.clock import Clock

_log = get_logger(__name__)

_OVER: Final = frozenset({"sent", "dead", "overtaken"})
"""States of messages that are not sent any more."""


@dataclass(frozen=True, slots=True)
class _Parcel:
    """What one attempt sends, and whether it is the last one."""

    kind: str
    config: dict[str, str]
    message: Message
    last: bool


class Deliverer:
    """Sends what the dispatcher wrote down."""

    def __init__(
        self,
        database: Database,
        keys: KeyRing,
        sender: Sender,
        inbox: Inbox,
        metrics: NotificationMetrics,
        clock: Clock,
    ) -> None:
        self._database = database
        self._keys = keys
        self._sender = sender
        self._inbox = inbox
        self._metrics = metrics
        self._clock = clock
        self._taken: set[int] = set()

    async def deliver(self, order: Deliver) -> None:
        """Send one message. Raises NotDeliveredError, so that it is tried again; one that was sent is left alone.

        That a target took it is remembered until it is noted, so that a database which is busy just then has it noted
        later and not sent a second time.
        """
        parcel = await self._begin(order)
        if parcel is None:
            return
        taken = order.delivery_id in self._taken
        failure = None if taken else await self._attempt(parcel.kind, parcel.config, parcel.message)
        if failure is None:
            self._taken.add(order.delivery_id)
        async with self._database.transaction() as session:
            row = await repository.delivery(session, order.delivery_id)
            channel = await repository.one(session, Channel, row.channel_id) if row is not None else None
            if row is not None and channel is not None:
                self._note(row, channel, failure, last=parcel.last)
            overtaken = row is not None and row.state == "overtaken"
        self._taken.discard(order.delivery_id)
        if failure is not None and not overtaken:
            raise failure

    async def _begin(self, order: Deliver) -> _Parcel | None:
        """Count an attempt and return what is to be sent; None when nothing is, or it is done in this transaction."""
        taken = order.delivery_id in self._taken
        async with self._database.transaction() as session:
            row = await repository.delivery(session, order.delivery_id)
            if row is None or (row.state in _OVER and not taken):
                return None
            channel = await repository.one(session, Channel, row.channel_id)
            if channel is None:
                row.state, row.error = "dead", "The channel was removed."
                self._metrics.ended("removed", row.state)
                return None
            row.attempts += not taken
            last = row.attempts >= MOST_ATTEMPTS
            config, message = self.open(channel), _message(row)
            if channel.kind != IN_APP:
                return _Parcel(channel.kind, config, message, last)
            await self._inbox.post(session, config, message)  # in this transaction, so exactly once
            self._note(row, channel, None, last=last)
            return None

    def open(self, channel: Channel) -> dict[str, str]:
        """Return what is needed to use a channel."""
        return opened(self._keys, channel)

    async def digest(self, order: SendDigest) -> None:
        """Turn what was held back into one message."""
        async with self._database.transaction() as session:
            now = self._clock()
            rows = await repository.held(session, order.channel_id, now)
            if len(rows) == 1:
                rows[0].state = "pending"
                await enqueue(session, DELIVER, Deliver(delivery_id=rows[0].id))
            elif rows:
                await self._join(session, list(rows))

    async def _join(self, session: AsyncSession, rows: list[Delivery]) -> None:
        now = self._clock()
        worst = min((one.severity for one in rows), key=_rank)
        row = Delivery(
            key=f"digest/c{rows[0].channel_id}/{rows[0].id}-{rows[-1].id}", channel_id=rows[0].channel_id,
            happening="digest", subject=f"{len(rows)} messages that were held back",
            body="\n\n".join(f"{one.subject}\n{one.body}" for one in rows), severity=worst,
            state="pending", due_at=now, created_at=now, attempts=0, error="",
        )  # fmt: skip
        session.add(row)
        await session.flush()
        for one in rows:
            one.state = "digested"
        await enqueue(session, DELIVER, Deliver(delivery_id=row.id))

    async def _attempt(self, kind: str, config: dict[str, str], message: Message) -> WatchkeeperError | None:
        try:
            await self._sender.send(kind, config, message)
        except WatchkeeperError as error:
            return error if isinstance(error, NotDeliveredError) else NotDeliveredError(error.message, hint=error.hint)
        return None

    def _note(self, row: Delivery, channel: Channel, failure: WatchkeeperError | None, *, last: bool) -> None:
        channel.error = "" if failure is None else failure.message
        self._metrics.attempted(channel.kind, failure, last=last)
        if failure is None:
            row.state, row.error = "sent", ""
            row.sent_at = channel.sent_at = self._clock()
            return
        row.error = failure.message
        if row.state != "overtaken":  # its end was told meanwhile: it must not come after it
            row.state = "dead" if last else "failed"
        _log.warning("notification.failed", delivery=row.id, attempt=row.attempts, error=failure.message)


def _rank(severity: str) -> int:
    return SEVERITIES.index(severity) if severity in SEVERITIES else len(SEVERITIES)


def _message(row: Delivery) -> Message:
    return Message(row.key, row.subject, row.body, row.severity, row.happening, row.incident_id, row.created_at)
