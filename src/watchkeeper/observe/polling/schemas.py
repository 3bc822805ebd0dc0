"""Cycles and breakers at the API's border."""

from datetime import datetime
from typing import Literal, cast

from pydantic import BaseModel, ConfigDict, Field
from pydantic.config import JsonDict

from watchkeeper.observe.polling.breaker import BreakerState
from watchkeeper.observe.polling.models import DevicePollState, PollCycle
from watchkeeper.observe.polling.report import CycleStatus

GroupName = Literal["interfaces", "environment", "reachability", "reachability_soft", "once"]

_CYCLE_EXAMPLE: JsonDict = {
    "id": 41,
    "group": "interfaces",
    "slot": "2026-03-01T12:00:00Z",
    "interval_s": 60,
    "status": "partial",
    "planned": 200,
    "ok": 195,
    "partial": 1,
    "failed": 2,
    "late": 0,
    "skipped": {"breaker_open": 2},
    "rows": 9604,
    "varbinds": 115248,
    "requests": 4214,
    "started_at": "2026-03-01T12:00:00.120Z",
    "finished_at": "2026-03-01T12:00:03.480Z",
    "elapsed_s": 3.36,
    "shards": 2,
    "shards_done": 2,
}


class CycleView(BaseModel):
    """A poll cycle as clients see it. Every planned device is in ok, partial, failed or skipped once it has ended."""

    model_config = ConfigDict(json_schema_extra={"examples": [_CYCLE_EXAMPLE]})

    id: int
    group: GroupName = Field(description="Which tables were asked for: interfaces, environment, reachability, once, …")
    slot: datetime = Field(description="The scheduled moment.")
    interval_s: int
    status: CycleStatus
    planned: int
    ok: int
    partial: int
    failed: int
    late: int = Field(description="Devices asked later than their turn; they are in the other columns as well.")
    skipped: dict[str, int] = Field(description="Devices (or, for missed_slots, slots) left out, by reason.")
    rows: int
    varbinds: int
    requests: int
    started_at: datetime
    finished_at: datetime | None
    elapsed_s: float | None
    shards: int
    shards_done: int

    @classmethod
    def of(cls, cycle: PollCycle) -> "CycleView":
        """Return the view of a stored cycle."""
        ended = cycle.finished_at
        return cls(
            id=cycle.id,
            group=cast("GroupName", cycle.group_name),
            slot=cycle.slot,
            interval_s=cycle.interval_s,
            status=CycleStatus(cycle.status),
            planned=cycle.planned,
            ok=cycle.ok,
            partial=cycle.partial,
            failed=cycle.failed,
            late=cycle.late,
            skipped=cycle.skipped,
            rows=cycle.rows,
            varbinds=cycle.varbinds,
            requests=cycle.requests,
            started_at=cycle.started_at,
            finished_at=ended,
            elapsed_s=round((ended - cycle.started_at).total_seconds(), 3) if ended is not None else None,
            shards=cycle.shards,
            shards_done=cycle.shards_done,
        )


class DeviceOutcome(BaseModel):
    """How one device fared in a cycle."""

    device_id: int
    device_name: str | None
    outcome: str = Field(description="An outcome of the driver, skipped, or pending.")
    reason: str


class CycleDetail(CycleView):
    """A poll cycle with its devices."""

    outcomes: list[DeviceOutcome] = Field(
        description="By device; empty once the outcomes have been removed after their time."
    )
    errors: list[str] = Field(description="What went wrong on our own side, shard by shard.")


class BreakerView(BaseModel):
    """The circuit breaker of a device whose last contact failed."""

    model_config = ConfigDict(
        json_schema_extra={
            "examples": [
                {
                    "device_id": 3,
                    "device_name": "core-1",
                    "state": "open",
                    "failures": 4,
                    "opened_at": "2026-03-01T12:00:00Z",
                    "next_attempt_at": "2026-03-01T12:02:04Z",
                    "reason": "timeout: no answer within 2 s",
                }
            ]
        }
    )

    device_id: int
    device_name: str | None
    state: BreakerState
    failures: int
    opened_at: datetime | None
    next_attempt_at: datetime | None
    reason: str

    @classmethod
    def of(cls, row: DevicePollState, name: str | None) -> "BreakerView":
        """Return the view of a device's row."""
        return cls(
            device_id=row.device_id,
            device_name=name,
            state=BreakerState(row.breaker),
            failures=row.failures,
            opened_at=row.opened_at,
            next_attempt_at=row.next_attempt_at,
            reason=row.reason,
        )
