"""What requests carry, taken as the API's document promises: no text for a number, no number for a moment."""

import re
from datetime import date, time
from typing import Annotated, Final

from pydantic import AwareDatetime, BaseModel, BeforeValidator, ConfigDict, Strict, WithJsonSchema

_DATE: Final = re.compile(r"\d{4}-\d\d-\d\d")
_CLOCK: Final = r"^([01]\d|2[0-3]):[0-5]\d(:[0-5]\d(\.\d{1,6})?)?$"


def _dated(value: object) -> object:
    if isinstance(value, int | float) or (isinstance(value, str) and not _DATE.match(value)):
        raise ValueError("a moment is written as in 2026-11-28T21:00:00Z, a day as in 2026-11-28")
    return value


def _timed(value: object) -> object:
    if isinstance(value, int | float) or (isinstance(value, str) and not re.fullmatch(_CLOCK, value, re.ASCII)):
        raise ValueError("a time of day is written as in 07:30")
    return value


Moment = Annotated[AwareDatetime, Strict(strict=False), BeforeValidator(_dated)]
"""A moment with its zone (RFC 3339)."""

Day = Annotated[date, Strict(strict=False), BeforeValidator(_dated)]
"""A day of the calendar (RFC 3339 full-date)."""

TimeOfDay = Annotated[
    time, Strict(strict=False), BeforeValidator(_timed), WithJsonSchema({"type": "string", "pattern": _CLOCK})
]
"""A time of day without a zone, which JSON Schema's "time" has (RFC 3339 partial-time; seconds may be left out)."""


class Exact(BaseModel):
    """A body whose values have the types they are declared with: ``"1"`` is no number and 1 is not true.

    Moments, days and times are declared by the names above; other types that JSON has no value for need
    ``Strict(strict=False)`` as well.
    """

    model_config = ConfigDict(strict=True)
