"""kill -9 in the middle of a delivery, again and again: nothing is lost, and every key keeps its order."""

import asyncio
import itertools
import signal
import subprocess
import sys
from pathlib import Path

import sqlalchemy as sa

from watchkeeper.core.database import Database
from watchkeeper.core.outbox import publish
from watchkeeper.core.outbox.models import OutboxMessage

MESSAGES = 200
KEYS = 10
KILLS = 3

RELAY = """
import asyncio, os, sys
from watchkeeper.core.database import Database
from watchkeeper.core.outbox import Subscription
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.tasks import TaskRegistry

out = os.open(sys.argv[2], os.O_WRONLY | os.O_APPEND | os.O_CREAT)

async def take(session, payload):
    os.write(out, f"{payload['key']} {payload['n']}\\n".encode())
    print("delivered", flush=True)

async def main():
    relay = Relay(Database(sys.argv[1]), registry=TaskRegistry(), subscriptions=[Subscription("numbers", "file", take)])
    await relay.start(take_over=True)
    await asyncio.Event().wait()

asyncio.run(main())
"""


async def test_killed_in_the_middle_of_delivering(database: Database, database_url: str, tmp_path: Path) -> None:
    async with database.transaction() as session:
        for n in range(MESSAGES):
            await publish(session, "numbers", {"key": n % KEYS, "n": n}, key=f"k{n % KEYS}")
    seen = tmp_path / "seen"
    for kill in range(KILLS + 1):
        relay = await asyncio.create_subprocess_exec(
            sys.executable, "-W", "ignore", "-c", RELAY, database_url, str(seen), stdout=subprocess.PIPE
        )
        assert relay.stdout is not None
        if kill < KILLS:
            for _ in range(7 + 13 * kill):
                assert await relay.stdout.readline() == b"delivered\n"
        else:
            while len({int(line.split()[1]) for line in seen.read_text().splitlines()}) < MESSAGES:
                assert await relay.stdout.readline() == b"delivered\n"
        relay.send_signal(signal.SIGKILL)
        await relay.communicate()
    deliveries = [(int(key), int(n)) for key, n in (line.split() for line in seen.read_text().splitlines())]
    assert {n for _, n in deliveries} == set(range(MESSAGES))
    assert len(deliveries) - MESSAGES <= KILLS * 8, "only what was in flight is repeated"
    for key in range(KEYS):
        order = [n for owner, n in deliveries if owner == key]
        for earlier, later in itertools.pairwise(order):
            assert later in {earlier, earlier + KEYS}, f"key {key} went from {earlier} to {later}"
    async with database.reading() as session:
        worst = await session.scalar(sa.select(sa.func.max(OutboxMessage.attempts)))
        dead = await session.scalar(
            sa.select(sa.func.count()).select_from(OutboxMessage).where(OutboxMessage.status == "dead")
        )
    assert (worst or 0) <= KILLS
    assert dead == 0
