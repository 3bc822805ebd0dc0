"""One sweep: echoes to many addresses over one socket, paced, answered out of order, within one deadline.

It blocks and belongs into a thread: sending and receiving thousands of packets would hold up an event loop, and the
kernel's receive times make the round trip independent of when this code gets to run.
"""

import errno
import math
import os
import threading
import time
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from watchkeeper.estate.drivers.icmp.packets import COOKIE_BYTES, EchoReply, EchoTemplate, IcmpError
from watchkeeper.estate.drivers.icmp.settings import IcmpSettings
from watchkeeper.estate.drivers.icmp.tally import EchoTally, tally
from watchkeeper.estate.drivers.icmp.wire import EchoWire, Received, pack_address

_NS_PER_MS = 1_000_000
_BURST_S = 0.01
_DRAIN_EVERY = 32
_LONGEST_WAIT_S = 0.25
_NO_ROUTE = {errno.ENETUNREACH, errno.EHOSTUNREACH, errno.EADDRNOTAVAIL, errno.EHOSTDOWN, errno.ENETDOWN}
_REFUSED = {errno.EPERM, errno.EACCES}
_NO_ROOM = {errno.ENOBUFS, errno.EAGAIN, errno.ENOMEM}


@dataclass(frozen=True, slots=True)
class Time:
    """The two clocks of a sweep: Unix time in ns, comparable with kernel receive times, and a monotonic one in s."""

    unix_ns: Callable[[], int] = time.time_ns
    monotonic_s: Callable[[], float] = time.monotonic


