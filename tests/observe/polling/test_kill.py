"""kill -9 in the middle of a cycle, then start: nothing is lost, nothing is there twice."""

import json
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

SITE = Path(__file__).with_name("crash_site.py")


@pytest.mark.parametrize("where", ["collecting", "stored", "closing"])
def test_a_killed_cycle_is_finished_after_the_restart(sqlite_template: Path, tmp_path: Path, where: str) -> None:
    shutil.copyfile(sqlite_template, tmp_path / "watchkeeper.db")
    with subprocess.Popen(
        [sys.executable, str(SITE), str(tmp_path), where], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as victim:
        assert victim.stdout is not None
        line = victim.stdout.readline()
        victim.send_signal(signal.SIGKILL)
        _, errors = victim.communicate()
    assert line == "there\n", errors
    done = subprocess.run(
        [sys.executable, str(SITE), str(tmp_path), "recover"], capture_output=True, text=True, timeout=60, check=False
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout.splitlines()[-1])
    assert found["cycles"][-1] == ["done", 2, 2, 4, 1, 1]
    assert found["rows_of_last_slot"] == 4
    assert found["repeated"] == 0
    assert found["dead"] == []
    assert found["leftovers"] == []
