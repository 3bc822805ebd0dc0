"""Integers of whole columns at once: what a poll reads of thousands of ports, decoded without a loop over values."""

from collections.abc import Sequence
from itertools import chain
from typing import Any, Final, TypeAlias

import numpy as np
from numpy.typing import NDArray

from watchkeeper.estate.drivers.snmp import ber
from watchkeeper.estate.drivers.snmp.values import integers

Numbers: TypeAlias = NDArray[Any] | list[int | None]
"""A column: an array where every value is a natural number below 2**64, else a list."""

_WIDEST: Final = 8
_MARGIN: Final = bytes(_WIDEST)
_HEADER: Final = 2
"""Tag and length octet."""
_LENGTHS: Final = np.arange(128)
_LOW_OCTETS: Final = np.array([(1 << 8 * min(size, _WIDEST)) - 1 for size in _LENGTHS.tolist()], dtype=np.uint64)
_NATURAL: Final = np.isin(np.arange(256), list(ber.UNSIGNED))[:, np.newaxis] & (_LENGTHS > 0) & (_LENGTHS <= _WIDEST)
"""By tag and length: whether the value is one that an array takes."""
_NATURAL[ber.INTEGER, 1] = True
_SIGN: Final = 0x80


def columns_of(columns: Sequence[Sequence[bytes]]) -> list[Numbers]:
    """Return :func:`~watchkeeper.estate.drivers.snmp.values.integers` of each column; all are of one length.

    Values are given with tag and length octet (lengths up to 127).
    """
    elements = list(chain.from_iterable(columns))
    if not elements:
        return [[] for _ in columns]
    octets = b"".join((_MARGIN, *elements))
    sizes = np.fromiter(map(len, elements), np.int64, len(elements))
    ends = sizes.cumsum()
    tags, lengths = np.frombuffer(octets, np.uint8)[ends - sizes + len(_MARGIN)], sizes - _HEADER
    overlapping = np.ndarray((len(octets) - _WIDEST + 1,), ">u8", octets, strides=(1,))
    numbers = overlapping[ends].astype(np.uint64) & _LOW_OCTETS[lengths]
    natural = _NATURAL[tags, lengths] & ((tags != ber.INTEGER) | (numbers < _SIGN))
    numbers = numbers.reshape(len(columns), -1)
    plain = natural.reshape(len(columns), -1).all(axis=1)
    return [numbers[place] if plain[place] else integers(column) for place, column in enumerate(columns)]


def listed(numbers: Numbers) -> list[int | None]:
    """Return a column as a list of its own."""
    return numbers.tolist() if isinstance(numbers, np.ndarray) else list(numbers)
