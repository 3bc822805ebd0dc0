"""Checks in the background."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.core.errors import UnavailableError
from watchkeeper.operate.probes.monitor import Check, Monitor
from watchkeeper.operate.probes.status import Finding, Status

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)


async def fine() -> Finding:
    return Finding(Status.OK)


async def hang() -> Finding:
    await asyncio.Event().wait()
    raise AssertionError


async def refuse() -> Finding:
    raise UnavailableError("The thing does not answer.")


async def break_down() -> Finding:
    raise ZeroDivisionError("password=hunter2")


def statuses(monitor: Monitor) -> dict[str, tuple[str, str]]:
    return {item.component: (item.finding.status.value, item.finding.reason) for item in monitor.observations()}


async def test_every_way_to_fail_is_seen_and_none_harms_the_others() -> None:
    monitor = Monitor(timeout_s=0.05)
    for name, run in (("fine", fine), ("hang", hang), ("refuse", refuse), ("break", break_down)):
        monitor.add(Check(name, run))
    assert statuses(monitor)["fine"] == ("unknown", "not checked yet")
    await monitor.check_all()
    assert statuses(monitor) == {
        "fine": ("ok", ""),
        "hang": ("failed", "no answer in time"),
        "refuse": ("failed", "unavailable"),
        "break": ("failed", "failed"),
    }
    messages = {item.component: item.finding.message for item in monitor.observations()}
    assert messages["refuse"] == "The thing does not answer."
    assert "hunter2" not in messages["break"]


async def test_findings_grow_old() -> None:
    now = NOW
    monitor = Monitor(interval_s=5, clock=lambda: now)
    monitor.add(Check("fine", fine))
    await monitor.check_all()
    now += timedelta(seconds=16)
    assert statuses(monitor)["fine"] == ("unknown", "not checked lately")


async def test_checks_go_on_in_the_background() -> None:
    runs = 0
    enough = asyncio.Event()

    async def count() -> Finding:
        nonlocal runs
        runs += 1
        if runs == 3:
            enough.set()
        return Finding(Status.OK)

    monitor = Monitor(interval_s=0.01)
    monitor.add(Check("count", count))
    await monitor.start()
    async with asyncio.timeout(30):
        await enough.wait()
    await monitor.stop()


async def test_a_change_is_logged_once_each_way(caplog: pytest.LogCaptureFixture) -> None:
    status = Status.OK

    async def current() -> Finding:
        return Finding(status)

    monitor = Monitor()
    monitor.add(Check("thing", current))
    with caplog.at_level(logging.INFO):
        for status in (Status.OK, Status.FAILED, Status.FAILED, Status.OK, Status.OK):  # noqa: B007  # current() reads it
            await monitor.check_all()
    assert len([record for record in caplog.records if "probe.changed" in record.getMessage()]) == 2


def test_a_component_has_one_check() -> None:
    monitor = Monitor()
    monitor.add(Check("thing", fine))
    with pytest.raises(ValueError, match="twice"):
        monitor.add(Check("thing", fine))
    assert monitor.components == ["thing"]
