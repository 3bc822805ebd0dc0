"""A bounded pool of DuckDB cursors: parameters are bound, memory and threads limited, other files out of reach."""

import queue
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import pyarrow as pa

from watchkeeper.observe.series.errors import QueryFailedError

if TYPE_CHECKING:
    import duckdb

Parameters = Mapping[str, object]


class QueryPool:
    """Runs SQL over Parquet files below ``root``. Thread-safe; ``concurrency`` queries run at once."""

    def __init__(self, root: Path, *, concurrency: int, threads: int, memory_mb: int, timeout_s: float) -> None:
        self._root = root
        self._timeout_s = timeout_s
        self._options = {"threads": str(threads), "memory_limit": f"{memory_mb}MB"}
        self._concurrency = concurrency
        self._lock = threading.Lock()
        self._connection: duckdb.DuckDBPyConnection | None = None
        self._free: queue.Queue[duckdb.DuckDBPyConnection] = queue.Queue()

    def fetch(self, sql: str, parameters: Parameters) -> pa.Table:
        """Run ``sql`` and return its rows. Raises duckdb.Error, or QueryFailedError when it takes too long."""
        with self._cursor() as cursor:
            watchdog = threading.Timer(self._timeout_s, cursor.interrupt)
            watchdog.daemon = True
            watchdog.start()
            try:
                return cursor.sql(sql, params=dict(parameters)).to_arrow_table()
            except Exception as error:
                if type(error).__name__ == "InterruptException":
                    raise QueryFailedError(
                        f"The query was given up after {self._timeout_s:g} s.",
                        hint="Ask for fewer devices, a shorter time or a longer step.",
                    ) from error
                raise
            finally:
                watchdog.cancel()

    @contextmanager
    def _cursor(self) -> Iterator["duckdb.DuckDBPyConnection"]:
        self._open()
        try:
            cursor = self._free.get(timeout=self._timeout_s)
        except queue.Empty:
            raise QueryFailedError(
                "Too many queries are running.", hint="Try again, or raise series.query_concurrency."
            ) from None
        try:
            yield cursor
        finally:
            self._free.put(cursor)

    def _open(self) -> None:
        with self._lock:
            if self._connection is not None:
                return
            import duckdb

            self._connection = duckdb.connect(
                config={
                    **self._options,
                    "autoinstall_known_extensions": "false",
                    "autoload_known_extensions": "false",
                    "preserve_insertion_order": "false",
                }
            )
            self._connection.execute("SET GLOBAL parquet_metadata_cache = true")
            self._connection.execute("SET GLOBAL TimeZone = 'UTC'")
            self._connection.execute("SET allowed_directories = [$1]", [str(self._root.absolute())])
            self._connection.execute("SET enable_external_access = false")
            self._connection.execute("SET lock_configuration = true")
            for _ in range(self._concurrency):
                self._free.put(self._connection.cursor())

    def close(self) -> None:
        """Close every cursor; running queries are interrupted."""
        with self._lock:
            if self._connection is not None:
                self._connection.interrupt()
                self._connection.close()
            self._connection = None
            self._free = queue.Queue()
