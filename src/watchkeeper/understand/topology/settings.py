"""Settings of topology: ``settings.topology``."""

from pathlib import Path

from pydantic import BaseModel, Field


class TopologySettings(BaseModel):
    """How the map of the network is kept."""

    enabled: bool = Field(default=True, description="Ask devices for their neighbours and keep the map.")
    interval_s: int = Field(default=60, ge=10, description="Seconds between two rounds of questions for neighbours.")
    devices_a_round: int = Field(
        default=2_000,
        ge=1,
        description="Most devices that one round asks. In a larger network each round asks others in turn; those that "
        "report a change are asked at once all the same.",
    )
    stations_interval_s: int = Field(
        default=900,
        ge=60,
        description="Seconds between two rounds of questions for the hardware addresses that devices have heard (ARP, "
        "forwarding tables of bridges).",
    )
    budget_s: float = Field(default=40.0, gt=0, description="Seconds that one device may take to answer.")
    keep_gone_days: int = Field(default=7, ge=1, description="Days until a link that nobody shows any more is gone.")
    keep_history_days: int = Field(default=365, ge=1, description="Days that the map of the past is kept.")
    risks_file: Path | None = Field(
        default=None, description="YAML file of shared risks: a name, and below it a list of DEVICE:INTERFACE."
    )
    demands_file: Path | None = Field(
        default=None,
        description="CSV file of the traffic matrix: source,target,bps with names of devices. Without one it is "
        "estimated from what ports outside of links measure.",
    )
