"""Settings of health: ``settings.health``."""

from pydantic import BaseModel, ConfigDict, Field


class HealthSettings(BaseModel):
    """How well devices, links, sites and services are."""

    model_config = ConfigDict(frozen=True)

    interval_s: int = Field(default=300, ge=30, le=3600, description="Seconds between two measurements of everything.")
    criticality_by_tag: dict[str, float] = Field(
        default={"critical": 5.0, "important": 2.0, "minor": 0.5},
        description="How much a device with this tag counts in its site, its services and the network; 1 without one.",
    )
    keep_days: int = Field(default=90, ge=8, description="Days that recorded scores are kept.")
