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

_END_WEIGHT = 3.0
_SHOWN = 3


def spread(readings: list[tuple[Reading, bool]]) -> Spread | None:
    """Return many readings as one; each comes with whether a link ends there. None when there are none."""
    if not readings:
        return None
    weights = [_END_WEIGHT if end else 1.0 for _, end in readings]
    mean = sum(w * one.score for w, (one, _) in zip(weights, readings, strict=True)) / sum(weights)
    ordered = sorted((one for one, _ in readings), key=lambda one: (one.score, one.object))
    return Spread(score=(ordered[0].score + mean) / 2, count=len(readings), worst=ordered[:_SHOWN])
