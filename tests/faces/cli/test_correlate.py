"""``wk correlate`` as the contract has it, in a process of its own."""

import json
import subprocess
import sys

import pytest

WK = [sys.executable, "-c", "import sys; from watchkeeper.faces.cli.main import main; sys.exit(main())"]
TOPOLOGY = {
    "nodes": [{"id": "v"}, {"id": "a"}, {"id": "b", "critical": True}],
    "links": [{"id": "v-a", "a": "v", "b": "a"}, {"id": "a-b", "a": "a", "b": "b"}],
    "vantage": "v",
    "unknown": 1,
}
ALERTS = [
    {"id": "1", "at": "2026-01-05T00:00:00Z", "entity": "node:b", "kind": "unreachable", "state": "raise"},
    {"id": "2", "at": "2026-01-05T00:00:30Z", "entity": "node:a", "kind": "unreachable", "state": "raise"},
]


def run(tmp_path, topology, lines, *more):
    (tmp_path / "T.json").write_text(topology)
    (tmp_path / "A.jsonl").write_text("\n".join(lines))
    command = [*WK, "correlate"]
    options = ["--topology", str(tmp_path / "T.json"), "--alerts", str(tmp_path / "A.jsonl"), *more]
    return subprocess.run([*command, *options], capture_output=True, text=True, check=False, timeout=60)


def test_prints_incidents_and_pages(tmp_path):
    done = run(tmp_path, json.dumps(TOPOLOGY), map(json.dumps, ALERTS), "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    (incident,) = answer["incidents"]
    assert answer["pages"] == 1
    assert (incident["roots"], incident["symptoms"], incident["suppressed"]) == (["node:a"], ["2"], ["1"])
    assert (incident["opened_at"], incident["severity"]) == ("2026-01-05T00:00:00.000Z", "critical")


def test_a_line_that_is_no_alert_is_named_and_the_rest_is_done(tmp_path):
    done = run(tmp_path, json.dumps(TOPOLOGY), [*map(json.dumps, ALERTS), "{"], "--json")
    answer = json.loads(done.stdout)
    assert done.returncode == 1
    assert len(answer["incidents"]) == 1
    assert answer["problems"][0].startswith("line 3: ")


def test_shows_a_table_to_people(tmp_path):
    done = run(tmp_path, json.dumps(TOPOLOGY), map(json.dumps, ALERTS))
    assert "node:a" in done.stdout
    assert "1 pages" in done.stdout


@pytest.mark.parametrize("topology", ["{", "[]", '{"nodes": []}', json.dumps(TOPOLOGY | {"vantage": "x"})])
def test_an_unreadable_topology_is_one_clear_line(tmp_path, topology):
    done = run(tmp_path, topology, [], "--json")
    assert done.returncode == 2
    assert done.stderr.startswith("error: The ")
    assert "Traceback" not in done.stderr


def test_a_missing_file_is_one_clear_line(tmp_path):
    command = [*WK, "correlate", "--topology", "/nowhere.json", "--alerts", "/nowhere"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=60)
    assert done.returncode == 2
    assert "/nowhere.json cannot be read" in done.stderr
