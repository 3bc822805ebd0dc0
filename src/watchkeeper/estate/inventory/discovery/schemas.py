"""Discovery at the API border."""

from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

from watchkeeper.estate.inventory.discovery.matching import MatchKind
from watchkeeper.estate.inventory.discovery.models import Discovery, Finding
from watchkeeper.estate.inventory.schemas import ObjectId, Port

Target = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=100)]
Status = Literal["running", "paused", "done", "failed", "cancelled"]


class DiscoveryStart(BaseModel):
    """What to look at, and how."""

    model_config = ConfigDict(
        extra="forbid",
        json_schema_extra={
            "examples": [
                {"targets": ["192.0.2.0/24"], "exclude": ["192.0.2.13"], "credential_ids": [], "rate_per_s": 100}
            ]
        },
    )

    targets: list[Target] = Field(min_length=1, max_length=10_000, description="Addresses, networks and ranges.")
    exclude: list[Target] = Field(default_factory=list, max_length=10_000)
    credential_ids: list[ObjectId] = Field(
        default_factory=list,
        max_length=10,
        description="Tried in this order on each address that answers, until one opens its agent. Empty: ping only.",
    )
    rate_per_s: int = Field(default=100, ge=1, le=100_000, description="Most probes a second.")
    snmp_port: Port = 161
    site_id: ObjectId | None = Field(default=None, description="Site of the devices that will be accepted.")


class DiscoveryView(BaseModel):
    """A discovery and how far it is."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    status: Status
    targets: list[str]
    exclude: list[str]
    credential_ids: list[int]
    rate_per_s: int
    snmp_port: int
    site_id: int | None
    total: int = Field(description="Addresses to look at.")
    probed: int
    alive: int
    identified: int
    started_by: str
    started_at: datetime
    finished_at: datetime | None
    error: str | None

    @classmethod
    def of(cls, discovery: Discovery) -> Self:
        """Return the view of a row."""
        return cls.model_validate(discovery)


class FindingView(BaseModel):
    """An address that answered."""

    model_config = ConfigDict(from_attributes=True)

    id: int
    address: str
    rtt_ms: float | None
    snmp: str = Field(description="ok, or why its agent did not say who it is.")
    snmp_reason: str
    sysname: str
    vendor: str
    os: str
    os_version: str
    model: str
    platform: str
    serial: str
    match: MatchKind
    match_reason: str
    device_id: int | None
    found_at: datetime

    @classmethod
    def of(cls, finding: Finding) -> Self:
        """Return the view of a row."""
        return cls.model_validate(finding)


class Acceptance(BaseModel):
    """Which findings become devices. ``all`` are those whose agent said who it is."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"finding_ids": "all"}]})

    finding_ids: Annotated[list[ObjectId], Field(max_length=100_000)] | Literal["all"]


class Accepted(BaseModel):
    """What accepting did. Conflicts, and other addresses of the same device, are ignored."""

    created: int
    updated: int
    ignored: int
