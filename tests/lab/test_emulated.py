"""A running lab asked by net-snmp's own tools."""

import json
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import yaml

from watchkeeper.lab.emulated import EmulatedLab
from watchkeeper.lab.errors import LabError
from watchkeeper.lab.serve.options import LabOptions

TOOLS = ("snmpget", "snmpwalk", "snmpbulkwalk", "snmpbulkget")
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(not all(map(shutil.which, TOOLS)), reason="net-snmp's tools are not installed (package snmp)"),
]
OPER, NAME = "1.3.6.1.2.1.2.2.1.8", "1.3.6.1.2.1.1.5.0"


class Tools:
    """net-snmp's commands against one device, with no MIB files."""

    def __init__(self, lab: EmulatedLab, home: Path) -> None:
        self.lab = lab
        self._environment = {**os.environ, "MIBS": "", "HOME": str(home), "SNMP_PERSISTENT_DIR": str(home)}

    def run(
        self,
        tool: str,
        device: str,
        *oids: str,
        version: str = "2c",
        community: str = "public",
        extra: tuple[str, ...] = (),
    ) -> str:
        found = next(known for known in self.lab.devices if known.name == device)
        done = subprocess.run(
            [
                tool,
                f"-v{version}",
                "-c",
                community,
                "-M",
                "",
                "-m",
                "",
                "-On",
                "-t",
                "1",
                "-r",
                "0",
                *extra,
                f"{found.address}:{found.snmp_port}",
                *oids,
            ],
            capture_output=True,
            text=True,
            env=self._environment,
            check=False,
        )
        chatter = ("Created directory",)
        lines = (done.stdout + done.stderr).splitlines(keepends=True)
        return "".join(line for line in lines if not line.startswith(chatter))

    def rows(self, tool: str, device: str, root: str, **options: str) -> dict[str, str]:
        lines = self.run(tool, device, root, **options).splitlines()
        return dict(line.split(" = ", 1) for line in lines if line.startswith(".") and "No more variables" not in line)


@pytest.fixture(scope="module")
def lab() -> Iterator[EmulatedLab]:
    with EmulatedLab(10, interfaces=12) as running:
        yield running


@pytest.fixture
def tools(lab: EmulatedLab, tmp_path: Path) -> Iterator[Tools]:
    yield Tools(lab, tmp_path)
    lab.clear()


@pytest.mark.parametrize("number", range(8))
def test_getbulk_and_getnext_walks_agree_on_every_model(tools: Tools, number: int) -> None:
    device = tools.lab.devices[number].name
    by_bulk = tools.rows("snmpbulkwalk", device, ".1")
    by_next = tools.rows("snmpwalk", device, ".1")
    assert list(by_bulk) == list(by_next)
    assert len(by_bulk) > 100
    assert by_bulk[f".{NAME}"] == by_next[f".{NAME}"] == f'STRING: "{device}"'
    names = [oid for oid in by_bulk if oid.startswith(".1.3.6.1.2.1.31.1.1.1.1.")]
    assert len(names) >= 2
    assert [by_bulk[oid] for oid in names] == [by_next[oid] for oid in names]


def test_v1_walks_the_same_objects_but_no_counter64(tools: Tools) -> None:
    device = tools.lab.devices[0].name
    v1, v2c = (tools.rows("snmpwalk", device, "1.3.6.1.2.1", version=version) for version in ("1", "2c"))
    assert list(v1) == [oid for oid, value in v2c.items() if not value.startswith("Counter64")]
    assert len(v1) < len(v2c)


def test_snmpbulkget_sees_repeaters_and_non_repeaters(tools: Tools) -> None:
    device = tools.lab.devices[1].name
    out = tools.run(
        "snmpbulkget", device, "1.3.6.1.2.1.1.3", "1.3.6.1.2.1.2.2.1.1", "1.3.6.1.2.1.2.2.1.8", extra=("-Cn1", "-Cr2")
    )
    assert [line.split(" = ")[0] for line in out.splitlines()] == [
        ".1.3.6.1.2.1.1.3.0",
        ".1.3.6.1.2.1.2.2.1.1.1",
        ".1.3.6.1.2.1.2.2.1.8.1",
        ".1.3.6.1.2.1.2.2.1.1.2",
        ".1.3.6.1.2.1.2.2.1.8.2",
    ]


def test_a_wrong_community_gets_no_answer(tools: Tools) -> None:
    assert "Timeout" in tools.run("snmpget", tools.lab.devices[0].name, NAME, community="private")


def test_every_serial_name_and_chassis_is_unique(tools: Tools) -> None:
    names = [
        tools.rows("snmpbulkwalk", device.name, NAME.rpartition(".")[0])[f".{NAME}"] for device in tools.lab.devices
    ]
    assert len(set(names)) == len(tools.lab.devices)


