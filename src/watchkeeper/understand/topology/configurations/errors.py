"""Errors of configurations as evidence."""

from watchkeeper.core.errors import ConflictError, InvalidInputError, NotFoundError


class NoConfigurationError(NotFoundError):
    """Nothing is kept of the device's configuration."""

    code = "no_configuration"


class UnreadableConfigurationError(InvalidInputError):
    """The text is no configuration that a reader understands."""

    code = "unreadable_configuration"


class AnothersConfigurationError(ConflictError):
    """The text names another device."""

    code = "anothers_configuration"


class NoCommandError(ConflictError):
    """Nobody knows by which command a device of this platform shows its configuration."""

    code = "no_command"


class NotReadError(ConflictError):
    """The device did not show its configuration, or nothing is known to log in with."""

    code = "configuration_not_read"
