"""Series that move together, at the API's border."""

from collections.abc import Mapping
from datetime import datetime

from pydantic import BaseModel, Field

from watchkeeper.understand.correlation.neighbourhood import Relation
from watchkeeper.understand.correlation.service import Mate


class MateView(BaseModel):
    """A series that moves with the one that was asked about. That says nothing of what causes what."""

    device_id: int
    device_name: str | None = Field(description="Null when the device is no longer known.")
    family: str
    metric: str
    object: str
    relation: Relation = Field(description="What the two have to do with each other in the network.")
    rho: float = Field(description="Spearman's coefficient of both without their season; below 0: opposite ways.")
    lag_h: int = Field(description="By how many hours it follows; below 0: it leads.")
    q: float = Field(description="Share of false discoveries at which it would just be told.")
    hours: int = Field(description="Common hours that it rests on.")
    found_at: datetime

    @classmethod
    def of(cls, mate: Mate, names: Mapping[int, str]) -> "MateView":
        """Return the view of a pair. ``names`` are those of devices, by id."""
        series = mate.series
        return cls(
            device_id=series.device_id,
            device_name=names.get(series.device_id),
            family=series.family,
            metric=series.metric,
            object=series.object,
            relation=mate.relation,
            rho=mate.rho,
            lag_h=mate.lag_h,
            q=mate.q,
            hours=mate.hours,
            found_at=mate.found_at,
        )
