"""UDP sockets that are drained, not sipped: many datagrams a wake-up, a large kernel buffer, its drops counted."""

import asyncio
import socket
import time
from pathlib import Path
from typing import Final

from watchkeeper.observe.messages.addresses import Listen, explain
from watchkeeper.observe.messages.intake import Intake, Received

LARGEST: Final = 65_535
_AT_ONCE: Final = 512
"""Datagrams that one wake-up reads, so that other sockets get their turn."""
_DROPS_COLUMN: Final = 12


class UdpListener:
    """One bound socket that fills an intake. With ``answers`` its messages can be answered, as informs are."""

    def __init__(
        self, listen: Listen, intake: Intake, *, buffer_bytes: int, share: bool = False, answers: bool = True
    ) -> None:
        self._intake = intake
        self._answers = answers
        self._socket = self._bound(listen, buffer_bytes, share=share)
        self._loop: asyncio.AbstractEventLoop | None = None
        self._inode = str(Path(f"/proc/self/fd/{self._socket.fileno()}").readlink()).partition("[")[2].rstrip("]")

    @staticmethod
    def _bound(listen: Listen, buffer_bytes: int, *, share: bool) -> socket.socket:
        with explain(listen):
            family, kind, protocol, _, where = socket.getaddrinfo(
                listen.host or None, listen.port, type=socket.SOCK_DGRAM, flags=socket.AI_PASSIVE
            )[0]
            found = socket.socket(family, kind, protocol)
            try:
                if share:
                    found.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
                _enlarge(found, buffer_bytes)
                found.setblocking(False)
                found.bind(where)
            except OSError:
                found.close()
                raise
            return found

    @property
    def port(self) -> int:
        """The port that is listened on."""
        return int(self._socket.getsockname()[1])

    def start(self) -> None:
        """Begin to fill the intake."""
        self._loop = asyncio.get_running_loop()
        self._loop.add_reader(self._socket.fileno(), self._drain)

    def close(self) -> None:
        """Stop listening."""
        if self._loop is not None:
            self._loop.remove_reader(self._socket.fileno())
        self._socket.close()

    def _drain(self) -> None:
        receive, put, answer = self._socket.recvfrom, self._intake.put, self._socket.sendto
        now, answers = time.time_ns(), self._answers
        for number in range(_AT_ONCE):
            try:
                octets, where = receive(LARGEST)
            except BlockingIOError:
                return
            except OSError:  # a port unreachable that an answer met; the socket lives on
                continue
            put(Received(octets, where[0], now + number, _Answer(answer, where) if answers else None))

    def kernel_drops(self) -> int:
        """Return how many datagrams the kernel dropped because the buffer was full, since the socket exists."""
        for table in ("/proc/net/udp", "/proc/net/udp6"):
            try:
                lines = Path(table).read_text(encoding="ascii").splitlines()[1:]
            except OSError:
                continue
            for line in lines:
                columns = line.split()
                if len(columns) > _DROPS_COLUMN and columns[9] == self._inode:
                    return int(columns[_DROPS_COLUMN])
        return 0


class _Answer:
    """Sends back to where a datagram came from; a peer that is gone is no error of ours."""

    __slots__ = ("_send", "_where")

    def __init__(self, send: "object", where: "object") -> None:
        self._send = send
        self._where = where

    def __call__(self, octets: bytes) -> None:
        try:
            self._send(octets, self._where)  # type: ignore[operator]
        except OSError:
            return


def _enlarge(found: socket.socket, size: int) -> None:
    """Ask for a large receive buffer; root gets it whatever net.core.rmem_max says."""
    try:
        found.setsockopt(socket.SOL_SOCKET, 33, size)  # SO_RCVBUFFORCE
    except OSError:
        found.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, size)
