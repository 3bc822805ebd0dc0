"""A real ring of FRR routers: it converges, answers over SNMP, LLDP and SSH, breaks, heals, and leaves nothing."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from watchkeeper.lab.errors import LabError
from watchkeeper.lab.frr.ring import FrrLab
from watchkeeper.lab.frr.status import RouterStatus
from watchkeeper.lab.frr.system import obstacles

_OBSTACLES = obstacles() + ([] if shutil.which("snmpbulkwalk") else ["packages are missing: snmp"])
pytestmark = [
    pytest.mark.integration,
    pytest.mark.root,
    pytest.mark.skipif(bool(_OBSTACLES), reason=f"no FRR lab here: {'; '.join(_OBSTACLES)}"),
    pytest.mark.timeout(240),
]
OSPF_NEIGHBOUR_STATE = "1.3.6.1.2.1.14.10.1.6"
BGP_PEER_STATE = "1.3.6.1.2.1.15.3.1.2"
LLDP_REMOTE_NAME = "1.0.8802.1.1.2.1.4.1.1.9"
IF_OPER, IF_NAME = "1.3.6.1.2.1.2.2.1.8", "1.3.6.1.2.1.31.1.1.1.1"
FULL, ESTABLISHED = "INTEGER: 8", "INTEGER: 6"
R1 = "ring-r1"


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrrLab]:
    lab = FrrLab.up("ring:3", tmp_path_factory.mktemp("frr"))
    try:
        lab.wait_converged()
        yield lab
    finally:
        lab.down()


@pytest.fixture
def healed(ring: FrrLab) -> Iterator[FrrLab]:
    """The converged ring; what the test breaks is mended after it."""
    yield ring
    ring.restore()
    ring.wait_converged()


def walk(lab: FrrLab, router: str, root: str, home: Path) -> dict[str, str]:
    address = lab.ring.router(router).management
    environment = {**os.environ, "MIBS": "", "HOME": str(home), "SNMP_PERSISTENT_DIR": str(home)}
    command = ["snmpbulkwalk", "-v2c", "-c", "public", "-M", "", "-m", "", "-On", "-t", "3", f"{address}:161", root]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, check=False)
    rows = (line.split(" = ", 1) for line in done.stdout.splitlines() if line.startswith(f".{root}."))
    return {name.removeprefix(f".{root}."): value for name, value in rows}


def eventually(done: Callable[[], bool], what: str, within_s: float = 60.0) -> None:
    deadline = time.monotonic() + within_s
    while not done():
        assert time.monotonic() < deadline, f"{what} within {within_s} s"
        time.sleep(0.2)


def status_of(lab: FrrLab, router: str) -> RouterStatus:
    return next(status for status in lab.status() if status.name == router)


def test_the_ring_converges_on_every_protocol(ring: FrrLab) -> None:
    assert [status.name for status in ring.status()] == ["ring-r1", "ring-r2", "ring-r3", "ring-stub"]
    everything = {"ospf": 2, "isis": 2, "bgp": 3, "bfd": 3, "lldp": 3}
    eventually(lambda: dict(status_of(ring, R1).up) == everything, "every session of r1 is up")
    eventually(
        lambda: "203.0.113.0/24" in ring.vtysh("ring-r3", "show bgp ipv4 unicast"), "the stub's prefix reaches r3"
    )


def test_snmp_shows_ospf_neighbours_bgp_peers_and_lldp_neighbours(ring: FrrLab, tmp_path: Path) -> None:
    assert set(walk(ring, R1, OSPF_NEIGHBOUR_STATE, tmp_path).values()) == {FULL}
    peers = walk(ring, R1, BGP_PEER_STATE, tmp_path)
    assert {"10.255.0.2", "10.255.0.3"} < set(peers)
    assert set(peers.values()) == {ESTABLISHED}

    def neighbours() -> set[str]:
        return set(walk(ring, R1, LLDP_REMOTE_NAME, tmp_path).values())

    eventually(lambda: len(neighbours()) == 3, "LLDP over SNMP shows all neighbours")
    assert neighbours() == {'STRING: "ring-r2"', 'STRING: "ring-r3"', 'STRING: "ring-stub"'}


def test_every_router_has_its_own_name(ring: FrrLab, tmp_path: Path) -> None:
    names = [walk(ring, router.name, "1.3.6.1.2.1.1.1", tmp_path)["0"].split()[2] for router in ring.ring.routers]
    assert names == [router.name for router in ring.ring.routers]


def test_an_ssh_session_is_the_routers_command_line(ring: FrrLab) -> None:
    address = ring.ring.router(R1).management
    with socket.create_connection((address, 22), timeout=5) as connection:
        assert connection.recv(64).startswith(b"SSH-2.0-")
    command = ["ssh", "-i", str(ring.key), "-o", "StrictHostKeyChecking=no", "-o", "UserKnownHostsFile=/dev/null"]
    command += ["-o", "LogLevel=ERROR", "-o", "BatchMode=yes", f"root@{address}", "show ip ospf neighbor"]
    shown = subprocess.run(command, capture_output=True, text=True, check=False, timeout=30)
    assert "Full" in shown.stdout, shown.stderr


def test_a_cut_wire_drops_its_neighbours_and_heals(healed: FrrLab, tmp_path: Path) -> None:
    healed.cut(R1, "eth1")
    eventually(lambda: status_of(healed, R1).up["ospf"] == 1, "OSPF drops the neighbour")
    eventually(lambda: status_of(healed, R1).up["isis"] == 1, "IS-IS drops the neighbour")
    far = {value.strip('STRING: "'): row for row, value in walk(healed, "ring-r2", IF_NAME, tmp_path).items()}
    eventually(
        lambda: walk(healed, "ring-r2", IF_OPER, tmp_path)[far["eth2"]] == "INTEGER: 2", "the far end sees no carrier"
    )
    assert status_of(healed, R1).up["bgp"] == 3  # iBGP goes the long way round
    with pytest.raises(LabError, match="broken already"):
        healed.blackhole("ring-r2", "eth2")
    assert [fault.kind for fault in healed.restore("ring-r2", "eth2")] == ["cut"]
    eventually(lambda: all(status.converged for status in healed.status()), "the ring heals", 90)


def test_a_blackhole_is_noticed_though_the_link_stays_up(healed: FrrLab, tmp_path: Path) -> None:
    healed.blackhole(R1, "eth2")
    eventually(lambda: status_of(healed, R1).up["bfd"] == 2, "BFD notices the silence")
    eventually(lambda: status_of(healed, R1).up["ospf"] == 1, "OSPF drops the neighbour")
    eventually(lambda: status_of(healed, R1).up["isis"] == 1, "IS-IS drops the neighbour")
    names = {value.strip('STRING: "'): row for row, value in walk(healed, R1, IF_NAME, tmp_path).items()}
    assert walk(healed, R1, IF_OPER, tmp_path)[names["eth2"]] == "INTEGER: 1"
    assert [(fault.kind, fault.interface) for fault in healed.restore()] == [("blackhole", "eth2")]
    eventually(lambda: all(status.converged for status in healed.status()), "the ring heals", 90)


def test_a_killed_start_leaves_nothing_after_down(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys\n"
        "from pathlib import Path\n"
        "from watchkeeper.lab.frr.ring import FrrLab\n"
        "def step(text):\n"
        "    if text == 'starting ring-r2': os.kill(os.getpid(), signal.SIGKILL)\n"
        "FrrLab.up('ring:3', Path(sys.argv[1]), step=step)\n"
    )
    done = subprocess.run([sys.executable, "-c", script, str(tmp_path)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    lab = FrrLab.load(tmp_path)
    assert lab is not None
    left = subprocess.run(
        ["ip", "netns", "pids", lab.ring.router(R1).namespace], capture_output=True, text=True, check=True
    )
    assert left.stdout.split()
    lab.down()
    assert_nothing_is_left(lab, [int(pid) for pid in left.stdout.split()])
    assert FrrLab.load(tmp_path) is None
    lab.down()  # once more does no harm


def test_down_ends_everything(tmp_path: Path) -> None:
    lab = FrrLab.up("ring:3", tmp_path)
    listed = [
        subprocess.run(["ip", "netns", "pids", router.namespace], capture_output=True, text=True, check=True).stdout
        for router in lab.ring.routers
    ]
    pids = [int(pid) for pids in listed for pid in pids.split()]
    assert len(pids) >= 4 * 6
    with pytest.raises(LabError, match="already"):
        FrrLab.up("ring:3", tmp_path)
    lab.down()
    assert_nothing_is_left(lab, pids)


def assert_nothing_is_left(lab: FrrLab, pids: list[int]) -> None:
    namespaces = subprocess.run(["ip", "netns", "list"], capture_output=True, text=True, check=True).stdout
    links = subprocess.run(["ip", "-brief", "link"], capture_output=True, text=True, check=True).stdout
    assert f"wk{lab.ring.tag}" not in namespaces + links
    assert not Path(f"/run/watchkeeper-frr-{lab.ring.tag}").exists()
    assert [pid for pid in pids if _alive(pid)] == []


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(") ")[2][0] != "Z"
    except FileNotFoundError:
        return False
