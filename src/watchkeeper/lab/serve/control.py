"""How a running lab is told what to do: one JSON object a line over a Unix socket, one line back."""

import contextlib
import json
import socket
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.serve.loop import Loop

SOCKET_NAME: Final = "control.sock"
_LONGEST_ORDER: Final = 65_536
_TIMEOUT_S: Final = 10.0

Order = Mapping[str, object]
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
        connection.settimeout(_TIMEOUT_S)
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


def ask(directory: Path, order: Order) -> dict[str, object]:
    """Send one order to the lab in ``directory`` and return its reply.

    Raises LabError when no lab runs there, when it does not answer, and for what the lab refuses.
    """
    path = directory / SOCKET_NAME
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(_TIMEOUT_S)
            connection.connect(str(path))
            connection.sendall(json.dumps(order).encode() + b"\n")
            with connection.makefile("rb") as stream:
                line = stream.readline()
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError) as error:
        hint = "Start one with `wk lab up --emulated 20`, or name its --dir."
        raise LabError(f"No emulated lab is running in {directory}.", hint=hint) from error
    except OSError as error:
        raise LabError(f"The lab in {directory} does not answer: {error}.") from error
    if not line:
        raise LabError(f"The lab in {directory} ended without an answer.")
    reply: dict[str, object] = json.loads(line)
    if not reply.pop("ok", False):
        hint_text = reply.get("hint")
        raise LabError(str(reply.get("error")), hint=str(hint_text) if hint_text else None)
    return reply
