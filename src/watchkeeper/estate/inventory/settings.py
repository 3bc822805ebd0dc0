"""Settings of the inventory."""

from pydantic import BaseModel, Field


class InventorySettings(BaseModel):
    """When a device counts as down, and when its data is no longer fresh."""

    default_interval_s: int = Field(
        default=60, ge=5, le=86_400, description="Polling interval of devices that name none, in seconds."
    )
    down_after: int = Field(
        default=1,
        ge=1,
        le=10,
        description="Failed contacts in a row before a device is down. One contact already holds the driver's retries.",
    )
    fresh_intervals: float = Field(
        default=2.5, gt=0, le=100, description="Data older than this many polling intervals is stale."
    )
    unknown_after_s: int = Field(
        default=300,
        ge=30,
        description="A device that was up and has not been asked for this long (and five intervals) becomes unknown.",
    )
    import_max_rows: int = Field(default=100_000, ge=1, description="Most rows of one import file.")
    import_max_bytes: int = Field(default=32 * 2**20, ge=1024, description="Largest import file in bytes.")


class DiscoverySettings(BaseModel):
    """How far and how fast discovery may go."""

    max_addresses: int = Field(default=1_048_576, ge=1, description="Most addresses of one discovery.")
    max_rate_per_s: int = Field(default=5_000, ge=1, description="Highest rate of probes that may be asked for.")
    snmp_concurrency: int = Field(default=64, ge=1, le=1_000, description="Agents asked at the same time.")
    chunk_s: float = Field(
        default=5.0, gt=0, le=300, description="About how long one chunk of addresses takes: progress is kept a chunk."
    )
