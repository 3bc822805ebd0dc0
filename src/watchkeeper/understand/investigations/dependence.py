"""Turns an incident into a case for ``investigate``: its alerts as availabilities, the network as dependencies. Pure.

Seen from the vantage point an element depends on what lies on its shortest ways there. What was alerted was available
(100 %) until it was raised and is not (0 %) until it is cleared; one that lasts is taken to last to the window's end.
"""

from collections import deque
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import numpy as np

from watchkeeper.understand.alerts.correlation.network import LINK, NODE, Network
from watchkeeper.understand.investigations.case import Case, Happening, Series

METRIC: Final = "availability"
WHOLE: Final = "the incident"
"""The symptom: it suffers from everything alerted on which nothing else alerted depends."""
STEP_S: Final = 30.0
"""Alerts that are closer together than this came at once: polling sees no finer."""
_HISTORY_S: Final = 60 * STEP_S
_WINDOW_S: Final = 20 * STEP_S


@dataclass(frozen=True, slots=True)
class Symptom:
    """One alert: its object, the device's name ("" for none), raised and cleared (None: lasts) in s since the epoch."""

    entity: str
    device: str
    raised: float
    cleared: float | None


def case_of(
    network: Network, roots: Sequence[str], symptoms: Sequence[Symptom], happenings: Sequence[Happening] = ()
) -> Case:
    """Return the case of an incident. Raises ValueError without symptoms."""
    down = _spans(network, symptoms)
    at = min(raised for raised, _ in down.values())
    callees = _callees(network, frozenset(roots), symptoms)
    nodes = [f"{NODE}:{name}" for name in network.nodes if name != network.vantage and name not in network.unmonitored]
    series = {(name, METRIC): _series(at, None) for name in nodes}
    series.update({(name, METRIC): _series(at, span) for name, span in down.items()})
    series[(WHOLE, METRIC)] = _series(at, (at, None))
    below = {one for name in down for one in callees.get(name, ())}
    leaves = tuple(sorted(set(down) - below)) or tuple(sorted(down))
    return Case(WHOLE, METRIC, at, _WINDOW_S, {**callees, WHOLE: leaves}, series, tuple(happenings))


def element_of(network: Network, entity: str) -> str:
    """Return what an alert's object is to the network: an interface with a known link is that link."""
    kind, _, name = entity.partition(":")
    if kind != "if":
        return entity
    device, _, port = name.partition(":")
    link = network.ports.get((device, port))
    return entity if link is None else f"{LINK}:{link}"


def _spans(network: Network, symptoms: Sequence[Symptom]) -> dict[str, tuple[float, float | None]]:
    found: dict[str, tuple[float, float | None]] = {}
    for one in symptoms:
        name = element_of(network, one.entity)
        since, until = found.get(name, (one.raised, one.cleared))
        ends = None if until is None or one.cleared is None else max(until, one.cleared)
        found[name] = min(since, one.raised), ends
    if not found:
        raise ValueError("an incident without alerts shows nothing")
    return found


def _series(at: float, span: tuple[float, float | None] | None) -> Series:
    times = np.arange(at - _HISTORY_S, at + _WINDOW_S, STEP_S)
    values = np.full(len(times), 100.0)
    if span is not None:
        since, until = span
        values[(times + STEP_S > since) & (times < (until if until is not None else np.inf))] = 0.0
    return Series(times, values)


def _callees(network: Network, roots: Collection[str], symptoms: Sequence[Symptom]) -> dict[str, tuple[str, ...]]:
    """Return what each element depends on. A link depends on its near end, and on its far one where that failed."""
    far = _distances(network)
    found: dict[str, dict[str, None]] = {}
    for link in network.links:
        near, end = sorted((link.a, link.b), key=lambda node: far.get(node, len(far)))
        name, ends = f"{LINK}:{link.id}", f"{NODE}:{end}"
        _add(found, name, near, network)
        if ends in roots:
            found.setdefault(name, {})[ends] = None
        elif far.get(near, 0) < far.get(end, 0):
            found.setdefault(ends, {})[name] = None
        if far.get(near, 0) < far.get(end, 0):
            _add(found, ends, near, network)
    for one in symptoms:
        name, device = element_of(network, one.entity), f"{NODE}:{one.device}"
        if one.device and name not in found and name != device:
            found[name] = {device: None}
    return {name: tuple(below) for name, below in found.items()}


def _add(found: dict[str, dict[str, None]], name: str, node: str, network: Network) -> None:
    if node != network.vantage:
        found.setdefault(name, {})[f"{NODE}:{node}"] = None


def _distances(network: Network) -> Mapping[str, int]:
    found, queue = {network.vantage: 0}, deque([network.vantage])
    while queue:
        node = queue.popleft()
        for _, other in network.around.get(node, ()):
            if other not in found:
                found[other] = found[node] + 1
                queue.append(other)
    return found
