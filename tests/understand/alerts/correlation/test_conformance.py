"""Simulated failures of real networks, judged by rules that nobody here wrote."""

import importlib.util
import json
import sys
from pathlib import Path

import pytest

from watchkeeper.understand.alerts.correlation import reading, report

SUITE = Path("shared", "conformance", "correlate")
KIT = next((one / SUITE for one in Path(__file__).resolve().parents if (one / SUITE / "score.py").exists()), SUITE)
pytestmark = pytest.mark.skipif(
    not (KIT / "score.py").exists(), reason="the conformance kit is not beside the checkout"
)
EVERY = 30


@pytest.fixture(scope="module")
def kit(module_monkeypatch):
    module_monkeypatch.syspath_prepend(str(KIT))
    module_monkeypatch.setattr(sys, "dont_write_bytecode", True)
    spec = importlib.util.spec_from_file_location("correlate_score", KIT / "score.py")
    score = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(score)
    return score


@pytest.fixture(scope="module")
def module_monkeypatch():
    with pytest.MonkeyPatch.context() as patch:
        yield patch


def test_a_sample_of_the_scenarios_is_right(kit):
    scenarios = [one for one in kit.simulate.scenarios(KIT / "data") if one.kind != "storm"][::EVERY]
    rows = []
    for scenario in scenarios:
        stream = reading.read_alerts(json.dumps(line) for line in scenario.alerts)
        engine = report.correlate(reading.read_network(json.dumps(scenario.topology)), stream.alerts)
        rows.append(kit.judge(scenario, report.as_document(engine)))
    total = kit.total(rows)
    assert total["exact"] >= 0.985
    assert total["missed_roots"] == 0
    assert total["false_roots"] <= 0.01 * total["faults"]
    assert total["pages_per_fault"] <= 1.08
    assert total["left_unsuppressed"] == 0
