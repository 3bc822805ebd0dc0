"""What must happen after a commit: messages stored in the transaction that causes them, delivered at least once."""

from watchkeeper.core.outbox.publishing import publish
from watchkeeper.core.outbox.subscriptions import Subscription

__all__ = ["Subscription", "publish"]
