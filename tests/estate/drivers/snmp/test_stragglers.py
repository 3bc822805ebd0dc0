"""Who is waited for, and who is left."""

import asyncio
from datetime import UTC, datetime

import pytest

from watchkeeper.estate.drivers.protocol import Outcome, TargetResult
from watchkeeper.estate.drivers.snmp.driver import SnmpDriver
from watchkeeper.estate.drivers.snmp.session import Policy
from watchkeeper.estate.drivers.snmp.stragglers import are_stragglers, run_polls


@pytest.mark.parametrize(
    ("waiting_s", "taken_s", "left"),
    [
        ([9.0], [1.0, 1.0], True),
        ([9.0, 4.0], [1.0, 1.0], False),  # one of them may yet end in time, and until then nothing is gained
        ([9.0], [4.0, 4.0], False),  # everybody takes long
        ([13.0], [4.0, 4.0], True),
        ([9.0, 9.0, 9.0], [1.0, 1.0], False),  # the greater part has not ended
        ([], [1.0], False),
        ([], [], False),
    ],
)
def test_who_takes_long_and_far_longer_than_most_is_left(
    waiting_s: list[float], taken_s: list[float], left: bool
) -> None:
    assert are_stragglers(waiting_s, taken_s, 5.0) is left


class Scripted:
    """A poll that ends when its event is set, and says what it likes of its time."""

    def __init__(self, device_id: int, elapsed_s: float, ends: asyncio.Event) -> None:
        self.device_id = device_id
        self.elapsed_s = elapsed_s
        self.cancelled = False
        self._ends = ends

    async def run(self) -> TargetResult:
        try:
            await self._ends.wait()
        except asyncio.CancelledError:
            self.cancelled = True
            raise
        return TargetResult(self.device_id, Outcome.OK, elapsed_s=self.elapsed_s)


def at_once() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


async def test_polls_that_are_left_are_stopped_and_named() -> None:
    quick, dead, late = Scripted(1, 0.1, at_once()), Scripted(2, 9.0, asyncio.Event()), Scripted(3, 0.1, at_once())
    results, left = await run_polls([quick, dead, late], 5.0, look_every_s=0.01)
    assert [result.device_id for result in results] == [1, 3]
    assert (left, dead.cancelled) == ([2], True)


async def test_without_a_limit_all_are_waited_for() -> None:
    ends = asyncio.Event()
    running = asyncio.create_task(run_polls([Scripted(1, 0.1, at_once()), Scripted(2, 9.0, ends)]))
    ends.set()
    results, left = await running
    assert ([result.device_id for result in results], left) == ([1, 2], [])


async def test_whoever_gives_up_a_shard_stops_its_polls() -> None:
    poll = Scripted(1, 0.1, asyncio.Event())
    running = asyncio.create_task(run_polls([poll], 5.0, look_every_s=0.01))
    await asyncio.sleep(0)
    await asyncio.sleep(0)
    running.cancel()
    with pytest.raises(asyncio.CancelledError):
        await running
    assert poll.cancelled


async def test_a_device_that_is_left_has_neither_rows_nor_a_result(start_agent, targets) -> None:
    talks = 0

    def falls_silent(request, reply):
        nonlocal talks
        talks += 1
        return [reply(request.answer)] if talks == 1 else []

    request = targets(await start_agent(), await start_agent(), await start_agent(behave=falls_silent))
    driver = SnmpDriver(policy=Policy(timeout_s=30.0, retries=0))
    try:
        collection = await driver.collect(
            type(request)(request.targets, request.tables, datetime(2026, 1, 5, tzinfo=UTC), 48.0, leave_after_s=0.05)
        )
    finally:
        await driver.aclose()
    assert (list(collection.left), [result.device_id for result in collection.results]) == ([3], [1, 2])
    for family in ("interface", "availability"):
        assert {row["device_id"] for row in collection.batches[family].to_pylist()} == {1, 2}
    assert talks > 1
