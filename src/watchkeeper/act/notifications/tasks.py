"""What notifications have done in the background."""

from pydantic import BaseModel

from watchkeeper.core.tasks import Task

QUEUE = "notifications"
MOST_ATTEMPTS = 5


class Deliver(BaseModel):
    """Send one message."""

    delivery_id: int


class Escalate(BaseModel):
    """Tell the next stage of a rule, unless somebody has acknowledged or it is over.

    ``muted`` says that it was due before, during maintenance or a silence; ``again`` that the incident was reopened,
    and whoever was told that it is over may have to hear that it is not.
    """

    rule_id: int
    step: int
    news: dict[str, object]
    muted: bool = False
    again: bool = False


class SendDigest(BaseModel):
    """Send what quiet hours held back over one channel, as one message."""

    channel_id: int


class Push(BaseModel):
    """Tell an Alertmanager which alerts are open and which are over.

    ``ticking`` says that the next one comes by itself: one that fails is then left to it.
    """

    channel_id: int
    ticking: bool = False


class PushAll(BaseModel):
    """Tell every Alertmanager which alerts are open and which are over."""


class TidyInboxes(BaseModel):
    """Forget old messages in inboxes."""


class CountDead(BaseModel):
    """Count the dead letters."""


DELIVER = Task("notifications.deliver", Deliver, queue=QUEUE, max_attempts=MOST_ATTEMPTS, timeout_s=60)
ESCALATE = Task("notifications.escalate", Escalate, queue=QUEUE, max_attempts=10)
DIGEST = Task("notifications.send_digest", SendDigest, queue=QUEUE, max_attempts=10)
PUSH = Task("notifications.push_alerts", Push, queue=QUEUE, max_attempts=MOST_ATTEMPTS, timeout_s=120)
PUSH_ALL = Task("notifications.push_all_alerts", PushAll, queue=QUEUE)
TIDY_INBOXES = Task("notifications.tidy_inboxes", TidyInboxes, queue=QUEUE)
COUNT_DEAD = Task("notifications.count_dead", CountDead, queue=QUEUE)
