"""How a running lab is told what to do: one JSON object a line over a Unix socket, one line back."""

import contextlib
import json
import socket
from collections.abc import Callable
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.serve.client import SOCKET_NAME, TIMEOUT_S, Order
from watchkeeper.lab.serve.loop import Loop

_LONGEST_ORDER: Final = 65_536

Handler = Callable[[Order], dict[str, object]]


def reply_to(line: bytes, handler: Handler) -> bytes:
    """Return the reply line: ``{"ok": true, …}``, or ``{"ok": false, "error", "hint"}`` for what went wrong."""
    try:
        reply = {"ok": True, **handler(_order(line))}
    except LabError as error:
        reply = {"ok": False, "error": error.message, "hint": error.hint}
    except ValueError as error:
        reply = {"ok": False, "error": f"The order is not JSON: {error}.", "hint": None}
    return json.dumps(reply).encode() + b"\n"


def _order(line: bytes) -> Order:
    order = json.loads(line)
    if not isinstance(order, dict):
        raise LabError("An order is one JSON object.")
    return order


class ControlServer:
    """Serves the control socket inside a loop."""

    def __init__(self, loop: Loop, directory: Path, handler: Handler) -> None:
        self._loop = loop
        self._path = directory / SOCKET_NAME
        self._handler = handler
        self._path.unlink(missing_ok=True)
        self._listener = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
        self._listener.bind(str(self._path))
        self._path.chmod(0o600)
        self._listener.listen(16)
        self._listener.setblocking(False)
        loop.watch(self._listener, self._accept)

    def close(self) -> None:
        """Release and remove the socket."""
        self._listener.close()
        self._path.unlink(missing_ok=True)

    def _accept(self) -> None:
        with contextlib.suppress(OSError):
            connection, _ = self._listener.accept()
            _Conversation(self._loop, connection, self._handler)


class _Conversation:
    """One client: orders in, replies out, until it goes."""

    def __init__(self, loop: Loop, connection: socket.socket, handler: Handler) -> None:
        self._loop = loop
        self._connection = connection
        self._handler = handler
        self._pending = b""
        connection.settimeout(TIMEOUT_S)
        loop.watch(connection, self._read)

    def _read(self) -> None:
        try:
            received = self._connection.recv(_LONGEST_ORDER)
            self._pending += received
            while b"\n" in self._pending:
                line, _, self._pending = self._pending.partition(b"\n")
                self._connection.sendall(reply_to(line, self._handler))
        except OSError:
            received = b""
        if not received or len(self._pending) > _LONGEST_ORDER:
            self._loop.forget(self._connection)
            self._connection.close()
