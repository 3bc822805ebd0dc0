"""Declarations of background work."""

import asyncio

import pytest
from pydantic import BaseModel

from watchkeeper.core.outbox.settings import OutboxSettings
from watchkeeper.core.tasks import Task, TaskError, TaskRegistry, UndeliverableError


class Work(BaseModel):
    amount: int


async def never(payload: Work) -> None:
    await asyncio.Event().wait()


@pytest.mark.parametrize("name", ["", "work", "work.", ".do"])
def test_a_name_is_slice_and_verb(name: str) -> None:
    with pytest.raises(ValueError, match=r"slice\.verb_object"):
        Task(name, Work, "q")


@pytest.mark.parametrize("limits", [{"max_attempts": 0}, {"timeout_s": 0}, {"timeout_s": -1}])
def test_impossible_limits_are_refused(limits: dict[str, int]) -> None:
    with pytest.raises(ValueError, match="impossible"):
        Task("work.do", Work, "q", **limits)


def test_a_name_is_bound_once() -> None:
    registry = TaskRegistry()
    registry.bind(Task("work.do", Work, "q"), never)
    with pytest.raises(ValueError, match="twice"):
        registry.bind(Task("work.do", Work, "other"), never)
    assert registry.queues == {"q"}
    assert [task.name for task in registry.tasks] == ["work.do"]


async def test_a_payload_that_does_not_fit_says_where() -> None:
    registry = TaskRegistry()
    registry.bind(Task("work.do", Work, "q"), never)
    with pytest.raises(UndeliverableError, match="amount: Input should be a valid integer"):
        await registry.run("work.do", {"amount": "much"})


async def test_a_task_is_stopped_at_its_time_limit() -> None:
    registry = TaskRegistry()
    registry.bind(Task("work.do", Work, "q", timeout_s=0.01), never)
    with pytest.raises(TaskError, match=r"stopped after 0\.01 s"):
        await registry.run("work.do", {"amount": 1})


async def test_a_timeout_inside_the_task_is_its_own() -> None:
    async def give_up(payload: Work) -> None:
        raise TimeoutError("a device did not answer")

    registry = TaskRegistry()
    registry.bind(Task("work.do", Work, "q", timeout_s=60), give_up)
    with pytest.raises(TimeoutError, match="device"):
        await registry.run("work.do", {"amount": 1})


@pytest.mark.parametrize(
    ("told", "wanted", "limit"), [({}, None, 4), ({}, 16, 16), ({}, 2, 4), ({"polling": 3}, 16, 3)]
)
def test_a_queue_runs_as_many_tasks_as_its_tasks_want_unless_the_settings_say(
    told: dict[str, int], wanted: int | None, limit: int
) -> None:
    registry = TaskRegistry()
    registry.bind(Task("polling.run", Work, queue="polling", at_once=wanted), never)
    registry.bind(Task("polling.look", Work, queue="polling"), never)
    registry.bind(Task("other.run", Work, queue="other", at_once=99), never)
    assert OutboxSettings(queue_concurrency=told).concurrency_of("polling", registry.at_once("polling")) == limit
