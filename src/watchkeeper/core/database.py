"""The relational database: one engine, two dialects (SQLite in WAL mode, PostgreSQL), one transaction an edge."""

import asyncio
import json
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager, closing
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from sqlalchemy import JSON, BigInteger, DateTime, Dialect, Integer, MetaData, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, InvalidRequestError, SQLAlchemyError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase, ORMExecuteState, Session
from sqlalchemy.types import TypeDecorator

from watchkeeper.core.database_errors import explain
from watchkeeper.core.errors import ConfigurationError, UnavailableError
from watchkeeper.core.scope import Scoped, ScopedSession, inherit
from watchkeeper.core.sqlite_driver import use_one_hop
from watchkeeper.core.transaction_hooks import Hooks, after_commit, before_commit
from watchkeeper.core.wakeups import Wakeups
from watchkeeper.core.write_lock import WriteLock

__all__ = [
    "BIG_ID",
    "NAMING",
    "Base",
    "Database",
    "UtcDateTime",
    "after_commit",
    "before_commit",
    "database_of",
    "default_url",
]

URL_HINT = "Use sqlite+aiosqlite:///PATH or postgresql+psycopg://USER@HOST/NAME in database.url."
CONNECT_TIMEOUT_S = 10

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}

BIG_ID = BigInteger().with_variant(Integer, "sqlite")
"""Type of a primary key that may pass 2**31; SQLite counts up by itself only for a plain INTEGER."""


def _in_utc(value: datetime) -> datetime:
    if value.tzinfo is None:
        raise ValueError("naive datetime given to the database; times are UTC and aware")
    return value.astimezone(UTC)


def _to_sqlite(value: datetime | None) -> str | None:
    return None if value is None else _in_utc(value).replace(tzinfo=None).isoformat(" ", "microseconds")


def _from_sqlite(value: str | None) -> datetime | None:
    return None if value is None else datetime.fromisoformat(value).replace(tzinfo=UTC)


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC moment. SQLite stores it without zone; it comes back aware all the same."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def bind_processor(self, dialect: Dialect) -> Callable[[Any], Any] | None:
        """Write SQLite's text in one step: a poll's transactions carry thousands of moments."""
        return _to_sqlite if dialect.name == "sqlite" else super().bind_processor(dialect)

    def result_processor(self, dialect: Dialect, coltype: object) -> Callable[[Any], Any] | None:
        """Read SQLite's text in one step."""
        return _from_sqlite if dialect.name == "sqlite" else super().result_processor(dialect, coltype)

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values; convert others to UTC."""
        del dialect
        return None if value is None else _in_utc(value)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Return it in UTC, whatever zone the connection has."""
        del dialect
        return None if value is None else value.astimezone(UTC)


