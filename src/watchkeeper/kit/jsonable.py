"""Values that JSON can carry, as a type: what crosses the outbox, the live channel and problem documents."""

from collections.abc import Mapping, Sequence
from typing import TypeAlias

JSON: TypeAlias = bool | int | float | str | Sequence["JSON"] | Mapping[str, "JSON"] | None
"""A JSON value. Moments are ISO 8601 strings, bytes do not occur."""
