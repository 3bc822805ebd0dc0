"""Errors of availability accounting."""

from watchkeeper.core.errors import InvalidInputError


class InvalidPeriodError(InvalidInputError):
    """A period that ends before it begins, begins in the future, or is not named in one way."""

    code = "invalid_period"
