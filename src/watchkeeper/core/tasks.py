"""Background work as declarations: named, typed, with limits; run in process today, by Celery tomorrow."""

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Generic, TypeVar

from pydantic import BaseModel, ValidationError
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.outbox.models import MessageKind, OutboxMessage
from watchkeeper.core.outbox.publishing import store

P = TypeVar("P", bound=BaseModel)

DEFAULT_MAX_ATTEMPTS = 5


class TaskError(WatchkeeperError):
    """A task failed in a way that another attempt may mend."""

    code = "task_failed"


class UndeliverableError(WatchkeeperError):
    """No further attempt can succeed: the task is not known, or its payload is not what it declares."""

    code = "undeliverable"


@dataclass(frozen=True, slots=True)
class Task(Generic[P]):
    """A kind of background work.

    ``name`` is ``slice.verb_object``; ``payload`` the model of its argument; ``queue`` groups tasks that share
    workers; after ``max_attempts`` failures the message becomes a dead letter; an attempt that takes longer than
    ``timeout_s`` is cancelled and counts as failed. ``at_once``: how many tasks of the queue run at once where the
    settings do not say; for tasks that mostly wait.
    """

    name: str
    payload: type[P]
    queue: str
    max_attempts: int = DEFAULT_MAX_ATTEMPTS
    timeout_s: float | None = None
    at_once: int | None = None

    def __post_init__(self) -> None:
        """Refuse declarations that could never run."""
        slice_name, _, verb = self.name.partition(".")
        if not slice_name or not verb:
            raise ValueError(f"a task's name is slice.verb_object, not {self.name!r}")
        if self.max_attempts < 1 or (self.timeout_s is not None and self.timeout_s <= 0):
            raise ValueError(f"task {self.name} has an impossible limit")


async def enqueue(
    session: AsyncSession, task: Task[P], payload: P, *, key: str = "", not_before: datetime | None = None
) -> None:
    """Have ``task`` run with ``payload`` once this transaction has committed.

    Runs of the same task with the same ``key`` happen one after the other, in this order.
    """
    store(
        session,
        OutboxMessage(
            kind=MessageKind.TASK.value,
            topic=task.name,
            queue=task.queue,
            key=f"{task.name}/{key}" if key else "",
            payload=payload.model_dump(mode="json"),
            max_attempts=task.max_attempts,
        ),
        not_before=not_before,
    )


@dataclass(frozen=True, slots=True)
class _Bound:
    task: Task[Any]
    handler: Callable[[Any], Awaitable[None]]


@dataclass(slots=True)
class TaskRegistry:
    """Which handler runs which task. The composition root binds; every runner looks up here."""

    _bound: dict[str, _Bound] = field(default_factory=dict)

    def bind(self, task: Task[P], handler: Callable[[P], Awaitable[None]]) -> None:
        """Have ``handler`` run ``task``.

        It manages its own transactions through services and is idempotent: a run may be repeated after a crash.
        Raises ValueError when the name is taken.
        """
        if task.name in self._bound:
            raise ValueError(f"task {task.name} is bound twice")
        self._bound[task.name] = _Bound(task, handler)

    @property
    def tasks(self) -> list[Task[Any]]:
        """Every bound task, by name."""
        return [self._bound[name].task for name in sorted(self._bound)]

    @property
    def queues(self) -> frozenset[str]:
        """The queues of the bound tasks."""
        return frozenset(bound.task.queue for bound in self._bound.values())

    def at_once(self, queue: str) -> int | None:
        """Return how many tasks of a queue want to run at once, None when none of them says."""
        wanted = [bound.task.at_once for bound in self._bound.values() if bound.task.queue == queue]
        return max((number for number in wanted if number is not None), default=None)

    async def run(self, name: str, payload: Mapping[str, object]) -> None:
        """Run task ``name`` once, within its time limit.

        Raises UndeliverableError for an unknown name or a payload that does not fit, TaskError on timeout, and what the
        handler raises.
        """
        bound = self._bound.get(name)
        if bound is None:
            raise UndeliverableError(
                f"No handler is bound to task {name!r}.",
                hint="It was enqueued by another version, or its slice is not wired; redrive it once it is.",
            )
        try:
            argument = bound.task.payload.model_validate(payload)
        except ValidationError as error:
            raise UndeliverableError(
                f"The payload of task {name!r} does not fit {bound.task.payload.__name__}: {_summary(error)}."
            ) from error
        try:
            async with asyncio.timeout(bound.task.timeout_s) as limit:
                await bound.handler(argument)
        except TimeoutError as error:
            if limit.expired():
                raise TaskError(f"Task {name} was stopped after {bound.task.timeout_s:g} s.") from error
            raise


def _summary(error: ValidationError) -> str:
    return "; ".join(f"{'.'.join(map(str, item['loc'])) or 'payload'}: {item['msg']}" for item in error.errors())
