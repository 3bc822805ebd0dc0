"""Notifications at the API's border. What is needed to use a channel goes in and never comes out."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from watchkeeper.act.notifications.models import Channel, Delivery, Rule, Schedule
from watchkeeper.act.notifications.plans import RulePlan, SchedulePlan
from watchkeeper.core.http.bodies import Exact

ChannelKind = Literal["email", "webhook", "apprise"]
NAME = Field(min_length=1, max_length=255)


class ChannelIn(Exact):
    """A way to somebody.

    ``config`` of an email: host, port, security (none, starttls, tls), user, password, sender, recipients; of a
    webhook: url, secret; of any service that apprise knows: url.
    """

    name: str = NAME
    kind: ChannelKind
    config: dict[str, str] = Field(max_length=20)
    enabled: bool = True


class ChannelView(BaseModel):
    """A channel as clients see it."""

    id: int
    name: str
    kind: ChannelKind
    target: str = Field(description="Who or what is reached; no secrets.")
    enabled: bool

    @classmethod
    def of(cls, row: Channel) -> "ChannelView":
        """Return the view of a stored channel."""
        return cls.model_validate(row, from_attributes=True)


class RuleIn(Exact):
    """Who is told about which incidents."""

    name: str = NAME
    enabled: bool = True
    plan: RulePlan


class RuleView(RuleIn):
    """A rule as clients see it."""

    id: int

    @classmethod
    def of(cls, row: Rule) -> "RuleView":
        """Return the view of a stored rule."""
        return cls.model_validate(row, from_attributes=True)


class ScheduleIn(Exact):
    """Who is on call."""

    name: str = NAME
    plan: SchedulePlan


class ScheduleView(ScheduleIn):
    """A schedule as clients see it."""

    id: int
    now: int | None = Field(description="The channel whose turn it is.")

    @classmethod
    def seen(cls, row: Schedule, now: datetime) -> "ScheduleView":
        """Return the view of a stored schedule at a moment."""
        plan = SchedulePlan.model_validate(row.plan)
        return cls(id=row.id, name=row.name, plan=plan, now=plan.at(now))


class DeliveryView(BaseModel):
    """One message to one channel."""

    id: int
    channel_id: int
    rule_id: int | None
    incident_id: int | None
    happening: str
    subject: str
    body: str
    severity: str
    state: Literal["pending", "failed", "sent", "dead", "held", "digested", "cooled", "muted"]
    attempts: int
    error: str
    created_at: datetime
    due_at: datetime
    sent_at: datetime | None

    @classmethod
    def of(cls, row: Delivery) -> "DeliveryView":
        """Return the view of a stored delivery."""
        return cls.model_validate(row, from_attributes=True)


class TestView(BaseModel):
    """What became of a test message."""

    sent: bool
    error: str
    elapsed_ms: float


class AcknowledgedView(BaseModel):
    """The incident that a link acknowledged."""

    incident_id: int
    title: str
    acknowledged_by: str
