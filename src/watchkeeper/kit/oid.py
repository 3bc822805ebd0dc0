"""Object identifiers as tuples of integers: reading, writing and comparing whole arcs."""

from functools import lru_cache
from typing import TypeAlias

Oid: TypeAlias = tuple[int, ...]

MAX_ARC = 2**32 - 1
"""Largest sub-identifier (RFC 2578 §3.5)."""


@lru_cache(maxsize=4096)
def parse(text: str) -> Oid:
    """Return the arcs of a dotted identifier; a leading dot is allowed.

    Raises ValueError when the text is no object identifier.
    """
    parts = text.strip().removeprefix(".").split(".")
    if not all(part.isascii() and part.isdigit() for part in parts):
        raise ValueError(f"{text!r} is not an object identifier")
    arcs = tuple(int(part) for part in parts)
    if any(arc > MAX_ARC for arc in arcs):
        raise ValueError(f"{text!r} has an arc above {MAX_ARC}")
    return arcs


def dotted(oid: Oid) -> str:
    """Return ``1.3.6…`` without a leading dot."""
    return ".".join(map(str, oid))


def is_under(oid: Oid, prefix: Oid) -> bool:
    """Say whether ``oid`` is ``prefix`` or lies below it, by whole arcs: 1.3.6.1.4.1.9 is no prefix of …1.99."""
    return oid[: len(prefix)] == prefix
