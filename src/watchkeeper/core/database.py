"""The relational database: one engine, two dialects (SQLite in WAL mode, PostgreSQL), one transaction an edge."""

import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, ClassVar

from pydantic import BaseModel, Field
from sqlalchemy import JSON, DateTime, Dialect, MetaData, event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, async_sessionmaker, create_async_engine
from sqlalchemy.orm import DeclarativeBase
from sqlalchemy.types import TypeDecorator

from watchkeeper.core.errors import ConfigurationError

AfterCommit = Callable[[], None]

NAMING = {
    "ix": "ix_%(column_0_label)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class UtcDateTime(TypeDecorator[datetime]):
    """An aware UTC moment. SQLite stores it without zone; it comes back aware all the same."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse naive values; convert others to UTC."""
        del dialect
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("naive datetime given to the database; times are UTC and aware")
        return value.astimezone(UTC)

    def process_result_value(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Attach UTC to what SQLite returns."""
        del dialect
        if value is None:
            return None
        return value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


class Base(DeclarativeBase):
    """Parent of every table. Relationships are declared with ``lazy="raise"``."""

    metadata = MetaData(naming_convention=NAMING)
    type_annotation_map: ClassVar[dict[Any, Any]] = {
        datetime: UtcDateTime,
        dict[str, object]: JSON,
        dict[str, str]: JSON,
        list[str]: JSON,
    }


class DatabaseSettings(BaseModel):
    """Where relational state lives."""

    url: str | None = Field(
        default=None,
        description="SQLAlchemy URL (sqlite+aiosqlite:///… or postgresql+psycopg://…). "
        "Default: watchkeeper.db in the data directory.",
    )
    pool_size: int = Field(default=10, ge=1, description="Open PostgreSQL connections per process.")
    busy_timeout_s: float = Field(default=30.0, gt=0, description="How long SQLite waits for a lock.")


class Database:
    """An engine and its sessions.

    ``transaction()`` is for work that may write: it takes SQLite's write lock at the start, commits at the end and
    rolls back on any exception. ``reading()`` is for work that only reads. After-commit callbacks registered with
    ``after_commit(session, fn)`` run once the commit is durable and never on rollback.
    """

    def __init__(self, url: str | URL, *, pool_size: int = 10, busy_timeout_s: float = 30.0) -> None:
        self.url = make_url(url)
        self.is_sqlite = self.url.get_backend_name() == "sqlite"
        if not self.is_sqlite and self.url.get_backend_name() != "postgresql":
            raise ConfigurationError(
                f"Database {self.url.get_backend_name()!r} is not supported.",
                hint="Use sqlite+aiosqlite:///PATH or postgresql+psycopg://USER@HOST/NAME in database.url.",
            )
        self.engine = self._create_engine(pool_size, busy_timeout_s)
        self._sessions = async_sessionmaker(self.engine, expire_on_commit=False, autoflush=False)

    def _create_engine(self, pool_size: int, busy_timeout_s: float) -> AsyncEngine:
        dumps = {"json_serializer": lambda value: json.dumps(value, ensure_ascii=False, separators=(",", ":"))}
        if not self.is_sqlite:
            return create_async_engine(self.url, pool_size=pool_size, pool_pre_ping=True, **dumps)
        engine = create_async_engine(self.url, connect_args={"timeout": busy_timeout_s}, **dumps)

        @event.listens_for(engine.sync_engine, "connect")
        def configure(connection: Any, _record: object) -> None:
            connection.isolation_level = None  # the "begin" hook below decides how a transaction starts
            cursor = connection.cursor()
            for pragma in (
                "journal_mode=WAL",
                "synchronous=FULL",
                "foreign_keys=ON",
                f"busy_timeout={int(busy_timeout_s * 1000)}",
            ):
                cursor.execute(f"PRAGMA {pragma}")
            cursor.close()

        @event.listens_for(engine.sync_engine, "begin")
        def begin(connection: Any) -> None:
            deferred = connection.get_execution_options().get("wk_read_only", False)
            connection.exec_driver_sql("BEGIN" if deferred else "BEGIN IMMEDIATE")

        return engine

    @asynccontextmanager
    async def transaction(self) -> AsyncIterator[AsyncSession]:
        """Yield a session that commits when the block ends and rolls back when it raises."""
        async with self._sessions() as session:
            async with session.begin():
                yield session
            for callback in session.info.pop("after_commit", []):
                callback()

    @asynccontextmanager
    async def reading(self) -> AsyncIterator[AsyncSession]:
        """Yield a session for reading; nothing is committed."""
        async with self._sessions() as session:
            await session.connection(execution_options={"wk_read_only": True})
            yield session
            await session.rollback()

    async def ping(self) -> None:
        """Run the smallest query. Raises SQLAlchemy's error when the database does not answer."""
        async with self.reading() as session:
            await session.execute(text("SELECT 1"))

    async def dispose(self) -> None:
        """Close every connection."""
        await self.engine.dispose()


def after_commit(session: AsyncSession, callback: AfterCommit) -> None:
    """Have ``callback`` called once ``session``'s transaction has been committed."""
    session.info.setdefault("after_commit", []).append(callback)


def default_url(data_dir: Path) -> str:
    """Return the URL of the embedded database inside ``data_dir``."""
    return f"sqlite+aiosqlite:///{data_dir / 'watchkeeper.db'}"
