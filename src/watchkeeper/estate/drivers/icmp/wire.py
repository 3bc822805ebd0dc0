"""ICMP sockets: raw where the system allows it, unprivileged datagram sockets elsewhere, with kernel receive times."""

import contextlib
import errno
import select
import socket
import struct
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Protocol

from watchkeeper.core.errors import UnavailableError
from watchkeeper.estate.drivers.icmp import packets
from watchkeeper.estate.drivers.icmp.packets import EchoReply, IcmpError

_LINUX = sys.platform == "linux"
_SO_TIMESTAMPNS = 35  # asm-generic/socket.h
_SO_RCVBUFFORCE = 33
_SOL_RAW, _ICMP_FILTER = 255, 1  # linux/icmp.h
_ICMPV6_FILTER = 1  # linux/icmpv6.h
_IP_RECVERR, _IPV6_RECVERR, _MSG_ERRQUEUE = 11, 25, 0x2000  # linux/in.h, linux/in6.h, linux/socket.h
_TIMESPEC = struct.Struct("=qq")
_EXTENDED_ERROR = struct.Struct("=IBBBB")  # linux/errqueue.h: ee_errno, ee_origin, ee_type, ee_code, padding
_ICMP_ORIGINS = {2, 3}
_RECEIVE_BUFFER_BYTES = 8 * 2**20
_LARGEST = 2048
_ANCILLARY = 256
_MOST_TROUBLES = 256
_NS_PER_S = 1_000_000_000

HINT = (
    "Allow unprivileged pings: `sysctl -w net.ipv4.ping_group_range='0 2147483647'`, "
    "or give the process the capability cap_net_raw."
)
Answer = EchoReply | IcmpError


class PingDeniedError(UnavailableError):
    """Neither a raw nor a datagram ICMP socket is allowed here."""

    code = "ping_denied"


@dataclass(frozen=True, slots=True)
class Received:
    """One understood message: its sender (packed; None for errors) and when the kernel had it (Unix time, ns)."""

    answer: Answer
    source: bytes | None
    at_ns: int


class EchoWire(Protocol):
    """What a sweep needs of a socket. ``any_ident`` says that the system replaces the identifier by its own."""

    any_ident: bool

    def send(self, packet: bytes, address: str) -> None:
        """Send one echo request. Raises OSError; BlockingIOError when the system has no room just now."""
        ...

    def drain(self) -> Iterator[Received]:
        """Yield what has arrived, without waiting."""
        ...

    def wait(self, timeout_s: float) -> bool:
        """Wait until something arrives; False when nothing did."""
        ...

    def close(self) -> None:
        """Release the socket."""
        ...


class IcmpWire:
    """One ICMP socket for all targets of an address family."""

    def __init__(self, *, ipv6: bool, allow_raw: bool = True) -> None:
        self._ipv6 = ipv6
        self._socket, self.any_ident = _open(ipv6=ipv6, allow_raw=allow_raw)
        self._strip = not ipv6 and not self.any_ident
        self._configure()
        self._poll = select.poll()
        self._poll.register(self._socket, select.POLLIN)

    def _configure(self) -> None:
        sock = self._socket
        sock.setblocking(False)
        try:
            sock.setsockopt(socket.SOL_SOCKET, _SO_RCVBUFFORCE if _LINUX else socket.SO_RCVBUF, _RECEIVE_BUFFER_BYTES)
        except OSError:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2**20)
        if not _LINUX:
            return
        sock.setsockopt(socket.SOL_SOCKET, _SO_TIMESTAMPNS, 1)
        if self.any_ident:
            level, option = (socket.IPPROTO_IPV6, _IPV6_RECVERR) if self._ipv6 else (socket.IPPROTO_IP, _IP_RECVERR)
            sock.setsockopt(level, option, 1)
        elif self._ipv6:
            sock.setsockopt(socket.IPPROTO_ICMPV6, _ICMPV6_FILTER, _v6_filter())
        else:
            wanted = (packets.ECHO_REPLY, packets.UNREACHABLE, packets.TIME_EXCEEDED)
            blocked = 0xFFFFFFFF & ~sum(1 << kind for kind in wanted)
            sock.setsockopt(_SOL_RAW, _ICMP_FILTER, struct.pack("=I", blocked))

    def send(self, packet: bytes, address: str) -> None:
        """Send one echo request."""
        self._socket.sendto(packet, (address, 0))

    def wait(self, timeout_s: float) -> bool:
        """Wait until something arrives."""
        return bool(self._poll.poll(max(0.0, timeout_s) * 1000))

    def drain(self) -> Iterator[Received]:
        """Yield what has arrived, answers first and then the errors of a datagram socket."""
        troubles = 0
        while troubles < _MOST_TROUBLES:
            try:
                message, ancillary, _, sender = self._socket.recvmsg(_LARGEST, _ANCILLARY)
            except (BlockingIOError, InterruptedError):
                break
            except OSError:  # a pending error of a datagram socket; its reason waits in the error queue
                troubles += 1
                continue
            understood = packets.parse(packets.strip_ipv4(message) if self._strip else message, ipv6=self._ipv6)
            if understood is not None:
                yield Received(understood, pack_address(sender[0]), _received_at(ancillary))
        if self.any_ident and _LINUX:
            yield from self._drain_errors()

    def _drain_errors(self) -> Iterator[Received]:
        while True:
            try:
                message, ancillary, _, sender = self._socket.recvmsg(_LARGEST, _ANCILLARY, _MSG_ERRQUEUE)
            except OSError:
                return
            reason = _queued_reason(ancillary, ipv6=self._ipv6)
            if reason and len(message) >= 8 and sender:  # noqa: PLR2004 - an ICMP header
                ident, sequence = struct.unpack_from("!HH", message, 4)
                yield Received(
                    IcmpError(ident, sequence, pack_address(sender[0]), reason), None, _received_at(ancillary)
                )

    def close(self) -> None:
        """Release the socket."""
        self._socket.close()


