"""Transactions, on both databases."""

import asyncio
import re
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest
import sqlalchemy as sa

from watchkeeper.core.database import Database, after_commit, before_commit, database_of
from watchkeeper.core.database_errors import translate
from watchkeeper.core.errors import (
    ConfigurationError,
    ConflictError,
    InvalidInputError,
    UnavailableError,
    WatchkeeperError,
)
from watchkeeper.core.live.models import LiveEvent

COUNTER = sa.Table("counter", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("n", sa.Integer))


@pytest.fixture
async def counted(database: Database) -> Database:
    async with database.transaction() as session:
        await session.execute(sa.schema.CreateTable(COUNTER))
        await session.execute(sa.insert(COUNTER).values(id=1, n=0))
    return database


async def read(database: Database) -> int:
    async with database.reading() as session:
        return await session.scalar(sa.select(COUNTER.c.n)) or 0


async def test_fifty_concurrent_transactions_all_succeed(counted: Database) -> None:
    async def add_one() -> None:
        async with counted.transaction() as session:
            n = await session.scalar(sa.select(COUNTER.c.n).with_for_update())
            await asyncio.sleep(0)
            await session.execute(sa.update(COUNTER).values(n=(n or 0) + 1))

    await asyncio.gather(*(add_one() for _ in range(50)))
    assert await read(counted) == 50


async def test_fifty_writers_of_two_processes_all_succeed(counted: Database) -> None:
    """Two engines stand for two processes: they share only the database's own locks."""
    other = Database(counted.url)

    async def add_one(database: Database) -> None:
        async with database.transaction() as session:
            await session.execute(sa.update(COUNTER).values(n=COUNTER.c.n + 1))

    await asyncio.gather(*(add_one(database) for database in (counted, other) for _ in range(25)))
    await other.dispose()
    assert await read(counted) == 50


async def test_readers_do_not_wait_for_a_writer(counted: Database) -> None:
    async with counted.transaction() as session:
        await session.execute(sa.update(COUNTER).values(n=1))
        async with asyncio.timeout(30):
            assert await read(counted) == 0


async def test_an_error_undoes_everything(counted: Database) -> None:
    called = []

    async def fail() -> None:
        async with counted.transaction() as session:
            after_commit(session, lambda: called.append("after"))
            await session.execute(sa.update(COUNTER).values(n=1))
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        await fail()
    assert (await read(counted), called) == (0, [])


async def test_callbacks_run_around_the_commit_in_order(counted: Database) -> None:
    order: list[str] = []

    async def before(session: object) -> None:
        order.append("before")

    def broken() -> None:
        order.append("broken")
        raise RuntimeError("nobody hears this but the log")

    async with counted.transaction() as session:
        after_commit(session, broken)
        after_commit(session, lambda: order.append("after"))
        before_commit(session, before)
        await session.execute(sa.update(COUNTER).values(n=7))
        order.append("body")
    assert order == ["body", "before", "broken", "after"]
    assert await read(counted) == 7


async def test_callbacks_of_a_rolled_back_savepoint_are_forgotten(counted: Database) -> None:
    called: list[str] = []
    async with counted.transaction() as session:
        outer = await session.begin_nested()
        inner = await session.begin_nested()
        after_commit(session, lambda: called.append("inner"))
        await inner.commit()
        await outer.rollback()
        async with session.begin_nested():
            after_commit(session, lambda: called.append("kept"))
    assert called == ["kept"]


async def test_a_transaction_inside_another_is_refused_where_it_would_hang(counted: Database) -> None:
    async with counted.transaction():
        if counted.is_sqlite:
            with pytest.raises(RuntimeError, match="inside another"):
                async with counted.transaction():
                    pass


async def test_a_lock_that_is_not_freed_is_reported(counted: Database) -> None:
    impatient = Database(counted.url, busy_timeout_s=0.05)
    if not impatient.is_sqlite:
        pytest.skip("PostgreSQL has no lock on the whole database")

    async def write() -> None:
        async with impatient.transaction() as session:
            await session.execute(sa.update(COUNTER).values(n=1))

    async with counted.transaction() as session:
        await session.execute(sa.update(COUNTER).values(n=2))
        with pytest.raises(sa.exc.OperationalError) as caught:
            await write()
    assert isinstance(translate(caught.value), UnavailableError)
    async with impatient.transaction():
        with pytest.raises(UnavailableError, match="busy"):
            await asyncio.create_task(write())
    await impatient.dispose()


