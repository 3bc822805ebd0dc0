"""Which series are compared: those of one device, of both ends of a link, and of devices that a link joins. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.estate.inventory.naming import canonical

Ints = NDArray[np.int64]

_OF_PORTS: Final = frozenset({"interface", "optics"})
_OF_DEVICES: Final = frozenset({"host", "availability"})
_SAME_BITS: Final = (frozenset({"in_bps", "out_bps"}), frozenset({"in_errors_ps", "out_errors_ps"}))
"""What one end sends is what the other receives: that these go together says nothing."""


class Relation(StrEnum):
    """What two series have to do with each other."""

    SAME_DEVICE = "same_device"
    LINK = "link"
    ADJACENT = "adjacent"


@dataclass(frozen=True, slots=True, order=True)
class SeriesName:
    """One series of the store."""

    device_id: int
    family: str
    metric: str
    object: str

    @property
    def port(self) -> str:
        """The canonical name of the port that it is of; empty where it is of none. Lanes are of their port."""
        return canonical(self.object.partition(" lane ")[0]) if self.family in _OF_PORTS else ""


@dataclass(frozen=True, slots=True)
class Joint:
    """A physical link between two devices, each end a device and the canonical name of its port."""

    a: tuple[int, str]
    b: tuple[int, str]


def joints_by_device(joints: Iterable[Joint]) -> dict[int, list[Joint]]:
    """Return the links of each device, that device's end first; a loop is none."""
    found: dict[int, list[Joint]] = {}
    for joint in joints:
        if joint.a[0] != joint.b[0]:
            found.setdefault(joint.a[0], []).append(joint)
            found.setdefault(joint.b[0], []).append(Joint(joint.b, joint.a))
    return found


def candidates(
    own: Sequence[SeriesName], around: Mapping[int, Sequence[SeriesName]], joints: Iterable[Joint]
) -> tuple[list[SeriesName], Ints, list[Relation]]:
    """Return the series that are compared, the pairs of their rows, and what the two of each are to each other.

    ``joints`` start at the device of ``own``; ``around`` holds the series of the devices that they lead to.
    """
    names = [*own, *(name for device in sorted(around) for name in around[device])]
    row = {name: number for number, name in enumerate(names)}
    first, second = np.triu_indices(len(own), 1)
    pairs: dict[tuple[int, int], Relation] = dict.fromkeys(
        zip(first.tolist(), second.tolist(), strict=True), Relation.SAME_DEVICE
    )
    for joint in joints:
        for mine in own:
            for theirs in around.get(joint.b[0], ()):
                relation = _relation(mine, theirs, joint)
                if relation is not None:
                    pairs.setdefault((row[mine], row[theirs]), relation)
    used, places = np.unique(np.array(list(pairs), dtype=np.int64).reshape(-1, 2), return_inverse=True)
    return [names[number] for number in used.tolist()], places.reshape(-1, 2), list(pairs.values())


def _relation(mine: SeriesName, theirs: SeriesName, joint: Joint) -> Relation | None:
    if mine.port and theirs.port:
        at_ends = (mine.port, theirs.port) == (joint.a[1], joint.b[1])
        same_bits = mine.metric != theirs.metric and {mine.metric, theirs.metric} in _SAME_BITS
        return Relation.LINK if at_ends and not same_bits else None
    if any(not one.port and one.family not in _OF_DEVICES for one in (mine, theirs)):
        return None
    if not mine.port and not theirs.port:
        return Relation.ADJACENT
    port, end = (mine.port, joint.a[1]) if mine.port else (theirs.port, joint.b[1])
    return Relation.ADJACENT if port == end else None
