"""Whose turn it is to write."""

import asyncio

import pytest

from watchkeeper.core.write_lock import IN_A_ROW, WriteLock


class Writers:
    """Writers that wait for a lock, and the order in which they had it."""

    def __init__(self) -> None:
        self.lock = WriteLock()
        self.had: list[str] = []
        self.tasks: dict[str, asyncio.Task[None]] = {}

    async def line_up(self, name: str, *, urgent: bool = False) -> None:
        self.tasks[name] = asyncio.create_task(self._write(name, urgent=urgent))
        await asyncio.sleep(0)

    async def _write(self, name: str, *, urgent: bool) -> None:
        await self.lock.acquire(urgent=urgent)
        self.had.append(name)
        self.lock.release()

    async def go(self) -> list[str]:
        """Let go of what the test holds and wait for all."""
        self.lock.release()
        async with asyncio.timeout(10):
            await asyncio.gather(*self.tasks.values(), return_exceptions=True)
        return self.had


@pytest.fixture
async def writers() -> Writers:
    made = Writers()
    await made.lock.acquire()
    return made


async def test_what_is_urgent_goes_first_and_the_rest_as_it_came(writers: Writers) -> None:
    for name in ("a", "b"):
        await writers.line_up(name)
    for name in ("x", "y"):
        await writers.line_up(name, urgent=True)
    assert await writers.go() == ["x", "y", "a", "b"]
    await writers.lock.acquire()  # free again


async def test_however_many_are_urgent_the_others_have_their_turn(writers: Writers) -> None:
    for name in ("a", "b"):
        await writers.line_up(name)
    for number in range(2 * IN_A_ROW + 1):
        await writers.line_up(f"urgent {number}", urgent=True)
    had = await writers.go()
    assert [had.index(name) for name in ("a", "b")] == [IN_A_ROW, 2 * IN_A_ROW + 1]
    assert [name for name in had if name not in "ab"] == [f"urgent {number}" for number in range(2 * IN_A_ROW + 1)]


async def test_who_gave_up_has_no_turn(writers: Writers) -> None:
    for name in ("a", "b", "c"):
        await writers.line_up(name)
    writers.tasks["b"].cancel()
    assert await writers.go() == ["a", "c"]


async def test_a_turn_that_comes_to_somebody_who_gives_up_is_handed_on(writers: Writers) -> None:
    for name in ("a", "b"):
        await writers.line_up(name)
    writers.lock.release()  # it is the turn of a, who does not know yet
    writers.tasks["a"].cancel()
    async with asyncio.timeout(10):
        await asyncio.gather(*writers.tasks.values(), return_exceptions=True)
    assert writers.had == ["b"]
