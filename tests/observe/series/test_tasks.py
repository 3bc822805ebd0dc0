"""The store's background verbs are bound to it."""

from datetime import UTC, datetime, timedelta

from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.observe.series.layout import Day
from watchkeeper.observe.series.manifest import live_files
from watchkeeper.observe.series.tasks import COMPACT, ENFORCE_RETENTION, bind

MIDNIGHT = datetime(2026, 3, 1, tzinfo=UTC)


async def test_the_tasks_compact_and_give_up(service, stored, clock):
    registry = TaskRegistry()
    bind(registry, service)
    assert registry.queues == {"maintenance"}
    service.write("interface", stored([MIDNIGHT], [1], ["a"], lambda *_: 1.0), cycle=0, shard=0)
    day = Day("interface", MIDNIGHT.date())
    clock.now += timedelta(days=40)
    await registry.run(COMPACT.name, {})
    assert {file.kind for file in live_files(service.root, day).manifest.files} == {"day", "hourly", "daily"}
    await registry.run(ENFORCE_RETENTION.name, {})
    assert {file.kind for file in live_files(service.root, day).manifest.files} == {"hourly", "daily"}
