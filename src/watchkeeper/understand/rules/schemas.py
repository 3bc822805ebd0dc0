"""Rules at the API's border."""

from datetime import datetime
from typing import Annotated, Any, Final, Literal

from pydantic import BaseModel, Field

from watchkeeper.core.http.bodies import Exact
from watchkeeper.core.http.paging import MAX_ID
from watchkeeper.understand.rules.expression.syntax import LONGEST

SeverityName = Literal["critical", "major", "minor", "warning", "info"]
KEY_PATTERN: Final = r"^[a-z][a-z0-9_]{1,59}$"
Number = Annotated[int, Field(ge=1, le=MAX_ID)]


class AlertRuleIn(Exact):
    """What a rule says."""

    name: str = Field(min_length=1, max_length=255)
    expression: str = Field(
        min_length=1, max_length=LONGEST, description='Such as: optics.rx_power_dbm < -25 and object ~ "xe-*" for 5m.'
    )
    severity: SeverityName = "warning"
    summary: str = Field(
        default="",
        max_length=1000,
        description="Of the alert. {object}, {device}, {value} and {unit} are replaced, of an event {before} and "
        "{after} as well; empty: the rule's name.",
    )
    advice: str = Field(default="", max_length=4000, description="What to look at when it fires.")
    enabled: bool = True
    sites: list[Number] = Field(default=[], max_length=200, description="Only devices at these. With pools: either.")
    pools: list[Number] = Field(default=[], max_length=200, description="Only devices of these. Neither: all devices.")


class NewAlertRule(AlertRuleIn):
    """A rule with its key."""

    key: str = Field(pattern=KEY_PATTERN, description="The alert's condition; it stays the same for good.")


class AlertRuleView(BaseModel):
    """A rule as clients see it."""

    key: str
    rule: AlertRuleIn
    source: str = Field(description="What it looks at: a family of samples, or event.")
    shipped: bool = Field(description="Comes with the product.")
    changed: bool = Field(description="Somebody made it, or changed the shipped one.")
    as_shipped: list[Literal["name", "summary", "advice"]] = Field(
        description="Texts that are as they come, so that a client may say them in another language."
    )
    changed_by: str
    changed_at: datetime | None
    firing: int = Field(description="Objects that it is raised for now.")
    waiting: int = Field(description="Objects whose condition holds, but not for long enough.")
    problem: str = Field(description="Why it cannot be evaluated. Empty: it is.")


class ExpressionIn(Exact):
    """A condition to check."""

    expression: str = Field(max_length=LONGEST + 1)


class ExpressionView(BaseModel):
    """What a condition means, or where it is wrong."""

    valid: bool
    source: str
    unit: str
    lasting_s: int
    metrics: list[str]
    message: str
    hint: str
    start: int = Field(description="First character that is wrong.")
    end: int = Field(description="Character after the last one that is wrong.")


class NameView(BaseModel):
    """Something that a condition may name."""

    name: str
    type: Literal["number", "text", "state", "truth"]
    unit: str
    values: list[str]


class VocabularyView(BaseModel):
    """Everything that a condition may name."""

    names: list[NameView]
    functions: list[str]


class TrialIn(Exact):
    """A condition to try on what is stored."""

    expression: str = Field(min_length=1, max_length=LONGEST)
    hours: int = Field(default=24, ge=1, le=24 * 14)
    sites: list[Number] = Field(default=[], max_length=200)
    pools: list[Number] = Field(default=[], max_length=200)


class EpisodeView(BaseModel):
    """From raise to clear, as it would have been."""

    device_id: int
    device_name: str
    object: str
    raised_at: datetime
    cleared_at: datetime | None = Field(description="Null: it lasts.")
    value: float | None = Field(description="At the raise.")


class TrialView(BaseModel):
    """What a rule would have done."""

    source: str
    unit: str
    start: datetime
    end: datetime
    step_s: int = Field(description="Seconds between two looks; 0: events, one by one.")
    objects: int = Field(description="Series, or events, that were looked at.")
    raises: int
    objects_raised: int
    now: int = Field(description="Objects that it would be raised for at the end.")
    episodes: list[EpisodeView] = Field(description="The latest ones, five hundred at most.")
    notes: list[str] = Field(description="Where the replay differs from what the rule sees live.")


def document_of(rule: AlertRuleIn) -> dict[str, Any]:
    """Return what is stored of a rule."""
    return AlertRuleIn.model_validate(rule.model_dump(exclude={"key"})).model_dump(mode="json")
