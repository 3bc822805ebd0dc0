"""SQLite through one hop a statement: the same results, fewer crossings."""

from collections.abc import Iterator

import aiosqlite
import pytest
import sqlalchemy as sa

from watchkeeper.core.database import Database

T = sa.Table(
    "t", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True), sa.Column("name", sa.String, unique=True)
)


@pytest.fixture
async def database(sqlite_database: Database) -> Database:
    async with sqlite_database.transaction() as session:
        await session.execute(sa.schema.CreateTable(T))
        await session.execute(sa.insert(T), [{"name": f"n{n}"} for n in range(100)])
    return sqlite_database


@pytest.fixture
def hops(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[object]]:
    made: list[object] = []
    original = aiosqlite.Connection._execute

    async def counting(self: aiosqlite.Connection, function: object, *args: object, **options: object) -> object:
        made.append(function)
        return await original(self, function, *args, **options)

    monkeypatch.setattr(aiosqlite.Connection, "_execute", counting)
    yield made
    assert made


async def test_reading_takes_one_hop_to_begin_one_a_statement_and_one_to_end(
    database: Database, hops: list[object]
) -> None:
    async with database.reading() as session:
        assert len((await session.execute(sa.select(T))).all()) == 100
        assert await session.scalar(sa.select(sa.func.count()).select_from(T)) == 100
    assert len(hops) == 4


async def test_writing_takes_one_hop_to_begin_one_a_statement_and_one_to_commit(
    database: Database, hops: list[object]
) -> None:
    async with database.transaction() as session:
        result = await session.execute(sa.update(T).where(T.c.id <= 10).values(name=T.c.name + "x"))
        assert result.rowcount == 10
    assert len(hops) == 3


async def test_returning_many_inserted_rows_and_their_ids(database: Database) -> None:
    async with database.transaction() as session:
        ids = await session.scalars(
            sa.insert(T).returning(T.c.id, sort_by_parameter_order=True), [{"name": "a"}, {"name": "b"}]
        )
        assert ids.all() == [101, 102]
        one = await session.execute(sa.insert(T).values(name="c"))
        assert one.inserted_primary_key == (103,)


async def test_fetching_in_parts_and_streaming(database: Database) -> None:
    async with database.reading() as session:
        result = await session.execute(sa.select(T.c.id).order_by(T.c.id))
        assert result.fetchone() == (1,)
        assert [row.id for row in result.fetchmany(2)] == [2, 3]
        assert len(result.all()) == 97
        stream = await session.stream(sa.select(T.c.id).order_by(T.c.id))
        assert [row.id async for row in stream] == list(range(1, 101))


async def test_errors_keep_their_kind_and_name(database: Database) -> None:
    async with database.transaction() as session:
        with pytest.raises(sa.exc.IntegrityError) as caught:
            async with session.begin_nested():
                await session.execute(sa.insert(T).values(name="n1"))
        assert caught.value.orig is not None
        assert caught.value.orig.sqlite_errorname == "SQLITE_CONSTRAINT_UNIQUE"
        with pytest.raises(sa.exc.OperationalError, match="no such table"):
            await session.execute(sa.text("SELECT * FROM nowhere"))
        assert await session.scalar(sa.select(sa.func.count()).select_from(T)) == 100
