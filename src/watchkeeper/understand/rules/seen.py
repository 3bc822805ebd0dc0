"""When each series of a shard last had a value, on disk: what ``absent`` is judged by."""

import io
import threading
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final, TypeAlias

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from watchkeeper.core.telemetry import get_logger
from watchkeeper.understand.baselines.files import replace_file
from watchkeeper.understand.rules.columns import Rows
from watchkeeper.understand.rules.expression.evaluation import Numbers

KEPT_MS: Final = 7 * 86_400_000
"""A series that has been gone for so long is not expected any more."""
Place: TypeAlias = tuple[str, str, int]
"""Family, metric and shard."""
_log = get_logger(__name__)
_SCHEMA: Final = pa.schema([("device_id", pa.int64()), ("object", pa.string()), ("last_ms", pa.int64())])


@dataclass(frozen=True, slots=True)
class Seen:
    """The series of a shard, and how long before the slot (s) each last had a value."""

    series: Rows
    age_s: Numbers


class LastSeen:
    """One table a family, metric and shard, replaced after every cycle that changed it. Thread-safe.

    A device may turn up in any shard (it was new, or silent for a while, or others were added): its series are where a
    value of it was seen last, and no other shard misses them.
    """

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: dict[Place, pa.Table] = {}
        self._homes: dict[tuple[str, str], dict[int, int]] = {}
        self._lock = threading.Lock()

    def take(self, place: Place, rows: Rows, values: Numbers, slot_ms: int) -> Seen:
        """Note which rows have a value at ``slot_ms``, and return all series of the shard with their age."""
        known = np.flatnonzero(np.isfinite(values))
        names = pa.array([rows.name(row) for row in known.tolist()], pa.string())
        now = pa.table(
            [pa.array(rows.device_ids[known]), names, pa.array(np.full(len(known), slot_ms))], schema=_SCHEMA
        )
        with self._lock:
            table = pa.concat_tables([self._recall(place), *self._move_in(place, now["device_id"]), now])
            latest = table.group_by(["device_id", "object"]).aggregate([("last_ms", "max")])
            kept = latest.filter(pa.compute.greater(latest["last_ms_max"], slot_ms - KEPT_MS))
            kept = kept.filter(self._at_home(place, kept["device_id"]))
            if not len(known) and kept.num_rows == self._recall(place).num_rows:
                return _seen(self._recall(place), slot_ms)
            merged = kept.rename_columns(["device_id", "object", "last_ms"]).select(_SCHEMA.names).combine_chunks()
            self._remember(place, merged)
        return _seen(merged, slot_ms)

    def shards(self, family: str) -> list[int]:
        """Return the shards in which series of a family have been seen."""
        return sorted({_shard_of(path) for path in self._root.glob(f"{family}.*.parquet")})

    def _move_in(self, place: Place, device_ids: pa.ChunkedArray) -> list[pa.Table]:
        """Make a shard the home of devices, and return what their former homes know of them."""
        homes, shard = self._homes_of(place), place[-1]
        leaving: dict[int, list[int]] = {}
        for device_id in device_ids.unique().to_pylist():
            if (home := homes.get(device_id, shard)) != shard:
                leaving.setdefault(home, []).append(device_id)
            homes[device_id] = shard
        former = {home: self._recall((*place[:-1], home)) for home in leaving}
        return [table.filter(_is_in(table["device_id"], leaving[home])) for home, table in former.items()]

    def _at_home(self, place: Place, device_ids: pa.ChunkedArray) -> pa.ChunkedArray:
        homes = self._homes_of(place)
        return _is_in(device_ids, [one for one in device_ids.unique().to_pylist() if homes.get(one) == place[-1]])

    def _homes_of(self, place: Place) -> dict[int, int]:
        """Return the shard of each device; the first time, where the files say that it was seen last."""
        family, metric, _ = place
        if (family, metric) not in self._homes:
            latest: dict[int, tuple[int, int]] = {}
            for shard in {_shard_of(path) for path in self._root.glob(f"{family}.{metric}.*.parquet")}:
                newest = self._recall((family, metric, shard)).group_by("device_id").aggregate([("last_ms", "max")])
                for row in newest.to_pylist():
                    seen = row["last_ms_max"], shard
                    latest[row["device_id"]] = max(seen, latest.get(row["device_id"], seen))
            self._homes[family, metric] = {device_id: shard for device_id, (_, shard) in latest.items()}
        return self._homes[family, metric]

    def _recall(self, place: Place) -> pa.Table:
        if place not in self._held:
            path = self._path(place)
            try:
                self._held[place] = pq.read_table(path, schema=_SCHEMA) if path.exists() else _SCHEMA.empty_table()
            except (OSError, pa.ArrowException) as error:
                _log.warning("rules.memory_damaged", path=str(path), error=str(error))
                self._held[place] = _SCHEMA.empty_table()
        return self._held[place]

    def _remember(self, place: Place, table: pa.Table) -> None:
        self._held[place] = table
        if not table.num_rows:
            self._path(place).unlink(missing_ok=True)
            return
        content = io.BytesIO()
        pq.write_table(table, content, compression="zstd")
        replace_file(self._path(place), content.getvalue())

    def _path(self, place: Place) -> Path:
        return self._root / f"{place[0]}.{place[1]}.{place[2]:04d}.parquet"


def _shard_of(path: Path) -> int:
    return int(path.suffixes[-2][1:])


def _is_in(device_ids: pa.ChunkedArray, wanted: Sequence[int]) -> pa.ChunkedArray:
    return pa.compute.is_in(device_ids, pa.array(wanted, pa.int64()))


def _seen(table: pa.Table, slot_ms: int) -> Seen:
    whole = table.combine_chunks()
    names = whole["object"].combine_chunks()
    return Seen(Rows.of(whole["device_id"].to_numpy(), names), (slot_ms - whole["last_ms"].to_numpy()) / 1000)
