"""`wk lab` as a user types it: each command is a process of its own."""

import contextlib
import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import yaml

pytestmark = pytest.mark.integration


class Wk:
    """Runs ``wk lab …`` with a runtime directory of its own."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory
        self.environment = {**os.environ, "WATCHKEEPER_LAB_DIR": str(directory), "NO_COLOR": "1"}

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "watchkeeper.faces.cli.lab", *arguments]

    def __call__(self, *arguments: str, status: int = 0) -> str:
        done = subprocess.run(
            self.command(*arguments), capture_output=True, text=True, env=self.environment, check=False
        )
        assert done.returncode == status, done.stderr
        assert "Traceback" not in done.stderr
        return done.stdout if status == 0 else done.stderr


@pytest.fixture
def wk(tmp_path: Path) -> Iterator[Wk]:
    command = Wk(tmp_path / "run")
    yield command
    subprocess.run(command.command("down"), env=command.environment, capture_output=True, check=False)


def wait_until_gone(pid: int) -> None:
    """Wait for a process that is not our child; a zombie that nobody has reaped yet has ended as well."""
    with contextlib.suppress(psutil.NoSuchProcess):
        process = psutil.Process(pid)
        if process.status() != psutil.STATUS_ZOMBIE:
            process.wait(10)


def test_a_detached_lab_is_broken_mended_and_ended(wk: Wk) -> None:
    up = json.loads(wk("up", "--emulated", "9", "--port", "0", "--interfaces", "8", "--detach", "--json"))
    assert len(up["devices"]) == 9
    assert yaml.safe_load(Path(up["inventory"]).read_text(encoding="utf-8"))["devices"]
    name = up["devices"][0]["name"]
    assert json.loads(wk("devices", "--json"))[0]["name"] == name
    broken = json.loads(wk("fault", "silence", name, "--json"))
    assert json.loads(wk("fault", "list", "--json")) == broken
    assert name in wk("fault", "list")
    assert json.loads(wk("status", "--json"))["emulated"]["faults"] == 1
    assert json.loads(wk("fault", "clear", "--json")) == broken
    assert "Nothing is broken" in wk("fault", "list")
    pid = json.loads(wk("status", "--json"))["emulated"]["pid"]
    assert json.loads(wk("down", "--json")) == {"ended": ["emulated"]}
    wait_until_gone(pid)
    assert "No lab is running" in wk("status", status=1)


def test_every_fault_can_be_ordered(wk: Wk) -> None:
    up = json.loads(wk("up", "--emulated", "8", "--port", "0", "--interfaces", "8", "-d", "--json"))
    names = {device["role"]: device["name"] for device in up["devices"]}
    leaf = names["leaf"]
    for order in (
        ("link-down", leaf, "Ethernet1"),
        ("errors", leaf, "Ethernet2", "--per-second", "5"),
        ("fade-optic", leaf, "Ethernet2", "--db-per-minute", "0.5"),
        ("silence", names["ups"]),
        ("slow", names["server"], "--ms", "300"),
        ("reboot", names["edge"], "--seconds", "3"),
        ("steal-identity", names["access"], leaf),
    ):
        (fault,) = json.loads(wk("fault", *order, "--json"))
        assert (fault["kind"], fault["device"]) == order[:2]


def test_a_lab_in_the_foreground_says_when_it_is_ready_and_ends_on_interrupt(wk: Wk) -> None:
    command = wk.command("up", "--emulated", "3", "--port", "0", "--json")
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=wk.environment) as process:
        ready = json.loads(process.stdout.readline())
        assert ready["ready"] is True
        assert "is running in" in wk("up", "--emulated", "1", status=1)
        process.send_signal(signal.SIGINT)
        assert process.wait(10) == 0
    assert not (wk.directory / "control.sock").exists()


@pytest.mark.parametrize(
    ("arguments", "status", "message"),
    [
        (("up",), 2, "Say which lab to start"),
        (("up", "--emulated", "0"), 1, "must be between 1 and 50000"),
        (("up", "--emulated", "2", "--role", "toaster"), 1, "no role toaster"),
        (("fault", "silence", "x"), 1, "No lab is running"),
        (("down",), 1, "No lab is running"),
    ],
)
def test_wrong_orders_get_one_clear_line(wk: Wk, arguments: tuple[str, ...], status: int, message: str) -> None:
    error = wk(*arguments, status=status)
    assert message in error
    assert error.startswith("error: ")
