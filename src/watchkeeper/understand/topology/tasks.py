"""The background verbs of topology."""

from pydantic import BaseModel

from watchkeeper.core.tasks import Task

_TIMEOUT_S = 300.0


class PlanLook(BaseModel):
    """Ask every device for its neighbours."""


class Collect(BaseModel):
    """Whose neighbours to read; afterwards the map is drawn anew."""

    device_ids: list[int]


class TidyTopology(BaseModel):
    """Forget the map of a past that is too long ago, and views of devices that are no more."""


PLAN = Task("topology.plan_look", PlanLook, queue="topology")
COLLECT = Task("topology.collect", Collect, queue="topology", max_attempts=10, timeout_s=_TIMEOUT_S)
TIDY = Task("topology.tidy", TidyTopology, queue="maintenance")
