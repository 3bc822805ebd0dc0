"""Settings of the ICMP driver."""

from pydantic import BaseModel, Field


class IcmpSettings(BaseModel):
    """How pings are sent and how long an answer is waited for."""

    echoes: int = Field(default=3, ge=1, le=20, description="Echo requests a target gets in one sweep.")
    timeout_s: float = Field(default=1.0, gt=0, le=30, description="How long the answer to one echo is waited for.")
    gap_s: float = Field(
        default=0.2, ge=0, le=10, description="Least time between two echoes to the same target, so that one lost "
        "moment does not look like an outage."
    )  # fmt: skip
    rate_per_s: int = Field(
        default=10_000, ge=1, description="Most echoes sent in one second over all targets; bursts are at most 10 ms."
    )
    payload_bytes: int = Field(default=56, ge=16, le=1400, description="Payload of one echo request.")
