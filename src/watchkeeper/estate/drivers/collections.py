"""Several collections as one: what parts of a shard gave, put together."""

from collections.abc import Iterable, Sequence

import pyarrow as pa

from watchkeeper.estate.drivers.protocol import Collection, TargetResult


def joined(collections: Iterable[Collection]) -> Collection:
    """Put collections together: results in their order, one batch a family."""
    parts: dict[str, list[pa.RecordBatch]] = {}
    results: list[TargetResult] = []
    for collection in collections:
        results += collection.results
        for family, batch in collection.batches.items():
            if batch.num_rows:
                parts.setdefault(family, []).append(batch)
    return Collection({family: _concatenated(batches) for family, batches in parts.items()}, results)


def _concatenated(batches: Sequence[pa.RecordBatch]) -> pa.RecordBatch:
    if len(batches) == 1:
        return batches[0]
    table = pa.Table.from_batches(batches).unify_dictionaries().combine_chunks()
    return table.to_batches()[0]
