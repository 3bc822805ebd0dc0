"""Fixtures every test may ask for: databases of both kinds, an HTTP client, a record of SQL statements."""

import ctypes
import gc
import io
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psycopg
import pytest
import sqlalchemy as sa
from fastapi import APIRouter, FastAPI, Request
from hypothesis import settings
from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.database import Base, Database
from watchkeeper.core.errors import UnauthenticatedError
from watchkeeper.core.http.app import API_PREFIX, create_base_app
from watchkeeper.core.http.security import Principal
from watchkeeper.core.migrate import load_models
from watchkeeper.core.scope import EVERYTHING
from watchkeeper.core.settings import LoggingSettings
from watchkeeper.core.telemetry.logs import configure_logging
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.kit.garbage import look_seldom

settings.register_profile("watchkeeper", deadline=None)  # no test asserts wall-clock time
settings.load_profile("watchkeeper")

look_seldom()  # as the program does

PR_SET_PDEATHSIG = 1  # prctl(2)
START_TIMEOUT_S = 30
TEMPLATE = "wk_template"


def pytest_collection_finish() -> None:
    """Never look through modules and tests for garbage again: they stay."""
    gc.collect()
    gc.freeze()


def pytest_sessionfinish() -> None:
    """Let the interpreter take everything apart as it would otherwise."""
    gc.unfreeze()


def find_postgresql() -> Path | None:
    """Return the directory of PostgreSQL's server programs: Debian's, Homebrew's or PATH's."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: int(path.parent.name), reverse=True)
    homebrew = sorted(Path("/opt/homebrew/opt").glob("postgresql*/bin"), reverse=True)
    on_path = [Path(found).parent] if (found := shutil.which("initdb")) else []
    return next((path for path in (*debian, *homebrew, *on_path) if (path / "initdb").exists()), None)


class PostgresServer:
    """A PostgreSQL of its own: in a temporary directory, on a UNIX socket, as an unprivileged user.

    It dies with the test process, even with a killed one.
    """

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._user = _unprivileged_user()
        self.directory = Path(tempfile.mkdtemp(prefix="wk-pg-", dir="/tmp"))
        if self._user is not None:
            account = pwd.getpwnam(self._user)
            os.chown(self.directory, account.pw_uid, account.pw_gid)
        self._data = self.directory / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._run("initdb", "-D", self._data, "-U", "postgres", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync")

    def _run(self, program: str, *arguments: object) -> None:
        done = subprocess.run(
            [str(self._programs / program), *map(str, arguments)],
            user=self._user,
            cwd=self.directory,
            capture_output=True,
            check=False,
        )
        if done.returncode:
            raise RuntimeError(f"{program} failed: {done.stderr.decode()}")

    def start(self) -> None:
        """Start it and wait until it answers."""
        options = {
            "listen_addresses": "",
            "unix_socket_directories": self.directory,
            "fsync": "off",
            "synchronous_commit": "off",
            "full_page_writes": "off",
            "max_connections": 200,
            "shared_buffers": "32MB",
        }
        flags = [word for name, value in options.items() for word in ("-c", f"{name}={value}")]
        with (self.directory / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._programs / "postgres"), "-D", str(self._data), *flags],
                user=self._user,
                cwd=self.directory,
                stdout=log,
                stderr=log,
                preexec_fn=_die_with_parent if sys.platform == "linux" else None,  # noqa: PLW1509  # no threads yet
            )
        deadline = time.monotonic() + START_TIMEOUT_S
        while True:
            try:
                self.execute("SELECT 1")
            except psycopg.OperationalError:
                if self._process.poll() is not None or time.monotonic() > deadline:
                    raise RuntimeError((self.directory / "log").read_text()) from None
                time.sleep(0.05)
            else:
                return

    def stop(self) -> None:
        """Stop it at once, breaking every connection; its data stays."""
        if self._process is not None:
            self._process.send_signal(signal.SIGINT)  # "fast shutdown"
            self._process.wait(START_TIMEOUT_S)
            self._process = None

    def remove(self) -> None:
        """Stop it and delete its data."""
        self.stop()
        shutil.rmtree(self.directory)

    def execute(self, statement: str) -> None:
        """Run one statement outside of a transaction."""
        with self._connect() as connection:
            connection.execute(statement.encode())

    def _connect(self) -> psycopg.Connection:
        return psycopg.connect(
            f"host={self.directory} user=postgres dbname=postgres connect_timeout=5", autocommit=True
        )

    def url(self, name: str) -> str:
        """Return the URL of database ``name``."""
        return f"postgresql+psycopg://postgres@/{name}?host={self.directory}"

    @contextmanager
    def database(self, template: str = "template1") -> Iterator[str]:
        """Make a database from ``template``, yield its URL, drop it."""
        name = f"wk_{uuid.uuid4().hex}"
        with self._connect() as connection:
            # from 15 on copied pages are logged as well unless one says so, which takes twice as long
            strategy = "STRATEGY FILE_COPY" if connection.info.server_version >= 150_000 else ""
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {strategy}".encode())
        try:
            yield self.url(name)
        finally:
            self.execute(f"DROP DATABASE {name} WITH (FORCE)")


def _unprivileged_user() -> str | None:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _die_with_parent() -> None:
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGINT)


@pytest.fixture(scope="session", autouse=True)
def logs_go_through_the_standard_library() -> None:
    """Have ``caplog`` see every event; without a set-up structlog prints tracebacks with locals, which is slow."""
    configure_logging(LoggingSettings(level="debug", format="json"), stream=io.StringIO())


@pytest.fixture(scope="session")
def new_postgresql() -> Iterator[Callable[[], PostgresServer]]:
    """Make running PostgreSQL servers; skips where the programs are not installed."""
    programs = find_postgresql()
    if programs is None:
        pytest.skip("PostgreSQL is not installed (apt-get install postgresql)")
    made: list[PostgresServer] = []

    def make() -> PostgresServer:
        server = PostgresServer(programs)
        made.append(server)
        server.start()
        return server

    yield make
    for server in made:
        server.remove()


@pytest.fixture(scope="session")
def postgresql(new_postgresql: Callable[[], PostgresServer]) -> PostgresServer:
    """The session's PostgreSQL server; each worker of a parallel run has its own."""
    return new_postgresql()


