"""The settings of the platform's checks on itself."""

from pydantic import BaseModel, Field


class ProbeSettings(BaseModel):
    """How the platform checks itself."""

    interval_s: float = Field(default=5.0, gt=0, description="Time between two runs of a check.")
    timeout_s: float = Field(default=2.0, gt=0, description="A check that takes longer has failed.")
    max_relay_lag_s: float = Field(
        default=60.0, gt=0, description="Not ready when a deliverable event has waited longer than this."
    )
    max_loop_lag_s: float = Field(default=5.0, gt=0, description="Event loop delay that counts as hanging.")
    max_loop_lag_duration_s: float = Field(
        default=30.0, gt=0, description="Not live when the event loop has hung for this long."
    )
