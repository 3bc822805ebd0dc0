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


class OverrideNotFoundError(NotFoundError):
    """There is no such time that somebody steps in."""

    code = "override_not_found"


class InvalidOverrideError(InvalidInputError):
    """Somebody steps in for a time that is over, or ends before it begins."""

    code = "invalid_override"


class InvalidRangeError(InvalidInputError):
    """A calendar is asked for a time that ends before it begins, or is too long."""

    code = "invalid_range"


class InUseError(ConflictError):
    """Something is named by something else, which would no longer reach anybody."""

    code = "in_use"


class DeliveryNotFoundError(NotFoundError):
    """There is no such message in the log."""

    code = "delivery_not_found"


class NotDeadLetterError(ConflictError):
    """A message was taken, or is still being tried: only a dead letter is given another chance."""

    code = "not_a_dead_letter"


class InboxItemNotFoundError(NotFoundError):
    """There is no such message in the inbox of whoever asks."""

    code = "inbox_item_not_found"