@pytest.fixture(scope="session")
def postgresql_template(postgresql: PostgresServer) -> str:
    """The name of a database with all tables, to be cloned."""
    load_models()
    postgresql.execute(f"CREATE DATABASE {TEMPLATE}")
    _create_tables(postgresql.url(TEMPLATE))
    return TEMPLATE


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with all tables, to be copied."""
    load_models()
    path = tmp_path_factory.mktemp("sqlite") / "template.db"
    _create_tables(f"sqlite:///{path}")
    return path


def _create_tables(url: str) -> None:
    engine = sa.create_engine(url)
    Base.metadata.create_all(engine)
    engine.dispose()


@pytest.fixture(params=["sqlite", "postgresql"])
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a fresh database with all tables and no rows, on each backend in turn."""
    if request.param == "sqlite":
        path = tmp_path / "watchkeeper.db"
        shutil.copyfile(request.getfixturevalue("sqlite_template"), path)
        yield f"sqlite+aiosqlite:///{path}"
        return
    server: PostgresServer = request.getfixturevalue("postgresql")
    with server.database(request.getfixturevalue("postgresql_template")) as url:
        yield url


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """A fresh database with all tables and no rows, on each backend in turn."""
    opened = Database(database_url)
    yield opened
    await opened.dispose()


@pytest.fixture
async def sqlite_database(sqlite_template: Path, tmp_path: Path) -> AsyncIterator[Database]:
    """A fresh SQLite database, for tests to which the backend makes no difference."""
    path = tmp_path / "watchkeeper.db"
    shutil.copyfile(sqlite_template, path)
    opened = Database(f"sqlite+aiosqlite:///{path}")
    yield opened
    await opened.dispose()


@dataclass
class Statements:
    """The SQL statements that were sent; transaction control is left out."""

    sent: list[str] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.sent)


@pytest.fixture
def query_counter() -> Callable[[Database], object]:
    """Record statements: ``with query_counter(database) as statements: …; assert len(statements) == 2``."""

    @contextmanager
    def recording(database: Database) -> Iterator[Statements]:
        statements = Statements()

        def record(_c: object, _cursor: object, statement: str, *_rest: object) -> None:
            if not statement.startswith(("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "PRAGMA")):
                statements.sent.append(statement)

        engine = database.engine.sync_engine
        event.listen(engine, "before_cursor_execute", record)
        try:
            yield statements
        finally:
            event.remove(engine, "before_cursor_execute", record)

    return recording


@dataclass
class FixedAuthenticator:
    """Says that everybody is ``principal``; None is nobody."""

    principal: Principal | None

    async def authenticate(self, request: Request, session: AsyncSession) -> Principal:
        if self.principal is None:
            raise UnauthenticatedError("Log in first.")
        return self.principal


class _EveryPermission(frozenset[str]):
    __slots__ = ()

    def __contains__(self, item: object) -> bool:
        return True


def make_principal(*permissions: str) -> Principal:
    """Return a person with just these permissions; with none given, every permission."""
    granted = frozenset(permissions) if permissions else _EveryPermission()
    return Principal(1, "tester", "admin", granted, EVERYTHING)


@pytest.fixture
async def api_client(database: Database) -> AsyncIterator[Callable[..., httpx.AsyncClient]]:
    """Make clients of an application with the given routers: ``client = api_client(build_router(service))``.

    ``permissions`` are those of whoever asks (default: all; None: nobody is logged in). Each request gets a session of
    its own, so that an object never brings along what an earlier one happened to load: with ``lazy="raise"`` a missing
    eager load fails. ``client.app`` is the application.
    """
    clients: list[httpx.AsyncClient] = []

    def make(
        *routers: APIRouter, permissions: Iterable[str] | None = (), prefix: str = API_PREFIX
    ) -> httpx.AsyncClient:
        principal = None if permissions is None else make_principal(*permissions)
        app: FastAPI = create_base_app(
            database=database, authenticator=FixedAuthenticator(principal), metrics=Metrics()
        )
        for router in routers:
            app.include_router(router, prefix=prefix)
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test")
        client.app = app  # type: ignore[attr-defined]
        clients.append(client)
        return client

    yield make
    for client in clients:
        await client.aclose()
