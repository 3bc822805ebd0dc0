"""Carrying sealed entries out: to a file, whole or not at all, or to a syslog receiver."""

import os
import socket
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit import repository
from watchkeeper.core.audit.archiving import line_of
from watchkeeper.core.audit.formats import Line
from watchkeeper.core.errors import UnavailableError

CHUNK = 5000
_MOST_DATAGRAM = 65_000  # bytes that surely fit into a UDP datagram
_TIMEOUT_S = 10.0

Send = Callable[[str], None]


async def sealed_lines(
    session: AsyncSession, *, after: int = 0, since: datetime | None = None, until: datetime | None = None
) -> AsyncIterator[list[Line]]:
    """Yield sealed entries behind place ``after``, in order, some at a time; a span of time narrows them."""
    while rows := await repository.sealed(session, after, CHUNK):
        after = int(rows[-1].sequence)
        wanted = [row for row in rows if (since is None or row.at >= since) and (until is None or row.at < until)]
        yield [line_of(row) for row in wanted]


@contextmanager
def to_file(path: Path) -> Iterator[Send]:
    """Yield what writes a line into ``path``; the file appears, durably and private, when the block ends well."""
    draft = path.with_name(f".{path.name}.draft")
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    try:
        with os.fdopen(descriptor, "w", encoding="utf-8") as file:
            yield lambda line: _write(file.write, line)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(path)
    finally:
        draft.unlink(missing_ok=True)


def _write(write: Callable[[str], int], line: str) -> None:
    write(f"{line}\n")


@contextmanager
def to_syslog_server(host: str, port: int, transport: Literal["udp", "tcp"]) -> Iterator[Send]:
    """Yield what sends a message to a syslog receiver.

    TCP counts octets (RFC 6587 §3.4.1), so that no text can pass for the end of a message; UDP (RFC 5426) cuts off
    what a datagram cannot hold. Raises UnavailableError when the receiver cannot be reached.
    """
    kind = socket.SOCK_STREAM if transport == "tcp" else socket.SOCK_DGRAM
    try:
        family, _, protocol, _, where = socket.getaddrinfo(host, port, type=kind)[0]
        with socket.socket(family, kind, protocol) as channel:
            channel.settimeout(_TIMEOUT_S)
            channel.connect(where)
            yield lambda message: _send(channel, message, counted=transport == "tcp")
    except OSError as error:
        raise UnavailableError(
            f"The syslog receiver {host}:{port} cannot be reached: {error.strerror or error}.",
            hint="Check the address, the port and the transport.",
        ) from error


def _send(channel: socket.socket, message: str, *, counted: bool) -> None:
    data = message.encode()
    channel.sendall(b"%d %s" % (len(data), data) if counted else data[:_MOST_DATAGRAM])


def send_all(lines: Iterable[Line], render: Callable[[Line], str], send: Send) -> int:
    """Send every line and return how many."""
    count = 0
    for line in lines:
        send(render(line))
        count += 1
    return count
