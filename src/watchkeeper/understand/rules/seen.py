"""When each series of a shard last had a value, on disk: what ``absent`` is judged by."""

import io
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from watchkeeper.core.telemetry import get_logger
from watchkeeper.understand.baselines.files import replace_file
from watchkeeper.understand.rules.columns import Rows
from watchkeeper.understand.rules.expression.evaluation import Numbers

KEPT_MS: Final = 7 * 86_400_000
"""A series that has been gone for so long is not expected any more."""
_log = get_logger(__name__)
_SCHEMA: Final = pa.schema([("device_id", pa.int64()), ("object", pa.string()), ("last_ms", pa.int64())])


@dataclass(frozen=True, slots=True)
class Seen:
    """The series of a shard, and how long before the slot (s) each last had a value."""

    series: Rows
    age_s: Numbers


class LastSeen:
    """One table a family, metric and shard, replaced after every cycle that changed it."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._held: dict[tuple[str, str, int], pa.Table] = {}

    def take(self, place: tuple[str, str, int], rows: Rows, values: Numbers, slot_ms: int) -> Seen:
        """Note which rows have a value at ``slot_ms``, and return all series with their age."""
        known = np.flatnonzero(np.isfinite(values))
        names = pa.array([rows.name(row) for row in known.tolist()], pa.string())
        now = pa.table(
            [pa.array(rows.device_ids[known]), names, pa.array(np.full(len(known), slot_ms))], schema=_SCHEMA
        )
        table = pa.concat_tables([self._recall(place), now])
        latest = table.group_by(["device_id", "object"]).aggregate([("last_ms", "max")])
        kept = latest.filter(pa.compute.greater(latest["last_ms_max"], slot_ms - KEPT_MS))
        if not len(known) and kept.num_rows == self._recall(place).num_rows:
            return _seen(self._recall(place), slot_ms)
        merged = kept.rename_columns(["device_id", "object", "last_ms"]).select(_SCHEMA.names).combine_chunks()
        self._remember(place, merged)
        return _seen(merged, slot_ms)

    def shards(self, family: str) -> list[int]:
        """Return the shards in which series of a family have been seen."""
        return sorted({int(path.suffixes[-2][1:]) for path in self._root.glob(f"{family}.*.parquet")})

    def _recall(self, place: tuple[str, str, int]) -> pa.Table:
        if place not in self._held:
            path = self._path(place)
            try:
                self._held[place] = pq.read_table(path, schema=_SCHEMA) if path.exists() else _SCHEMA.empty_table()
            except (OSError, pa.ArrowException) as error:
                _log.warning("rules.memory_damaged", path=str(path), error=str(error))
                self._held[place] = _SCHEMA.empty_table()
        return self._held[place]

    def _remember(self, place: tuple[str, str, int], table: pa.Table) -> None:
        content = io.BytesIO()
        pq.write_table(table, content, compression="zstd")
        replace_file(self._path(place), content.getvalue())
        self._held[place] = table

    def _path(self, place: tuple[str, str, int]) -> Path:
        return self._root / f"{place[0]}.{place[1]}.{place[2]:04d}.parquet"


def _seen(table: pa.Table, slot_ms: int) -> Seen:
    whole = table.combine_chunks()
    names = whole["object"].combine_chunks()
    return Seen(Rows.of(whole["device_id"].to_numpy(), names), (slot_ms - whole["last_ms"].to_numpy()) / 1000)
