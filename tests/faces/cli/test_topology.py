import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from watchkeeper.faces.cli.main import run

CONFORMANCE = Path(__file__).resolve().parents[4] / "shared" / "conformance"
RING = """hostname {name}
boot-start-marker
interface Loopback0
 ip address 192.0.2.{i} 255.255.255.255
interface GigabitEthernet0/1
 ip address 10.0.{i}.1 255.255.255.252
 ip ospf 1 area 0
 ip ospf cost 5
interface GigabitEthernet0/2
 ip address 10.0.{j}.2 255.255.255.252
 ip ospf 1 area 0
 ip ospf cost 5
"""


@pytest.fixture
def ring(tmp_path):
    (tmp_path / "configs").mkdir()
    for i in range(4):
        text = RING.format(name=f"r{i}", i=i, j=(i - 1) % 4)
        (tmp_path / "configs" / f"r{i}.cfg").write_text(text)
    return tmp_path


def asked(capsys, *words):
    status = run([*words, "--json"])
    return status, json.loads(capsys.readouterr().out)


def test_a_ring_of_configurations(ring, capsys):
    status, found = asked(capsys, "topology", str(ring))
    assert status == 0
    assert len(found["links"]) == 4
    assert found["links"][0] | {"confidence": 0} == {
        "a": {"device": "r0", "interface": "GigabitEthernet0/1"},
        "b": {"device": "r1", "interface": "GigabitEthernet0/2"},
        "kind": "physical", "sources": ["subnet"], "two_sided": True, "confidence": 0, "conflicts": [], "metric_a": 5,
        "metric_b": 5, "protocol": "ospf", "up": None,
    }  # fmt: skip
    assert found["graph"]["min_link_cut"] == 2


def test_paths_of_a_ring(ring, capsys):
    _, found = asked(capsys, "path", str(ring), "r0", "R2")
    assert (found["cost"], found["ecmp_paths"]) == (10, 2)
    assert [[hop["device"] for hop in hops] for hops in found["paths"]] == [["r0", "r1", "r2"], ["r0", "r3", "r2"]]


def test_what_the_loss_of_a_link_costs(ring, capsys):
    _, found = asked(capsys, "whatif", str(ring), "--fail", "link:r0:GigabitEthernet0/1")
    assert found["partitioned"] is False
    assert {"src": "r0", "dst": "r1", "before": 5, "after": 15} in found["cost_changes"]
    _, found = asked(capsys, "whatif", str(ring), "--fail", "node:r1", "--fail", "node:r3")
    assert (found["partitioned"], found["components"]) == (True, [["r0"], ["r2"]])


def test_an_unreadable_file_is_reported_and_the_rest_is_read(ring, capsys):
    (ring / "configs" / "r9.cfg").write_bytes(b"\x80\x81\x00 nothing that a device would write")
    status, found = asked(capsys, "topology", str(ring))
    assert status == 1
    assert len(found["links"]) == 4
    assert found["problems"] == ["r9: no platform's marks were found"]


@pytest.mark.parametrize(
    "words",
    [
        ("topology", "nowhere"), ("path", "{ring}", "r0", "r99"), ("whatif", "{ring}", "--fail", "link:r0:Gi9/9"),
        ("whatif", "{ring}", "--fail", "everything"), ("whatif", "{ring}"),
    ],
)  # fmt: skip
def test_wrong_questions_get_a_line_and_status_2(ring, capsys, words):
    assert run([word.format(ring=ring) for word in words]) == 2
    said = capsys.readouterr().err
    assert "Traceback" not in said
    assert said


def test_answers_read_as_tables_too(ring, capsys):
    assert run(["topology", str(ring)]) == 0
    assert "smallest cut 2 link(s)" in capsys.readouterr().out
    assert run(["path", str(ring), "r0", "r2"]) == 0
    assert "cost 10, 2 equal-cost paths" in capsys.readouterr().out
    assert run(["whatif", str(ring), "--fail", "node:r1", "--fail", "node:r3"]) == 0
    assert "falls into 2 parts" in capsys.readouterr().out


@pytest.mark.skipif(not (CONFORMANCE / "lab11").is_dir(), reason="the conformance kit is not beside this checkout")
def test_the_conformance_lab_of_eleven_routers():
    found = score("lab11")
    assert found["links"]["f1"] == found["sessions"]["f1"] == found["sessions"]["classification"] == 1.0
    assert found["links"]["metrics"] == found["links"]["two_sided"] == 1.0
    assert found["graph"]["score"] == found["paths"]["score"] == found["whatif"]["score"] == 1.0


@pytest.mark.skipif(not (CONFORMANCE / "labs").is_dir(), reason="the conformance kit is not beside this checkout")
def test_the_conformance_labs_of_real_devices():
    found = score("labs")
    assert found["links"]["f1"] >= 0.98
    assert found["sessions"]["f1"] >= 0.97
    assert found["nodes"]["platform"] == 1.0


def score(suite):
    script = CONFORMANCE / suite / "score.py"
    wk = Path(sys.executable).with_name("wk")
    done = subprocess.run(
        [sys.executable, str(script)],
        capture_output=True,
        text=True,
        check=True,
        timeout=110,
        env=os.environ | {"WK": str(wk)},
    )
    return json.loads(done.stdout)
