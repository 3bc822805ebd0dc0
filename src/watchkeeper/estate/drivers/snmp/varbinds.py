"""The varbind list of an answer, split by the regular expression engine and read no further than somebody asks.

A poll receives some 600 varbinds from a device and wants one integer of each. Splitting the list in C, comparing names
as they came and decoding whole columns costs a third of making a tuple of each varbind.
"""

import re
from collections.abc import Iterator, Sequence
from operator import add
from typing import Final, overload

from watchkeeper.estate.drivers.snmp import ber
from watchkeeper.estate.drivers.snmp.ber import VarBind

_MOST: Final = 0x7F
"""The greatest length of the short form (X.690 §8.1.3.4)."""
_USUAL_NAMES: Final = (11, 12, 10, 13, 14, 15, 16)
_USUAL_VALUES: Final = (1, 2, 4, 5, 6, 3, 7, 8, 9, 0)
_ONE_LESS: Final = bytes((octet - 1) % 256 for octet in range(256))


def _sized(usual: Sequence[int]) -> bytes:
    """Return a pattern for a short length and as many octets; the usual lengths are tried first."""
    sizes = (*usual, *(size for size in range(_MOST + 1) if size not in usual))
    return b"|".join(re.escape(bytes((size,))) + b".{%d}" % size for size in sizes)


_VARBIND: Final = re.compile(
    rb"(?s)\x30([\x00-\x7f])\x06(" + _sized(_USUAL_NAMES) + rb")(.(?:" + _sized(_USUAL_VALUES) + rb"))"
)
"""SEQUENCE and its length, OBJECT IDENTIFIER with length and contents, tag with length and contents."""


class VarBinds(Sequence[VarBind]):
    """Varbinds of one answer. As a sequence each is ``(name, tag, value)``, made when it is asked for.

    ``names`` are the identifiers and ``values`` the values as they came: the former with their length octet, the latter
    with tag and length octet.
    """

    __slots__ = ("names", "values")

    def __init__(self, names: tuple[bytes, ...], values: tuple[bytes, ...]) -> None:
        self.names = names
        self.values = values

    def __len__(self) -> int:
        return len(self.names)

    @overload
    def __getitem__(self, at: int) -> VarBind: ...
    @overload
    def __getitem__(self, at: slice) -> list[VarBind]: ...
    def __getitem__(self, at: int | slice) -> VarBind | list[VarBind]:
        if isinstance(at, slice):
            return list(_told(self.names[at], self.values[at]))
        name, value = self.names[at], self.values[at]
        return name[1:], value[0], value[2:]

    def __iter__(self) -> Iterator[VarBind]:
        return _told(self.names, self.values)


def _told(names: Sequence[bytes], values: Sequence[bytes]) -> Iterator[VarBind]:
    return ((name[1:], value[0], value[2:]) for name, value in zip(names, values, strict=True))


def read(data: bytes, at: int, end: int) -> Sequence[VarBind]:
    """Return the varbinds of a list's contents ``data[at:end]``. Raises BerError.

    Lists with an element of more than 127 octets are read one by one, and so are those that are not well-formed.
    """
    found = _VARBIND.findall(data, at, end)
    if not found:
        return ber.varbinds(data, at, end)
    sizes, names, values = zip(*found, strict=True)
    told = b"".join(sizes)
    if sum(told) + 2 * len(found) != end - at:
        return ber.varbinds(data, at, end)
    try:
        agree = told.translate(_ONE_LESS) == bytes(map(add, map(len, names), map(len, values)))
    except ValueError:  # two elements of the short form that together need the long one
        agree = False
    return VarBinds(names, values) if agree else ber.varbinds(data, at, end)
