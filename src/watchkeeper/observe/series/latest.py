"""The newest sample of every device, in memory: what a dashboard asks for most."""

import threading
from collections.abc import Collection

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from watchkeeper.observe.series.segments import family_of


class LatestSamples:
    """Keeps, per family and shard, the last stored rows of each device for ``keep_s``. Thread-safe."""

    def __init__(self, keep_s: float) -> None:
        self._keep_ms = int(keep_s * 1000)
        self._lock = threading.Lock()
        self._tables: dict[tuple[str, int], pa.Table] = {}

    def put(self, family: str, shard: int, batch: pa.RecordBatch) -> None:
        """Remember a batch that has become durable; devices it does not have keep their former rows."""
        fresh = pa.Table.from_batches([batch])
        key = (family, shard)
        with self._lock:
            former = self._tables.get(key)
            self._tables[key] = fresh if former is None else self._joined(former, fresh)

    def _joined(self, former: pa.Table, fresh: pa.Table) -> pa.Table:
        newest_ms = _epoch_ms(pc.max(fresh["ts"]))
        if _epoch_ms(pc.max(former["ts"])) > newest_ms:
            former, fresh = fresh, former
        gone = pc.invert(pc.is_in(former["device_id"], value_set=fresh["device_id"].unique()))
        young = pc.greater(former["ts"].cast(pa.int64()), newest_ms - self._keep_ms)
        kept = former.filter(pc.and_(gone, young))
        return pa.concat_tables([kept, fresh]) if kept.num_rows else fresh

    def rows(self, family: str, device_ids: Collection[int]) -> pa.Table:
        """Return the rows of the newest sample of each of these devices that is remembered."""
        wanted = pa.array(sorted(device_ids), pa.int64())
        with self._lock:
            tables = [table for (name, _), table in self._tables.items() if name == family]
        found = pa.concat_tables(
            [
                family_of(family).stored.empty_table(),
                *(table.filter(pc.is_in(table["device_id"], value_set=wanted)) for table in tables),
            ]
        )
        return newest_of_each(found)


def newest_of_each(rows: pa.Table) -> pa.Table:
    """Return, of each device, only the rows with its latest ``ts``."""
    if rows.num_rows == 0:
        return rows
    device, ts = rows["device_id"].to_numpy(), rows["ts"].cast(pa.int64()).to_numpy()
    _, place = np.unique(device, return_inverse=True)
    newest = np.full(place.max() + 1, np.iinfo(np.int64).min)
    np.maximum.at(newest, place, ts)
    mask = ts == newest[place]
    return rows if mask.all() else rows.filter(pa.array(mask))


def _epoch_ms(moment: pa.Scalar) -> int:
    return int(moment.cast(pa.int64()).as_py())
