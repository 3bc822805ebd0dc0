"""What happens to a batch after it is stored: steps that higher slices hand in, such as scoring against baselines."""

from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import pyarrow as pa


@dataclass(frozen=True, slots=True)
class StoredBatch:
    """A batch that is durable: one family of one shard, in the family's stored schema."""

    family: str
    rows: pa.RecordBatch
    cycle_id: int
    shard: int
    slot: datetime
    interval_s: int


class BatchStage(Protocol):
    """A step. It may be given the same batch again after a crash and must then do the same again."""

    name: str

    async def run(self, batch: StoredBatch) -> None:
        """Take the batch in. What it raises is logged and told in the cycle's report; the samples stay stored."""
        ...
