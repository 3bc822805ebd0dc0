"""Real FRR routers under the watch of a real server: who they are, what flows, what breaks, what falls silent."""

import os
import shutil
import signal
import subprocess
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest
from live_platform import FAST, LivePlatform, wait_for

from watchkeeper.lab.frr.daemons import pids_in
from watchkeeper.lab.frr.ring import FrrLab
from watchkeeper.lab.frr.system import obstacles

_OBSTACLES = obstacles()
pytestmark = [
    pytest.mark.integration,
    pytest.mark.root,
    pytest.mark.skipif(bool(_OBSTACLES), reason=f"no FRR lab here: {'; '.join(_OBSTACLES)}"),
    pytest.mark.timeout(300),
]
INTERVAL_S = 5
NOTICED_WITHIN_S = INTERVAL_S + 15
"""One poll cycle, and a margin for a busy machine."""
SETTINGS = {
    **FAST,
    "WATCHKEEPER_POLLING__BUDGET_SHARE": "0.5",  # a silent router takes half an interval: room on a busy machine
    "WATCHKEEPER_POLLING__BREAKER__BASE_S": "5",
    "WATCHKEEPER_POLLING__BREAKER__FACTOR": "1",
    "WATCHKEEPER_TOPOLOGY__INTERVAL_S": "10",
    "WATCHKEEPER_ALERTS__QUIET_S": "15",
    "WATCHKEEPER_ALERTS__HOLD_S": "30",
}
RING = ("ring-r1", "ring-r2", "ring-r3")
Device = dict[str, Any]


@pytest.fixture(scope="module")
def ring(tmp_path_factory: pytest.TempPathFactory) -> Iterator[FrrLab]:
    lab = FrrLab.up("ring:3", tmp_path_factory.mktemp("frr"))
    try:
        lab.wait_converged()
        yield lab
    finally:
        lab.down()


@pytest.fixture(scope="module")
def server(ring: FrrLab, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePlatform]:
    platform = LivePlatform(tmp_path_factory.mktemp("watch"), SETTINGS)
    platform.init()
    platform.wk("device", "import", ring.inventory, "--community", "public", "--yes")
    platform.watch_no_load()
    try:
        platform.start()
        wait_for(
            lambda: all(
                d["state"] == "up" and d["identity_state"] == "verified" and d["interface_count"]
                for d in platform.devices().values()
            ),
            "every router is up and known",
        )
        platform.wait_cycles(2)
        yield platform
        assert platform.logged() == []
    finally:
        platform.close()


@pytest.fixture
def watched(ring: FrrLab, server: LivePlatform) -> Iterator[LivePlatform]:
    """The watching server; broken wires are mended after the test."""
    yield server
    ring.restore()


def events_of(platform: LivePlatform, kind: str, since: datetime) -> set[tuple[str, str | None]]:
    found = platform.events(kind=kind, start=since.isoformat())
    return {(event["device_name"], event["object"]) for event in found}


def rows(platform: LivePlatform, device: Device) -> pa.Table:
    table = platform.samples("interface")
    return table.filter(pc.equal(table["device_id"], device["id"]))


def slots(platform: LivePlatform, device: Device) -> set[datetime]:
    return set(rows(platform, device)["ts"].to_pylist())


def planned_since(platform: LivePlatform, start: datetime) -> set[datetime]:
    """The slots of every cycle of interfaces that was planned after ``start`` and has ended."""
    ended = [cycle for cycle in platform.cycles(group="interfaces") if cycle["finished_at"]]
    found = {datetime.fromisoformat(cycle["slot"]) for cycle in ended}
    return {slot for slot in found if slot > start}


def assert_others_kept_every_sample(platform: LivePlatform, silent: str, since: datetime) -> None:
    wait_for(lambda: len(planned_since(platform, since)) >= 3, "three cycles have ended")
    planned = planned_since(platform, since)
    for name, device in platform.devices().items():
        if name != silent:
            assert planned - slots(platform, device) == set(), name
            assert device["state"] == "up", name


def test_every_router_is_up_and_known_by_its_name(ring: FrrLab, server: LivePlatform) -> None:
    devices = server.devices()
    assert sorted(devices) == [*RING, "ring-stub"]
    for name, device in devices.items():
        assert (device["state"], device["state_reason"], device["fresh"]) == ("up", "", True)
        assert (device["sysname"], device["os"], device["identity_state"]) == (name, "linux", "verified")
        assert device["address"] == ring.ring.router(name).management
        assert server.get("/series/latest", family="availability", device_id=device["id"])["items"]


def test_its_interfaces_have_rates(server: LivePlatform) -> None:
    for name in RING:
        device = server.devices()[name]
        ports = {port["name"]: port["oper_status"] for port in server.items(f"/devices/{device['id']}/interfaces")}
        assert {"eth1": "up", "eth2": "up", "lo": "up"}.items() <= ports.items()
        table = rows(server, device)
        for port in ("eth1", "eth2"):
            mine = table.filter(pc.equal(table["object"].cast(pa.string()), port))
            known = [rate for rate in mine["in_bps"].to_pylist() if rate is not None]
            assert known, f"{name} {port} has no rate"
            assert 0 < max(known) < 1e9  # hellos of four protocols, and nothing else


