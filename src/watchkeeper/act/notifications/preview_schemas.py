"""The answer of a preview, at the API's border."""

from datetime import datetime

from pydantic import BaseModel, Field

from watchkeeper.act.notifications.news import SeverityName
from watchkeeper.act.notifications.plans import CheckName
from watchkeeper.act.notifications.preview import Preview, Stage, Verdict


class CheckView(BaseModel):
    """A condition of a rule: its least severity, objects, sites and pools (place), or hours."""

    what: CheckName
    passed: bool


class RecipientView(BaseModel):
    """A channel that would get a message; by a schedule it is whoever is on call then."""

    channel_id: int
    schedule_id: int | None
    held_until: datetime | None = Field(description="Until when quiet hours or a digest hold its message back.")


class StageView(BaseModel):
    """A step of a rule."""

    at: datetime = Field(description="When it comes, unless somebody acknowledges before.")
    recipients: list[RecipientView]


class VerdictView(BaseModel):
    """What one rule would do."""

    rule_id: int
    name: str
    enabled: bool
    applies: bool
    checks: list[CheckView]
    stages: list[StageView]


class PreviewView(BaseModel):
    """Who would be told, and why or why not."""

    at: datetime
    title: str
    severity: SeverityName
    objects: list[str]
    muted_until: datetime | None = Field(description="Until when a silence or maintenance mutes all of it.")
    subject: str = Field(description="Of a message about it, in the words asked for.")
    body: str = Field(description="Its text; the link is an example.")
    rules: list[VerdictView]


def seen(found: Preview) -> PreviewView:
    """Return the view of a preview."""
    return PreviewView(
        at=found.at,
        title=found.news.title,
        severity=found.news.severity,
        objects=list(found.news.roots),
        muted_until=found.muted_until,
        subject=found.message[0],
        body=found.message[1],
        rules=[_verdict(one, found.inboxes) for one in found.verdicts],
    )


def _verdict(one: Verdict, inboxes: frozenset[int]) -> VerdictView:
    return VerdictView(
        rule_id=one.rule.id,
        name=one.rule.name,
        enabled=one.rule.enabled,
        applies=one.applies,
        checks=[CheckView.model_validate(check, from_attributes=True) for check in one.checks],
        stages=[_stage(stage, inboxes) for stage in one.stages],
    )


def _stage(stage: Stage, inboxes: frozenset[int]) -> StageView:
    recipients = [
        RecipientView(
            channel_id=one.channel_id,
            schedule_id=one.schedule_id,
            held_until=None if one.channel_id in inboxes else stage.held_until,
        )
        for one in stage.recipients
    ]
    return StageView(at=stage.at, recipients=recipients)
