"""Errors of accounts."""

from watchkeeper.core.errors import (
    ConflictError,
    ForbiddenError,
    InvalidInputError,
    NotFoundError,
    TooManyRequestsError,
    UnauthenticatedError,
)


class WrongLoginError(UnauthenticatedError):
    """Name or password is wrong; which of them is not said."""

    code = "wrong_login"


class SessionEndedError(UnauthenticatedError):
    """There is no session, or it has ended."""

    code = "session_ended"


class CsrfError(ForbiddenError):
    """An unsafe request without the session's CSRF token."""

    code = "csrf"


class TooManyLoginsError(TooManyRequestsError):
    """Too many failed logins of an account or from an address."""

    code = "too_many_logins"


class UserNotFoundError(NotFoundError):
    """There is no such user."""

    code = "user_not_found"


class UserNameTakenError(ConflictError):
    """Another user has the name."""

    code = "user_name_taken"


class LastAdminError(ConflictError):
    """The last administrator cannot be removed, disabled or given another role."""

    code = "last_admin"


class WeakPasswordError(InvalidInputError):
    """The password is too easy to guess."""

    code = "weak_password"


class WrongPasswordError(InvalidInputError):
    """The present password was given wrongly."""

    code = "wrong_password"
