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


class PasswordChangeRequiredError(ForbiddenError):
    """The password was set by somebody else: nothing but a new one is possible."""

    code = "password_change_required"


class SecondFactorSetupRequiredError(ForbiddenError):
    """The role asks for a second factor and the account has none: nothing but setting one up is possible."""

    code = "second_factor_setup_required"


class SecondFactorRequiredError(UnauthenticatedError):
    """Name and password are right; the code or the security key of the second factor is missing.

    ``user_id`` is whose; ``details["security_key"]`` is what their keys are asked, when they have some.
    """

    code = "second_factor_required"

    def __init__(self, message: str, *, user_id: int, hint: str | None = None) -> None:
        super().__init__(message, hint=hint)
        self.user_id = user_id


class WrongCodeError(UnauthenticatedError):
    """The code of the second factor is wrong or was used already."""

    code = "wrong_code"


class WrongSecurityKeyError(WrongCodeError):
    """A security key's answer does not hold, or it is no key of the account."""

    code = "wrong_security_key"


class ClonedSecurityKeyError(WrongSecurityKeyError):
    """A security key's count went backwards: there may be a copy of it."""

    code = "security_key_cloned"


class SecurityKeyNotFoundError(NotFoundError):
    """There is no such security key of the account."""

    code = "security_key_not_found"


class SecurityKeyStateError(ConflictError):
    """The key is registered already, or the account has too many."""

    code = "security_key_state"


class SecurityKeysOffError(ConflictError):
    """The installation does not know its public name, which security keys are bound to."""

    code = "security_keys_off"


class FreshLoginRequiredError(UnauthenticatedError):
    """The account has no password here: its provider must vouch anew for who asks; ``details["url"]`` begins that."""

    code = "fresh_login_required"


class SecondFactorStateError(ConflictError):
    """The second factor is not in the state that this needs."""

    code = "second_factor_state"


class SessionNotFoundError(NotFoundError):
    """There is no such session of the account."""

    code = "session_not_found"


class SessionNeededError(ForbiddenError):
    """Only somebody who is logged in may do this; an API key may not."""

    code = "session_needed"


class WrongKeyError(UnauthenticatedError):
    """The API key is not known, has expired or was revoked; which of them is not said."""

    code = "wrong_key"


class KeyNotFoundError(NotFoundError):
    """There is no such API key."""

    code = "key_not_found"


class AccountKindError(ConflictError):
    """An account of this kind or origin cannot do this."""

    code = "account_kind"