async def test_a_session_for_reading_refuses_to_write(counted: Database) -> None:
    async with counted.reading() as session:
        with pytest.raises(RuntimeError, match="reading"):
            await session.execute(sa.update(COUNTER).values(n=1))


async def test_what_was_read_can_be_used_after_reading(counted: Database) -> None:
    async with counted.reading() as session:
        row = (await session.execute(sa.select(COUNTER))).one()
        assert database_of(session) is counted
    assert row.n == 0


async def test_moments_come_back_aware_and_naive_ones_are_refused(database: Database) -> None:
    there = datetime(2025, 3, 1, 12, 30, 0, 123456, tzinfo=timezone(timedelta(hours=5)))
    async with database.transaction() as session:
        session.add(LiveEvent(topic="t", event="e", data={}, at=there))
    async with database.reading() as session:
        back = (await session.scalars(sa.select(LiveEvent.at))).one()
    assert (back, back.tzinfo) == (there, UTC)
    async with database.transaction() as session:
        with pytest.raises(sa.exc.StatementError, match="naive"):
            await session.execute(
                sa.insert(LiveEvent).values(topic="", event="", data={}, at=there.replace(tzinfo=None))
            )


async def test_a_number_taken_by_somebody_else_is_a_conflict(counted: Database) -> None:
    async with counted.transaction() as session:
        with pytest.raises(sa.exc.IntegrityError) as caught:
            async with session.begin_nested():
                await session.execute(sa.insert(COUNTER).values(id=1, n=0))
    assert isinstance(translate(caught.value), ConflictError)


async def test_a_value_no_column_can_hold_is_the_callers_mistake(counted: Database) -> None:
    async with counted.transaction() as session:
        with pytest.raises((sa.exc.SQLAlchemyError, OverflowError)) as caught:
            async with session.begin_nested():
                await session.execute(sa.insert(COUNTER).values(id=2, n=2**70))
    assert isinstance(translate(caught.value), InvalidInputError)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("not a url", "not a URL"),
        ("mysql://localhost/wk", "'mysql' is not supported"),
        ("sqlite:///wk.db", "cannot be used"),
        ("postgresql+pg8000://me:s3cret@localhost/wk", "cannot be used"),
        ("sqlite+aiosqlite://", "in-memory"),
    ],
)
def test_a_wrong_url_is_a_clear_error(url: str, message: str) -> None:
    with pytest.raises(ConfigurationError, match=re.escape(message)) as caught:
        Database(url)
    assert "s3cret" not in caught.value.message
    assert caught.value.hint


async def refusal(url: str) -> WatchkeeperError:
    database = Database(url)
    with pytest.raises(WatchkeeperError) as caught:
        await database.verify()
    await database.dispose()
    assert caught.value.hint
    assert "s3cret" not in caught.value.message
    return caught.value


async def test_a_server_that_is_not_there_is_unavailable() -> None:
    error = await refusal("postgresql+psycopg://me:s3cret@127.0.0.1:9/wk")
    assert isinstance(error, UnavailableError)
    assert "me:***@127.0.0.1:9/wk does not answer" in error.message


async def test_a_database_that_does_not_exist_is_a_setting_to_correct(postgresql: object) -> None:
    error = await refusal(postgresql.url("nowhere"))
    assert isinstance(error, ConfigurationError)
    assert "does not exist" in error.message


async def test_a_user_that_does_not_exist_is_a_setting_to_correct(postgresql: object) -> None:
    error = await refusal(postgresql.url("postgres").replace("postgres@", "nobody_here@"))
    assert isinstance(error, ConfigurationError)


async def test_a_file_that_is_no_database_is_a_clear_error(tmp_path: Path) -> None:
    (tmp_path / "wk.db").write_bytes(b"not a database, and long enough to be looked at" * 100)
    error = await refusal(f"sqlite+aiosqlite:///{tmp_path}/wk.db")
    assert isinstance(error, ConfigurationError)
    assert "not a database" in error.message


async def test_a_directory_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    error = await refusal(f"sqlite+aiosqlite:///{tmp_path}/missing/wk.db")
    assert isinstance(error, ConfigurationError)
    assert "directory exists" in (error.hint or "")
