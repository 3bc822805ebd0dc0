"""Notifications at the API's border. What is needed to use a channel goes in and never comes out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Literal

from pydantic import BaseModel, Field

from watchkeeper.act.notifications.kinds import ChannelKind
from watchkeeper.act.notifications.models import Channel, Delivery, Rule
from watchkeeper.act.notifications.plans import RulePlan
from watchkeeper.act.notifications.templates import MessageTemplate, template_of
from watchkeeper.core.http.bodies import Exact

NAME = Field(min_length=1, max_length=255)
Value = Annotated[str, Field(max_length=4000)]
DeliveryState = Literal["pending", "failed", "sent", "dead", "held", "digested", "cooled", "muted", "overtaken"]


class ChannelIn(Exact):
    """A way to somebody.

    ``config`` of an email: host, port, security (none, starttls, tls), user, password, sender, recipients; of a
    webhook: url, secret; of any service that apprise knows: url; of an inbox: people (login names with commas between;
    empty: everybody); of an alertmanager: url, user and password or token.
    """

    name: str = NAME
    kind: ChannelKind
    config: dict[str, Value] = Field(max_length=20)
    enabled: bool = True
    template: MessageTemplate | None = Field(
        default=None, description="Words of its messages, where their rule has none. Null: the usual ones."
    )


class ChannelView(BaseModel):
    """A channel as clients see it."""

    id: int
    name: str
    kind: ChannelKind
    target: str = Field(description="Who or what is reached; no secrets.")
    config: dict[str, str] = Field(description="What of its fields is not secret.")
    enabled: bool
    template: MessageTemplate | None
    sent_at: datetime | None = Field(description="When it last took something.")
    error: str = Field(description="Why it did not take the last message; empty when it did.")

    @classmethod
    def seen(cls, row: Channel, shown: Mapping[str, str]) -> "ChannelView":
        """Return the view of a stored channel with those of its fields that may be shown."""
        return cls(
            id=row.id, name=row.name, kind=row.kind, target=row.target, config=dict(shown), enabled=row.enabled,
            template=template_of(row), sent_at=row.sent_at, error=row.error,
        )  # fmt: skip


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
    state: DeliveryState
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
