"""Speaks with a running lab: one JSON object a line over its Unix socket, one line back.

The product does not import the lab; this is its protocol from outside.
"""

import asyncio
import json
from collections.abc import Mapping
from pathlib import Path

from watchkeeper.core.errors import InvalidInputError, UnavailableError

_SOCKET = "control.sock"
_TIMEOUT_S = 10.0
_LONGEST_LINE = 4 * 1024 * 1024


async def ask(directory: Path, order: Mapping[str, object]) -> dict[str, object]:
    """Send one order and return the reply.

    Raises UnavailableError when no lab answers there, InvalidInputError for what the lab refuses.
    """
    try:
        async with asyncio.timeout(_TIMEOUT_S):
            line = await _converse(directory / _SOCKET, json.dumps(dict(order)).encode() + b"\n")
        reply = json.loads(line)
    except (OSError, TimeoutError, ValueError) as error:
        raise UnavailableError(
            f"The lab in {directory} does not answer.", hint="`wk lab up --emulated 20` starts one."
        ) from error
    if not isinstance(reply, dict):
        raise UnavailableError(f"The lab in {directory} gave no answer that can be understood.")
    if not reply.get("ok"):
        raise InvalidInputError(
            str(reply.get("error") or "The lab refused."), hint=str(reply.get("hint") or "") or None
        )
    return reply


async def _converse(path: Path, order: bytes) -> bytes:
    reader, writer = await asyncio.open_unix_connection(path, limit=_LONGEST_LINE)
    try:
        writer.write(order)
        await writer.drain()
        return await reader.readline()
    finally:
        writer.close()
