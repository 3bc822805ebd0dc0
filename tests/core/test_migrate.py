"""The schema: the same on both databases as the models say, reached safely."""

import asyncio
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory

from watchkeeper.core import migrate
from watchkeeper.core.database import Base, Database
from watchkeeper.core.errors import ConfigurationError, UnavailableError

ENV = migrate.LOCATION / "env.py"


@pytest.fixture(params=["sqlite", "postgresql"])
def empty_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "sqlite":
        yield f"sqlite+aiosqlite:///{tmp_path / 'new.db'}"
        return
    with request.getfixturevalue("postgresql").database() as url:
        yield url


@pytest.fixture
async def empty(empty_url: str) -> AsyncIterator[Database]:
    database = Database(empty_url)
    yield database
    await database.dispose()


def differences(connection: sa.Connection) -> list[object]:
    context = MigrationContext.configure(connection, opts={"compare_type": True, "compare_server_default": True})
    return list(compare_metadata(context, Base.metadata))


async def test_the_migrated_schema_is_what_the_models_say(empty: Database) -> None:
    migrate.load_models()
    assert await migrate.upgrade(empty) == migrate.head()
    async with empty.engine.connect() as connection:
        found = await connection.run_sync(differences)
    assert found == [], "run: python -m watchkeeper.core.migrate revision -m '…'"


def test_the_newest_revision_is_the_one_that_alembic_follows_to() -> None:
    config = Config()
    config.set_main_option("script_location", str(migrate.LOCATION))
    config.set_main_option("path_separator", "os")
    assert ScriptDirectory.from_config(config).get_heads() == [migrate.head()]


async def test_an_empty_database_has_no_revision_and_then_the_newest(empty: Database) -> None:
    assert await migrate.current(empty) is None
    await migrate.upgrade(empty)
    assert await migrate.current(empty) == migrate.head()
    assert await migrate.upgrade(empty) == migrate.head()


async def test_starts_at_the_same_moment_do_not_race(empty_url: str) -> None:
    code = (
        "import asyncio, sys; from watchkeeper.core.database import Database; from watchkeeper.core import migrate; "
        "print(asyncio.run(migrate.upgrade(Database(sys.argv[1]))))"
    )
    starts = [
        await asyncio.create_subprocess_exec(
            sys.executable, "-W", "ignore", "-c", code, empty_url, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        for _ in range(3)
    ]
    for start in starts:
        out, err = await start.communicate()
        assert start.returncode == 0, err.decode()
        assert out.decode().splitlines()[-1] == migrate.head()


async def test_a_database_of_a_later_version_is_refused(empty: Database) -> None:
    await migrate.upgrade(empty)
    async with empty.transaction() as session:
        await session.execute(sa.text("UPDATE alembic_version SET version_num = '9999'"))
    with pytest.raises(migrate.SchemaTooNewError, match="9999") as caught:
        await migrate.upgrade(empty)
    assert "later version" in (caught.value.hint or "")


@pytest.fixture
def broken_migrations(tmp_path: Path) -> Path:
    location = tmp_path / "migrations"
    (location / "versions").mkdir(parents=True)
    (location / "env.py").write_text(ENV.read_text())
    template = (
        "from alembic import op\nimport sqlalchemy as sa\nrevision = {0!r}\ndown_revision = {1!r}\n"
        "def upgrade():\n    op.create_table({2!r}, sa.Column('id', sa.Integer, primary_key=True))\n{3}"
    )
    (location / "versions" / "1.py").write_text(template.format("1", None, "first", ""))
    (location / "versions" / "2.py").write_text(
        template.format("2", "1", "second", "    op.execute('INSERT INTO nowhere VALUES (1)')\n")
    )
    return location


async def test_a_failing_migration_is_undone_and_the_ones_before_it_stay(
    empty: Database, broken_migrations: Path
) -> None:
    with pytest.raises(migrate.MigrationError, match="nowhere"):
        await migrate.upgrade(empty, location=broken_migrations)
    assert await migrate.current(empty) == "1"
    async with empty.engine.connect() as connection:
        tables = await connection.run_sync(lambda sync: sa.inspect(sync).get_table_names())
    assert set(tables) == {"alembic_version", "first"}


async def test_a_directory_that_is_not_there_is_a_clear_error(tmp_path: Path) -> None:
    database = Database(f"sqlite+aiosqlite:///{tmp_path}/missing/watchkeeper.db")
    with pytest.raises(ConfigurationError, match="cannot be opened") as caught:
        await migrate.upgrade(database)
    assert "directory exists" in (caught.value.hint or "")


async def test_a_server_that_does_not_answer_is_a_clear_error(tmp_path: Path) -> None:
    database = Database(f"postgresql+psycopg://me:s3cret@/wk?host={tmp_path}")
    with pytest.raises(UnavailableError, match="does not answer") as caught:
        await migrate.upgrade(database)
    assert "s3cret" not in str(caught.value)
    await database.dispose()
