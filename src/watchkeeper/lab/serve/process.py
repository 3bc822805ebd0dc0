"""The main process of an emulated lab: builds the network, serves it, obeys the control socket, ends cleanly."""

import contextlib
import json
import os
import resource
import signal
import socket
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import IO, Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.inventory import LabDevice, write_inventory
from watchkeeper.lab.models.catalogue import models_for
from watchkeeper.lab.serve.agents import Agents
from watchkeeper.lab.serve.client import Order
from watchkeeper.lab.serve.control import ControlServer
from watchkeeper.lab.serve.faults import Faults
from watchkeeper.lab.serve.loop import Loop
from watchkeeper.lab.serve.options import LabOptions
from watchkeeper.lab.serve.transport import AddressTransport, PortTransport, Transport, can_share_addresses
from watchkeeper.lab.serve.workers import Worker, fork_worker
from watchkeeper.lab.world.network import Network

_LARGEST_LINE: Final = 65_536


class LabProcess:
    """One emulated lab. ``clock`` gives epoch seconds."""

    def __init__(self, options: LabOptions, directory: Path, clock: Callable[[], float] = time.time) -> None:
        self._options = options.checked()
        self._directory = directory
        self._clock = clock
        self._started_s = clock()
        network = Network(
            options.count,
            models_for(options.roles),
            interfaces=options.interfaces,
            seed=options.seed,
            tick_s=options.tick_s,
            now_s=self._started_s,
        )
        self._agents = Agents(network, community=options.community, max_size=options.max_size)
        self._faults = Faults(self._agents)
        self._transport = self._open(options.port)
        self._workers: list[Worker] = []

    @property
    def devices(self) -> list[LabDevice]:
        """Return every device with the address where it answers."""
        return [
            LabDevice.of(self._agents.network, node, *self._transport.endpoint(node.number), self._options.community)
            for node in self._agents.network.nodes
        ]

    def run(self, on_ready: Callable[[list[LabDevice]], None], *, until_eof: IO[bytes] | None = None) -> None:
        """Serve until SIGTERM, SIGINT, the control order ``stop``, or the end of ``until_eof``."""
        devices = self.devices
        with contextlib.ExitStack() as stack:
            write_inventory(self._directory, devices)
            self._start_workers()
            stack.callback(self._end_workers)
            loop = Loop(self._agents, self._transport, self._clock)
            control = ControlServer(loop, self._directory, lambda order: self._obey(loop, order))
            stack.callback(control.close)
            for number in (signal.SIGTERM, signal.SIGINT):
                stack.callback(signal.signal, number, signal.signal(number, lambda _number, _frame: loop.stop()))
            if until_eof is not None:
                _stop_at_end(loop, until_eof)
            on_ready(devices)
            loop.run()

    def _open(self, port: int) -> Transport:
        options = self._options
        if can_share_addresses() and not options.by_port:
            return AddressTransport(options.count, options.network, port, share=options.workers > 1)
        if options.workers > 1:
            raise LabError("Several --workers need one port for all devices.", hint="Use --workers 1 here.")
        return PortTransport(options.count, port)

    def _start_workers(self) -> None:
        for _ in range(self._options.workers - 1):
            self._workers.append(fork_worker(self._work))

    def _end_workers(self) -> None:
        for worker in self._workers:
            worker.end()

    def _work(self, channel: socket.socket) -> None:
        """Serve beside the main process, with a socket of its own on the same port."""
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        for worker in self._workers:
            worker.channel.close()
        port = self._transport.endpoint(0)[1]
        self._transport.close()
        loop = Loop(self._agents, self._open(port), self._clock)

        def listen() -> None:
            line = channel.recv(_LARGEST_LINE)
            if not line:
                loop.stop()
                return
            self._change(json.loads(line))
            channel.sendall(b"\1")

        loop.watch(channel, listen)
        loop.run()

    def _obey(self, loop: Loop, order: Order) -> dict[str, object]:
        self._agents.network.advance(self._clock())
        match order.get("do"):
            case "status":
                return self._status()
            case "devices":
                return {"devices": [device.as_json() for device in self.devices]}
            case "faults":
                return {"faults": [fault.as_json() for fault in self._faults.active()]}
            case "fault" | "clear":
                stamped = {**order, "at": self._clock()}
                changed = self._change(stamped)
                for worker in self._workers:
                    worker.tell(stamped)
                return {"faults": changed}
            case "stop":
                loop.stop()
                return {"pid": os.getpid()}
            case unknown:
                raise LabError(f"A lab does not know the order {unknown!r}.")

    def _change(self, order: Order) -> list[dict[str, object]]:
        at_s = float(str(order["at"]))
        self._agents.network.advance(at_s)
        if order.get("do") == "fault":
            return [self._faults.apply(order, at_s).as_json()]
        number = int(str(order.get("number", 0) or 0))
        cleared = self._faults.clear(at_s, device=str(order.get("device", "") or ""), number=number)
        return [fault.as_json() for fault in cleared]

    def _status(self) -> dict[str, object]:
        address, port = self._transport.endpoint(0)
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return {
            "kind": "emulated",
            "pid": os.getpid(),
            "devices": len(self._agents),
            "links": len(self._agents.network.plan.links),
            "first_address": address,
            "port": port,
            "workers": self._options.workers,
            "uptime_s": round(self._clock() - self._started_s, 1),
            "requests": self._agents.requests,
            "dropped": self._agents.dropped,
            "varbinds": self._agents.varbinds,
            "peak_memory_bytes": peak * (1 if sys.platform == "darwin" else 1024),
            "faults": len(self._faults.active()),
            "directory": str(self._directory),
        }


def _stop_at_end(loop: Loop, stream: IO[bytes]) -> None:
    """Stop the loop when ``stream`` ends: nobody is left who wants this lab."""
    descriptor = stream.fileno()

    def read() -> None:
        if not os.read(descriptor, 4096):
            loop.forget(descriptor)
            loop.stop()

    loop.watch(descriptor, read)
