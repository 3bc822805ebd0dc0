"""How a command fails: one line and a hint on standard error, and an exit status that a script can trust.

====  ===========================================================================
 0    done
 1    understood, but something in it could not be handled
 2    wrong usage, or input (options, settings, files) that cannot be read
130   interrupted
====  ===========================================================================
"""

import os
import sys
import traceback
from enum import IntEnum

from typer import TyperException
from typer._click.exceptions import NoArgsIsHelpError

from watchkeeper.core.errors import ConfigurationError, InvalidInputError, UnavailableError, WatchkeeperError

DEBUG_VARIABLE = "WATCHKEEPER_DEBUG"


class Status(IntEnum):
    """Exit statuses of ``wk``."""

    DONE = 0
    FAILED = 1
    USAGE = 2
    INTERRUPTED = 130


def report(error: BaseException) -> Status:
    """Print ``error`` for a person and return the exit status. With ``WATCHKEEPER_DEBUG=1`` the traceback follows."""
    error = _known(error)
    if isinstance(error, NoArgsIsHelpError):
        print(error.format_message(), file=sys.stderr)
        return Status.USAGE
    if isinstance(error, WatchkeeperError):
        _print(error.message, error.hint)
        status = Status.USAGE if isinstance(error, InvalidInputError | ConfigurationError) else Status.FAILED
    elif isinstance(error, TyperException):
        _print(error.format_message(), _usage_hint(error))
        status = Status(error.exit_code)
    else:
        described = f"{type(error).__name__}: {_one_line(str(error))}".rstrip(": ")
        _print(
            f"Something unexpected went wrong ({described}).", f"Set {DEBUG_VARIABLE}=1 to see where, and report it."
        )
        status = Status.FAILED
    if debugging():
        traceback.print_exception(error, file=sys.stderr)
    return status


def debugging() -> bool:
    """Return whether the user asked for tracebacks."""
    return os.environ.get(DEBUG_VARIABLE, "") not in {"", "0"}


def _known(error: BaseException) -> BaseException:
    """Translate errors of the system that a user can act on into our own."""
    if isinstance(error, BaseExceptionGroup) and len(error.exceptions) == 1:
        return _known(error.exceptions[0])
    if isinstance(error, OSError) and not isinstance(error, WatchkeeperError):
        place = f" {error.filename}" if error.filename else ""
        return UnavailableError(
            f"The system refused{place}: {error.strerror or error}.",
            hint="Check the path, its permissions and the free space.",
        )
    if "sqlalchemy" in sys.modules:  # only then can it be the database's; importing it costs half a second
        from watchkeeper.core.database_errors import translate

        return translate(error) or error
    return error


def _usage_hint(error: TyperException) -> str | None:
    context = getattr(error, "ctx", None)
    return f"See `{context.command_path} --help`." if context is not None else None


def _one_line(message: str) -> str:
    return next((line.strip().rstrip(".") for line in message.splitlines() if line.strip()), "")


def _print(message: str, hint: str | None) -> None:
    print(f"error: {' '.join(message.split())}", file=sys.stderr)
    if hint:
        print(f"hint: {' '.join(hint.split())}", file=sys.stderr)
