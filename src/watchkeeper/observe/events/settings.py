"""Settings of events: ``settings.events``."""

from pydantic import BaseModel, Field


class EventsSettings(BaseModel):
    """How long events are kept."""

    keep_days: int = Field(default=365, ge=1, description="Days that events are kept.")
