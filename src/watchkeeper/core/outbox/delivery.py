"""Delivering one message: to every subscription of its topic, or to the handler of its task."""

import asyncio
import random
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta

import structlog
from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.database import Database
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.outbox import repository
from watchkeeper.core.outbox.backoff import retry_delay_s
from watchkeeper.core.outbox.models import MessageKind, OutboxMessage
from watchkeeper.core.outbox.publishing import URGENT_QUEUE
from watchkeeper.core.outbox.settings import OutboxSettings
from watchkeeper.core.outbox.subscriptions import Subscription
from watchkeeper.core.tasks import TaskRegistry, UndeliverableError
from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.kit.clock import Clock
from watchkeeper.kit.jsonable import JSON
from watchkeeper.kit.redact import redact_text

ERROR_LENGTH = 2000
CRASHED = "The process ended, or lost its database, while delivering this."
MOST_CRASHES = 10
"""So often at least a message is tried again whose process ended: mostly the process was ended, not by the message."""

_log = get_logger(__name__)


class LeaseLostError(WatchkeeperError):
    """Another relay has taken the message over; what this one did is rolled back."""

    code = "lease_lost"


@dataclass(frozen=True, slots=True)
class Claimed:
    """A message this relay has leased."""

    id: int
    kind: MessageKind
    topic: str
    queue: str
    key: str
    payload: Mapping[str, JSON]
    attempts: int
    max_attempts: int
    done: tuple[str, ...]

    @classmethod
    def of(cls, row: OutboxMessage) -> "Claimed":
        """Copy what delivery needs from a row."""
        return cls(
            row.id,
            MessageKind(row.kind),
            row.topic,
            row.queue,
            row.key,
            row.payload,  # type: ignore[arg-type]  # it was stored from Mapping[str, JSON]
            row.attempts,
            row.max_attempts,
            tuple(row.done),
        )


@dataclass(slots=True)
class Courier:
    """Delivers claimed messages and records what became of them."""

    database: Database
    registry: TaskRegistry
    subscriptions: Sequence[Subscription]
    settings: OutboxSettings
    metrics: Metrics
    clock: Clock
    owner: str
    rng: random.Random = field(default_factory=random.SystemRandom)
    _listeners: defaultdict[str, list[Subscription]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        """Index subscriptions by topic. Raises ValueError for two of one name on a topic."""
        for subscription in self.subscriptions:
            listeners = self._listeners[subscription.topic]
            if any(other.name == subscription.name for other in listeners):
                raise ValueError(f"two subscriptions to {subscription.topic} are called {subscription.name}")
            listeners.append(subscription)

    async def deliver(self, message: Claimed) -> bool:
        """Deliver ``message`` and record it. True when it is done, False when it will be retried or is dead.

        Raises LeaseLostError, or the database's error when the outcome could not be recorded; the lease then lapses.
        """
        structlog.contextvars.bind_contextvars(job_id=message.id, topic=message.topic)
        started = time.perf_counter()
        outcome = "ok"
        try:
            if message.attempts >= max(message.max_attempts, MOST_CRASHES):
                raise UndeliverableError(CRASHED)  # noqa: TRY301  # counted and recorded like every failure
            await (self._run_task(message) if message.kind is MessageKind.TASK else self._fan_out(message))
        except LeaseLostError:
            raise
        except Exception as error:  # noqa: BLE001  # a handler may raise anything; it is recorded and retried
            outcome = await self._record_failure(message, error)
        finally:
            elapsed = time.perf_counter() - started
            structlog.contextvars.unbind_contextvars("job_id", "topic")
        self.metrics.jobs_total.labels(message.queue, outcome).inc()
        self.metrics.job_duration_seconds.labels(message.queue, outcome).observe(elapsed)
        return outcome == "ok"

    async def _run_task(self, message: Claimed) -> None:
        await self.registry.run(message.topic, message.payload)
        async with self.database.transaction() as session:
            kept = await repository.finish(session, message.id, owner=self.owner, now=self.clock(), done=[])
        if not kept:
            raise LeaseLostError(f"Task message {message.id} was taken over by another relay.")

    async def _fan_out(self, message: Claimed) -> None:
        """Deliver to each subscription that has not had it, each in its own transaction; a failure spares the rest."""
        done = list(message.done)
        waiting = [item for item in self._listeners.get(message.topic, ()) if item.name not in done]
        failures: list[Exception] = []
        for position, subscription in enumerate(waiting):
            last = position == len(waiting) - 1 and not failures
            try:
                await self._hand_over(message, subscription, [*done, subscription.name], last=last)
            except LeaseLostError:
                raise
            except Exception as error:  # noqa: BLE001  # as above
                failures.append(error)
                _log.warning("outbox.subscriber_failed", subscriber=subscription.name, error=_summary(error))
            else:
                done.append(subscription.name)
        if failures:
            raise failures[0]
        if not waiting:
            await self._finish_unheard(message)

    async def _hand_over(self, message: Claimed, subscription: Subscription, done: list[str], *, last: bool) -> None:
        transaction = self.database.transaction(urgent=message.queue == URGENT_QUEUE)
        async with asyncio.timeout(self.settings.event_timeout_s), transaction as session:
            await subscription.handler(session, message.payload)
            if last:
                kept = await repository.finish(session, message.id, owner=self.owner, now=self.clock(), done=done)
            else:
                kept = await repository.record_done(session, message.id, owner=self.owner, done=done)
            if not kept:
                raise LeaseLostError(f"Message {message.id} was taken over by another relay.")

    async def _finish_unheard(self, message: Claimed) -> None:
        async with self.database.transaction() as session:
            await repository.finish(session, message.id, owner=self.owner, now=self.clock(), done=list(message.done))

    async def _record_failure(self, message: Claimed, error: Exception) -> str:
        attempts = message.attempts + 1
        hopeless = isinstance(error, UndeliverableError)
        dead = hopeless or attempts >= message.max_attempts
        reason = _summary(error)
        now = self.clock()
        async with self.database.transaction() as session:
            if dead:
                await repository.bury(session, message.id, owner=self.owner, attempts=attempts, now=now, error=reason)
            else:
                delay = retry_delay_s(
                    attempts, base_s=self.settings.retry_base_s, cap_s=self.settings.retry_cap_s, rng=self.rng
                )
                until = now + timedelta(seconds=delay)
                await repository.postpone(
                    session, message.id, owner=self.owner, attempts=attempts, until=until, error=reason
                )
        self._log_failure(error, attempts=attempts, dead=dead, reason=reason)
        return "dead" if dead else "retry"

    def _log_failure(self, error: Exception, *, attempts: int, dead: bool, reason: str) -> None:
        ours = isinstance(error, (WatchkeeperError, SQLAlchemyError, TimeoutError))
        if dead:
            _log.error("outbox.dead_letter", attempts=attempts, error=reason, exc_info=None if ours else error)
        else:
            _log.warning("outbox.delivery_failed", attempts=attempts, error=reason, exc_info=None if ours else error)


def _summary(error: Exception) -> str:
    if isinstance(error, WatchkeeperError):
        text = f"{error.message} {error.hint}" if error.hint else error.message
    elif isinstance(error, TimeoutError) and not str(error):
        text = "The delivery took too long and was stopped."
    else:
        text = f"{type(error).__name__}: {error}"
    return redact_text(text)[:ERROR_LENGTH]
