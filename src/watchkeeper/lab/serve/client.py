"""How somebody talks to a running lab: one JSON object a line over its Unix socket, one line back."""

import json
import socket
from collections.abc import Mapping
from pathlib import Path
from typing import Final

from watchkeeper.lab.errors import LabError

SOCKET_NAME: Final = "control.sock"
TIMEOUT_S: Final = 10.0

Order = Mapping[str, object]


def is_running(directory: Path) -> bool:
    """Tell whether an emulated lab answers in ``directory``."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(TIMEOUT_S)
            connection.connect(str(directory / SOCKET_NAME))
    except OSError:
        return False
    return True


def ask(directory: Path, order: Order) -> dict[str, object]:
    """Send one order to the lab in ``directory`` and return its reply.

    Raises LabError when no lab runs there, when it does not answer, and for what the lab refuses.
    """
    path = directory / SOCKET_NAME
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as connection:
            connection.settimeout(TIMEOUT_S)
            connection.connect(str(path))
            connection.sendall(json.dumps(order).encode() + b"\n")
            with connection.makefile("rb") as stream:
                line = stream.readline()
    except (FileNotFoundError, ConnectionRefusedError, NotADirectoryError) as error:
        hint = "Start one with `wk lab up --emulated 20`, or name its --dir."
        raise LabError(f"No lab is running in {directory}.", hint=hint) from error
    except OSError as error:
        raise LabError(f"The lab in {directory} does not answer: {error}.") from error
    if not line:
        raise LabError(f"The lab in {directory} ended without an answer.")
    reply: dict[str, object] = json.loads(line)
    if not reply.pop("ok", False):
        hint_text = reply.get("hint")
        raise LabError(str(reply.get("error")), hint=str(hint_text) if hint_text else None)
    return reply
