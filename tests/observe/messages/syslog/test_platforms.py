"""Each platform's messages, as its vendor's reference writes them, become the right events."""

import json
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml

from watchkeeper.observe.messages.syslog.engine import Dialects
from watchkeeper.observe.messages.syslog.load import shipped
from watchkeeper.observe.messages.syslog.template import fields_of

CASES = yaml.safe_load((Path(__file__).parent / "cases.yaml").read_text(encoding="utf-8"))
KIT = Path(__file__).resolve().parents[5] / "shared" / "conformance" / "syslog"
RECEIVED = datetime(2026, 3, 1, 12, 0, 5, tzinfo=UTC)
DIALECTS = Dialects(shipped())


@pytest.mark.parametrize(
    ("platform", "case"),
    [pytest.param(name, case, id=f"{name}-{at}") for name, cases in CASES.items() for at, case in enumerate(cases)],
)
def test_message(platform: str, case: dict[str, object]) -> None:
    dialect = DIALECTS.of(platform)
    assert dialect is not None
    message = dialect.parse(str(case["raw"]), RECEIVED)
    assert message.event == case["event"]
    assert {name: message.fields.get(name) for name in case.get("fields", {})} == case.get("fields", {})
    for name, value in case.get("header", {}).items():
        found = getattr(message, name)
        assert (found.isoformat() if name == "timestamp" else found) == value
    assert message.timestamp is not None


def test_every_shipped_file_can_be_read() -> None:
    names = shipped().names()
    assert {"junos", "eos", "ios", "iosxr", "nxos", "sonic", "huawei", "netiron", "opengear", "fortinet"} <= set(names)
    for name in names:
        shipped().platform(name).check()


@pytest.mark.skipif(not KIT.is_dir(), reason="the conformance kit is not on this machine")
def test_events_and_fields_have_the_names_of_the_contract() -> None:
    contract = json.loads((KIT / "events.json").read_text(encoding="utf-8"))
    for name in shipped().names():
        for rule in shipped().platform(name).events:
            assert rule.event in contract["events"], f"{name}: {rule.event}"
            known = {field for template in rule.match for field in fields_of(template)} | set(rule.parameters)
            assert not {field for field in known if field not in contract["fields"]} - {"mode2"}


@pytest.mark.skipif(not KIT.is_dir(), reason="the conformance kit is not on this machine")
def test_published_pairs_are_understood() -> None:
    wk = Path(sys.executable).with_name("wk")
    ran = subprocess.run(
        [sys.executable, KIT / "score.py"],
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
        env={"WK": str(wk), "PATH": "/usr/bin:/bin"},
    )
    figures = json.loads(ran.stdout)
    assert figures["failed_runs"] == 0
    assert figures["score"] >= 0.95
