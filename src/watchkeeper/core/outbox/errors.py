"""What the outbox refuses."""

from watchkeeper.core.errors import ConflictError, NotFoundError


class MessageNotFoundError(NotFoundError):
    """There is no such message; delivered ones are deleted after a while."""

    code = "message_not_found"


class NotDeadError(ConflictError):
    """Only a dead letter can be delivered anew."""

    code = "message_not_dead"
