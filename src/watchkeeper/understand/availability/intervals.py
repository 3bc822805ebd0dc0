"""Arithmetic of state intervals: from changes to intervals, cuts for maintenance, and several objects as one.

A timeline covers a period without gaps or overlaps: its spans touch, neighbours differ in state. Moments are seconds
since the epoch (UTC), so changes of the clock have no part in any of this. A timeline is a pure function of what was
recorded: computed again it is the same, whatever crashed meanwhile.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum


class State(StrEnum):
    """What an object was. ``EXCLUDED`` is time under maintenance, which counts for nothing."""

    UP = "up"
    DOWN = "down"
    UNKNOWN = "unknown"
    EXCLUDED = "excluded"


class Needs(StrEnum):
    """When several objects together are up: when all of them are, or when any of them is."""

    ALL = "all"
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Span:
    """A state from ``start`` until before ``end``, in seconds since the epoch."""

    start: float
    end: float
    state: State

    @property
    def length_s(self) -> float:
        """Seconds."""
        return self.end - self.start


Timeline = tuple[Span, ...]
Spans = Sequence[tuple[float, float]]
"""Stretches of time as (start, end), which may overlap."""


@dataclass(frozen=True, slots=True)
class Change:
    """From ``at`` on the state is ``after``; until then it was ``before``."""

    at: float
    before: State
    after: State


def timeline(changes: Iterable[Change], now: State, start: float, end: float, since: float | None = None) -> Timeline:
    """Return the states in [``start``, ``end``) that recorded ``changes`` tell of.

    Before the first change it was what that change says; without any it is ``now`` from ``since`` on, and unknown
    before. Changes may come in any order and more than once.
    """
    ordered = sorted(dict.fromkeys(changes), key=lambda one: one.at)  # those of one moment as they came
    if not ordered:
        known_from = start if since is None else since
        return _clipped([(float("-inf"), State.UNKNOWN), (known_from, now)], start, end)
    steps = [(float("-inf"), ordered[0].before), *((one.at, one.after) for one in ordered)]
    return _clipped(steps, start, end)


def cut(line: Timeline, spans: Iterable[tuple[float, float]], state: State = State.EXCLUDED) -> Timeline:
    """Return the timeline with ``state`` in place of what it was within ``spans``, which may overlap."""
    if not line:
        return line
    start, end = line[0].start, line[-1].end
    inside = sorted((max(low, start), min(high, end)) for low, high in spans if max(low, start) < min(high, end))
    edges = sorted({start, end, *(span.start for span in line), *(edge for pair in inside for edge in pair)})
    steps: list[tuple[float, State]] = []
    at = covered = 0
    reached = start
    for edge in edges[:-1]:
        while line[at].end <= edge:
            at += 1
        while covered < len(inside) and inside[covered][0] <= edge:
            reached = max(reached, inside[covered][1])
            covered += 1
        steps.append((edge, state if edge < reached and covered else line[at].state))
    return _clipped(steps, start, end)


def together(lines: Sequence[Timeline], needs: Needs) -> Timeline:
    """Return several timelines over the same period as one.

    Objects under maintenance are left out while they are; with all of them out the time is excluded. When all are
    needed, one that is down decides, then one that is unknown; when any is enough, one that is up decides, then one
    that is unknown. An empty sequence gives an empty timeline.
    """
    if not lines:
        return ()
    moves = sorted((span.start, number, span.state) for number, line in enumerate(lines) for span in line)
    counts = dict.fromkeys(State, 0)
    held: list[State | None] = [None] * len(lines)
    steps: list[tuple[float, State]] = []
    for place, (moment, number, state) in enumerate(moves):
        before = held[number]
        if before is not None:
            counts[before] -= 1
        counts[state] += 1
        held[number] = state
        if place + 1 == len(moves) or moves[place + 1][0] > moment:
            steps.append((moment, _verdict(counts, needs)))
    return _clipped(steps, lines[0][0].start, lines[0][-1].end)


def _verdict(counts: dict[State, int], needs: Needs) -> State:
    order = (State.DOWN, State.UNKNOWN, State.UP) if needs is Needs.ALL else (State.UP, State.UNKNOWN, State.DOWN)
    return next((state for state in order if counts[state]), State.EXCLUDED)


def _clipped(steps: Sequence[tuple[float, State]], start: float, end: float) -> Timeline:
    """Return ordered steps as spans within [``start``, ``end``); neighbours of one state become one span."""
    found: list[Span] = []
    for number, (moment, state) in enumerate(steps):
        until = steps[number + 1][0] if number + 1 < len(steps) else end
        low, high = max(moment, start), min(until, end)
        if low >= high:
            continue
        if found and found[-1].state is state:
            found[-1] = Span(found[-1].start, high, state)
        else:
            found.append(Span(low, high, state))
    return tuple(found)
