"""Syslog over TCP and TLS (RFC 6587, 5425): connections that are read as fast as the queue takes them."""

import asyncio
import ssl
import time
from typing import Final

from watchkeeper.observe.messages.addresses import Listen, explain
from watchkeeper.observe.messages.intake import Intake, Received
from watchkeeper.observe.messages.settings import ReceivingSettings
from watchkeeper.observe.messages.syslog.wire import Framing

_CHUNK: Final = 65_536
_BREATH_S: Final = 0.02


class StreamListener:
    """One listening socket. A full queue slows the senders down: TCP loses nothing while its connection lives."""

    def __init__(
        self, listen: Listen, intake: Intake, *, connections: int, context: ssl.SSLContext | None = None
    ) -> None:
        self._listen = listen
        self._intake = intake
        self._context = context
        self._free = connections
        self._server: asyncio.Server | None = None
        self._open: set[asyncio.Task[None]] = set()
        self.refused = 0

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return 0 if self._server is None else int(self._server.sockets[0].getsockname()[1])

    async def start(self, *, share: bool = False) -> None:
        """Begin to accept connections. Raises ListenError."""
        with explain(self._listen):
            self._server = await asyncio.start_server(
                self._serve,
                self._listen.host or None,
                self._listen.port,
                limit=_CHUNK,
                ssl=self._context,
                reuse_port=share or None,
            )

    async def close(self) -> None:
        """Stop accepting, and end what is open."""
        if self._server is None:
            return
        self._server.close()
        for task in list(self._open):
            task.cancel()
        await asyncio.gather(*self._open, return_exceptions=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self._free <= 0:
            self.refused += 1
            writer.close()
            return
        self._free -= 1
        task = asyncio.current_task()
        if task is not None:
            self._open.add(task)
        try:
            await self._read(reader, str(writer.get_extra_info("peername", ("",))[0]))
        except (ConnectionError, TimeoutError, ssl.SSLError):
            return
        finally:
            self._free += 1
            if task is not None:
                self._open.discard(task)
            writer.close()

    async def _read(self, reader: asyncio.StreamReader, source: str) -> None:
        framing = Framing()
        while data := await reader.read(_CHUNK):
            await self._put(framing.feed(data), source)
        await self._put(framing.rest(), source)

    async def _put(self, messages: list[bytes], source: str) -> None:
        for message in messages:
            while self._intake.full:  # noqa: ASYNC110  # a full queue is rare; an event would cost every message
                await asyncio.sleep(_BREATH_S)
            self._intake.put(Received(message, source, time.time_ns()))


def tls_context(settings: ReceivingSettings) -> ssl.SSLContext:
    """Return the context of syslog over TLS. Raises ConfigurationError when its files are missing or wrong."""
    from watchkeeper.core.errors import ConfigurationError

    if settings.tls_certificate is None:
        raise ConfigurationError(
            "Syslog over TLS needs a certificate.", hint="Set receiving.tls_certificate, or empty receiving.syslog_tls."
        )
    context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    try:
        context.load_cert_chain(settings.tls_certificate, settings.tls_key)
        if settings.tls_client_ca is not None:
            context.load_verify_locations(settings.tls_client_ca)
            context.verify_mode = ssl.CERT_REQUIRED
    except (OSError, ssl.SSLError) as error:
        raise ConfigurationError(
            f"The certificate for syslog over TLS cannot be used: {error}.", hint="Check the files of receiving.tls_*."
        ) from error
    return context
