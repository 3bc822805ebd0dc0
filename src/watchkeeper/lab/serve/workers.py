"""More than one process for one lab: forked before serving, told of every fault, gone when the first one goes."""

import json
import os
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from watchkeeper.lab.errors import LabError


@dataclass(frozen=True, slots=True)
class Worker:
    """A forked process and the socket that it is told things through."""

    pid: int
    channel: socket.socket

    def tell(self, order: Mapping[str, object]) -> None:
        """Pass an order on and wait until it is carried out.

        Raises LabError when the worker is gone.
        """
        try:
            self.channel.sendall(json.dumps(order).encode() + b"\n")
            done = self.channel.recv(1)
        except OSError as error:
            raise LabError(f"Worker process {self.pid} of the lab does not answer: {error}.") from error
        if not done:
            raise LabError(f"Worker process {self.pid} of the lab has ended.", hint="Restart the lab.")

    def end(self) -> None:
        """Let the worker end, and wait until it has."""
        self.channel.close()
        os.waitpid(self.pid, 0)


def fork_worker(serve: Callable[[socket.socket], None]) -> Worker:
    """Start a worker that runs ``serve`` with its end of the channel, which reads empty when it shall end."""
    ours, theirs = socket.socketpair()
    pid = os.fork()
    if pid:
        theirs.close()
        ours.settimeout(10.0)
        return Worker(pid, ours)
    status = 1
    try:
        ours.close()
        serve(theirs)
        status = 0
    finally:
        os._exit(status)
