"""Priority follows from whom an incident takes out and how bad that is, and says so."""

import pytest

from watchkeeper.understand.alerts.correlation.impact import Impact, Severity
from watchkeeper.understand.alerts.priority import priority_of, reasons_of
from watchkeeper.understand.alerts.stakes import Stakes

STAKES = Stakes(
    sites={"HQ": frozenset({"h1", "h2", "h3"}), "branch": frozenset({"b1", "b2"}), "kiosk": frozenset({"k1"})},
    services={"web": frozenset({"h1", "h2"}), "mail": frozenset({"h3", "b1"}), "empty": frozenset()},
)
MAJOR = Severity.MAJOR


def of(isolated=(), critical=(), severity=MAJOR, failed=(), stakes=STAKES):
    return priority_of(Impact(tuple(isolated), tuple(critical), severity), failed, stakes)


def kinds(found):
    return [(one.kind, one.names, one.count, one.of) for one in found.reasons]


@pytest.mark.parametrize(
    ("incident", "name", "first"),
    [
        ({"critical": ["h1"], "severity": Severity.CRITICAL, "failed": ["h1"]}, "P1", "critical_device"),
        ({"failed": ["b1"], "isolated": ["b2"]}, "P2", "site_out"),
        ({"failed": ["k1"]}, "P3", "site_out"),
        ({"failed": ["h1", "h2"]}, "P2", "service_out"),
        ({"failed": ["h1"]}, "P3", "service_degraded"),
        ({"isolated": [f"x{n}" for n in range(10)]}, "P2", "many_cut_off"),
        ({"isolated": ["x1"]}, "P3", "some_cut_off"),
        ({"failed": ["x1"]}, "P4", "own_condition"),
        ({"severity": Severity.MINOR}, "P5", "redundancy_lost"),
        ({"severity": Severity.WARNING}, "P5", "own_condition"),
    ],
)
def test_reach_and_severity_make_the_priority(incident, name, first):
    found = of(**incident)
    assert (found.name, found.reasons[0].kind) == (name, first)


def test_all_reasons_are_told_the_widest_first():
    found = of(failed=["b1"], isolated=["b2"])
    assert kinds(found) == [
        ("site_out", ("branch",), 1, 0), ("some_cut_off", ("b2",), 1, 0), ("service_degraded", ("mail",), 1, 2),
    ]  # fmt: skip


def test_what_nothing_depends_on_is_as_it_was_without_sites_and_services():
    assert of(failed=["b1"], isolated=["b2"], stakes=Stakes()).name == "P3"


def test_reasons_are_kept_with_the_incident_and_older_ones_have_none():
    found = of(failed=["k1"])
    (site,) = reasons_of({"priority": found.as_json(), "roots": []})
    assert (site["kind"], site["names"], site["reach"]) == ("site_out", ("kiosk",), 1)
    assert reasons_of({"roots": []}) == []
