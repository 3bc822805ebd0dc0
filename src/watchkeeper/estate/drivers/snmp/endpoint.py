"""A few UDP sockets that serve every agent of a loop: request correlation, ICMP refusals, deadlines.

A reply is taken only for an outstanding ticket and only from the address that was asked. ``IP_RECVERR`` makes the
kernel tell which destination a "port unreachable" was about, so a refused port is known at once and not after the last
retry. All waiting requests share one timer.
"""

import asyncio
import contextlib
import errno
import itertools
import secrets
import socket
import struct
import time
from dataclasses import dataclass
from typing import Final

from watchkeeper.estate.drivers.snmp import pdu
from watchkeeper.estate.drivers.snmp.ber import BerError
from watchkeeper.estate.drivers.snmp.failures import NoAnswerError, RefusedError

_MAX_DATAGRAM: Final = 65_535
_RECEIVE_BUFFER: Final = 8 << 20
_SO_RCVBUFFORCE: Final = 33
_IP_RECVERR: Final = 11
_IPV6_RECVERR: Final = 25
_MSG_ERRQUEUE: Final = 0x2000
_SWEEP_S: Final = 0.02
_TICKETS: Final = 0x7FFFFFFF
_ERROR_HEAD: Final = struct.Struct("=IBBBBII")  # struct sock_extended_err of linux/errqueue.h
_REASONS: Final = {
    errno.ECONNREFUSED: "port unreachable",
    errno.EHOSTUNREACH: "host unreachable",
    errno.ENETUNREACH: "network unreachable",
    errno.EACCES: "administratively prohibited",
    errno.EPERM: "refused by the local firewall",
}

Peer = tuple[str, int]


@dataclass(slots=True, eq=False)
class _Waiting:
    peer: Peer
    deadline: float
    future: "asyncio.Future[tuple[bytes, pdu.Envelope]]"
    elsewhere: str = ""
    """Who else answered this very request."""


