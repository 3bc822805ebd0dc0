"""Maintenance windows at the API's border."""

from datetime import UTC, datetime, timedelta
from typing import Literal, Self
from zoneinfo import available_timezones

from pydantic import BaseModel, Field, ValidationError, field_validator, model_validator

from watchkeeper.core.http.bodies import Exact, Moment
from watchkeeper.core.http.paging import MAX_ID
from watchkeeper.estate.maintenance.errors import InvalidWindowError
from watchkeeper.estate.maintenance.models import MaintenanceWindow
from watchkeeper.estate.maintenance.windows import Span, Timing, read_rule

TargetKind = Literal["device", "pool", "site", "link"]
LONGEST = timedelta(days=366)
MOST_MUTED = 500


class WindowTarget(Exact):
    """What is worked on. Of a ``link``, ``id`` is a device at one end, and ``interface`` its interface."""

    kind: TargetKind
    id: int = Field(ge=1, le=MAX_ID)
    interface: str = Field(default="", max_length=255)

    @model_validator(mode="after")
    def _names_an_interface(self) -> Self:
        if (self.kind == "link") != bool(self.interface):
            raise ValueError("a link, and nothing else, names an interface")
        return self


class WindowPlan(Exact):
    """When and on what."""

    targets: list[WindowTarget] = Field(min_length=1, max_length=200)
    starts_at: Moment
    ends_at: Moment = Field(description="End of the first occurrence.")
    rule: str = Field(default="", max_length=500, description="RFC 5545 recurrence: FREQ=WEEKLY;BYDAY=SU. Empty: once.")
    time_zone: str = Field(default="UTC", max_length=64, description="In which the rule is meant.")

    @field_validator("time_zone")
    @classmethod
    def _known_zone(cls, name: str) -> str:
        if name != "UTC" and name not in available_timezones():
            raise ValueError(f"there is no time zone {name!r}")
        return name

    @model_validator(mode="after")
    def _is_sometime(self) -> Self:
        if self.starts_at.year < 1971 or self.ends_at.year > 9000:  # noqa: PLR2004 - what every time zone can say
            raise ValueError("a window lies between the years 1971 and 9000")
        if not timedelta(0) < self.ends_at - self.starts_at <= LONGEST:
            raise ValueError("a window ends after its start, at most a year later")
        if self.rule:
            try:
                read_rule(self.rule, self.starts_at.replace(tzinfo=None))
            except (ValueError, TypeError, OverflowError, AttributeError, KeyError) as error:
                raise ValueError(f"the rule cannot be read: {error}") from error
        return self

    def timing(self, ended_at: datetime | None = None) -> Timing:
        """Return when it is."""
        first = Span(self.starts_at.astimezone(UTC), self.ends_at.astimezone(UTC))
        return Timing(first, self.rule, self.time_zone, ended_at)


class WindowIn(Exact):
    """Planned work."""

    name: str = Field(min_length=1, max_length=255)
    reason: str = Field(default="", max_length=4000)
    plan: WindowPlan


class SpanView(BaseModel):
    """One occurrence."""

    start: datetime
    end: datetime


class MutedDevice(BaseModel):
    """A device that nobody is notified about while it is worked on."""

    id: int
    name: str
    until: datetime


class MutedPort(BaseModel):
    """The end of a link that nobody is notified about while it is worked on."""

    device_id: int
    device: str
    interface: str = Field(description="The canonical name of the port.")
    until: datetime


class MutedView(BaseModel):
    """What nobody is notified about now because it is worked on."""

    devices: list[MutedDevice] = Field(description=f"The first {MOST_MUTED}, by name.")
    device_total: int
    ports: list[MutedPort]


class WindowView(BaseModel):
    """A maintenance window as clients see it."""

    id: int
    name: str
    reason: str
    plan: WindowPlan
    state: Literal["active", "planned", "over"]
    occurrence: SpanView | None = Field(description="The occurrence that lasts, or the next one.")
    created_by: str
    created_at: datetime
    ended_at: datetime | None

    @classmethod
    def seen(cls, row: MaintenanceWindow, now: datetime) -> "WindowView":
        """Return the view of a stored window at a moment."""
        plan = plan_of(row)
        span = plan.timing(row.ended_at).following(now)
        state: Literal["active", "planned", "over"] = "over"
        if span is not None:
            state = "active" if span.holds(now) else "planned"
        return cls(
            id=row.id, name=row.name, reason=row.reason, plan=plan, state=state,
            occurrence=None if span is None else SpanView(start=span.start, end=span.end),
            created_by=row.created_by, created_at=row.created_at, ended_at=row.ended_at,
        )  # fmt: skip


def timing_of(starts_at: datetime, ends_at: datetime, rule: str, time_zone: str) -> Timing:
    """Return when a window would be. Raises InvalidWindowError for what no window could say."""
    nowhere = WindowTarget(kind="device", id=1)
    try:
        plan = WindowPlan(targets=[nowhere], starts_at=starts_at, ends_at=ends_at, rule=rule, time_zone=time_zone)
    except ValidationError as error:
        raise InvalidWindowError(
            "; ".join(one["msg"].removeprefix("Value error, ") for one in error.errors())
        ) from error
    return plan.timing()


def plan_of(row: MaintenanceWindow) -> WindowPlan:
    """Return what a stored window plans."""
    return WindowPlan.model_validate(row.plan, strict=False)
