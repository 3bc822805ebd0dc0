"""Silences at the API's border, and which alerts one is for."""

import fnmatch
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Annotated, Final, Literal, Self

from pydantic import BaseModel, Field, model_validator

from watchkeeper.core.http.bodies import Exact, Moment
from watchkeeper.core.http.paging import MAX_ID
from watchkeeper.understand.alerts.schemas import SeverityName
from watchkeeper.understand.alerts.silences.models import AlertSilence

Pattern = Annotated[str, Field(min_length=1, max_length=600)]
Number = Annotated[int, Field(ge=1, le=MAX_ID)]
LONGEST: Final = timedelta(days=366)


@dataclass(frozen=True, slots=True)
class Subject:
    """What a silence is matched with: an alert."""

    entity: str
    kind: str
    severity: str
    device_id: int


class Matcher(Exact):
    """Which alerts. Each list that is given has to fit; of its members one is enough."""

    objects: list[Pattern] = Field(
        default=[], max_length=100, description="Patterns such as if:edge-1:* or node:core-*."
    )
    conditions: list[Pattern] = Field(
        default=[], max_length=100, description="Patterns of conditions, which are the keys of rules as well."
    )
    severities: list[SeverityName] = Field(default=[], max_length=5)
    sites: list[Number] = Field(default=[], max_length=200)
    pools: list[Number] = Field(default=[], max_length=200, description="With sites: devices of either.")

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not (self.objects or self.conditions or self.severities or self.sites or self.pools):
            raise ValueError("a silence says which alerts it is for")
        return self

    def fits(self, alert: Subject, devices: frozenset[int] | None) -> bool:
        """Return whether the silence is for ``alert``; ``devices`` are those of its sites and pools, None without."""
        return (
            (not self.objects or any(fnmatch.fnmatchcase(alert.entity, one) for one in self.objects))
            and (not self.conditions or any(fnmatch.fnmatchcase(alert.kind, one) for one in self.conditions))
            and (not self.severities or alert.severity in self.severities)
            and (devices is None or alert.device_id in devices)
        )


class SilenceIn(Exact):
    """A silence to begin."""

    matcher: Matcher
    starts_at: Moment | None = Field(default=None, description="Default: now.")
    ends_at: Moment
    comment: str = Field(min_length=1, max_length=2000, description="Why.")


class SilenceView(BaseModel):
    """A silence as clients see it."""

    id: int
    matcher: Matcher
    comment: str
    starts_at: datetime
    ends_at: datetime
    state: Literal["planned", "active", "over"]
    created_by: str
    created_at: datetime

    @classmethod
    def seen(cls, row: AlertSilence, now: datetime) -> "SilenceView":
        """Return the view of a stored silence at a moment."""
        return cls(
            id=row.id,
            matcher=Matcher.model_validate(row.matcher),
            comment=row.comment,
            starts_at=row.starts_at,
            ends_at=row.ends_at,
            state="over" if row.ends_at <= now else "active" if row.starts_at <= now else "planned",
            created_by=row.created_by,
            created_at=row.created_at,
        )
