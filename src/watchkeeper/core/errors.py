"""The one tree of errors that callers see.

    WatchkeeperError                 500 internal
    ├── InvalidInputError            422 invalid_input
    ├── UnauthenticatedError         401 unauthenticated
    ├── ForbiddenError               403 forbidden
    ├── NotFoundError                404 not_found
    ├── ConflictError                409 conflict
    ├── TooManyRequestsError         429 too_many_requests
    ├── UnavailableError             503 unavailable
    └── ConfigurationError           500 configuration   (settings, keys, files of the installation)

A slice subclasses the nearest of these in its own ``errors.py`` and overrides ``code``.
The API renders an error as RFC 9457 problem details; the command line prints the message and the hint.
"""

from collections.abc import Mapping
from typing import ClassVar


class WatchkeeperError(Exception):
    """Something a caller can be told: what was being done, to what, what went wrong, and what to do next.

    ``message`` is one sentence for a person; ``hint`` is the next step; ``details`` are machine-readable
    members added to the problem document (JSON values only, never secrets).
    """

    code: ClassVar[str] = "internal"
    status: ClassVar[int] = 500

    def __init__(self, message: str, *, hint: str | None = None, details: Mapping[str, object] | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint
        self.details: dict[str, object] = dict(details or {})


class InvalidInputError(WatchkeeperError):
    """What was given cannot be understood or is not allowed."""

    code = "invalid_input"
    status = 422


class UnauthenticatedError(WatchkeeperError):
    """Nobody is logged in, or the session has ended."""

    code = "unauthenticated"
    status = 401


class ForbiddenError(WatchkeeperError):
    """The principal lacks the permission."""

    code = "forbidden"
    status = 403


class NotFoundError(WatchkeeperError):
    """There is no such object, or not for this principal."""

    code = "not_found"
    status = 404


class ConflictError(WatchkeeperError):
    """The object's present state forbids this."""

    code = "conflict"
    status = 409


class TooManyRequestsError(WatchkeeperError):
    """A limit on attempts was reached; ``details["retry_after_s"]`` says for how long."""

    code = "too_many_requests"
    status = 429


class UnavailableError(WatchkeeperError):
    """Something this depends on does not answer."""

    code = "unavailable"
    status = 503


class ConfigurationError(WatchkeeperError):
    """The installation is set up wrongly: a setting, a key, a file."""

    code = "configuration"
    status = 500
