"""Declarations of background work."""

import asyncio

import pytest
from pydantic import BaseModel

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
