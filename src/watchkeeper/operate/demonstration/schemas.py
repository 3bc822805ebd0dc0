"""The lab's faults at the API's border."""

from datetime import UTC, datetime
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field, StringConstraints

FaultKind = Literal["link-down", "errors", "fade-optic", "silence", "slow", "reboot"]

Name = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1, max_length=128, pattern=r"^[^\x00]+$")]


class FaultOrder(BaseModel):
    """What to break."""

    model_config = ConfigDict(extra="forbid")

    kind: FaultKind
    device: Name = Field(description="Name of the device in the lab.")
    interface: Name | None = Field(default=None, description="For link-down, errors and fade-optic.")
    amount: float | None = Field(
        default=None,
        gt=0,
        le=1_000_000,
        allow_inf_nan=False,
        description="Errors a second, dB a minute, milliseconds of delay or seconds of absence, by kind.",
    )


class FaultView(BaseModel):
    """Something that is broken now."""

    id: int
    kind: str
    device: str
    interface: str = Field(description="Empty when the whole device is concerned.")
    amount: float
    since: datetime

    @classmethod
    def of(cls, row: dict[str, object]) -> "FaultView":
        """Show a fault as the lab tells of it."""
        return cls(
            id=int(str(row["id"])),
            kind=str(row["kind"]),
            device=str(row["device"]),
            interface=str(row.get("interface") or ""),
            amount=float(str(row.get("amount") or 0)),
            since=datetime.fromtimestamp(float(str(row["since"])), UTC),
        )


class LabView(BaseModel):
    """The lab beside this server, if one runs."""

    running: bool
    faults: list[FaultView]
