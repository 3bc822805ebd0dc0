"""Every device is accounted for."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.estate.drivers.protocol import Outcome, TableResult, TargetResult
from watchkeeper.observe.polling.report import (
    CycleCounts,
    CycleStatus,
    ShardReport,
    Verdict,
    add_up,
    final_status,
    judge,
)


def result(outcome: Outcome, *tables: tuple[Outcome, int], device_id: int = 1) -> TargetResult:
    return TargetResult(
        device_id, outcome, "because", tuple(TableResult(f"t{i}", o, rows) for i, (o, rows) in enumerate(tables))
    )


@pytest.mark.parametrize(
    ("given_result", "verdict"),
    [
        (result(Outcome.OK, (Outcome.OK, 49)), Verdict.OK),
        (result(Outcome.EMPTY, (Outcome.EMPTY, 0)), Verdict.OK),
        (result(Outcome.OK), Verdict.OK),
        (result(Outcome.PARTIAL, (Outcome.OK, 49), (Outcome.TIMEOUT, 0)), Verdict.PARTIAL),
        (result(Outcome.TIMEOUT, (Outcome.TIMEOUT, 0)), Verdict.FAILED),
        (result(Outcome.IDENTITY_MISMATCH), Verdict.FAILED),
        (result(Outcome.NOT_CONFIGURED), Verdict.SKIPPED),
        (result(Outcome.UNSUPPORTED, (Outcome.UNSUPPORTED, 0)), Verdict.SKIPPED),
        (result(Outcome.OK, (Outcome.OK, 0)), Verdict.FAILED),
        (result(Outcome.PARTIAL, (Outcome.PARTIAL, 0)), Verdict.FAILED),
        (result(Outcome.PARTIAL, (Outcome.EMPTY, 0), (Outcome.TIMEOUT, 0)), Verdict.PARTIAL),
    ],
)
def test_how_a_device_counts(given_result: TargetResult, verdict: Verdict) -> None:
    assert judge(given_result) is verdict


@given(st.lists(st.tuples(st.sampled_from(list(Outcome)), st.integers(0, 3)), max_size=30), st.integers(0, 5))
def test_nobody_is_lost_and_nobody_counts_twice(outcomes: list[tuple[Outcome, int]], skipped: int) -> None:
    report = ShardReport(planned=len(outcomes) + skipped)
    for device_id, (outcome, rows) in enumerate(outcomes):
        report.add(result(outcome, (outcome, rows), device_id=device_id))
    report.skip(range(1_000, 1_000 + skipped), "breaker_open")
    assert report.accounted == report.planned
    cycle = add_up(CycleCounts(planned=report.planned), report)
    assert cycle.ok + cycle.partial + cycle.failed + sum(cycle.skipped.values()) == cycle.planned


@pytest.mark.parametrize(
    ("counts", "status"),
    [
        (CycleCounts(planned=3, ok=3), CycleStatus.DONE),
        (CycleCounts(planned=3, ok=2, skipped={"breaker_open": 1}), CycleStatus.DONE),
        (CycleCounts(planned=3, ok=2, failed=1), CycleStatus.PARTIAL),
        (CycleCounts(planned=3, partial=3), CycleStatus.PARTIAL),
        (CycleCounts(planned=3, failed=3), CycleStatus.FAILED),
        (CycleCounts(planned=3, skipped={"overrun": 3}), CycleStatus.SKIPPED),
        (CycleCounts(), CycleStatus.DONE),
    ],
)
def test_how_a_cycle_ends(counts: CycleCounts, status: CycleStatus) -> None:
    assert final_status(counts) is status
