"""The settings of the audit log."""

from pydantic import BaseModel, Field


class AuditSettings(BaseModel):
    """How soon what was done is chained and signed, and how long it stays in the database."""

    seal_interval_s: float = Field(
        default=1.0,
        gt=0,
        description="How often entries of other processes are looked for; own ones are sealed at once.",
    )
    checkpoint_interval_s: float = Field(
        default=60.0, ge=0, description="Longest time that a sealed entry waits for a signature over it."
    )
    checkpoint_entries: int = Field(default=1000, ge=1, description="Most sealed entries without a signature.")
    retention_days: int = Field(
        default=730,
        ge=1,
        description="Entries older than this move from the database into a signed archive in the data directory.",
    )
