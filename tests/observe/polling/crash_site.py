"""A process that polls and stops dead where it is told to, so that a test can kill it there; then one that recovers.

python crash_site.py DIRECTORY collecting|stored|closing    plans a cycle, prints "there" at that point, hangs
python crash_site.py DIRECTORY recover                      starts again, finishes, prints what there is as JSON
"""

import asyncio
import importlib.util
import json
import sys
from collections import Counter
from pathlib import Path

from watchkeeper.core.database import Database
from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.telemetry import configure_logging


def _load(path: Path) -> object:
    spec = importlib.util.spec_from_file_location(path.stem + "_of_polling", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


support = _load(Path(__file__).with_name("conftest.py"))


async def _hang(*_arguments: object, **_options: object) -> None:
    print("there", flush=True)
    await asyncio.Event().wait()


class Stop:
    """A stage that never ends."""

    name = "stop"

    async def run(self, _batch: object) -> None:
        await _hang()


async def die(directory: Path, where: str) -> None:
    database = Database(f"sqlite+aiosqlite:///{directory / 'watchkeeper.db'}")
    stages = [Stop()] if where == "stored" else []
    async with support.open_watch(database, directory, support.FakeClock()) as first:
        await first.add("a", "b")
        await first.tick()
    async with support.open_watch(database, directory, first.clock, stages=stages) as watch:
        watch.snmp.agents = first.snmp.agents
        if where == "collecting":
            watch.snmp.before = _hang
        if where == "closing":
            watch.inventory.record_contacts = _hang
        watch.clock.advance(60)
        await watch.polling.scheduler.tick()
        await watch.relay.start()
        await asyncio.Event().wait()


async def _finished(watch: object) -> bool:
    return all(shard.status not in {"pending", "running"} for shard in await watch.shards())


async def recover(directory: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{directory / 'watchkeeper.db'}")
    clock = support.FakeClock()
    clock.advance(65)
    async with support.open_watch(database, directory, clock) as watch:
        for number in (1, 2):
            watch.snmp.agents[f"10.0.0.{number}"] = support.Agent(name="ab"[number - 1], serial=f"S{number}")
        await watch.relay.start(take_over=True)
        await watch.until(lambda: _finished(watch))
        await watch.relay.stop()
        keys = Counter((row["device_id"], row["object"], row["ts"].isoformat()) for row in watch.rows())
        cycles = await watch.cycles("interfaces")
        print(
            json.dumps(
                {
                    "cycles": [[c.status, c.planned, c.ok, c.rows, c.shards, c.shards_done] for c in cycles],
                    "rows": len(keys),
                    "repeated": sum(1 for count in keys.values() if count > 1),
                    "last_slot": cycles[-1].slot.isoformat(),
                    "rows_of_last_slot": sum(1 for key in keys if key[2].startswith(cycles[-1].slot.isoformat()[:19])),
                    "dead": [m.topic for m in await watch.messages("polling.run_shard") if m.status == "dead"],
                    "leftovers": [str(path) for path in watch.series.root.rglob("*.tmp")],
                }
            )
        )


if __name__ == "__main__":
    configure_logging(LoggingSettings(level="warning", format="json"))
    place, what = Path(sys.argv[1]), sys.argv[2]
    asyncio.run(recover(place) if what == "recover" else die(place, what))
