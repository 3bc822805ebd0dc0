"""The serving loop of one process: wait, answer everything that has arrived, wait again."""

import heapq
import selectors
import socket
import time
from collections.abc import Callable
from typing import Final

from watchkeeper.lab.serve.agents import Agents
from watchkeeper.lab.serve.transport import Client, Transport

_LONGEST_WAIT_S: Final = 1.0


class Loop:
    """Answers requests until :meth:`stop`. Other sockets are served by callbacks between batches."""

    def __init__(self, agents: Agents, transport: Transport, clock: Callable[[], float] = time.time) -> None:
        self._agents = agents
        self._transport = transport
        self._clock = clock
        self._selector = selectors.DefaultSelector()
        self._running = True
        self._later: list[tuple[float, int, bytes, Client]] = []
        self._wake, self._waker = socket.socketpair()
        self._waker.setblocking(False)
        self.watch(self._wake, self._drain_wakeups)
        for sock in transport.sockets:
            self._selector.register(sock, selectors.EVENT_READ, None)

    def watch(self, source: socket.socket | int, callback: Callable[[], None]) -> None:
        """Call ``callback`` whenever ``source`` (a socket or a file descriptor) can be read."""
        self._selector.register(source, selectors.EVENT_READ, callback)

    def forget(self, source: socket.socket | int) -> None:
        """Stop watching ``source``."""
        self._selector.unregister(source)

    def stop(self) -> None:
        """Let :meth:`run` return; safe to call from a signal handler."""
        self._running = False
        try:
            self._waker.send(b"\0")
        except BlockingIOError:
            return

    def run(self) -> None:
        """Serve until stopped, then release the sockets."""
        while self._running:
            for key, _ in self._selector.select(self._wait_s()):
                if key.data is None:
                    self._serve(key.fileobj)  # type: ignore[arg-type]  # only sockets are registered
                else:
                    key.data()
            self._send_due()
        self._selector.close()
        self._transport.close()
        self._wake.close()
        self._waker.close()

    def _serve(self, ready: socket.socket) -> None:
        agents, transport = self._agents, self._transport
        tick = agents.network.advance(self._clock())
        for number, packet, client in transport.receive(ready):
            response = agents.answer(number, packet, tick)
            if response is None:
                continue
            delay_s = agents.agent(number).delay_s
            if delay_s:
                heapq.heappush(self._later, (self._clock() + delay_s, number, response, client))
            else:
                transport.send(number, response, client)

    def _wait_s(self) -> float:
        if not self._later:
            return _LONGEST_WAIT_S
        return min(max(self._later[0][0] - self._clock(), 0.0), _LONGEST_WAIT_S)

    def _send_due(self) -> None:
        while self._later and self._later[0][0] <= self._clock():
            _, number, response, client = heapq.heappop(self._later)
            self._transport.send(number, response, client)

    def _drain_wakeups(self) -> None:
        self._wake.recv(4096)
