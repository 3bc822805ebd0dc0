"""The settings of the live channel."""

from pydantic import BaseModel, Field


class LiveSettings(BaseModel):
    """How news reaches open pages."""

    retention_s: float = Field(
        default=3600.0, gt=0, description="How long a client may be away and still resume where it was."
    )
    heartbeat_s: float = Field(default=15.0, gt=0, description="Quiet time after which a sign of life is sent.")
    recheck_s: float = Field(default=60.0, gt=0, description="How often a client's login is checked again.")
    poll_interval_s: float = Field(default=2.0, gt=0, description="How often events of other processes are looked for.")
    client_queue: int = Field(
        default=256, ge=1, description="Events that may wait for a slow client before it is cut off, to resume later."
    )
    max_clients: int = Field(default=500, ge=1, description="Event streams open at once.")
