"""Alerts and incidents at the API's border."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, Field

from watchkeeper.core.http.bodies import Moment
from watchkeeper.kit.clock import utc_now
from watchkeeper.kit.sayings import Saying
from watchkeeper.understand.alerts.lifecycle import AlertState, Signal
from watchkeeper.understand.alerts.models import AlertRow, IncidentRow, TimelineRow
from watchkeeper.understand.alerts.priority import ReasonKind
from watchkeeper.understand.alerts.service import Taken

SeverityName = Literal["critical", "major", "minor", "warning", "info"]


class AlertIn(BaseModel):
    """One alert of another system, in our own words."""

    entity: str = Field(
        min_length=1, max_length=600, description="node:NAME, link:ID, if:NAME:LINK, or anything else with a prefix."
    )
    kind: str = Field(min_length=1, max_length=64, description="The condition, such as unreachable or fan_failed.")
    state: Literal["raise", "clear"] = "raise"
    severity: SeverityName = "major"
    summary: str = Field(default="", max_length=2000)
    at: Moment | None = Field(default=None, description="When it began or ended there. Default: now.")
    source: str = Field(default="api", max_length=64)
    labels: dict[str, str] = Field(default={}, max_length=50)

    def signal(self) -> Signal:
        """Return the signal that this is."""
        device = self.entity.split(":")[1] if self.entity.startswith(("node:", "if:")) else ""
        return Signal(
            entity=self.entity,
            kind=self.kind,
            raised=self.state == "raise",
            at=self.at or utc_now(),
            severity=self.severity,
            summary=self.summary,
            source=self.source,
            device_name=device,
            labels=self.labels,
        )


class AlertsIn(BaseModel):
    """Alerts in the order in which they arose."""

    alerts: list[AlertIn] = Field(min_length=1, max_length=1000)


class TakenView(BaseModel):
    """What became of the alerts."""

    raised: int = 0
    repeated: int = 0
    reopened: int = 0
    cleared: int = 0
    ignored: int = 0
    incidents: list[int] = Field(description="Numbers of the incidents that changed.")

    @classmethod
    def of(cls, taken: Taken) -> "TakenView":
        """Return the view of an outcome."""
        return cls(incidents=taken.incidents, **taken.effects)


class MarkView(BaseModel):
    """What is open of one object."""

    entity: str = Field(description="node:NAME, if:NAME:PORT, or anything else with a prefix.")
    severity: SeverityName = Field(description="The worst.")
    count: int
    kinds: list[str] = Field(description="Conditions.")


class MuteView(BaseModel):
    """Why nobody is told about an alert, and until when. Who and why is null for limited accounts."""

    kind: Literal["silence", "maintenance"]
    until: datetime
    number: int | None = Field(description="Of the silence or maintenance window.")
    by: str | None
    reason: str | None = Field(description="The silence's comment, or the window's name.")


class KeptSaying(BaseModel):
    """A text of the platform as its code and facts."""

    code: str
    facts: dict[str, str]


class AlertView(BaseModel):
    """An alert as clients see it."""

    id: int
    entity: str
    kind: str
    device_id: int = Field(description="0: no device of ours.")
    device_name: str
    severity: SeverityName
    summary: str
    said: KeptSaying | None = Field(
        default=None, description="Of a summary in shipped words: the rule and what fills it."
    )
    state: AlertState
    flapping: bool
    occurrences: int
    sources: list[str]
    labels: dict[str, str]
    raised_at: datetime
    first_seen_at: datetime
    last_seen_at: datetime
    cleared_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    assigned_to: str
    shelved_until: datetime | None
    incident_id: int | None
    role: Literal["", "symptom", "suppressed"]
    muted: MuteView | None = Field(default=None, description="In lists: what keeps an open alert quiet, if anything.")

    @classmethod
    def of(cls, row: AlertRow) -> "AlertView":
        """Return the view of a stored alert."""
        return cls.model_validate(row, from_attributes=True)

    @classmethod
    def muted_by(cls, row: AlertRow, mute: object | None) -> "AlertView":
        """Return the view of a stored alert with what mutes it (a ``Mute``)."""
        view = cls.of(row)
        view.muted = None if mute is None else MuteView.model_validate(mute, from_attributes=True)
        return view


class SayingView(BaseModel):
    """A sentence of the platform, as its code and what is put into it, so that it can be said in any language."""

    code: str
    facts: dict[str, str]
    text: str = Field(description="The sentence in English.")

    @classmethod
    def of(cls, said: Saying) -> "SayingView":
        """Return the view of a sentence."""
        return cls(code=said.code, facts=said.told(), text=str(said))


class TimelineView(BaseModel):
    """One thing that happened."""

    at: datetime
    what: str
    text: str
    said: KeptSaying | None = Field(default=None, description="Of a text of the platform; null: words of people.")
    actor: str

    @classmethod
    def of(cls, row: TimelineRow) -> "TimelineView":
        """Return the view of a stored line."""
        return cls.model_validate(row, from_attributes=True)


class IncidentView(BaseModel):
    """An incident as clients see it."""

    id: int
    stage: Literal["forming", "open", "closed", "merged"]
    title: str
    severity: SeverityName
    priority: Literal["P1", "P2", "P3", "P4", "P5"]
    roots: list[str] = Field(description="What failed: node:X, link:L.")
    isolated: list[str] = Field(description="Nodes that are cut off as a consequence.")
    symptoms: int = Field(description="Alerts that speak of what failed.")
    suppressed: int = Field(description="Alerts held back as consequences.")
    opened_at: datetime
    paged_at: datetime | None
    closed_at: datetime | None
    acknowledged_at: datetime | None
    acknowledged_by: str
    assigned_to: str

    @classmethod
    def of(cls, row: IncidentRow) -> "IncidentView":
        """Return the view of a stored incident."""
        return cls.model_validate(row, from_attributes=True)


class PriorityReason(BaseModel):
    """One thing that an incident does; the widest reach and the severity decide the priority."""

    kind: ReasonKind
    reach: Literal[0, 1, 2] = Field(description="0 is wide, 2 is narrow.")
    names: list[str] = Field(description="Devices, sites or services; the first twenty.")
    count: int = Field(description="How many those are; of a degraded service, its members that are out.")
    of: int = Field(description="How many members a degraded service has; 0 of others.")


class IncidentDetail(BaseModel):
    """An incident with what happened to it."""

    incident: IncidentView
    priority_reasons: list[PriorityReason] = Field(description="What the priority follows from, the widest first.")
    timeline: list[TimelineView]


class AlertDetail(BaseModel):
    """An alert with what people did about it."""

    alert: AlertView
    history: list[TimelineView]


class CommentIn(BaseModel):
    """A remark."""

    text: str = Field(min_length=1, max_length=4000)


class AssignIn(BaseModel):
    """Whose it is from now on."""

    to: str = Field(max_length=255, description="Name of a person; empty: nobody.")


class ShelveIn(BaseModel):
    """Until when an alert is put aside."""

    until: Moment | None = Field(description="Null takes it back.")
    reason: str = Field(default="", max_length=1000)
