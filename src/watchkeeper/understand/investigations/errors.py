"""Errors of investigations."""

from watchkeeper.core.errors import InvalidInputError


class UnreadableCaseError(InvalidInputError):
    """A case folder that is not what `wk rca` takes."""

    code = "unreadable_case"
