"""Errors of notifications."""

from watchkeeper.core.errors import ConflictError, InvalidInputError, NotFoundError
from watchkeeper.core.tasks import TaskError


class ChannelNotFoundError(NotFoundError):
    """There is no such channel."""

    code = "channel_not_found"


class RuleNotFoundError(NotFoundError):
    """There is no such rule."""

    code = "notification_rule_not_found"


class ScheduleNotFoundError(NotFoundError):
    """There is no such on-call schedule."""

    code = "schedule_not_found"


class InvalidChannelError(InvalidInputError):
    """A channel lacks what its kind needs."""

    code = "invalid_channel"


class NameInUseError(ConflictError):
    """Something of this kind has the name already."""

    code = "name_in_use"


class InvalidLinkError(NotFoundError):
    """A link to acknowledge an incident is not ours, was changed, or is too old."""

    code = "invalid_link"


class NotDeliveredError(TaskError):
    """The target did not take the message; another attempt may succeed."""

    code = "not_delivered"
