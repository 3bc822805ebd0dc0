"""Configurations as evidence at the API's border."""

from datetime import datetime
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from watchkeeper.understand.topology.configurations.written import Origin
from watchkeeper.understand.topology.view import DeviceView

MOST_CHARACTERS = 8_000_000


class ConfigurationIn(BaseModel):
    """A device's configuration. What it says of the device's place is kept; the text, with its secrets, is not."""

    model_config = ConfigDict(extra="forbid", strict=True)

    text: str = Field(min_length=1, max_length=MOST_CHARACTERS)


class ConfigurationView(BaseModel):
    """What is kept of a device's configuration."""

    device_id: int
    device: str
    at: datetime = Field(description="When this was new; the same text again changes nothing.")
    source: Literal["upload", "ssh"]
    by: str = Field(description="Who gave it or had it read.")
    lines: int
    digest: str = Field(description="SHA-256 of the text.")
    platform: str
    hostname: str = Field(description="Empty where the text says none, or the device's own name.")
    interfaces: int
    neighbours: int = Field(description="Configured BGP neighbours.")
    vrfs: list[str]
    problems: list[str] = Field(description="What of the text could not be understood.")

    @classmethod
    def of(cls, device_id: int, at: datetime, origin: Origin, view: DeviceView) -> "ConfigurationView":
        """Return the view of what is kept."""
        return cls(
            device_id=device_id,
            device=view.name,
            at=at,
            source="ssh" if origin.source == "ssh" else "upload",
            by=origin.by,
            lines=origin.lines,
            digest=origin.digest,
            platform=view.platform,
            hostname=next(iter(view.names), ""),
            interfaces=len(view.ports),
            neighbours=len(view.neighbours),
            vrfs=list(view.vrfs),
            problems=list(view.problems),
        )
