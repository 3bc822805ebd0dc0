"""Settings of alerts and incidents: ``settings.alerts``."""

from pathlib import Path

from pydantic import BaseModel, Field

from watchkeeper.understand.alerts.correlation.holds import Holds


class AlertsSettings(BaseModel):
    """How alerts become incidents, and when people are told."""

    quiet_s: float = Field(
        default=75.0, ge=0, description="Seconds without news after which the picture of a fault counts as whole."
    )
    hold_s: float = Field(default=120.0, ge=0, description="Longest time in seconds that a notification is held.")
    reopen_s: float = Field(
        default=900.0, ge=0, description="Seconds within which the same fault again reopens its alert and incident."
    )
    flap_changes: int = Field(
        default=5, ge=2, description="Changes within ten minutes that make an alert a flapping one."
    )
    waiting_senders: int = Field(
        default=64,
        ge=1,
        description="Requests with alerts of others that wait for their turn in a process; more are told to come "
        "again (503).",
    )
    topology_file: Path | None = Field(
        default=None,
        description="JSON file with nodes (device names), links and the vantage point, as `wk correlate` takes it. "
        "Default: the map of discovery.",
    )
    gateways: list[str] = Field(
        default=[],
        description="Names of the devices that this installation is connected to. From there the map says who is cut "
        "off by what; without them every device counts as reached by itself.",
    )
    mappings: dict[str, dict[str, str]] = Field(
        default={},
        description="For the generic webhook: by name, which member of the sender's JSON is entity (or device and "
        "interface), kind, state, severity and summary (dotted paths; a value beginning with = is taken as it is).",
    )

    def holds(self) -> Holds:
        """Return the engine's holds."""
        return Holds(quiet_s=self.quiet_s, hold_s=self.hold_s, reopen_s=self.reopen_s)
