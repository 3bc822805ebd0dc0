"""The document that ``wk detect`` prints."""

from typing import Final

import numpy as np

from watchkeeper.understand.baselines.kinds import FLAT_ROWS, Kind, kind_of
from watchkeeper.understand.baselines.streams.detection import Detection, Stretch
from watchkeeper.understand.baselines.streams.reading import Table

_CONTEXT_ROWS: Final = 300
_SEVERITIES: Final = ((0.9999, "critical"), (0.999, "major"), (0.0, "minor"))
_DIGITS: Final = 9


def as_document(table: Table, detection: Detection) -> dict[str, object]:
    """Return scores and anomalies in the words of the command line's contract."""
    anomalies = [_described(table, stretch) for stretch in detection.anomalies]
    anomalies += [_missing(start, end) for start, end in runs(~np.isfinite(table.values), FLAT_ROWS)]
    document: dict[str, object] = {
        "rows": len(table.values),
        "scores": [round(float(score), _DIGITS) for score in detection.scores],
        "anomalies": sorted(anomalies, key=lambda anomaly: (anomaly["start"], anomaly["end"])),
    }
    if table.problems:
        document["problems"] = list(table.problems)
    return document


def _described(table: Table, stretch: Stretch) -> dict[str, float | int | str]:
    before = table.values[max(0, stretch.start - _CONTEXT_ROWS) : stretch.start]
    kind = kind_of(before, table.values[stretch.start : stretch.end + 1])
    return {
        "start": stretch.start,
        "end": stretch.end,
        "type": str(kind),
        "severity": next(name for least, name in _SEVERITIES if stretch.score >= least),
        "score": stretch.score,
    }


def _missing(start: int, end: int) -> dict[str, float | int | str]:
    return {"start": start, "end": end, "type": str(Kind.MISSING_DATA), "severity": "minor", "score": 1.0}


def runs(marked: "np.ndarray[tuple[int], np.dtype[np.bool_]]", least: int) -> list[tuple[int, int]]:
    """Return first and last row of every run of at least ``least`` marked rows."""
    edges = np.diff(np.concatenate([[0], marked.astype(np.int8), [0]]))
    starts, ends = np.flatnonzero(edges == 1), np.flatnonzero(edges == -1) - 1
    return [(int(a), int(b)) for a, b in zip(starts, ends, strict=True) if b - a + 1 >= least]
