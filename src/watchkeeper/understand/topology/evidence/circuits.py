"""Pseudowires and static VXLANs: each end names the other's address and a number, and both must be the same."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from watchkeeper.kit.configs.model import Wire
from watchkeeper.understand.topology.identity import Directory, only
from watchkeeper.understand.topology.links import End, ServiceEdge

_WORDS = {"circuit": "circuit", "vni": "VNI"}


class Half(NamedTuple):
    """One end of a circuit. ``source`` says what its number is: ``circuit`` or ``vni``; ``up`` what the device says."""

    kind: str
    end: End
    wire: Wire
    source: str
    up: bool | None = None


def circuits(directory: Directory, halves: Sequence[Half]) -> list[ServiceEdge]:
    """Return whole circuits, those whose ends have different numbers, and those that one end names in vain."""
    return _Pairing(directory, halves).edges()


class _Pairing:
    def __init__(self, directory: Directory, halves: Sequence[Half]) -> None:
        self._directory = directory
        self._halves = halves
        self._towards = [self._named(half) for half in halves]
        self._at: dict[tuple[str, str, str], list[int]] = defaultdict(list)
        for i, half in enumerate(halves):
            if (peer := self._towards[i]) is not None:
                self._at[half.end.device, peer, half.source].append(i)
        self._used: set[int] = set()

    def _named(self, half: Half) -> str | None:
        """Return the device that holds the address a half names, when it is one other device."""
        return only({holder.device for holder in self._directory.holders(half.wire.peer)} - {half.end.device})

    def edges(self) -> list[ServiceEdge]:
        """Pair equal numbers first, then single halves that are left over between two devices, then what is alone."""
        same = list(self._paired())
        odd = list(self._left_over())
        alone = [self._alone(i) for i in range(len(self._halves)) if i not in self._used]
        return [*same, *odd, *alone]

    def _back(self, i: int) -> list[int]:
        """Return the unpaired halves of the far device that name the near one."""
        half, peer = self._halves[i], self._towards[i]
        if peer is None:
            return []
        return [j for j in self._at.get((peer, half.end.device, half.source), ()) if j not in self._used]

    def _paired(self) -> Iterator[ServiceEdge]:
        for i, half in enumerate(self._halves):
            if i not in self._used:
                number = half.wire.circuit
                mate = next((j for j in self._back(i) if self._halves[j].wire.circuit == number), None)
                if mate is not None:
                    self._used |= {i, mate}
                    yield self._whole(half, self._halves[mate])

    def _left_over(self) -> Iterator[ServiceEdge]:
        """Pair the one half that is left over at each of two devices: their numbers differ."""
        for i, half in enumerate(self._halves):
            peer = self._towards[i]
            if i in self._used or peer is None:
                continue
            back = self._back(i)
            mine = [j for j in self._at[half.end.device, peer, half.source] if j not in self._used]
            if len(back) == len(mine) == 1:
                self._used |= {i, back[0]}
                yield self._whole(half, self._halves[back[0]])

    def _whole(self, one: Half, other: Half) -> ServiceEdge:
        if other.end < one.end:
            one, other = other, one
        words = [f"{_WORDS[half.source]} {half.wire.circuit}" for half in (one, other)]
        differ = f"numbers differ: {words[0]} at {one.end.device}, {words[1]} at {other.end.device}"
        return ServiceEdge(
            kind=one.kind,
            a=one.end,
            b=other.end,
            there=(words[0],),
            back=(words[1],),
            sources=(one.source,),
            evidence=(_said(one), _said(other)),
            two_sided=True,
            conflicts=(differ,) if words[0] != words[1] else (),
            up=_weaker(one.up, other.up),
        )

    def _alone(self, i: int) -> ServiceEdge:
        half, peer = self._halves[i], self._towards[i]
        word = f"{_WORDS[half.source]} {half.wire.circuit}"
        conflicts: tuple[str, ...] = ()
        if peer is not None and self._directory.views[peer].configured:
            conflicts = (f"configured on {half.end.device} only; {peer} does not name it with {word}",)
        far = End(peer or half.wire.peer, "")
        said = (_said(half),)
        return ServiceEdge(half.kind, half.end, far, (word,), (), (half.source,), said, conflicts=conflicts, up=half.up)


def _weaker(one: bool | None, other: bool | None) -> bool | None:  # noqa: FBT001 - three states
    """Return the state of a circuit that ends in two: down when one end says so, up when all that speak do."""
    known = {one, other} - {None}
    return None if not known else False not in known


def _said(half: Half) -> str:
    state = {True: ", up", False: ", down", None: ""}[half.up]
    text = f"{half.end.device} {half.end.interface}: {_WORDS[half.source]} {half.wire.circuit} to {half.wire.peer}"
    return text + state
