"""Settings of notifications: ``settings.notifications``."""

from pydantic import BaseModel, Field


class NotificationSettings(BaseModel):
    """How messages leave."""

    base_url: str = Field(
        default="", description="Address under which people open this installation; links in messages begin with it."
    )
    timeout_s: float = Field(default=15.0, gt=0, description="Longest time in seconds that one attempt may take.")
    link_hours: float = Field(default=72.0, gt=0, description="Hours that a link to acknowledge an incident works.")
    inbox_days: float = Field(default=90.0, gt=0, description="Days that messages stay in the inboxes of people.")
