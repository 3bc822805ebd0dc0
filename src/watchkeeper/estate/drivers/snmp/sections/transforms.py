"""The named transforms that platform files may use on a reading."""

from collections.abc import Callable, Mapping
from typing import Final

from watchkeeper.kit import units

_HALF: Final = 2**31
_WHOLE: Final = 2**32


def _signed32(value: float) -> float:
    return value - _WHOLE if value >= _HALF else value


_TRANSFORMS: Final[Mapping[str, Callable[[float], float | None]]] = {
    "microwatt_to_dbm": units.microwatt_to_dbm,
    "milliwatt_to_dbm": units.milliwatt_to_dbm,
    "nanowatt_to_dbm": lambda value: units.microwatt_to_dbm(value / 1000),
    "fahrenheit_to_celsius": units.fahrenheit_to_celsius,
    "seconds_to_minutes": lambda value: value / 60,
    "ticks_to_minutes": lambda value: value / 6000,
    "signed32": _signed32,
}


def transform(name: str, value: float) -> float | None:
    """Apply a transform by name; ``None`` when the value means nothing under it."""
    return _TRANSFORMS[name](value)