def test_faults_reach_the_wire_and_are_mended(tools: Tools) -> None:
    lab = tools.lab
    leaf = next(device.name for device in lab.devices if device.role == "leaf")
    fault = lab.fault("link-down", leaf, "Ethernet1")
    assert tools.run("snmpget", leaf, f"{OPER}.1").strip().endswith("INTEGER: 2")
    assert lab.faults() == [fault]
    lab.fault("slow", leaf, amount=1500)
    assert "Timeout" in tools.run("snmpget", leaf, NAME)
    assert {row["kind"] for row in lab.clear(leaf)} == {"link-down", "slow"}
    assert tools.run("snmpget", leaf, f"{OPER}.1").strip().endswith("INTEGER: 1")


def test_an_order_that_makes_no_sense_is_refused_and_the_lab_goes_on(tools: Tools) -> None:
    with pytest.raises(LabError, match="no device called 'nobody'"):
        tools.lab.fault("silence", "nobody")
    with socket.socket(socket.AF_UNIX) as connection:
        connection.connect(str(tools.lab.directory / "control.sock"))
        connection.sendall(b"}{\n[]\n")
        with connection.makefile() as stream:
            replies = [json.loads(stream.readline()) for _ in range(2)]
    assert [reply["ok"] for reply in replies] == [False, False]
    assert tools.lab.status()["devices"] == 10


def test_the_inventory_lists_every_device_for_import(lab: EmulatedLab) -> None:
    rows = yaml.safe_load(lab.inventory.read_text(encoding="utf-8"))["devices"]
    assert [row["name"] for row in rows] == [device.name for device in lab.devices]
    assert {"address", "port", "site", "tags"} <= rows[0].keys()


@pytest.mark.parametrize("by_port", [False, True])
def test_workers_and_ports_show_one_network(tmp_path: Path, by_port: bool) -> None:
    options = LabOptions(4, port=0, interfaces=8, workers=1 if by_port else 3, by_port=by_port)
    with EmulatedLab(4, options=options) as lab:
        tools = Tools(lab, tmp_path)
        device = lab.devices[0]
        assert len({(known.address, known.snmp_port) for known in lab.devices}) == 4
        lab.fault("steal-identity", device.name, other=lab.devices[1].name)
        answers = {tools.run("snmpget", device.name, NAME) for _ in range(12)}  # a new port each: any worker answers
        assert answers == {f'.{NAME} = STRING: "{lab.devices[1].name}"\n'}
        processes = [psutil.Process(lab.pid), *psutil.Process(lab.pid).children()]
        assert len(processes) == options.workers
    assert not any(process.is_running() for process in processes)


def test_a_killed_lab_leaves_no_worker() -> None:
    with EmulatedLab(2, options=LabOptions(2, port=0, interfaces=8, workers=2)) as lab:
        workers = psutil.Process(lab.pid).children()
        os.kill(lab.pid, signal.SIGKILL)
        gone, alive = psutil.wait_procs(workers, timeout=10)
        assert (len(gone), alive) == (1, [])


def test_a_lab_ends_with_whoever_started_it() -> None:
    script = (
        "from watchkeeper.lab.emulated import EmulatedLab\n"
        "import os, sys\n"
        "lab = EmulatedLab(1).start()\n"
        "print(lab.pid, flush=True)\n"
        "sys.stdin.read()\n"
        "os._exit(9)\n"
    )
    with subprocess.Popen([sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as starter:
        lab = psutil.Process(int(starter.stdout.readline()))
        starter.stdin.close()
        starter.wait(10)
    assert psutil.wait_procs([lab], timeout=10)[1] == []


def test_a_second_lab_in_the_same_directory_or_port_is_refused(lab: EmulatedLab) -> None:
    with pytest.raises(LabError, match=r"running in .* already"):
        EmulatedLab(1, directory=lab.directory).start()
    with pytest.raises(LabError, match=r"UDP port \d+ cannot be used"):
        EmulatedLab(1, port=lab.devices[0].snmp_port).start()


def test_counters_move_with_the_clock_of_the_agent(tools: Tools) -> None:
    leaf = next(device.name for device in tools.lab.devices if device.role == "leaf")
    asked = ("1.3.6.1.2.1.1.3.0", "1.3.6.1.2.1.31.1.1.1.6.1")

    def read() -> tuple[int, int]:
        uptime, octets = tools.run("snmpget", leaf, *asked, extra=("-Oqt",)).split("\n")[:2]
        return int(uptime.split()[-1]), int(octets.split()[-1])

    first = read()
    deadline = time.monotonic() + 10
    while (second := read())[0] == first[0]:
        assert time.monotonic() < deadline, "the agent's clock stands still"
    assert second[0] > first[0]
    assert second[1] > first[1]
