"""Long lists in pieces: databases bound the parameters of one statement."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

T = TypeVar("T")

MOST_PARAMETERS = 10_000  # below SQLite's 32,766 and PostgreSQL's 65,535


def in_chunks(values: Sequence[T], size: int = MOST_PARAMETERS) -> Iterator[Sequence[T]]:
    """Yield ``values`` in consecutive pieces of at most ``size``."""
    for start in range(0, len(values), size):
        yield values[start : start + size]
