"""What rules and schedules say, and what of a rule fits an incident. Pure."""

import fnmatch
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Annotated, Final, Literal
from zoneinfo import ZoneInfo, available_timezones

from pydantic import Field, field_validator

from watchkeeper.act.notifications.hours import DAYS, open_until
from watchkeeper.act.notifications.news import SEVERITIES, News, SeverityName
from watchkeeper.act.notifications.oncall import Rotation
from watchkeeper.act.notifications.templates import MessageTemplate
from watchkeeper.core.http.bodies import Day, Exact, TimeOfDay
from watchkeeper.core.http.paging import MAX_ID

Number = Annotated[int, Field(ge=1, le=MAX_ID)]
Pattern = Annotated[str, Field(min_length=1, max_length=600)]
DayName = Literal["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
CheckName = Literal["severity", "objects", "place", "hours"]
_FIRST_YEAR: Final = 1970
_LAST_YEAR: Final = 2200


def _zone(name: str) -> str:
    if name != "UTC" and name not in available_timezones():
        raise ValueError(f"there is no time zone {name!r}")
    ZoneInfo(name)
    return name


class SchedulePlan(Exact):
    """Channels that take turns."""

    members: list[Number] = Field(min_length=1, max_length=100, description="Channels, in the order of their turns.")
    first_day: Day = Field(description="When the first one's first turn begins.")
    handover: TimeOfDay = Field(default=time(9), description="Time of the day on which turns change.")
    days: int = Field(default=7, ge=1, le=366, description="Days of a turn.")
    time_zone: str = "UTC"

    _known_zone = field_validator("time_zone")(_zone)

    @field_validator("first_day")
    @classmethod
    def _within_reason(cls, day: date) -> date:
        if not _FIRST_YEAR <= day.year <= _LAST_YEAR:
            raise ValueError(f"turns begin between {_FIRST_YEAR} and {_LAST_YEAR}")
        return day

    @property
    def rotation(self) -> Rotation:
        """Return whose turn is when."""
        return Rotation(self.members, self.first_day, self.handover, self.days, self.time_zone)


class Step(Exact):
    """A stage of escalation: whom to tell so long after the first notification, unless somebody has acknowledged."""

    after_s: float = Field(default=0, ge=0, le=604_800)
    channels: list[Number] = Field(default=[], max_length=100)
    schedules: list[Number] = Field(default=[], max_length=100, description="On-call schedules: whoever is on call.")


class QuietHours(Exact):
    """When only critical messages are sent; the others follow as one digest at the end."""

    start: TimeOfDay
    end: TimeOfDay
    time_zone: str = "UTC"

    _known_zone = field_validator("time_zone")(_zone)


class Hours(Exact):
    """Hours of the week by the clock on the wall of ``time_zone``.

    They may pass midnight, and belong to the day that they begin on. From 00:00 to 00:00 is a whole day.
    """

    days: list[DayName] = Field(default=[], max_length=7, description="Days on which they begin. Empty: every day.")
    start: TimeOfDay = time(0)
    end: TimeOfDay = time(0)
    time_zone: str = "UTC"

    _known_zone = field_validator("time_zone")(_zone)

    def hold(self, now: datetime) -> bool:
        """Return whether ``now`` lies in them."""
        days = [DAYS.index(day) for day in self.days]
        return open_until(self.start, self.end, self.time_zone, now, days, equal_is_all_day=True) is not None


@dataclass(frozen=True, slots=True)
class Check:
    """One condition of a rule, and whether an incident meets it."""

    what: CheckName
    passed: bool


class RulePlan(Exact):
    """Which incidents a rule is for, and whom it tells when."""

    least_severity: SeverityName = "warning"
    objects: list[Pattern] = Field(
        default=[], max_length=100, description="Patterns such as node:core-*; one root has to fit. Empty: all."
    )
    sites: list[Number] = Field(default=[], max_length=200)
    pools: list[Number] = Field(
        default=[], max_length=200, description="Pools, which are services as well; with sites: devices of either."
    )
    hours: list[Hours] = Field(
        default=[], max_length=20, description="When the rule is in force: in one of these. Empty: always."
    )
    steps: list[Step] = Field(min_length=1, max_length=10)
    recoveries: bool = Field(default=True, description="Also say when it is over, to whoever was told of it.")
    cooldown_s: float = Field(
        default=300, ge=0, le=604_800, description="The same cause is not told again so soon, unless worse."
    )
    digest_s: float = Field(
        default=0, ge=0, le=86_400, description="What is not critical is gathered so long and sent as one. 0: at once."
    )
    quiet: QuietHours | None = None
    template: MessageTemplate | None = Field(default=None, description="Words of its messages. Null: the usual ones.")

    def checks(
        self, news: News, devices: Collection[int], covered: Collection[int], now: datetime
    ) -> tuple[Check, ...]:
        """Return each condition with whether the incident meets it; all have to.

        ``devices`` are those of the incident's alerts, ``covered`` those of the rule's sites and pools.
        """
        severe = SEVERITIES.index(news.severity) <= SEVERITIES.index(self.least_severity)
        named = any(fnmatch.fnmatchcase(root, one) for one in self.objects for root in news.roots)
        there = any(device in covered for device in devices)
        return (
            Check("severity", severe),
            Check("objects", not self.objects or named),
            Check("place", there or not (self.sites or self.pools)),
            Check("hours", not self.hours or any(one.hold(now) for one in self.hours)),
        )

    def quiet_until(self, severity: SeverityName, now: datetime) -> datetime | None:
        """Return until when quiet hours hold a message back, or None."""
        if self.quiet is None or severity == "critical":
            return None
        return open_until(self.quiet.start, self.quiet.end, self.quiet.time_zone, now)

    def gathered(self, severity: SeverityName) -> bool:
        """Return whether a message is gathered into a digest."""
        return self.digest_s > 0 and severity != "critical"