class UdpEndpoint:
    """One socket of one address family, bound to any port."""

    def __init__(self, family: int, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self._waiting: dict[int, _Waiting] = {}
        self._tickets = itertools.count(secrets.randbelow(_TICKETS // 2) + 1)
        self._sweeper: asyncio.TimerHandle | None = None
        self.strangers = 0
        """Datagrams that answered nothing outstanding, came from elsewhere or could not be read."""
        self._socket = _open_socket(family)
        self._fd = self._socket.fileno()
        loop.add_reader(self._fd, self._on_readable)

    @property
    def in_flight(self) -> int:
        """Requests that wait for an answer."""
        return len(self._waiting)

    def ticket(self) -> int:
        """Return a request id that no other outstanding request of this endpoint has."""
        number = next(self._tickets) % _TICKETS
        return number if number not in self._waiting else self.ticket()

    async def exchange(self, datagram: bytes, ticket: int, peer: Peer, timeout_s: float) -> tuple[bytes, pdu.Envelope]:
        """Send once and wait for the answer with ``ticket`` from ``peer``.

        Raises NoAnswerError after ``timeout_s`` seconds, RefusedError when the network says so.
        """
        waiting = _Waiting(peer, time.monotonic() + timeout_s, self._loop.create_future())
        self._waiting[ticket] = waiting
        try:
            self._send(datagram, peer)
            if self._sweeper is None:
                self._sweeper = self._loop.call_later(_SWEEP_S, self._sweep)
            return await waiting.future
        finally:
            self._waiting.pop(ticket, None)

    def _send(self, datagram: bytes, peer: Peer) -> None:
        try:
            self._socket.sendto(datagram, peer)
        except (BlockingIOError, InterruptedError):
            return  # a full send buffer is a lost datagram like any other: the retry covers it
        except OSError:
            self._drain_errors()  # an earlier destination's error may be reported by this call, so it is tried again
            try:
                self._socket.sendto(datagram, peer)
            except (BlockingIOError, InterruptedError):
                return
            except OSError as error:
                raise RefusedError(_reason(error.errno)) from None

    def _on_readable(self) -> None:
        while True:
            try:
                data, sender = self._socket.recvfrom(_MAX_DATAGRAM)
            except (BlockingIOError, InterruptedError):
                return
            except OSError:
                self._drain_errors()
                self._rearm()
                continue
            self._deliver(data, sender)

    def _deliver(self, data: bytes, sender: tuple[str, int]) -> None:
        try:
            envelope = pdu.open_message(data)
        except BerError:
            self.strangers += 1
            return
        waiting = self._waiting.get(envelope.ticket)
        if waiting is None or waiting.peer != sender[:2] or waiting.future.done():
            self.strangers += 1
            if waiting is not None and waiting.peer != sender[:2]:
                waiting.elsewhere = sender[0]
            return
        waiting.future.set_result((data, envelope))

    def _rearm(self) -> None:
        # libuv stops polling a descriptor whose error queue it has reported; selectors do not mind
        self._loop.remove_reader(self._fd)
        self._loop.add_reader(self._fd, self._on_readable)

    def _drain_errors(self) -> None:
        while True:
            try:
                _, notes, _, peer = self._socket.recvmsg(64, 512, _MSG_ERRQUEUE)
            except OSError:
                return
            code = next((_ERROR_HEAD.unpack_from(body)[0] for _, _, body in notes if len(body) >= _ERROR_HEAD.size), 0)
            if peer and code != errno.EMSGSIZE:
                self._refuse(peer[:2], _reason(code))

    def _refuse(self, peer: Peer, reason: str) -> None:
        for waiting in list(self._waiting.values()):
            if waiting.peer == peer and not waiting.future.done():
                waiting.future.set_exception(RefusedError(reason))

    def _sweep(self) -> None:
        self._on_readable()  # what came while the loop was busy is in time; libuv looks at its timers first
        now = time.monotonic()
        for waiting in list(self._waiting.values()):
            if waiting.deadline <= now and not waiting.future.done():
                waiting.future.set_exception(NoAnswerError("no answer", waiting.elsewhere))
        self._sweeper = self._loop.call_later(_SWEEP_S, self._sweep) if self._waiting else None

    def close(self) -> None:
        """Stop listening; whoever still waits gets a NoAnswerError."""
        if self._sweeper is not None:
            self._sweeper.cancel()
        for waiting in self._waiting.values():
            if not waiting.future.done():
                waiting.future.set_exception(NoAnswerError("the driver was closed"))
        self._waiting.clear()
        with contextlib.suppress(RuntimeError):  # the loop may have ended first
            self._loop.remove_reader(self._fd)
        self._socket.close()


def _reason(code: int | None) -> str:
    return _REASONS.get(code or 0, errno.errorcode.get(code or 0, "network error"))


def _open_socket(family: int) -> socket.socket:
    sock = socket.socket(family, socket.SOCK_DGRAM)
    sock.setblocking(False)
    try:
        sock.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE, _RECEIVE_BUFFER)
    except OSError:  # only the superuser may exceed net.core.rmem_max
        with contextlib.suppress(OSError):
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, _RECEIVE_BUFFER)
    with contextlib.suppress(OSError):  # Linux only; elsewhere a refusal is seen as a timeout
        if family == socket.AF_INET6:
            sock.setsockopt(socket.IPPROTO_IPV6, _IPV6_RECVERR, 1)
        else:
            sock.setsockopt(socket.IPPROTO_IP, _IP_RECVERR, 1)
    sock.bind(("::" if family == socket.AF_INET6 else "0.0.0.0", 0))  # noqa: S104  # nosec B104  # replies come back to any address
    return sock


class Endpoints:
    """The sockets of one event loop, opened when first needed and spread over peers by hash."""

    def __init__(self, sockets: int = 4) -> None:
        self._sockets = sockets
        self._open: dict[tuple[int, int], UdpEndpoint] = {}

    def of(self, peer: Peer) -> UdpEndpoint:
        """Return the endpoint that asks ``peer``; always the same one. Must be called inside the running loop."""
        family = socket.AF_INET6 if ":" in peer[0] else socket.AF_INET
        key = (family, hash(peer) % self._sockets)
        endpoint = self._open.get(key)
        if endpoint is None:
            endpoint = self._open[key] = UdpEndpoint(family, asyncio.get_running_loop())
        return endpoint

    @property
    def strangers(self) -> int:
        """Datagrams that answered nothing outstanding."""
        return sum(endpoint.strangers for endpoint in self._open.values())

    def close(self) -> None:
        """Close every socket."""
        for endpoint in self._open.values():
            endpoint.close()
        self._open.clear()
