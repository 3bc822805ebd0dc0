"""Errors of logins that an identity provider vouches for."""

from watchkeeper.core.errors import ForbiddenError, UnauthenticatedError, UnavailableError


class ProviderUnavailableError(UnavailableError):
    """The identity provider does not answer. Local accounts still get in."""

    code = "identity_provider_unavailable"


class ProviderRefusedError(UnauthenticatedError):
    """The identity provider refused, or what it sent does not hold."""

    code = "identity_refused"


class NoRoleError(ForbiddenError):
    """The provider vouches for the person, but none of their groups gives a role here."""

    code = "no_role"


class NameConflictError(ForbiddenError):
    """Another account has the name. It is not taken over."""

    code = "identity_name_conflict"


class AccountDisabledError(ForbiddenError):
    """The account is disabled here, whatever the provider says."""

    code = "account_disabled"
