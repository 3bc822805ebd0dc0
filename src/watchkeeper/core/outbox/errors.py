"""What the outbox refuses."""

from watchkeeper.core.errors import ConflictError, NotFoundError


class MessageNotFoundError(NotFoundError):
    """There is no such message; delivered ones are deleted after a while."""

    code = "message_not_found"


class NotDeadError(ConflictError):
    """Only what was given up or cancelled can be delivered anew."""

    code = "message_not_dead"


class NotCancellableError(ConflictError):
    """Only a task that waits can be cancelled: not one that runs, or is over."""

    code = "task_not_cancellable"