class Base(Scoped, DeclarativeBase):
    """Parent of every table. Relationships are declared with ``lazy="raise"``, and ``__scope__`` says who sees rows."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, object]: JSON,
        dict[str, str]: JSON,
        list[str]: JSON,
    }


class Database:
    """An engine and its sessions.

    ``transaction()`` is for work that may write: it takes SQLite's write lock at the start, commits at the end and
    rolls back on any exception. ``reading()`` is for work that only reads; an attempt to write there is refused.
    After-commit callbacks registered with ``after_commit(session, fn)`` run once the commit is durable and never on
    rollback. ``wakeups`` tells listeners in this process that something they look for has been committed.

    Raises ConfigurationError for a URL that cannot be used.
    """

    def __init__(self, url: str | URL, *, pool_size: int = 10, busy_timeout_s: float = 30.0) -> None:
        self.url = _parse(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        self.wakeups = Wakeups()
        self.pool_size = pool_size
        self._busy_timeout_s = busy_timeout_s
        self._write_lock = WriteLock()
        self._writer: asyncio.Task[Any] | None = None
        try:
            self.engine = self._create_engine()
        except (ArgumentError, InvalidRequestError, ImportError) as error:
            raise ConfigurationError(
                f"Database URL {self.url.render_as_string()} cannot be used: {error}.", hint=URL_HINT
            ) from error
        self._sessions = async_sessionmaker(
            self.engine,
            expire_on_commit=False,
            autoflush=False,
            info={"database": self},
            sync_session_class=ScopedSession,
        )

    def _create_engine(self) -> AsyncEngine:
        options: dict[str, Any] = {
            "json_serializer": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":")),
            "pool_size": self.pool_size,
            "max_overflow": 0,
        }
        if not self.is_sqlite:
            return create_async_engine(
                self.url, pool_pre_ping=True, connect_args={"connect_timeout": CONNECT_TIMEOUT_S}, **options
            )
        engine = create_async_engine(self.url, connect_args={"timeout": self._busy_timeout_s}, **options)
        use_one_hop(engine)
        _configure_sqlite(engine, self._busy_timeout_s)
        return engine

    @asynccontextmanager
    async def transaction(self, *, urgent: bool = False) -> AsyncIterator[AsyncSession]:
        """Yield a session that commits when the block ends and rolls back when it raises.

        On SQLite writers of this process queue here, first come first served, instead of polling for the file lock;
        what is ``urgent`` (short, and somebody waits for it) goes before the rest. Raises UnavailableError when the
        lock is not free in ``busy_timeout_s``, RuntimeError when nested.
        """
        async with self._writing(urgent=urgent), self._sessions() as session:
            inherit(session)
            hooks = Hooks.of(session)
            async with session.begin():
                yield session
                await hooks.run_before_commit()
            hooks.run_after_commit()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Yield a session for reading; nothing is committed, and a write raises RuntimeError."""
        async with self._sessions() as session:
            inherit(session)
            _refuse_writes(session.sync_session)
            await session.connection(execution_options={"wk_read_only": True})
            yield session  # closing rolls back and, unlike rollback(), leaves loaded objects usable

    @asynccontextmanager
    async def _writing(self, *, urgent: bool) -> AsyncIterator[None]:
        if not self.is_sqlite:
            yield
            return
        me = asyncio.current_task()
        if me is self._writer:
            raise RuntimeError("a transaction was opened inside another one; pass the session on instead")
        try:
            async with asyncio.timeout(self._busy_timeout_s):
                await self._write_lock.acquire(urgent=urgent)
        except TimeoutError as error:
            raise UnavailableError(
                f"The database has been busy for {self._busy_timeout_s:g} s.", hint="Try again in a moment."
            ) from error
        self._writer = me
        try:
            yield
        finally:
            self._writer = None
            self._write_lock.release()

    async def ping(self) -> None:
        """Run the smallest query. Raises SQLAlchemy's error when the database does not answer."""
        async with self.reading() as session:
            await session.execute(text("SELECT 1"))

    async def verify(self) -> None:
        """Make sure at start that the database can be used.

        Raises UnavailableError when it does not answer, ConfigurationError when it refuses (password, name, path);
        both say what to do.
        """
        try:
            if self.is_sqlite:  # first without aiosqlite, whose thread outlives a failure to connect
                await asyncio.to_thread(_open_sqlite, str(self.url.database))
            await self.ping()
        except (SQLAlchemyError, sqlite3.Error, OSError) as error:
            raise explain(error, self.url) from error

    async def dispose(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def _parse(url: str | URL) -> URL:
    try:
        parsed = make_url(url)
    except (ArgumentError, ValueError) as error:
        raise ConfigurationError("The database URL is not a URL that SQLAlchemy understands.", hint=URL_HINT) from error
    if parsed.get_backend_name() not in {"sqlite", "postgresql"}:
        raise ConfigurationError(f"Database {parsed.get_backend_name()!r} is not supported.", hint=URL_HINT)
    if parsed.get_backend_name() == "sqlite" and parsed.database in {None, "", ":memory:"}:
        raise ConfigurationError(
            "An in-memory database cannot be shared by the connections of a process.",
            hint="Name a file: sqlite+aiosqlite:///PATH.",
        )
    return parsed


def _configure_sqlite(engine: AsyncEngine, busy_timeout_s: float) -> None:
    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # the "begin" hook below decides how a transaction starts
        cursor = connection.cursor()
        for pragma in (
            f"busy_timeout={int(busy_timeout_s * 1000)}",
            "journal_mode=WAL",
            "synchronous=FULL",
            "foreign_keys=ON",
        ):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Any) -> None:
        deferred = connection.get_execution_options().get("wk_read_only", False)
        connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")


def _open_sqlite(path: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("PRAGMA schema_version")


def _refuse_writes(session: Session) -> None:
    def refuse() -> None:
        raise RuntimeError("a write was attempted in Database.reading(); use transaction()")

    def on_flush(_session: Session, _context: object, _instances: object) -> None:
        refuse()

    def on_execute(state: ORMExecuteState) -> None:
        if state.is_insert or state.is_update or state.is_delete:
            refuse()

    event.listen(session, "before_flush", on_flush)
    event.listen(session, "do_orm_execute", on_execute)


def database_of(session: AsyncSession) -> Database:
    """Return the database that opened ``session``."""
    database = session.info["database"]
    assert isinstance(database, Database)  # noqa: S101  # sessions are made above and nowhere else
    return database


def default_url(data_dir: Path) -> str:
    """Return the URL of the embedded database inside ``data_dir``."""
    return f"sqlite+aiosqlite:///{data_dir / 'watchkeeper.db'}"
