"""Bring a database to the schema of this version: at start, by ``wk db upgrade``, one process at a time.

Alembic is imported where there is something to migrate: every start and command asks, and seldom there is.

Developers write a revision with ``python -m watchkeeper.core.migrate revision -m "add the thing"``.
"""

import argparse
import asyncio
import fcntl
import importlib
import io
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection
from sqlalchemy.exc import SQLAlchemyError

from watchkeeper.core.database import Database
from watchkeeper.core.database_errors import explain
from watchkeeper.core.errors import ConfigurationError
from watchkeeper.core.telemetry.logs import get_logger

if TYPE_CHECKING:
    from alembic.config import Config

LOCATION = Path(__file__).parent / "migrations"
_LOCK = 0x776B6D6967726174  # "wkmigrat": PostgreSQL advisory lock around an upgrade

_log = get_logger(__name__)


class SchemaTooNewError(ConfigurationError):
    """The database was written by a later version."""

    code = "schema_too_new"


class MigrationError(ConfigurationError):
    """A migration failed; the database is as it was before it."""

    code = "migration_failed"


async def upgrade(database: Database, *, location: Path = LOCATION) -> str:
    """Run every migration that ``database`` lacks and return its revision.

    Safe to call from several processes at once: one works, the others wait and find nothing to do. Each migration is
    one transaction. Raises SchemaTooNewError, MigrationError, and as ``Database.verify`` does.
    """
    return await asyncio.to_thread(_upgrade, database.url, location)


async def current(database: Database) -> str | None:
    """Return the revision of ``database``; None when it has no schema yet."""
    async with database.reading() as session:
        connection = await session.connection()
        return await connection.run_sync(_recorded)


@cache
def head(location: Path = LOCATION) -> str:
    """Return the newest revision of this version."""
    revisions = _revisions(location)
    if not revisions:
        raise ConfigurationError(f"There are no migrations in {location}.", hint="Reinstall Watchkeeper.")
    return max(revisions, key=int)


def load_models() -> None:
    """Import every slice's ``models`` module, so that ``Base.metadata`` is whole."""
    root = Path(__file__).parent.parent
    for path in sorted(root.rglob("models.py")):
        importlib.import_module(".".join((root.name, *path.relative_to(root).with_suffix("").parts)))


def _revisions(location: Path) -> set[str]:
    """Return the numbers that the files of the migrations begin with; each follows the one before it."""
    return {path.stem.partition("_")[0] for path in (location / "versions").glob("[0-9]*.py")}


def _recorded(connection: Connection) -> str | None:
    """Return the revision that Alembic has written into the database."""
    if not sa.inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(sa.text("SELECT version_num FROM alembic_version"))
    return revision


def _config(location: Path, connection: Connection | None = None) -> "Config":
    from alembic.config import Config

    config = Config(stdout=io.StringIO())
    config.set_main_option("script_location", str(location))
    config.set_main_option("path_separator", "os")
    config.set_main_option("file_template", "%%(rev)s_%%(slug)s")
    config.attributes["connection"] = connection
    return config


def _upgrade(url: URL, location: Path) -> str:
    target = head(location)
    engine = _engine(url)
    try:
        with engine.connect() as connection, _one_at_a_time(connection, url):
            before = _recorded(connection)
            connection.rollback()
            _refuse_newer(before, location)
            if before != target:
                _log.info("migration.started", before=before, target=target)
                _run(_config(location, connection), connection)
                _log.info("migration.done", revision=target)
    except SQLAlchemyError as error:
        raise explain(error, url) from error
    finally:
        engine.dispose()
    return target


def _engine(url: URL) -> sa.Engine:
    """A synchronous engine: migrations run in a thread, and Alembic knows nothing of event loops."""
    if url.get_backend_name() != "sqlite":
        return sa.create_engine(url, poolclass=sa.NullPool, connect_args={"connect_timeout": 10})
    engine = sa.create_engine(url.set(drivername="sqlite"), poolclass=sa.NullPool, connect_args={"timeout": 60})

    @sa.event.listens_for(engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # or Python would not put DDL into transactions
        connection.execute("PRAGMA journal_mode=WAL")

    @sa.event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


@contextmanager
def _one_at_a_time(connection: Connection, url: URL) -> Iterator[None]:
    if url.get_backend_name() == "sqlite":
        with Path(f"{url.database}.migrating").open("w", encoding="ascii") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            yield
        return
    connection.execute(sa.text("SELECT pg_advisory_lock(:lock)"), {"lock": _LOCK})
    connection.commit()
    try:
        yield
    finally:
        connection.rollback()
        connection.execute(sa.text("SELECT pg_advisory_unlock(:lock)"), {"lock": _LOCK})
        connection.commit()


def _refuse_newer(revision: str | None, location: Path) -> None:
    if revision is not None and revision not in _revisions(location):
        raise SchemaTooNewError(
            f"The database has schema {revision}, which this version does not know.",
            hint="It was written by a later version of Watchkeeper: install that one, or restore a backup.",
        )


def _run(config: "Config", connection: Connection) -> None:
    from alembic import command

    try:
        command.upgrade(config, "head")
        if connection.dialect.name == "sqlite":
            broken = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
            connection.rollback()
            if broken:
                raise MigrationError(  # the same error as when a statement fails
                    f"After migrating, {len(broken)} rows refer to rows that are not there.",
                    hint="Restore the backup from before the upgrade and report this.",
                )
    except SQLAlchemyError as error:
        connection.rollback()
        raise MigrationError(
            f"A migration failed: {getattr(error, 'orig', None) or error}.",
            hint="The database is as it was before that migration. Look for a full disk or a lock; else report it.",
        ) from error


def write_revision(message: str, *, location: Path = LOCATION) -> Path:
    """Write the revision that takes the present head to what the models say, and return its path."""
    from alembic import command
    from alembic.script import ScriptDirectory

    load_models()
    script = ScriptDirectory.from_config(_config(location))
    number = 1 + max((int(revision.revision) for revision in script.walk_revisions()), default=0)
    with tempfile.TemporaryDirectory() as scratch:
        engine = _engine(sa.make_url(f"sqlite:///{scratch}/scratch.db"))
        with engine.connect() as connection:
            config = _config(location, connection)
            command.upgrade(config, "head")
            connection.rollback()
            command.revision(config, message, autogenerate=True, rev_id=f"{number:04}")
        engine.dispose()
    path = next((location / "versions").glob(f"{number:04}_*.py"))
    for arguments in (["check", "--fix", "--quiet", "--exit-zero"], ["format", "--quiet"]):
        subprocess.run([sys.executable, "-m", "ruff", *arguments, str(path)], check=False)
    return path


def main() -> None:
    """Run the developer's command."""
    parser = argparse.ArgumentParser(prog="python -m watchkeeper.core.migrate", description=__doc__)
    commands = parser.add_subparsers(required=True)
    revision = commands.add_parser("revision", help="write a revision from the models' changes")
    revision.add_argument("-m", "--message", required=True)
    options = parser.parse_args()
    print(write_revision(options.message))  # noqa: T201  # a command for developers


if __name__ == "__main__":
    main()
