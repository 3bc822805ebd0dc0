"""What the stored samples say of one device over the last hour, in a form that is kept between two looks."""

from pydantic import BaseModel, ConfigDict, Field


class Reading(BaseModel):
    """One object's value and its score."""

    model_config = ConfigDict(frozen=True)

    object: str
    value: float
    score: float


class Spread(BaseModel):
    """Many objects as one score: half the worst, half the mean, in which ends of links count threefold."""

    model_config = ConfigDict(frozen=True)

    score: float
    count: int
    worst: list[Reading] = Field(default_factory=list)


class EndReading(BaseModel):
    """What is known of an interface that a link ends at; None is not known."""

    model_config = ConfigDict(frozen=True)

    errors_share: float | None = None
    used_percent: float | None = None
    margin_db: float | None = None


class Measures(BaseModel):
    """The measured part of a device's health; None is not known."""

    model_config = ConfigDict(frozen=True)

    ping_share: float | None = None
    snmp_share: float | None = None
    rtt_ms: float | None = None
    usual_rtt_ms: float | None = None
    errors: Spread | None = None
    capacity: Spread | None = None
    optics: Spread | None = None
    ends: dict[str, EndReading] = Field(default_factory=dict)


NOTHING = Measures()
"""Nothing has been measured."""
