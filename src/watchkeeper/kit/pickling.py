"""Frozen dataclasses that travel between processes by the hundred thousand, pickled by position.

What the standard library writes for a frozen dataclass with slots is restored field by field in Python, after looking
up the fields of every single object: that costs more than calling its constructor.
"""

from dataclasses import fields
from operator import attrgetter
from typing import Any, TypeVar

T = TypeVar("T")


def by_position(cls: type[T]) -> type[T]:
    """Have instances of a dataclass, all of whose fields are constructor arguments, pickled as a call of it."""
    names = [field.name for field in fields(cls)]  # type: ignore[arg-type]  # a decorator of dataclasses
    told = attrgetter(*names)
    if len(names) == 1:

        def reduce_one(self: T) -> tuple[type[T], tuple[Any, ...]]:
            return cls, (told(self),)

        cls.__reduce__ = reduce_one  # type: ignore[assignment]
        return cls

    def reduce_all(self: T) -> tuple[type[T], tuple[Any, ...]]:
        return cls, told(self)

    cls.__reduce__ = reduce_all  # type: ignore[assignment]
    return cls
