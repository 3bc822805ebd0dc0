"""What a database's refusals mean: the caller's input, a conflict, a set-up error or an outage."""

from sqlalchemy.engine import URL
from sqlalchemy.exc import DataError, IntegrityError, OperationalError, StatementError
from sqlalchemy.exc import InterfaceError as DriverInterfaceError
from sqlalchemy.exc import TimeoutError as PoolTimeoutError

from watchkeeper.core.errors import (
    ConfigurationError,
    ConflictError,
    InvalidInputError,
    UnavailableError,
    WatchkeeperError,
)

_UNIQUE, _FOREIGN_KEY, _EXCLUSION = "23505", "23503", "23P01"  # SQLSTATE, PostgreSQL appendix A
_SQLITE_CONFLICTS = frozenset(
    {"SQLITE_CONSTRAINT_UNIQUE", "SQLITE_CONSTRAINT_PRIMARYKEY", "SQLITE_CONSTRAINT_FOREIGNKEY"}
)
_TRANSIENT = frozenset({"40001", "40P01"})  # serialization failure, deadlock


def translate(error: BaseException) -> WatchkeeperError | None:
    """Return what a caller is told about a database error, or None when it is a defect of ours.

    A unique or foreign key that another request took first is a conflict; a value that no column can hold is the
    caller's input; no connection, no lock and no free connection in the pool mean "unavailable".
    """
    if isinstance(error, IntegrityError):
        if _state(error) in {_UNIQUE, _FOREIGN_KEY, _EXCLUSION} or _sqlite_name(error) in _SQLITE_CONFLICTS:
            return ConflictError(
                "Something else was stored at the same moment that contradicts this.",
                hint="Load the present state and try again.",
            )
        return None
    if isinstance(error, DataError) or _is_overflow(error):
        return InvalidInputError("A value is outside of what can be stored.")
    if isinstance(error, (OperationalError, DriverInterfaceError, PoolTimeoutError)):
        return UnavailableError(
            "The database does not answer." if _state(error) not in _TRANSIENT else "The database asks to try again.",
            hint="Try again in a moment.",
        )
    return None


def explain(error: BaseException, url: URL) -> WatchkeeperError:
    """Return the clear error for a database that cannot be used at start; the password is never shown."""
    where = url.render_as_string(hide_password=True)
    reason = str(getattr(error, "orig", None) or error).strip().splitlines()[0]
    if url.get_backend_name() == "sqlite":
        return ConfigurationError(
            f"The database {url.database} cannot be opened: {reason}.",
            hint="Check that its directory exists, is writable and has space, and that the file is a SQLite database.",
        )
    if any(sign in reason for sign in ("authentication failed", "does not exist", "no password supplied", "no pg_hba")):
        return ConfigurationError(
            f"The database {where} refuses: {reason}.",
            hint="Correct user, password and name in database.url, and create the database if it is missing.",
        )
    return UnavailableError(
        f"The database {where} does not answer: {reason}.",
        hint="Start PostgreSQL, or correct host and port in database.url.",
    )


def _state(error: BaseException) -> str | None:
    return getattr(getattr(error, "orig", None), "sqlstate", None)


def _sqlite_name(error: BaseException) -> str | None:
    return getattr(getattr(error, "orig", None), "sqlite_errorname", None)


def _is_overflow(error: BaseException) -> bool:
    return isinstance(error, OverflowError) or (
        isinstance(error, StatementError) and isinstance(error.orig, OverflowError)
    )
