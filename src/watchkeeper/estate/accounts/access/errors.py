"""Errors of access."""

from watchkeeper.core.errors import ConflictError, ForbiddenError, InvalidInputError, NotFoundError


class RoleNotFoundError(NotFoundError):
    """There is no such role."""

    code = "role_not_found"


class RoleNameTakenError(ConflictError):
    """There is a role of that name."""

    code = "role_name_taken"


class RoleInUseError(ConflictError):
    """Accounts have the role."""

    code = "role_in_use"


class BuiltInRoleError(ConflictError):
    """A built-in role cannot be changed."""

    code = "built_in_role"


class UnknownPermissionError(InvalidInputError):
    """There is no such permission."""

    code = "unknown_permission"


class BeyondOwnError(ForbiddenError):
    """Nobody hands out what they do not have."""

    code = "beyond_own_permissions"


class InvalidScopeError(InvalidInputError):
    """A scope names a site or pool that is not there."""

    code = "invalid_scope"


class UnknownRoleError(InvalidInputError):
    """An account was to have a role that is not there."""

    code = "unknown_role"
