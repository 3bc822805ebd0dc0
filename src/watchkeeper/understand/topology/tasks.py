"""The background verbs of topology."""

from datetime import datetime

from pydantic import BaseModel

from watchkeeper.core.tasks import Task

_TIMEOUT_S = 300.0


class PlanLook(BaseModel):
    """Ask every device for its neighbours."""


class Collect(BaseModel):
    """Whose neighbours to read.

    The map is drawn when they said something new; with ``draw`` in any case, as it has changed without being told why.
    Who was asked after ``since``, the moment of the news that this follows, is not asked again.
    """

    device_ids: list[int]
    draw: bool = False
    since: datetime | None = None


class PlanStations(BaseModel):
    """Ask every device which hardware addresses it has heard."""


class CollectStations(BaseModel):
    """Whose heard hardware addresses to read."""

    device_ids: list[int]


class Draw(BaseModel):
    """Make the map of what devices said last. Without ``anew`` nothing is done when no device has said anything new.

    With it nothing is done either when the same was drawn after ``since``, when devices were asked.
    """

    anew: bool = False
    since: datetime | None = None


class TidyTopology(BaseModel):
    """Forget the map of a past that is too long ago, and views of devices that are no more."""


PLAN = Task("topology.plan_look", PlanLook, queue="topology")
COLLECT = Task("topology.collect", Collect, queue="topology", max_attempts=10, timeout_s=_TIMEOUT_S)
PLAN_STATIONS = Task("topology.plan_stations", PlanStations, queue="topology")
COLLECT_STATIONS = Task(
    "topology.collect_stations", CollectStations, queue="topology", max_attempts=10, timeout_s=_TIMEOUT_S
)
DRAW = Task("topology.draw", Draw, queue="topology", max_attempts=10, timeout_s=_TIMEOUT_S)
TIDY = Task("topology.tidy", TidyTopology, queue="maintenance")