def test_probe_sees_the_neighbours_that_the_routers_have(ring: FrrLab) -> None:
    wk = LivePlatform(ring.inventory.parent).wk_json

    def neighbours() -> set[str]:
        report = wk("probe", ring.ring.router("ring-r1").management)
        return {row["remote_sysname"] for row in report["neighbors"] if row["protocol"] == "lldp"}

    wait_for(lambda: neighbours() == {"ring-r2", "ring-r3", "ring-stub"}, "LLDP over SNMP shows all neighbours")
    report = wk("probe", ring.ring.router("ring-r1").management)
    assert (report["status"], report["identity"]["sysname"]) == ("ok", "ring-r1")
    assert {row["state"] for row in report["ospf_neighbors"]} == {"full"}
    assert {row["router_id"] for row in report["ospf_neighbors"]} == {"10.255.0.2", "10.255.0.3"}
    assert {row["state"] for row in report["bgp_peers"]} == {"established"}


def test_a_cut_link_is_an_event_at_both_ends_and_so_is_its_return(ring: FrrLab, watched: LivePlatform) -> None:
    both = {("ring-r1", "eth1"), ("ring-r2", "eth2")}
    cut = datetime.now(UTC)
    ring.cut("ring-r1", "eth1")
    wait_for(lambda: events_of(watched, "interface_down", cut) >= both, "both ends go down", NOTICED_WITHIN_S)
    assert events_of(watched, "interface_down", cut) == both
    port = next(
        port
        for port in watched.items(f"/devices/{watched.devices()['ring-r2']['id']}/interfaces")
        if port["name"] == "eth2"
    )
    assert port["oper_status"] in {"down", "lowerLayerDown"}
    mended = datetime.now(UTC)
    ring.restore()
    wait_for(lambda: events_of(watched, "interface_up", mended) >= both, "both ends come up", NOTICED_WITHIN_S)
    assert events_of(watched, "interface_up", mended) == both
    assert events_of(watched, "device_down", cut) == set()


def agents_of(ring: FrrLab, router: str) -> list[int]:
    """The process ids of a router's SNMP agent."""
    return [
        pid
        for pid in pids_in(ring.ring.router(router).namespace)
        if Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip() == "snmpd"
    ]


def test_an_agent_that_hangs_makes_its_router_stale_and_costs_the_others_nothing(
    ring: FrrLab, watched: LivePlatform
) -> None:
    began = datetime.now(UTC)
    (agent,) = agents_of(ring, "ring-r3")
    os.kill(agent, signal.SIGSTOP)
    try:
        breaker = wait_for(lambda: watched.items("/breakers", state="open"), "the breaker opens")[0]
        assert (breaker["device_name"], breaker["reason"].split(":")[0]) == ("ring-r3", "timeout")
        stale = wait_for(lambda: (d := watched.devices()["ring-r3"]) and not d["fresh"] and d, "it is stale")
        assert stale["last_outcome"] == "timeout"
        assert "answers ping" in stale["state_reason"]
        assert watched.get("/overview")["stale"] >= 1
        assert_others_kept_every_sample(watched, "ring-r3", began)
    finally:
        os.kill(agent, signal.SIGCONT)
    wait_for(lambda: watched.devices()["ring-r3"]["fresh"], "it is fresh again")
    assert watched.devices()["ring-r3"]["state_reason"] == ""


def test_a_router_out_of_reach_is_down_and_costs_the_others_nothing(ring: FrrLab, watched: LivePlatform) -> None:
    uplink = ring.ring.router("ring-r2").uplink
    began = datetime.now(UTC)
    subprocess.run([str(shutil.which("ip")), "link", "set", uplink, "down"], check=True)
    try:
        wait_for(lambda: ("ring-r2", None) in events_of(watched, "device_down", began), "it is down")
        device = watched.devices()["ring-r2"]
        assert (device["state"], device["last_outcome"]) == ("down", "timeout")
        watched.wait_cycles(2)
        assert_others_kept_every_sample(watched, "ring-r2", began)
    finally:
        subprocess.run([str(shutil.which("ip")), "link", "set", uplink, "up"], check=True)
    wait_for(lambda: ("ring-r2", None) in events_of(watched, "device_up", began), "it is up again")
    gap = [row["in_bps"] for row in rows(watched, watched.devices()["ring-r2"]).to_pylist() if row["ts"] > began]
    assert all(rate is None or rate < 1e9 for rate in gap)


def test_a_wire_that_swallows_everything_is_one_incident_though_both_ends_are_up(
    ring: FrrLab, watched: LivePlatform
) -> None:
    link = "physical:ring-r1:eth1--ring-r2:eth2"
    wait_for(lambda: not open_incidents(watched), "nothing is wrong before", 120, instead=lambda: told_of(watched))
    wait_for(lambda: all(status.converged for status in ring.status()), "the routers talk to each other", 120)
    told = {session["peer"] for session in sessions_of(watched, "ring-r1") if session["up"]}
    assert told, "what is lost must have been known"
    ring.blackhole("ring-r1", "eth1")
    found = wait_for(lambda: [one for one in open_incidents(watched) if one["paged_at"]], "people are told", 120)
    assert [one["roots"] for one in found] == [[f"link:{link}"]]
    lost = {session["state"] for session in sessions_of(watched, "ring-r1") if not session["up"]}
    assert lost, "the neighbours that were lost are shown as such"
    ring.restore()
    wait_for(lambda: not open_incidents(watched), "it is over", 120, instead=lambda: told_of(watched))


def open_incidents(platform: LivePlatform) -> list[dict[str, Any]]:
    return [one for one in platform.items("/incidents") if one["stage"] in {"forming", "open"}]


def told_of(platform: LivePlatform) -> list[tuple[str, list[str]]]:
    return [(one["title"], one["roots"]) for one in open_incidents(platform)]


def sessions_of(platform: LivePlatform, router: str) -> list[dict[str, Any]]:
    return platform.items(f"/devices/{platform.devices()[router]['id']}/routing-sessions")
