"""The shape that all devices of one model share: sorted object identifiers, and where live values go between them."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Final, Generic, TypeAlias, TypeVar

import numpy as np
import numpy.typing as npt

from watchkeeper.lab.snmp.ber import COUNTER64, OBJECT_ID, Oid, encode_oid, integer_heads, tlv, value_element, varbind

S = TypeVar("S")
"""The state of one device, as the sources of its layout understand it."""

Value: TypeAlias = int | str | bytes | Oid
Numbers: TypeAlias = npt.NDArray[np.int64]
SCALAR: Final[tuple[Oid, ...]] = ((0,),)


@dataclass(frozen=True, slots=True, eq=False)
class NumberSource(Generic[S]):
    """Integers of several columns, rendered together: one flat ``int64`` array in column order, rows inside a column.

    ``stable`` values change only when the device's state changes, others with time.
    """

    name: str
    render: Callable[[S], Numbers]
    stable: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class TextSource(Generic[S]):
    """Values of several columns that differ between devices; ``None`` is a row that is absent now.

    They change only when the device's state changes.
    """

    name: str
    render: Callable[[S], Sequence[Value | None]]
    sparse: bool = False


Source: TypeAlias = NumberSource[S] | TextSource[S]


@dataclass(frozen=True, slots=True, eq=False)
class Column(Generic[S]):
    """One object of a table, or a scalar (``rows`` is then ``SCALAR``).

    ``content`` holds the values that every device of the model shares, or names the source of its own.
    """

    oid: Oid
    tag: int
    rows: tuple[Oid, ...]
    content: Sequence[Value] | Source[S]


@dataclass(slots=True, eq=False)
class Group(Generic[S]):
    """All positions that one source fills. ``bit`` marks it in the mask of a plan or a view."""

    source: Source[S]
    bit: int
    spans: list[tuple[int, int]] = field(default_factory=list)
    names: list[bytes] = field(default_factory=list)
    tags: list[int] = field(default_factory=list)
    heads: list[tuple[bytes, ...]] = field(default_factory=list)

    def extend(self, start: int, names: Sequence[bytes], tag: int) -> None:
        """Add a column's positions."""
        self.spans.append((start, start + len(names)))
        self.names += names
        self.tags += [tag] * len(names)
        if isinstance(self.source, NumberSource):
            self.heads += [integer_heads(name, tag) for name in names]


class Layout(Generic[S]):
    """Positions 0..n-1 in lexicographic order of their object identifiers, shared by every device of a model."""

    def __init__(self, columns: Sequence[Column[S]]) -> None:
        self.oids: list[Oid] = []
        self.names: list[bytes] = []
        self.tags: list[int] = []
        self.blank: list[bytes | None] = []
        """Encoded varbinds of the values that all devices share; elsewhere empty, ``None`` if rows may be absent."""
        self.groups: list[Group[S]] = []
        self.columns = sorted(columns, key=lambda column: column.oid)
        self._prefixes = [column.oid for column in self.columns]
        self._group_of: dict[int, Group[S]] = {}
        self._starts: list[int] = []
        self._masks: list[int] = []
        for column in self.columns:
            self._append(column)
        if any(left >= right for left, right in zip(self.oids, self.oids[1:], strict=False)):
            raise ValueError("columns of a layout overlap or their rows are not in order")
        self.size = len(self.oids)
        self.wide = [tag == COUNTER64 for tag in self.tags]
        self.stable_mask = sum(group.bit for group in self.groups if _is_stable(group.source))
        self.sparse_mask = sum(group.bit for group in self.groups if _is_sparse(group.source))

    def _append(self, column: Column[S]) -> None:
        start = len(self.oids)
        names = [tlv(OBJECT_ID, encode_oid(column.oid + row)) for row in column.rows]
        self.oids += [column.oid + row for row in column.rows]
        self.names += names
        self.tags += [column.tag] * len(names)
        self._starts.append(start)
        if isinstance(column.content, NumberSource | TextSource):
            group = self._group(column.content)
            group.extend(start, names, column.tag)
            self.blank += [None if _is_sparse(column.content) else b""] * len(names)
            self._masks.append(group.bit)
            return
        self.blank += [
            varbind(name, value_element(column.tag, value)) for name, value in zip(names, column.content, strict=True)
        ]
        self._masks.append(0)

    def _group(self, source: Source[S]) -> Group[S]:
        group = self._group_of.get(id(source))
        if group is None:
            group = Group(source, 1 << len(self.groups))
            self._group_of[id(source)] = group
            self.groups.append(group)
        return group

    def exact(self, oid: Oid) -> int | None:
        """Return the position of ``oid``, if the layout has it."""
        at = bisect_left(self.oids, oid)
        return at if at < self.size and self.oids[at] == oid else None

    def after(self, oid: Oid) -> int:
        """Return the first position behind ``oid``; ``size`` when there is none."""
        return bisect_right(self.oids, oid)

    def has_object(self, oid: Oid) -> bool:
        """Tell whether ``oid`` lies under a column of this layout: only the instance is then unknown."""
        at = bisect_right(self._prefixes, oid) - 1
        return at >= 0 and oid[: len(self._prefixes[at])] == self._prefixes[at]

    def mask(self, start: int, stop: int) -> int:
        """Return the bits of all groups that fill any position in ``start..stop-1``."""
        mask = 0
        at = max(bisect_right(self._starts, start) - 1, 0)
        while at < len(self._starts) and self._starts[at] < stop:
            mask |= self._masks[at]
            at += 1
        return mask


def _is_stable(source: Source[S]) -> bool:
    return source.stable if isinstance(source, NumberSource) else True


def _is_sparse(source: Source[S]) -> bool:
    return isinstance(source, TextSource) and source.sparse
