"""``wk probe`` as the contract has it, in a process of its own against a silent, a refused and a missing target."""

import json
import socket
import subprocess
import sys

import pytest

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp.report import (
    DeviceReport,
    IdentityReport,
    InterfaceReport,
    Limits,
    PartialTable,
    PoolReport,
    SensorReport,
)
from watchkeeper.faces.cli.probe import as_document
from watchkeeper.faces.cli.probe_view import show

REPORT = DeviceReport(
    Outcome.PARTIAL,
    platform="generic",
    identity=IdentityReport(sysname="box", sys_object_id="1.3.6.1", sys_descr="a [bold]box[/bold]"),
    interfaces=(InterfaceReport(1, "eth0", "", "up", "other", None, 10**9, None, "up", "down", {"in_octets": 5}),),
    sensors=(SensorReport("temperature", "1.2", "Intake", 21.5, "°C", limits=Limits(high=60.0)),),
    memory=(PoolReport("1", "RAM", None, None, 40.0),),
    partial=(PartialTable("bgpPeerTable", "genErr"),),
)


def probe(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "watchkeeper.faces.cli.probe", *arguments]
    return subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)


def test_the_document_speaks_the_contracts_words():
    document = as_document(REPORT, "10.0.0.1:161")
    assert (document["target"], document["status"], document["error"]) == ("10.0.0.1:161", "ok", None)
    assert set(document) == {
        "target", "status", "error", "platform", "identity", "interfaces", "sensors", "neighbors", "bgp_peers",
        "ospf_neighbors", "isis_adjacencies", "bfd_sessions", "vrfs", "pseudowires", "vpls",
            "features", "processors", "memory", "storage", "timing",
        "partial",
    }  # fmt: skip
    sensor = document["sensors"][0]
    assert (sensor["class"], sensor["index"], sensor["limit_high"], sensor["severity"]) == (
        "temperature",
        "1.2",
        60.0,
        None,
    )
    assert document["interfaces"][0]["counters"] == {"in_octets": 5}
    assert document["partial"] == [{"table": "bgpPeerTable", "reason": "genErr"}]
    json.dumps(document)


@pytest.mark.parametrize(
    ("outcome", "status"),
    [
        (Outcome.UNREACHABLE, "unreachable"),
        (Outcome.TIMEOUT, "timeout"),
        (Outcome.AUTH_FAILED, "auth_failed"),
        (Outcome.DENIED, "error"),
        (Outcome.PARSE_ERROR, "error"),
    ],
)
def test_every_outcome_has_its_status(outcome, status):
    assert as_document(DeviceReport(outcome, "why"), "x")["status"] == status


def test_people_get_tables_and_device_text_is_not_markup(capsys):
    show(REPORT, "10.0.0.1:161")
    out, err = capsys.readouterr()
    assert "a [bold]box[/bold]" in out
    assert "Interfaces (1)" in out
    assert "21.5 °C" in out
    assert "partial: bgpPeerTable: genErr" in err


def test_a_silent_target_prints_its_report_and_exits_1():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as silent:
        silent.bind(("127.0.0.1", 0))
        done = probe(f"127.0.0.1:{silent.getsockname()[1]}", "--timeout", "0.1", "--retries", "0", "--json")
    report = json.loads(done.stdout)
    assert (done.returncode, report["status"], report["interfaces"]) == (1, "timeout", [])
    assert "Traceback" not in done.stderr


def test_a_refused_target_is_unreachable():
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as closed:
        closed.bind(("127.0.0.1", 0))
        port = closed.getsockname()[1]
    done = probe(f"127.0.0.1:{port}", "--json")
    assert (done.returncode, json.loads(done.stdout)["status"]) == (1, "unreachable")


@pytest.mark.parametrize(
    "arguments",
    [
        ("10.0.0.1:99999",),
        ("not a host",),
        ("10.0.0.1", "--version", "4"),
        ("10.0.0.1", "--version", "3"),
        ("10.0.0.1", "--user", "u", "--auth", "sha1"),
        ("10.0.0.1", "--user", "u", "--priv", "aes128", "--priv-secret", "12345678"),
        ("10.0.0.1", "--timeout", "never"),
        (),
    ],
)
def test_wrong_usage_is_one_line_and_exit_2(arguments):
    done = probe(*arguments)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    assert done.stderr.startswith(("error:", "Usage:"))


def test_the_command_loads_nothing_heavy():
    code = (
        "import sys\nimport watchkeeper.faces.cli.probe\nimport watchkeeper.estate.drivers.snmp.visit\n"
        "heavy = {'pyarrow', 'pandas', 'sqlalchemy', 'fastapi', 'numpy', 'cryptography', 'jsonschema'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "[]"
