"""The installed ``wk``, run as a user runs it: as a process, with a data directory of its own."""

import json
import os
import signal
import subprocess
import sys
import urllib.error
import urllib.request
from pathlib import Path

import pytest

WK = Path(sys.executable).parent / "wk"
READY_WITHIN_S = 90


class Server:
    """A running ``wk serve``; ``address`` and ``login`` are what it printed."""

    def __init__(self, process, ready):
        self.process = process
        self.address = ready["address"]
        self.login = ready["first_login"]

    def get(self, path):
        """Return status and body of a GET; 4xx and 5xx are answers too."""
        try:
            with urllib.request.urlopen(self.address + path, timeout=30) as answer:
                return answer.status, answer.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    def end(self, number=signal.SIGTERM):
        """Send a signal and return the exit status and what was logged."""
        self.process.send_signal(number)
        _, err = self.process.communicate(timeout=60)
        return self.process.returncode, err


class Wk:
    """``wk`` with an environment of its own."""

    def __init__(self, data_dir):
        self.data_dir = data_dir
        self.environment = {
            name: value for name, value in os.environ.items() if not name.startswith(("WATCHKEEPER_", "PYTEST_"))
        }
        self.environment["WATCHKEEPER_DATA_DIR"] = str(data_dir)
        self.servers = []

    def run(self, *arguments, **environment):
        """Run a command to its end."""
        return subprocess.run(
            [WK, *arguments],
            env={**self.environment, **environment},
            cwd=self.data_dir.parent,
            capture_output=True,
            text=True,
            check=False,
            stdin=subprocess.DEVNULL,
            timeout=READY_WITHIN_S,
        )

    def json(self, *arguments):
        """Run a command that must succeed and return the JSON it printed."""
        done = self.run(*arguments, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)

    def refused(self, *arguments, status, said, **environment):
        """Run a command that must fail: one line, perhaps a hint, no traceback, this status."""
        done = self.run(*arguments, **environment)
        assert done.returncode == status, done.stderr
        assert done.stdout == ""
        lines = [line for line in done.stderr.splitlines() if not line.startswith("{")]  # log lines are JSON here
        assert lines[0].startswith("error: "), done.stderr
        assert len(lines) == 1 or (len(lines) == 2 and lines[1].startswith("hint: ")), done.stderr
        assert said in lines[0]
        return lines

    def serve(self, *arguments, **environment):
        """Start a server on a free port and wait until it says that it is ready."""
        process = subprocess.Popen(
            [WK, "serve", "--port", "0", "--json", *arguments],
            env={**self.environment, **environment},
            cwd=self.data_dir.parent,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            stdin=subprocess.DEVNULL,
        )
        self.servers.append(process)
        line = process.stdout.readline()
        assert line, process.communicate()[1]
        return Server(process, json.loads(line))


@pytest.fixture
def wk(tmp_path):
    command = Wk(tmp_path / "data")
    yield command
    for process in command.servers:
        if process.poll() is None:
            process.kill()
        process.communicate()
