"""From tallies to what every driver returns: one availability batch and one result per target."""

from collections.abc import Mapping, Sequence
from datetime import datetime

import pyarrow as pa

from watchkeeper.estate.drivers.icmp.tally import EchoTally
from watchkeeper.estate.drivers.protocol import Collection, CollectRequest, TableResult, Target, TargetResult
from watchkeeper.kit.families import AVAILABILITY

TABLE = "reachability"
OBJECT = "icmp"


def collection(request: CollectRequest, tallies: Mapping[str, EchoTally], elapsed_s: float) -> Collection:
    """Return the collection for a request whose targets' addresses have ``tallies``."""
    results = [_result(target, tallies[target.address], elapsed_s) for target in request.targets]
    return Collection({AVAILABILITY.name: availability(request.targets, tallies, request.slot)}, results)


def _result(target: Target, seen: EchoTally, elapsed_s: float) -> TargetResult:
    table = TableResult(TABLE, seen.outcome, rows=1, reason=seen.reason)
    return TargetResult(
        device_id=target.device_id,
        outcome=seen.outcome,
        reason=seen.reason,
        tables=(table,),
        elapsed_s=elapsed_s,
        requests=seen.sent,
    )


def availability(targets: Sequence[Target], tallies: Mapping[str, EchoTally], slot: datetime) -> pa.RecordBatch:
    """Return one availability row per target; what is not known is null."""
    seen = [tallies[target.address] for target in targets]
    rows = len(seen)
    columns = {
        "ts": pa.array([slot] * rows, AVAILABILITY.observed.field("ts").type),
        "device_id": pa.array([target.device_id for target in targets], pa.int64()),
        "object": pa.DictionaryArray.from_arrays(pa.array([0] * rows, pa.int32()), pa.array([OBJECT])),
        "up": pa.array([None if s.up is None else int(s.up) for s in seen], pa.int8()),
        "rtt_min_ms": pa.array([min(s.rtts_ms, default=None) for s in seen], pa.float32()),
        "rtt_avg_ms": pa.array([sum(s.rtts_ms) / len(s.rtts_ms) if s.rtts_ms else None for s in seen], pa.float32()),
        "rtt_max_ms": pa.array([max(s.rtts_ms, default=None) for s in seen], pa.float32()),
        "loss_ratio": pa.array([s.loss_ratio for s in seen], pa.float32()),
        "outcome": pa.array([str(s.outcome) for s in seen], pa.string()).dictionary_encode(),
    }
    return pa.RecordBatch.from_arrays(
        [columns[name] for name in AVAILABILITY.observed.names], schema=AVAILABILITY.observed
    )
