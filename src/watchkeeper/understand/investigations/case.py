"""A case: a symptom, who depends on whom, what was measured, and what was changed. Read from a folder."""

import csv
import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Final

import numpy as np
from numpy.typing import NDArray

from watchkeeper.understand.investigations.errors import UnreadableCaseError

_COLUMNS: Final = ("timestamp", "entity", "metric", "value")
_DEFAULT_WINDOW_S: Final = 900.0


@dataclass(frozen=True, slots=True)
class Series:
    """One metric of one entity: starts of periods (s since the epoch, ascending) and values, both of length n."""

    times: NDArray[np.float64]
    values: NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Happening:
    """Something that was done to an entity: a commit, a deployment, a maintenance."""

    at: float
    entity: str
    text: str


@dataclass(frozen=True, slots=True)
class Case:
    """What an investigation starts from. ``callees``: what each entity depends on; ``at`` is in s since the epoch."""

    entity: str
    metric: str
    at: float
    window_s: float
    callees: Mapping[str, tuple[str, ...]]
    series: Mapping[tuple[str, str], Series]
    happenings: tuple[Happening, ...] = ()
    problems: tuple[str, ...] = field(default=())

    @property
    def callers(self) -> dict[str, tuple[str, ...]]:
        """For each entity what depends on it."""
        found: dict[str, list[str]] = {}
        for caller, callees in self.callees.items():
            for callee in callees:
                found.setdefault(callee, []).append(caller)
        return {name: tuple(callers) for name, callers in found.items()}


def read_case(folder: Path) -> Case:
    """Return the case in ``folder``. Raises UnreadableCaseError when it is none; a bad line costs only itself."""
    try:
        document = json.loads((folder / "case.json").read_text(encoding="utf-8"))
        symptom = document["symptom"]
        edges = [(str(edge["from"]), str(edge["to"])) for edge in document["edges"]]
        entity, metric, at = str(symptom["entity"]), str(symptom["metric"]), _moment(str(symptom["at"]))
        window_s = float(document.get("window_s") or _DEFAULT_WINDOW_S)
        with (folder / "metrics.csv").open(encoding="utf-8", newline="") as lines:
            series, problems = _read_metrics(lines)
    except OSError as error:
        raise UnreadableCaseError(f"{error.filename} cannot be read: {error.strerror}.") from error
    except (KeyError, TypeError, AttributeError) as error:
        raise UnreadableCaseError(
            f"The case lacks what it needs: {error}.",
            hint='case.json has "symptom" with "entity", "metric" and "at", and "edges" with "from" and "to".',
        ) from error
    except ValueError as error:
        raise UnreadableCaseError(f"The case cannot be understood: {error}.") from error
    happenings, more = _read_happenings(folder / "events.jsonl")
    return Case(entity, metric, at, window_s, _grouped(edges), series, happenings, (*problems, *more))


def _grouped(edges: Iterable[tuple[str, str]]) -> dict[str, tuple[str, ...]]:
    found: dict[str, dict[str, None]] = {}
    for caller, callee in edges:
        if caller != callee:
            found.setdefault(caller, {})[callee] = None
    return {caller: tuple(callees) for caller, callees in found.items()}


def _read_metrics(lines: Iterable[str]) -> tuple[dict[tuple[str, str], Series], list[str]]:
    rows = csv.reader(lines)
    if tuple(next(rows, ())) != _COLUMNS:
        raise UnreadableCaseError(f"metrics.csv does not begin with the columns {','.join(_COLUMNS)}.")
    found: dict[tuple[str, str], dict[float, float]] = {}
    moments: dict[str, float] = {}
    problems: list[str] = []
    for row in rows:
        try:
            stamp, entity, metric, text = row
            moment = moments.get(stamp)
            if moment is None:
                moment = moments[stamp] = _moment(stamp)
            value = float(text)
        except ValueError as error:
            problems.append(f"metrics.csv line {rows.line_num}: {error}")
            continue
        if math.isfinite(value):
            found.setdefault((entity, metric), {})[moment] = value
    return {key: _series(points) for key, points in found.items()}, problems


def _series(points: Mapping[float, float]) -> Series:
    ordered = sorted(points.items())
    return Series(np.array([moment for moment, _ in ordered]), np.array([value for _, value in ordered]))


def _read_happenings(path: Path) -> tuple[tuple[Happening, ...], list[str]]:
    found: list[Happening] = []
    problems: list[str] = []
    if not path.exists():
        return (), problems
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            text = str(row.get("text") or row.get("message") or row.get("kind") or "change")
            found.append(Happening(_moment(str(row.get("at") or row["timestamp"])), str(row["entity"]), text))
        except (ValueError, KeyError, TypeError, AttributeError) as error:
            problems.append(f"events.jsonl line {number}: {error}")
    return tuple(found), problems


def _moment(text: str) -> float:
    moment = datetime.fromisoformat(text)
    if moment.tzinfo is None:
        raise ValueError(f"the time {text!r} has no zone")
    return moment.timestamp()
