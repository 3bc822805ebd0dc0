"""What can go wrong with maintenance windows."""

from watchkeeper.core.errors import InvalidInputError, NotFoundError


class WindowNotFoundError(NotFoundError):
    """There is no such maintenance window."""

    code = "maintenance_window_not_found"


class InvalidWindowError(InvalidInputError):
    """A window that never is, or whose recurrence cannot be read."""

    code = "invalid_maintenance_window"
