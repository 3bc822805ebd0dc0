"""Availability as it crosses the border."""

from datetime import UTC, datetime
from typing import Literal

from pydantic import BaseModel, Field

from watchkeeper.understand.availability.intervals import State
from watchkeeper.understand.availability.service import Item, Report, Subject

_PERCENT = 100.0
_MOST_OUTAGES = 500


class SpanView(BaseModel):
    """A state for a time."""

    start: datetime
    end: datetime
    state: State


class OutageView(BaseModel):
    """A time without service."""

    start: datetime
    end: datetime
    down_s: float = Field(description="Seconds down; what was unknown or under maintenance in between is left out.")
    ongoing: bool = Field(description="It had not ended at the end of the period.")
    began_before: bool = Field(description="It had begun before the period.")


class AvailabilityItem(BaseModel):
    """How available one object was."""

    kind: Subject
    id: int | None = Field(description="Of a device, site or pool; null of interfaces and links.")
    name: str
    members: int = Field(description="Devices of a site or service; 1 of others.")
    availability_percent: float | None = Field(description="up / (up + down); null when nothing is known.")
    coverage_percent: float | None = Field(description="How much of the time, without maintenance, is known.")
    unknown_percent: float | None = Field(description="How much of that time is not known: the rest of the coverage.")
    target_percent: float | None
    met: bool | None = Field(description="In the time known; null without a target, or when nothing is known.")
    error_budget_s: float | None = Field(description="Seconds that the target lets it be down in the time known.")
    error_budget_left_s: float | None = Field(description="What is left of it; negative when it was overdrawn.")
    up_s: float
    down_s: float
    unknown_s: float
    maintenance_s: float
    outage_count: int
    mttr_s: float | None = Field(description="Mean time down of an outage, in seconds.")
    mtbf_s: float | None = Field(description="Mean time up between outages, in seconds.")
    outages: list[OutageView] = Field(description=f"The latest {_MOST_OUTAGES} at most, oldest first.")
    spans: list[SpanView] = Field(description="The whole period, in order and without gaps.")

    @classmethod
    def of(cls, item: Item) -> "AvailabilityItem":
        """Return the view of a row."""
        told, budget = item.account, item.account.budget(item.target)
        return cls(
            kind=item.kind,
            id=item.number,
            name=item.name,
            members=item.members,
            availability_percent=_percent(told.availability),
            coverage_percent=_percent(told.coverage),
            unknown_percent=_percent(told.unknown_share),
            target_percent=_percent(item.target),
            met=told.meets(item.target),
            error_budget_s=None if budget is None else budget.total_s,
            error_budget_left_s=None if budget is None else budget.left_s,
            up_s=told.up_s,
            down_s=told.down_s,
            unknown_s=told.unknown_s,
            maintenance_s=told.excluded_s,
            outage_count=len(told.outages),
            mttr_s=told.mttr_s,
            mtbf_s=told.mtbf_s,
            outages=[
                OutageView(
                    start=_moment(one.start),
                    end=_moment(one.end),
                    down_s=one.down_s,
                    ongoing=one.ongoing,
                    began_before=one.began_before,
                )
                for one in told.outages[-_MOST_OUTAGES:]
            ],
            spans=[SpanView(start=_moment(one.start), end=_moment(one.end), state=one.state) for one in item.line],
        )


class AvailabilityReport(BaseModel):
    """How available everything of a kind was, the least available first."""

    kind: Subject
    start: datetime
    end: datetime
    clipped_from: datetime | None = Field(
        description="The beginning that was asked for, when changes of state are not kept for that long."
    )
    note: str = Field(description="What was left out and why, in words; empty when nothing was.")
    time_zone: str
    needs: Literal["all", "any"] = Field(description="When a site or service is up: with all of its devices, or any.")
    total: int
    offset: int
    limit: int
    items: list[AvailabilityItem]


def clipped_from(report: Report) -> datetime | None:
    """Return the beginning that was asked for, when the report begins later."""
    return report.asked.start if report.clipped else None


def _percent(share: float | None) -> float | None:
    return None if share is None else share * _PERCENT


def _moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(seconds, tz=UTC)
