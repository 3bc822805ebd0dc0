"""What can go wrong when somebody asks for polling.

NotFoundError
├── CycleNotFoundError       cycle_not_found
└── BreakerNotFoundError     breaker_not_found
InvalidInputError
└── NothingToPollError       nothing_to_poll
"""

from watchkeeper.core.errors import InvalidInputError, NotFoundError


class CycleNotFoundError(NotFoundError):
    """There is no poll cycle of that number; its report may have been removed after its time."""

    code = "cycle_not_found"


class BreakerNotFoundError(NotFoundError):
    """The device has never been polled, or does not exist."""

    code = "breaker_not_found"


class NothingToPollError(InvalidInputError):
    """None of the devices exists and is enabled."""

    code = "nothing_to_poll"
