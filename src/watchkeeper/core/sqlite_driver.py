"""SQLite statements in one hop to the connection's thread instead of four.

aiosqlite runs a thread for each connection. SQLAlchemy's adapter crosses over to it to make a cursor, to execute, to
fetch and to close; on a busy machine those crossings cost more than the statements. Here a statement is made, executed,
fetched and closed in one crossing, and a rollback with nothing to roll back makes none.
"""

import collections
import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.dialects.sqlite.aiosqlite import AsyncAdapt_aiosqlite_connection, AsyncAdapt_aiosqlite_cursor
from sqlalchemy.ext.asyncio import AsyncEngine
from sqlalchemy.util import EMPTY_DICT


@dataclass(slots=True)
class _Executed:
    """What a statement left behind, in place of its cursor."""

    description: Any = None
    rowcount: int = -1
    lastrowid: int = 0
    arraysize: int = 1
    rows: list[Any] = field(default_factory=list)

    def close(self) -> None:
        """Nothing is open."""


class _Cursor(AsyncAdapt_aiosqlite_cursor):
    __slots__ = ()
    _awaitable_cursor_close = False

    def __init__(self, adapt_connection: Any) -> None:
        self._adapt_connection = adapt_connection
        self._connection = adapt_connection._connection  # noqa: SLF001  # the adapter's own layout
        self._cursor: Any = _Executed()
        self._soft_closed_memoized = EMPTY_DICT
        self._rows = collections.deque()

    async def _execute_async(self, operation: Any, parameters: Any) -> Any:
        await self._run(operation, parameters, many=False)

    async def _executemany_async(self, operation: Any, seq_of_parameters: Any) -> Any:
        await self._run(operation, seq_of_parameters, many=True)

    async def _run(self, operation: str, parameters: Any, *, many: bool) -> None:
        connection: Any = self._connection
        async with self._adapt_connection._execute_mutex:  # noqa: SLF001  # as above
            self._cursor = await connection._execute(_execute, connection._conn, operation, parameters, many)  # noqa: SLF001
        self._rows = collections.deque(self._cursor.rows)


class _Connection(AsyncAdapt_aiosqlite_connection):
    __slots__ = ()
    _cursor_cls = _Cursor

    def rollback(self) -> None:
        connection: Any = self._connection
        if connection._connection is not None and connection._connection.in_transaction:  # noqa: SLF001  # as above
            super().rollback()


def _execute(connection: sqlite3.Connection, operation: str, parameters: Sequence[Any] | None, many: bool) -> _Executed:  # noqa: FBT001  # called by position in the thread
    cursor = connection.cursor()
    try:
        if many:
            cursor.executemany(operation, parameters or ())
        else:
            cursor.execute(operation, parameters or ())
        rows = cursor.fetchall() if cursor.description else []
        return _Executed(cursor.description, cursor.rowcount, cursor.lastrowid or 0, cursor.arraysize, rows)
    finally:
        cursor.close()


def use_one_hop(engine: AsyncEngine) -> None:
    """Have ``engine`` open its connections this way."""

    @event.listens_for(engine.sync_engine, "do_connect")
    def connect(dialect: Any, _record: object, arguments: Any, options: Any) -> _Connection:
        adapted = dialect.dbapi.connect(*arguments, **options)
        return _Connection(dialect.dbapi, adapted._connection)  # noqa: SLF001  # as above