def _open(*, ipv6: bool, allow_raw: bool) -> tuple[socket.socket, bool]:
    family = socket.AF_INET6 if ipv6 else socket.AF_INET
    protocol = socket.IPPROTO_ICMPV6 if ipv6 else socket.IPPROTO_ICMP
    if allow_raw:
        with contextlib.suppress(PermissionError):
            return socket.socket(family, socket.SOCK_RAW, protocol), False
    try:
        return socket.socket(family, socket.SOCK_DGRAM, protocol), True
    except PermissionError as error:
        raise PingDeniedError("This process may not send pings.", hint=HINT) from error
    except OSError as error:
        if error.errno in {errno.EAFNOSUPPORT, errno.EPROTONOSUPPORT}:
            raise PingDeniedError(f"This system has no {'IPv6' if ipv6 else 'IPv4'} pings.", hint=HINT) from error
        raise


def _v6_filter() -> bytes:
    blocked = bytearray(b"\xff" * 32)
    for kind in (packets.V6_ECHO_REPLY, packets.V6_UNREACHABLE, packets.V6_TIME_EXCEEDED):
        word, bit = divmod(kind, 32)
        (value,) = struct.unpack_from("=I", blocked, word * 4)
        struct.pack_into("=I", blocked, word * 4, value & ~(1 << bit))
    return bytes(blocked)


def pack_address(address: str) -> bytes:
    """Return the octets of an IPv4 or IPv6 address; a zone is left out."""
    plain = address.partition("%")[0]
    return socket.inet_pton(socket.AF_INET6 if ":" in plain else socket.AF_INET, plain)


def _received_at(ancillary: list[tuple[int, int, bytes]]) -> int:
    for level, kind, data in ancillary:
        if level == socket.SOL_SOCKET and kind == _SO_TIMESTAMPNS and len(data) >= _TIMESPEC.size:
            seconds, nanoseconds = _TIMESPEC.unpack_from(data)
            return int(seconds * _NS_PER_S + nanoseconds)
    return time.time_ns()


def _queued_reason(ancillary: list[tuple[int, int, bytes]], *, ipv6: bool) -> str:
    for level, kind, data in ancillary:
        wanted = (socket.IPPROTO_IPV6, _IPV6_RECVERR) if ipv6 else (socket.IPPROTO_IP, _IP_RECVERR)
        if (level, kind) != wanted or len(data) < _EXTENDED_ERROR.size:
            continue
        _, origin, icmp_type, code, _ = _EXTENDED_ERROR.unpack_from(data)
        if origin not in _ICMP_ORIGINS:
            return "unreachable"
        return packets.error_reason(icmp_type, code, ipv6=ipv6)
    return ""
