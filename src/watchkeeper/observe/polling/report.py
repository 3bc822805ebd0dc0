"""What became of a cycle: every planned device is in exactly one of ok, partial, failed or skipped, and why."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from watchkeeper.estate.drivers.protocol import Outcome, TargetResult


class Verdict(StrEnum):
    """In which column of the report a device is counted."""

    OK = "ok"
    PARTIAL = "partial"
    FAILED = "failed"
    SKIPPED = "skipped"


class CycleStatus(StrEnum):
    """How a cycle stands. ``PARTIAL``: some devices gave less than was asked; ``FAILED``: none gave anything."""

    RUNNING = "running"
    DONE = "done"
    PARTIAL = "partial"
    SKIPPED = "skipped"
    FAILED = "failed"


_NOT_ASKED = frozenset({Outcome.NOT_CONFIGURED, Outcome.UNSUPPORTED})
_GOOD = frozenset({Outcome.OK, Outcome.EMPTY})


def judge(result: TargetResult) -> Verdict:
    """Return how one device counts.

    A poll that stored nothing, though no table answered "empty", has failed even when nothing went wrong.
    """
    if result.outcome in _NOT_ASKED:
        return Verdict.SKIPPED
    gave = any(table.rows or table.outcome is Outcome.EMPTY for table in result.tables)
    if result.outcome not in _GOOD | {Outcome.PARTIAL} or (result.tables and not gave):
        return Verdict.FAILED
    return Verdict.OK if result.outcome in _GOOD else Verdict.PARTIAL


@dataclass(slots=True)
class ShardReport:
    """The counts of one shard; ``notes`` are device id → (outcome, reason) of those that are not plainly ok."""

    planned: int = 0
    ok: int = 0
    partial: int = 0
    failed: int = 0
    late: int = 0
    skipped: Counter[str] = field(default_factory=Counter)
    rows: int = 0
    varbinds: int = 0
    requests: int = 0
    notes: dict[int, tuple[str, str]] = field(default_factory=dict)

    def add(self, result: TargetResult) -> None:
        """Count one device's result."""
        verdict = judge(result)
        self.varbinds += result.varbinds
        self.requests += result.requests
        if verdict is Verdict.SKIPPED:
            self.skipped[str(result.outcome)] += 1
        elif verdict is Verdict.OK:
            self.ok += 1
        elif verdict is Verdict.PARTIAL:
            self.partial += 1
        else:
            self.failed += 1
        if verdict is not Verdict.OK:
            self.notes[result.device_id] = (str(result.outcome), result.reason[:200])

    def skip(self, device_ids: Iterable[int], reason: str) -> None:
        """Count devices that were not asked."""
        for device_id in device_ids:
            self.skipped[reason] += 1
            self.notes[device_id] = ("skipped", reason)

    def fail(self, device_ids: Iterable[int], reason: str) -> None:
        """Count devices whose data was lost for a reason of our own."""
        for device_id in device_ids:
            self.failed += 1
            self.notes[device_id] = ("failed", reason[:200])

    @property
    def accounted(self) -> int:
        """Devices that are in one of the columns."""
        return self.ok + self.partial + self.failed + self.skipped.total()


@dataclass(frozen=True, slots=True)
class CycleCounts:
    """The sum over the shards that have ended."""

    planned: int = 0
    ok: int = 0
    partial: int = 0
    failed: int = 0
    late: int = 0
    skipped: Mapping[str, int] = field(default_factory=dict)
    rows: int = 0
    varbinds: int = 0
    requests: int = 0


def add_up(before: CycleCounts, shard: ShardReport) -> CycleCounts:
    """Return the counts with one more shard. ``planned`` was counted when the cycle was planned."""
    return CycleCounts(
        planned=before.planned,
        ok=before.ok + shard.ok,
        partial=before.partial + shard.partial,
        failed=before.failed + shard.failed,
        late=before.late + shard.late,
        skipped=dict(Counter(before.skipped) + shard.skipped),
        rows=before.rows + shard.rows,
        varbinds=before.varbinds + shard.varbinds,
        requests=before.requests + shard.requests,
    )


def final_status(counts: CycleCounts) -> CycleStatus:
    """Return how a cycle ended, all shards accounted for.

    Devices that were left out on purpose do not make a cycle partial; those that were missed do not make it done.
    """
    gave = counts.ok + counts.partial
    if gave:
        return CycleStatus.PARTIAL if counts.failed or counts.partial else CycleStatus.DONE
    if counts.failed:
        return CycleStatus.FAILED
    return CycleStatus.SKIPPED if counts.planned else CycleStatus.DONE