class Sweep:
    """Sends ``settings.echoes`` echoes to each address (all of one family, distinct) and counts the answers.

    Echoes go out in rounds over all targets, so that two echoes to one target are apart. A target that is reported
    unreachable gets no further echo. An answer that is later than the timeout is lost, as is one from another address.
    """

    def __init__(
        self, addresses: Sequence[str], settings: IcmpSettings, wire: EchoWire, *, clocks: Time | None = None
    ) -> None:
        self._addresses = addresses
        self._settings = settings
        self._wire = wire
        self._clocks = clocks or Time()
        self._packed = [pack_address(address) for address in addresses]
        self._index = {packed: i for i, packed in enumerate(self._packed)}
        slots = len(addresses) * settings.echoes
        self._sent_ns = array("q", bytes(8 * slots))
        self._rtt_ms = array("d", [math.nan]) * slots
        self._errors: dict[int, str] = {}
        self._denied: set[int] = set()
        self._open = 0
        self._count = 0
        self._ident = int.from_bytes(os.urandom(2), "big")
        self._cookie = os.urandom(COOKIE_BYTES)
        self._stop = threading.Event()

    def stop(self) -> None:
        """End the sweep soon; from any thread."""
        self._stop.set()

    def run(self) -> list[EchoTally]:
        """Send, wait and return one tally per address, in their order."""
        ipv6 = bool(self._packed) and len(self._packed[0]) > 4  # noqa: PLR2004 - octets of an IPv4 address
        template = EchoTemplate(
            ident=self._ident, cookie=self._cookie, payload_bytes=self._settings.payload_bytes, ipv6=ipv6
        )
        started = self._clocks.monotonic_s()
        for echo in range(self._settings.echoes):
            round_started = self._clocks.monotonic_s()
            self._send_round(template, echo, started)
            if echo + 1 < self._settings.echoes:
                self._receive_until(round_started + self._settings.gap_s, early=False)
        self._receive_until(self._clocks.monotonic_s() + self._settings.timeout_s, early=True)
        return [self._tally(i) for i in range(len(self._addresses))]

    def _send_round(self, template: EchoTemplate, echo: int, started: float) -> None:
        rate = self._settings.rate_per_s
        burst = max(1.0, rate * _BURST_S)
        for i, address in enumerate(self._addresses):
            if i in self._errors:
                continue
            if self._stop.is_set():
                return
            ahead = self._count - burst - (self._clocks.monotonic_s() - started) * rate
            if ahead >= 0:
                self._receive_until(self._clocks.monotonic_s() + (ahead + 1) / rate, early=False)
            elif self._count % _DRAIN_EVERY == 0:
                self._drain()
            self._send(template, i, echo, address)

    def _send(self, template: EchoTemplate, i: int, echo: int, address: str) -> None:
        packet = template.packet(i, echo, self._count & 0xFFFF)
        slot = i * self._settings.echoes + echo
        deadline = self._clocks.monotonic_s() + self._settings.timeout_s
        while True:
            self._sent_ns[slot] = self._clocks.unix_ns()
            try:
                self._wire.send(packet, address)
            except OSError as error:
                if error.errno in _NO_ROOM and self._clocks.monotonic_s() < deadline:
                    self._receive_until(self._clocks.monotonic_s() + 0.001, early=False)
                    continue
                if not self._failed_to_send(i, slot, error):
                    continue  # a pending error of an earlier echo; this one was not sent
                return
            self._open += 1
            self._count += 1
            return

    def _failed_to_send(self, i: int, slot: int, error: OSError) -> bool:
        """Record why ``i`` cannot be asked; False when the error was that of another target."""
        if self._wire.any_ident and error.errno in {errno.EHOSTUNREACH, errno.ECONNREFUSED, errno.ENETUNREACH}:
            before = len(self._errors)
            self._drain()
            if len(self._errors) > before and i not in self._errors:
                return False
        self._sent_ns[slot] = 0
        reason = error.strerror or str(error)
        if error.errno in _REFUSED:
            self._denied.add(i)
        elif error.errno in _NO_ROUTE:
            reason = f"no route: {reason}"
        self._fail(i, reason)
        return True

    def _receive_until(self, deadline: float, *, early: bool) -> None:
        """Take in answers until ``deadline``; with ``early`` only until nothing is outstanding."""
        self._drain()
        while not self._stop.is_set():
            if early and self._open <= 0:
                return
            left = deadline - self._clocks.monotonic_s()
            if left <= 0:
                return
            if self._wire.wait(min(left, _LONGEST_WAIT_S)):
                self._drain()

    def _drain(self) -> None:
        for received in self._wire.drain():
            if isinstance(received.answer, EchoReply):
                self._answered(received.answer, received)
            else:
                self._reported(received.answer)

    def _answered(self, reply: EchoReply, received: Received) -> None:
        if reply.cookie != self._cookie or reply.index >= len(self._packed) or reply.echo >= self._settings.echoes:
            return
        slot = reply.index * self._settings.echoes + reply.echo
        sent_ns = self._sent_ns[slot]
        if received.source != self._packed[reply.index] or not sent_ns or not math.isnan(self._rtt_ms[slot]):
            return
        rtt_ms = max(0.0, (received.at_ns - sent_ns) / _NS_PER_MS)
        if rtt_ms <= self._settings.timeout_s * 1000:
            self._rtt_ms[slot] = rtt_ms
            if reply.index not in self._errors:
                self._open -= 1

    def _reported(self, error: IcmpError) -> None:
        if not self._wire.any_ident and error.ident != self._ident:
            return
        i = self._index.get(error.destination) if error.destination is not None else None
        if i is not None:
            self._fail(i, error.reason)

    def _fail(self, i: int, reason: str) -> None:
        if i not in self._errors:
            self._errors[i] = reason
            self._open -= self._outstanding(i)

    def _outstanding(self, i: int) -> int:
        first = i * self._settings.echoes
        slots = range(first, first + self._settings.echoes)
        return sum(1 for slot in slots if self._sent_ns[slot] and math.isnan(self._rtt_ms[slot]))

    def _tally(self, i: int) -> EchoTally:
        first = i * self._settings.echoes
        slots = range(first, first + self._settings.echoes)
        sent = sum(1 for slot in slots if self._sent_ns[slot])
        rtts = [self._rtt_ms[slot] for slot in slots if not math.isnan(self._rtt_ms[slot])]
        return tally(sent, rtts, self._errors.get(i, ""), denied=i in self._denied)
