"""Whatever happens (failures, crashes, two relays, time passing): at least once, and in order per key."""

import asyncio
import contextlib
import shutil
import tempfile
from collections.abc import Coroutine, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any, ClassVar

import pytest
import sqlalchemy as sa
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Database
from watchkeeper.core.outbox import Subscription, publish, repository
from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.core.outbox.relay import Relay
from watchkeeper.core.outbox.service import OutboxService
from watchkeeper.core.tasks import TaskRegistry

KEYS = ["", "a", "b"]


class Killed(BaseException):
    """The process ends here: nothing after it happens, and what was not committed never was."""


class OutboxMachine(RuleBasedStateMachine):
    template: ClassVar[Path]

    def __init__(self) -> None:
        super().__init__()
        self.directory = tempfile.TemporaryDirectory()
        path = Path(self.directory.name) / "wk.db"
        shutil.copyfile(self.template, path)
        self.runner = asyncio.Runner()
        self.database = Database(f"sqlite+aiosqlite:///{path}")
        self.now = datetime(2025, 3, 1, 12, tzinfo=UTC)
        self.relays = [self.new_relay(), self.new_relay()]
        self.published: list[tuple[str, int]] = []
        self.failures: dict[int, int] = {}
        self.delivered: list[tuple[str, int]] = []
        self.kill_in: int | None = None
        self.died: set[object] = set()

    def new_relay(self) -> Relay:
        return Relay(
            self.database,
            registry=TaskRegistry(),
            subscriptions=[Subscription("numbers", "inbox", self.take)],
            clock=lambda: self.now,
        )

    def run(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.runner.run(work)

    async def take(self, session: AsyncSession, payload: Mapping[str, Any]) -> None:
        n = payload["n"]
        if self.failures.get(n, 0):
            self.failures[n] -= 1
            raise RuntimeError("not now")
        self.delivered.append((payload["key"], n))
        if self.kill_in is not None:
            self.kill_in -= 1
            if self.kill_in < 0:
                raise Killed

    @rule(key=st.sampled_from(KEYS), failures=st.integers(0, 3), delay_s=st.sampled_from([0, 0, 0, 30]))
    def publish(self, key: str, failures: int, delay_s: int) -> None:
        n = len(self.published)
        self.failures[n] = failures

        async def send() -> None:
            async with self.database.transaction() as session:
                await publish(
                    session, "numbers", {"key": key, "n": n}, key=key, not_before=self.now + timedelta(seconds=delay_s)
                )

        self.run(send())
        self.published.append((key if not delay_s else "", n))  # a delayed one keeps no place in its key

    @rule(which=st.integers(0, 1))
    def deliver(self, which: int) -> None:
        self.run(self.relays[which].drain())

    @rule(which=st.integers(0, 1), after=st.integers(0, 3))
    def die_while_delivering(self, which: int, after: int) -> None:
        self.kill_in = after

        async def die() -> None:
            with contextlib.suppress(Killed):
                await self.relays[which].drain()

        self.run(die())
        self.kill_in = None
        self.relays[which] = self.new_relay()

    @rule(which=st.integers(0, 1))
    def die_after_claiming(self, which: int) -> None:
        self.run(self.relays[which]._claim("events"))
        self.relays[which] = self.new_relay()

    @rule(seconds=st.sampled_from([1, 61, 400]))
    def pass_time(self, seconds: int) -> None:
        self.now += timedelta(seconds=seconds)

    @rule()
    def redrive_the_dead(self) -> None:
        self.run(self._redrive())

    async def _redrive(self) -> None:
        async with self.database.transaction() as session:
            for row in (await session.scalars(repository.dead_letters())).all():
                self.died.add(row.payload["n"])  # it lost its place
                await OutboxService(clock=lambda: self.now).redrive(session, row.id)

    @invariant()
    def keys_keep_their_order(self) -> None:
        for key in ("a", "b"):
            ordered = {n for owner, n in self.published if owner == key and n not in self.died}
            seen = [n for owner, n in self.delivered if owner == key and n in ordered]
            assert seen == sorted(seen)

    async def _deliver_the_rest(self) -> None:
        await self._redrive()
        await self.relays[0].drain()
        self.now += timedelta(seconds=500)

    async def _left(self) -> int:
        async with self.database.reading() as session:
            waiting = sa.select(sa.func.count()).select_from(OutboxMessage).where(OutboxMessage.status != "delivered")
            return await session.scalar(waiting) or 0

    def teardown(self) -> None:
        async def finish() -> None:
            for _ in range(30):
                await self._deliver_the_rest()
                if not await self._left():
                    break
            assert await self._left() == 0
            delivered = len(self.delivered)
            await self._deliver_the_rest()
            assert len(self.delivered) == delivered
            await self.database.dispose()

        self.run(finish())
        self.runner.close()
        self.directory.cleanup()
        assert {n for _, n in self.delivered} == set(range(len(self.published)))
        self.keys_keep_their_order()


@pytest.mark.timeout(600)
def test_the_outbox_keeps_its_promises(sqlite_template: Path) -> None:
    OutboxMachine.template = sqlite_template
    run_state_machine_as_test(
        OutboxMachine,
        settings=settings(
            max_examples=30,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=[HealthCheck.too_slow],
        ),
    )
