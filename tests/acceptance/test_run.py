"""``make run`` without make: the network and the server that watches it, together from start to end."""

import json
import os
import re
import signal
import socket
import subprocess
import sys
import urllib.request
from pathlib import Path

import pytest

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(300)]

RUN = Path(__file__).resolve().parents[2] / "tools" / "run.py"


@pytest.fixture
def start(tmp_path):
    """Start ``tools/run.py`` with a directory and ports of its own."""
    running = []

    def begin(*arguments):
        environment = {name: value for name, value in os.environ.items() if not name.startswith("WATCHKEEPER_")}
        process = subprocess.Popen(
            [
                sys.executable,
                RUN,
                "--devices",
                "3",
                "--lab-port",
                "0",
                "--directory",
                tmp_path / "run",
                *arguments,
            ],
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env=environment,
            stdin=subprocess.DEVNULL,
        )
        running.append(process)
        return process

    yield begin
    for process in running:
        if process.poll() is None:
            process.terminate()
        process.communicate()


def read_until(process, pattern):
    """Read lines of standard output until one matches."""
    for line in process.stdout:
        if found := re.search(pattern, line):
            return found
    raise AssertionError(process.communicate()[1])


def children(pid):
    """Processes whose parent is ``pid``."""
    listed = subprocess.run(["ps", "-o", "pid=", "--ppid", str(pid)], capture_output=True, text=True, check=False)
    return [int(one) for one in listed.stdout.split()]


def gone(pid):
    try:
        state = Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0]
    except FileNotFoundError:
        return True
    return state == "Z"


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_the_lab_is_watched_and_all_of_it_ends_together(start, tmp_path):
    process = start("--port", "0")
    address = read_until(process, r"Watchkeeper is at (http://\S+)")[1]
    login = read_until(process, r"Log in as (\S+) with the password (\S+)")
    request = urllib.request.Request(
        f"{address}/api/v1/session",
        json.dumps({"username": login[1], "password": login[2]}).encode(),
        {"Content-Type": "application/json"},
    )
    with urllib.request.urlopen(request, timeout=30) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
        csrf = json.load(answer)["csrf_token"]
    chosen = urllib.request.Request(
        f"{address}/api/v1/session/password",
        json.dumps({"current": login[2], "new": "seven lanterns over a quiet harbour"}).encode(),
        {"Content-Type": "application/json", "Cookie": cookie, "X-CSRF-Token": csrf},
    )
    with urllib.request.urlopen(chosen, timeout=30) as answer:
        cookie = answer.headers["Set-Cookie"].partition(";")[0]
    devices = urllib.request.Request(f"{address}/api/v1/devices", headers={"Cookie": cookie})
    with urllib.request.urlopen(devices, timeout=30) as answer:
        assert json.load(answer)["total"] == 3
    both = children(process.pid)
    assert len(both) == 2
    process.send_signal(signal.SIGINT)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 0, err
    assert all(gone(pid) for pid in both)


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into /proc")
def test_when_one_ends_the_other_is_ended(start):
    process = start("--port", "0")
    read_until(process, "Ctrl-C ends it")
    lab, server = sorted(children(process.pid))
    os.kill(lab, signal.SIGKILL)
    _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "`wk lab` ended by itself" in err
    assert gone(server)


def test_a_port_in_use_is_said_before_anything_starts(start, tmp_path):
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        process = start("--port", str(other.getsockname()[1]))
        _, err = process.communicate(timeout=60)
    assert process.returncode == 1
    assert "make run PORT=" in err
    assert not (tmp_path / "run" / "data").exists()
