"""Answers that are as the last ones but for their numbers: compared as a whole, their numbers taken from known places.

A device that has not changed gives the same names with values of the same types and lengths, poll after poll. Then all
octets around the values are equal, and comparing them takes the place of splitting the list and comparing names.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final, overload

import numpy as np
from numpy.typing import NDArray

from watchkeeper.estate.drivers.snmp import ber, varbinds
from watchkeeper.estate.drivers.snmp.ber import VarBind
from watchkeeper.estate.drivers.snmp.numbers import LOW_OCTETS, NATURAL, SIGN, WIDEST, overlapping
from watchkeeper.estate.drivers.snmp.varbinds import VarBinds

_AROUND: Final = 3
"""Octets of a varbind beside name and value: SEQUENCE with its length, and OBJECT IDENTIFIER."""
_HEADER: Final = 2
Octets = NDArray[np.uint8]
Places = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Layout:
    """The octets of a list of varbinds, and where its values are.

    ``fixed`` has a bit for each octet, set outside of the contents of values. ``ends`` and ``lengths`` are those of the
    contents; ``signs`` are the places of INTEGERs of one octet, whose sign must stay what it was: none.
    """

    octets: Octets
    fixed: Octets
    ends: Places
    lengths: Octets
    signs: Places

    def numbers(self, data: bytes) -> NDArray[np.uint64] | None:
        """Return the value of every varbind, if ``data`` differs from the known octets in values alone."""
        if len(data) != len(self.octets):
            return None
        octets = np.frombuffer(data, np.uint8)
        changed = (octets != self.octets) & np.unpackbits(self.fixed, count=len(octets)).view(np.bool_)
        if changed.any() or (octets[self.signs] >= SIGN).any():
            return None
        numbers: NDArray[np.uint64] = overlapping(data)[self.ends - WIDEST].astype(np.uint64) & LOW_OCTETS[self.lengths]
        return numbers


class Alike(Sequence[VarBind]):
    """Varbinds of an answer that has a known layout; ``numbers`` are their values, and names are as they were.

    What stands behind the counted numbers of the layout's answer may be no number; there ``numbers`` means nothing.
    """

    __slots__ = ("_octets", "numbers")

    def __init__(self, octets: bytes, numbers: NDArray[np.uint64]) -> None:
        self._octets = octets
        self.numbers = numbers

    def __len__(self) -> int:
        return len(self.numbers)

    @overload
    def __getitem__(self, at: int) -> VarBind: ...
    @overload
    def __getitem__(self, at: slice) -> Sequence[VarBind]: ...
    def __getitem__(self, at: int | slice) -> VarBind | Sequence[VarBind]:
        return varbinds.read(self._octets, 0, len(self._octets))[at]


def read(data: bytes, at: int, end: int, like: Layout | None) -> Sequence[VarBind]:
    """Return the varbinds of ``data[at:end]``: ``Alike`` where they have the layout ``like``. Raises BerError."""
    if like is not None:
        body = data[at:end]
        numbers = like.numbers(body)
        if numbers is not None:
            return Alike(body, numbers)
    return varbinds.read(data, at, end)


def layout_of(found: VarBinds, count: int) -> Layout | None:
    """Return the layout of an answer (not an empty one) whose first ``count`` values are natural numbers, else None."""
    names, values = _sizes(found.names), _sizes(found.values)
    kinds = np.array([value[0] for value in found.values], dtype=np.uint8)
    lengths = values - _HEADER
    ends = np.cumsum(names + values + _AROUND)
    octets = b"".join(
        b"\x30%c\x06%b%b" % (1 + len(name) + len(value), name, value)
        for name, value in zip(found.names, found.values, strict=True)
    )
    bounds = np.zeros(len(octets) + 1, dtype=np.int8)
    bounds[ends - lengths] += 1
    bounds[ends] -= 1
    signs = (ends - 1)[(kinds == ber.INTEGER) & (lengths == 1)]
    known = np.frombuffer(octets, np.uint8)
    natural = NATURAL[kinds, lengths][:count].all() and (known[signs] < SIGN).all()
    if not natural or ends[0] < WIDEST:
        return None
    fixed = np.packbits(np.cumsum(bounds[:-1]) == 0)
    return Layout(known, fixed, ends.astype(np.int32), lengths.astype(np.uint8), signs.astype(np.int32))


def _sizes(elements: Sequence[bytes]) -> NDArray[Any]:
    return np.fromiter(map(len, elements), np.int64, len(elements))
