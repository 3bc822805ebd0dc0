"""What rules have done in the background: alerts that end by themselves, and those of devices that are gone."""

from pydantic import BaseModel

from watchkeeper.core.tasks import Task


class TidyRules(BaseModel):
    """End what is over, and raise what fails to come."""


TIDY = Task("rules.tidy", TidyRules, queue="alerts")
EVERY_S = 60
