"""The id of a request: taken over when it is well formed, made otherwise, found again in answer, log and problem."""

import re
import uuid
from typing import Final

from starlette.requests import HTTPConnection

HEADER: Final = "X-Request-ID"
_WELL_FORMED = re.compile(r"[A-Za-z0-9][A-Za-z0-9._\-]{0,127}")


def accept_or_make(given: str | None) -> str:
    """Return ``given`` when it is 1-128 letters, digits, dots, dashes or underscores; else a new id."""
    if given is not None and _WELL_FORMED.fullmatch(given):
        return given
    return uuid.uuid4().hex


def request_id_of(connection: HTTPConnection) -> str:
    """Return the id that the middleware gave this request."""
    return str(getattr(connection.state, "request_id", ""))
