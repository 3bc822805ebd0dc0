"""The settings of the demonstration."""

from pathlib import Path

from pydantic import BaseModel, Field


class DemonstrationSettings(BaseModel):
    """The emulated network that the console may break."""

    lab: Path | None = Field(
        default=None,
        description="Runtime directory of an emulated lab (`wk lab up --emulated`); the console then offers its "
        "faults. `make run` sets it.",
    )
