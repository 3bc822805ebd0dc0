"""``wk detect`` as the contract has it, in a process of its own."""

import json
import math
import subprocess
import sys

import pytest

WK = [sys.executable, "-c", "import sys; from watchkeeper.faces.cli.main import main; sys.exit(main())"]


def series(rows: int, spike: int) -> list[str]:
    lines = ["timestamp,value"]
    for row in range(rows):
        value = 10 + math.sin(row / 4) + (30 if spike <= row < spike + 4 else 0) + (row * 7919 % 101) / 200
        lines.append(f"2026-02-{1 + row // 96:02d} {row % 96 // 4:02d}:{row % 4 * 15:02d}:00,{value}")
    return lines


def run(path, *more):
    return subprocess.run([*WK, "detect", str(path), *more], capture_output=True, text=True, check=False, timeout=60)


def test_prints_a_score_for_each_row_and_the_anomaly(tmp_path):
    (tmp_path / "s.csv").write_text("\n".join(series(960, 700)))
    done = run(tmp_path / "s.csv", "--json")
    assert done.returncode == 0, done.stderr
    answer = json.loads(done.stdout)
    assert answer["rows"] == len(answer["scores"]) == 960
    assert all(0.0 <= score <= 1.0 for score in answer["scores"])
    assert [(a["start"], a["type"]) for a in answer["anomalies"] if a["start"] >= 300] == [(700, "spike")]


def test_rows_that_cannot_be_read_are_named_and_the_rest_is_done(tmp_path):
    (tmp_path / "s.csv").write_text("\n".join([*series(100, 500), "2026-02-09 00:00:00,much"]))
    done = run(tmp_path / "s.csv", "--json")
    assert done.returncode == 1
    answer = json.loads(done.stdout)
    assert answer["rows"] == 101
    assert answer["problems"] == ["line 102: 'much' is no number"]


@pytest.mark.parametrize("content", [None, "", "time;wert\n1;2\n", "\x00\xff"])
def test_a_file_of_another_kind_is_wrong_usage_in_one_line(tmp_path, content):
    if content is not None:
        (tmp_path / "s.csv").write_text(content)
    done = run(tmp_path / "s.csv", "--json")
    assert done.returncode == 2
    assert "Traceback" not in done.stderr
    assert not done.stdout
