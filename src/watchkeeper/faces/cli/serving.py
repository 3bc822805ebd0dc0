"""The life of a server process: own the data directory, migrate, listen, say where, stop in order."""

import asyncio
import os
import signal
import socket
import sys
from collections.abc import Awaitable, Callable
from dataclasses import dataclass

import uvicorn
import uvloop

from watchkeeper.core.errors import UnavailableError
from watchkeeper.core.telemetry import configure_logging
from watchkeeper.core.telemetry.kept import keep_lines
from watchkeeper.estate.accounts.service import FirstLogin
from watchkeeper.faces import wiring
from watchkeeper.faces.cli.ownership import Ownership, own
from watchkeeper.faces.cli.preparing import prepare
from watchkeeper.faces.process import running
from watchkeeper.faces.settings import Settings

REQUESTS_END_WITHIN_S = 5
SWITCH_S = 0.001
"""How long a thread that computes keeps others waiting: a statement of SQLite waits three times for its turn."""
_WILDCARDS = {"0.0.0.0": "127.0.0.1", "::": "::1", "": "127.0.0.1"}  # noqa: S104  # nosec B104  # replaced, not bound


class AddressError(UnavailableError):
    """The server cannot listen where it should."""

    code = "address_unusable"


@dataclass(frozen=True, slots=True)
class Welcome:
    """What to tell once the server answers. ``login`` is there on the first start only."""

    address: str
    pid: int
    version: str
    login: FirstLogin | None


def run(settings: Settings, welcome: Callable[[Welcome], None]) -> None:
    """Serve until SIGTERM or SIGINT. ``welcome`` is called when the first request would be answered.

    Raises DataDirectoryInUseError, AddressError, and what opening the installation raises.
    """
    configure_logging(settings.logging)
    sys.setswitchinterval(SWITCH_S)
    with (
        own(settings.data_dir) as ownership,
        _bound(settings.server.host, settings.server.port) as listener,
        asyncio.Runner(loop_factory=uvloop.new_event_loop) as runner,
    ):
        keep_lines(settings.data_dir, "serve", settings.logging)
        runner.run(_serve(settings, ownership, listener, welcome))


def _bound(host: str, port: int) -> socket.socket:
    """Return a socket that holds the address; it listens only when the server is ready."""
    try:
        family, kind, protocol, _, where = socket.getaddrinfo(
            host or None, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE
        )[0]
    except OSError as error:
        raise AddressError(
            f"{host!r} is no address of this machine: {error.strerror}.", hint="Correct server.host or --host."
        ) from error
    listener = socket.socket(family, kind, protocol)
    try:
        listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listener.bind(where)
    except OSError as error:
        listener.close()
        raise AddressError(
            f"{host}:{port} cannot be used: {error.strerror}.",
            hint="Stop what listens there, or choose another address with --host and --port.",
        ) from error
    return listener


def _address(listener: socket.socket) -> str:
    host, port = listener.getsockname()[:2]
    host = _WILDCARDS.get(host, host)
    return f"http://{f'[{host}]' if ':' in host else host}:{port}"


async def _serve(
    settings: Settings, ownership: Ownership, listener: socket.socket, welcome: Callable[[Welcome], None]
) -> None:
    database = wiring.open_database(settings)
    try:
        await prepare(settings, database)
        services = await wiring.assemble(settings, database)
        async with database.transaction() as session:
            await services.rotation.check(session)
            login = await services.accounts.ensure_first_admin(session)
        address = _address(listener)

        def ready() -> None:
            ownership.announce(address)
            welcome(Welcome(address, os.getpid(), wiring.version(), login))

        async with running(services) as process:
            config = uvicorn.Config(
                process.app,
                log_config=None,
                access_log=False,  # every request is logged by the application, with its id
                lifespan="off",
                server_header=False,
                proxy_headers=False,  # the application reads them, from trusted proxies only
                timeout_graceful_shutdown=REQUESTS_END_WITHIN_S,
            )
            for number in (signal.SIGINT, signal.SIGTERM):
                signal.signal(number, _already_stopped)
            await _Server(config, ready, process.hang_up).serve(sockets=[listener])
    finally:
        await database.dispose()


def _already_stopped(_number: int, _frame: object) -> None:
    """Ignore what uvicorn raises again after it has stopped in order: being told to stop is no failure."""


class _Server(uvicorn.Server):
    """A server that says when it listens and ends live connections before it waits for requests."""

    def __init__(
        self, config: uvicorn.Config, on_ready: Callable[[], None], on_stopping: Callable[[], Awaitable[None]]
    ) -> None:
        super().__init__(config)
        self._on_ready = on_ready
        self._on_stopping = on_stopping

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            self._on_ready()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        await self._on_stopping()
        await super().shutdown(sockets)
