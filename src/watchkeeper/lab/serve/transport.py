"""One UDP socket for thousands of addresses, or, where that cannot be had, one socket a device.

On Linux the whole of 127/8 is local: a socket bound to 0.0.0.0 receives for every address, and ``IP_PKTINFO`` tells
which one was asked and which one the answer leaves from. Elsewhere each device has its own port at 127.0.0.1.
"""

import contextlib
import errno
import ipaddress
import socket
import struct
import sys
from collections.abc import Iterator, Sequence
from typing import Final, Protocol

from watchkeeper.lab.errors import LabError

_IP_PKTINFO: Final = 8
"""Linux' number; the socket module names it from Python 3.12 on."""
_PKTINFO: Final = struct.Struct("=I4s4s")
_ANCILLARY: Final = socket.CMSG_SPACE(_PKTINFO.size)
_LARGEST_REQUEST: Final = 8_192
_SHARED_BUFFER: Final = 8 << 20
_OWN_BUFFER: Final = 256 << 10
_BATCH: Final = 256
_PER_NETWORK: Final = 250

Client = tuple[str, int]


class Transport(Protocol):
    """Where requests come from and responses go."""

    @property
    def sockets(self) -> Sequence[socket.socket]:
        """Return the sockets to wait for."""
        ...

    def endpoint(self, number: int) -> tuple[str, int]:
        """Return address and port of device ``number``."""
        ...

    def receive(self, ready: socket.socket) -> Iterator[tuple[int, bytes, Client]]:
        """Yield what has arrived (device, datagram, client), up to a batch."""
        ...

    def send(self, number: int, response: bytes, client: Client) -> None:
        """Send a response from device ``number``; a client that has gone is ignored."""
        ...

    def close(self) -> None:
        """Release the sockets."""
        ...


def device_address(network: str, number: int) -> str:
    """Return the loopback address of device ``number``: 250 a /24, so that none ends in 0 or 255."""
    third, last = divmod(number, _PER_NETWORK)
    return str(ipaddress.IPv4Address(network) + third * 256 + last + 1)


def _udp(address: str, port: int, *, share: bool, buffer: int) -> socket.socket:
    sock = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
    sock.setblocking(False)
    for option in (socket.SO_RCVBUF, socket.SO_SNDBUF):
        with contextlib.suppress(OSError):  # more than this system allows: its own default then
            sock.setsockopt(socket.SOL_SOCKET, option, buffer)
    if share:
        sock.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEPORT, 1)
    try:
        sock.bind((address, port))
    except OSError as error:
        sock.close()
        hint = "Another lab may be running (`wk lab status`); choose another --port, or 0 for a free one."
        raise LabError(f"UDP port {port} cannot be used: {error.strerror}.", hint=hint) from error
    return sock


class AddressTransport:
    """A device is an address of 127/8; all share one port. Linux."""

    def __init__(self, count: int, network: str, port: int, *, share: bool) -> None:
        self._socket = _udp("0.0.0.0", port, share=share, buffer=_SHARED_BUFFER)  # noqa: S104  # nosec B104  # answers for 127/8 only, which nobody can reach
        self._socket.setsockopt(socket.IPPROTO_IP, _IP_PKTINFO, 1)
        self.port: int = self._socket.getsockname()[1]
        self._addresses = [socket.inet_aton(device_address(network, number)) for number in range(count)]
        self._numbers = {address: number for number, address in enumerate(self._addresses)}

    @property
    def sockets(self) -> Sequence[socket.socket]:
        """Return the one socket."""
        return (self._socket,)

    def endpoint(self, number: int) -> tuple[str, int]:
        """Return address and port of device ``number``."""
        return socket.inet_ntoa(self._addresses[number]), self.port

    def receive(self, ready: socket.socket) -> Iterator[tuple[int, bytes, Client]]:
        """Yield a batch of datagrams that were sent to one of the devices."""
        numbers, unpack, recvmsg = self._numbers, _PKTINFO.unpack, ready.recvmsg
        for _ in range(_BATCH):
            try:
                packet, ancillary, _, client = recvmsg(_LARGEST_REQUEST, _ANCILLARY)
            except (BlockingIOError, ConnectionError):
                return
            number = numbers.get(unpack(ancillary[0][2])[2]) if ancillary else None
            if number is not None:
                yield number, packet, client

    def send(self, number: int, response: bytes, client: Client) -> None:
        """Send from the device's own address."""
        source = _PKTINFO.pack(0, self._addresses[number], b"\0\0\0\0")
        with contextlib.suppress(OSError):
            self._socket.sendmsg((response,), ((socket.IPPROTO_IP, _IP_PKTINFO, source),), 0, client)

    def close(self) -> None:
        """Release the socket."""
        self._socket.close()


class PortTransport:
    """A device is a UDP port at 127.0.0.1: ``port``, ``port`` + 1, … Works everywhere, one descriptor a device."""

    def __init__(self, count: int, port: int) -> None:
        if port and port + count > 1 << 16:
            raise LabError(f"{count} devices do not fit above port {port}.", hint="Choose a lower --port.")
        self._sockets: list[socket.socket] = []
        try:
            for number in range(count):
                self._sockets.append(_udp("127.0.0.1", port + number if port else 0, share=False, buffer=_OWN_BUFFER))
        except (LabError, OSError) as error:
            self.close()
            if isinstance(error, OSError) and error.errno == errno.EMFILE:
                hint = "Raise the limit of open files (`ulimit -n`) or start fewer devices."
                raise LabError(f"{count} sockets are more than this process may open.", hint=hint) from error
            raise
        self._numbers = {sock.fileno(): number for number, sock in enumerate(self._sockets)}

    @property
    def sockets(self) -> Sequence[socket.socket]:
        """Return one socket a device."""
        return self._sockets

    def endpoint(self, number: int) -> tuple[str, int]:
        """Return address and port of device ``number``."""
        address, port = self._sockets[number].getsockname()
        return str(address), int(port)

    def receive(self, ready: socket.socket) -> Iterator[tuple[int, bytes, Client]]:
        """Yield a batch of datagrams."""
        number = self._numbers[ready.fileno()]
        for _ in range(_BATCH):
            try:
                packet, client = ready.recvfrom(_LARGEST_REQUEST)
            except (BlockingIOError, ConnectionError):
                return
            yield number, packet, client

    def send(self, number: int, response: bytes, client: Client) -> None:
        """Send from the device's own port."""
        with contextlib.suppress(OSError):
            self._sockets[number].sendto(response, client)

    def close(self) -> None:
        """Release the sockets."""
        for sock in self._sockets:
            sock.close()


def can_share_addresses() -> bool:
    """Tell whether this system lets one socket answer for all of 127/8."""
    return sys.platform == "linux"
