"""Devices, links and groups as facts make them: three states, gates, stand-ins, maintenance."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.estate.inventory.standing import Standing
from watchkeeper.understand.health.assessment import HealthState
from watchkeeper.understand.health.device import Finding
from watchkeeper.understand.health.looking import Estate, Joined, Known, look
from watchkeeper.understand.health.measures import EndReading, Measures, Reading, Spread

NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
WELL = Measures(
    ping_share=1.0,
    snmp_share=1.0,
    rtt_ms=2.0,
    errors=Spread(score=100.0, count=1, worst=[Reading(object="e1", value=0.0, score=100.0)]),
    capacity=Spread(score=100.0, count=1, worst=[Reading(object="e1", value=20.0, score=100.0)]),
)
WEIGHTS = {"critical": 5.0, "minor": 0.5}


def device(number, *tags, **changes):
    base = Standing(
        number, f"r{number}", site_id=1, state="up", last_polled_at=NOW - timedelta(seconds=30), tags=frozenset(tags)
    )
    return replace(base, **changes)


def seen(*devices, measures=WELL, **estate):
    known = Known({one.device_id: (NOW, measures) for one in devices})
    return look(Estate(devices, sites={1: "north"}, **estate), known, WEIGHTS, NOW)


def test_a_device_that_answers_and_is_well_is_healthy():
    found = seen(device(1)).devices[1].assessment
    assert (found.state, found.score, found.coverage, found.reason) == (HealthState.HEALTHY, 100, 1, "")
    assert {one.name for one in found.contributions} == {"availability", "performance", "errors", "capacity"}


def test_a_device_that_is_down_is_0_however_good_the_last_hour_was():
    found = seen(device(1, state="down", state_reason="timeout")).devices[1].assessment
    assert (found.state, found.score, found.ungated) == (HealthState.CRITICAL, 0, 100)
    assert found.gates[0].evidence[0].kind == "state"


@pytest.mark.parametrize(
    ("changes", "says"),
    [
        ({"state": "unknown", "state_reason": "auth_failed"}, "auth_failed"),
        ({"last_polled_at": None}, "never polled"),
        ({"last_polled_at": NOW - timedelta(minutes=10)}, "last asked 10 min ago"),
        ({"enabled": False}, "not watched"),
    ],
)
def test_what_is_not_known_is_unknown_and_never_healthy(changes, says):
    found = seen(device(1, **changes)).devices[1].assessment
    assert (found.state, found.score) == (HealthState.UNKNOWN, None)
    assert says in str(found.reason)


def test_a_device_without_measures_is_unknown():
    assert seen(device(1), measures=Measures()).devices[1].assessment.state is HealthState.UNKNOWN


@pytest.mark.parametrize(("severity", "score"), [("critical", 69), ("major", 89), ("warning", 89), ("info", 100)])
def test_an_open_finding_caps_the_score_and_is_named(severity, score):
    finding = Finding("anomaly", 7, severity, "drop of rx_power_dbm on e1")
    found = seen(device(1), findings={1: [finding]}).devices[1].assessment
    assert found.score == score
    assert found.state is not HealthState.HEALTHY or severity == "info"
    if severity != "info":
        assert found.gates[0].evidence[0].reference == "7"


def test_a_device_behind_another_failure_is_unknown():
    cut = Finding("alert", 3, "critical", "r1 does not answer", suppressed=True)
    found = seen(device(1, state="down"), findings={1: [cut]}).devices[1].assessment
    assert found.state is HealthState.UNKNOWN
    assert "another failure" in str(found.reason)


def test_a_site_counts_its_devices_by_criticality():
    bad = Finding("alert", 1, "critical", "broken")
    (grave,) = seen(device(1, "critical"), device(2), findings={1: [bad]}).sites
    (light,) = seen(device(1, "minor"), device(2), findings={1: [bad]}).sites
    assert grave.assessment.score == pytest.approx((5 * 69 + 100) / 6)
    assert light.assessment.score == pytest.approx((0.5 * 69 + 100) / 1.5)


def test_of_stand_ins_the_better_one_counts():
    pair = [device(1, "redundant:edge", state="down"), device(2, "redundant:edge"), device(3)]
    (site,) = seen(*pair).sites
    assert (site.assessment.score, site.assessment.state) == (100, HealthState.HEALTHY)
    (alone,) = seen(replace(pair[0], tags=frozenset()), *pair[1:]).sites
    assert alone.assessment.state is not HealthState.HEALTHY


def test_a_large_group_with_something_down_is_not_healthy():
    found = seen(*(device(number) for number in range(1, 40)), device(40, state="down")).network.assessment
    assert found.ungated > 95
    assert (found.score, found.state) == (89, HealthState.WARNING)
    assert "r40" in str(found.reason)


def test_unknown_members_lower_the_coverage_and_then_make_it_unknown():
    asleep = {"last_polled_at": None}
    some = seen(device(1), device(2), device(3, **asleep)).network.assessment
    assert (some.score, round(some.coverage, 2)) == (100, 0.67)
    most = seen(device(1), device(2, **asleep), device(3, **asleep)).network.assessment
    assert most.state is HealthState.UNKNOWN


def test_a_device_under_maintenance_has_no_part_in_its_groups():
    found = seen(device(1), device(2, state="down"), under_work={2: NOW + timedelta(hours=1)})
    assert found.network.assessment.score == 100
    assert found.devices[2].in_maintenance
    (site,) = seen(device(2, state="down"), under_work={2: NOW}).sites
    assert site.assessment.state is HealthState.UNKNOWN


def joined(state="up"):
    return Joined("physical:r1:e1--r2:e1", state, ("r1", "e1"), ("r2", "e1"))


def link_of(*devices, state="up", measures=WELL, **estate):
    ((_, found),) = seen(*devices, links=[joined(state)], measures=measures, **estate).links
    return found


def test_a_link_is_as_good_as_its_worse_end():
    busy = WELL.model_copy(update={"ends": {"e1": EndReading(errors_share=1e-3, used_percent=10.0)}})
    found = link_of(device(1), device(2), measures=busy)
    assert found.score == pytest.approx((0.40 * 100 + 0.25 * 50 + 0.20 * 100) / 0.85)


def test_a_link_that_is_down_is_0_and_one_between_the_silent_is_unknown():
    assert link_of(device(1), device(2), state="down").score == 0
    assert link_of(device(1, state="down"), device(2)).state is HealthState.UNKNOWN
    assert link_of(device(1), device(2), state="stale").state is HealthState.UNKNOWN


def test_what_is_open_on_the_port_caps_the_link():
    ends = WELL.model_copy(update={"ends": {"e1": EndReading(errors_share=0.0, used_percent=10.0)}})
    finding = Finding("anomaly", 5, "critical", "fade", object="e1")
    assert link_of(device(1), device(2), measures=ends, findings={2: [finding]}).score == 69
    elsewhere = replace(finding, object="e9")
    assert link_of(device(1), device(2), measures=ends, findings={2: [elsewhere]}).score == 100


def test_a_group_of_which_too_little_is_known_says_how_many_and_why_and_not_who():
    devices = [device(number, last_polled_at=None) for number in range(1, 40)]
    devices += [
        device(number, enabled=True, state="unknown", state_reason=f"timeout: after {number} s") for number in (40, 41)
    ]
    found = seen(*devices, device(42)).network.assessment
    assert found.state is HealthState.UNKNOWN
    assert str(found.reason) == "too little is known: 41 of 42 have no score (39 never polled, 2 timeout)"
