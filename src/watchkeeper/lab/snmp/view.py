"""The encoded varbinds of one device at one tick, rendered group by group as requests ask for them."""

from typing import Generic, Protocol, TypeVar

from watchkeeper.lab.snmp.ber import integer_varbinds, value_element, varbind
from watchkeeper.lab.snmp.layout import Group, Layout, NumberSource


class Versioned(Protocol):
    """A device's state: ``version`` rises with every change that is not just the passing of time."""

    @property
    def version(self) -> int:
        """Return the number of changes so far."""
        ...


S = TypeVar("S", bound=Versioned)


class View(Generic[S]):
    """``values[position]`` is a whole encoded varbind, or ``None`` where the row is absent or not rendered yet."""

    __slots__ = ("_done", "_layout", "_rendered", "_state", "_tick", "_told", "_version", "held", "values")

    def __init__(self, layout: Layout[S], state: S) -> None:
        self._layout = layout
        self._state = state
        self._done = 0
        self._rendered = 0
        self.held = 0
        """How many varbinds it keeps."""
        self._told = 0
        self._tick = -1
        self._version = -1
        self.values: list[bytes | None] = layout.blank.copy()

    def prepare(self, tick: int, mask: int) -> list[bytes | None]:
        """Bring the groups in ``mask`` up to ``tick`` and return all values."""
        if tick != self._tick or self._state.version != self._version:
            self._done = self._done & self._layout.stable_mask if self._state.version == self._version else 0
            self._tick = tick
            self._version = self._state.version
        missing = mask & ~self._done
        if missing:
            for group in self._layout.groups:
                if group.bit & missing:
                    self._render(group)
                    self.held += 0 if group.bit & self._rendered else len(group.names)
            self._done |= missing
            self._rendered |= missing
        return self.values

    def grown(self) -> int:
        """Return how many varbinds more it keeps than when it was asked last."""
        more, self._told = self.held - self._told, self.held
        return more

    def _render(self, group: Group[S]) -> None:
        source = group.source
        encoded: list[bytes] | list[bytes | None]
        if isinstance(source, NumberSource):
            encoded = integer_varbinds(group.heads, source.render(self._state))
        else:
            given = source.render(self._state)
            encoded = [
                None if value is None else varbind(name, value_element(tag, value))
                for name, tag, value in zip(group.names, group.tags, given, strict=True)
            ]
        at = 0
        for start, stop in group.spans:
            self.values[start:stop] = encoded[at : at + stop - start]
            at += stop - start
