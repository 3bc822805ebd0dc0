"""One verdict from many findings."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.operate.probes.status import Finding, Observation, Status, overall

NOW = datetime(2025, 3, 1, 12, tzinfo=UTC)


def observed(status: Status, *, required: bool = True, age_s: float = 0, component: str = "x") -> Observation:
    return Observation(component, required, Finding(status, "why"), NOW - timedelta(seconds=age_s), 0.001, 5.0)


@pytest.mark.parametrize(
    ("required", "optional", "expected"),
    [
        (Status.OK, Status.OK, Status.OK),
        (Status.OK, Status.FAILED, Status.DEGRADED),
        (Status.OK, Status.UNKNOWN, Status.DEGRADED),
        (Status.DEGRADED, Status.OK, Status.DEGRADED),
        (Status.UNKNOWN, Status.OK, Status.UNKNOWN),
        (Status.FAILED, Status.OK, Status.FAILED),
        (Status.FAILED, Status.FAILED, Status.FAILED),
    ],
)
def test_the_worst_required_component_decides(required: Status, optional: Status, expected: Status) -> None:
    verdict = overall([observed(required, component="a"), observed(optional, required=False, component="b")])
    assert verdict.status is expected
    assert verdict.serving is (expected in {Status.OK, Status.DEGRADED})
    assert [name for name, _ in verdict.reasons] == [
        name for name, status in (("a", required), ("b", optional)) if status is not Status.OK
    ]


def test_nothing_to_check_is_well() -> None:
    assert overall([]).status is Status.OK


@pytest.mark.parametrize(("age_s", "expected"), [(0, Status.OK), (15, Status.OK), (15.1, Status.UNKNOWN)])
def test_a_finding_older_than_three_intervals_is_unknown(age_s: float, expected: Status) -> None:
    assert observed(Status.OK, age_s=age_s).at(NOW).finding.status is expected
