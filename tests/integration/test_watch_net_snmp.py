"""Net-snmp's own agent watched from end to end: by community, by user, with wrong secrets; to the samples on disk."""

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from typing import Any

import psutil
import pyarrow as pa
import pyarrow.compute as pc
import pytest
from live_platform import FAST, LivePlatform, die_with_parent, free_port, wait_for

from watchkeeper.kit.families import Quality

SNMPD = shutil.which("snmpd", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/sbin")
pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(SNMPD is None, reason="net-snmp's snmpd is not installed (Debian package snmpd)"),
    pytest.mark.timeout(180),
]
CONFIGURATION = """
rocommunity read-me
sysName watched-host
createUser keeper SHA "auth-secret-1" AES "priv-secret-1"
rouser keeper priv
"""
KEEPER = {
    "kind": "snmp_v3",
    "user": "keeper",
    "auth": "sha1",
    "auth_secret": "auth-secret-1",
    "priv": "aes128",
    "priv_secret": "priv-secret-1",
}
CREDENTIALS = {
    "v2c": {"kind": "snmp_v2c", "community": "read-me"},
    "v3": KEEPER,
    "refused": {"kind": "snmp_v2c", "community": "wrong"},
    "denied": {**KEEPER, "auth_secret": "another-secret"},
}
ADDRESSES = {name: f"127.0.0.{number}" for number, name in enumerate(CREDENTIALS, start=1)}
"""One agent at four addresses: a device each."""
ANSWERING = ("v2c", "v3")


@pytest.fixture(scope="module")
def agent_port(tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    folder = tmp_path_factory.mktemp("snmpd")
    (folder / "snmpd.conf").write_text(CONFIGURATION)
    port = free_port(socket.SOCK_DGRAM)
    command = [str(SNMPD), "-f", "-Lf", str(folder / "log"), "-C", "-c", str(folder / "snmpd.conf")]
    process = subprocess.Popen(
        [*command, *(f"udp:{address}:{port}" for address in ADDRESSES.values())],
        env={**os.environ, "SNMP_PERSISTENT_DIR": str(folder / "state"), "MIBS": ""},
        stdin=subprocess.DEVNULL,
        preexec_fn=die_with_parent,  # noqa: PLW1509  # no threads that hold locks
    )
    try:
        yield port
    finally:
        process.terminate()
        process.wait(10)


@pytest.fixture(scope="module")
def watched(agent_port: int, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePlatform]:
    platform = LivePlatform(tmp_path_factory.mktemp("watch"), FAST)
    platform.init()
    try:
        platform.start()
        for name, secret in CREDENTIALS.items():
            credential = platform.post("/credentials", {"name": name, **secret})
            device = {"name": name, "address": ADDRESSES[name], "snmp_port": agent_port}
            platform.post("/devices", {**device, "credential_id": credential["id"]})
        wait_for(
            lambda: all(d["last_outcome"] and d["state"] != "unknown" for d in platform.devices().values()),
            "every device has been judged",
        )
        platform.wait_cycles(3)
        yield platform
        assert platform.logged() == []
    finally:
        platform.close()


def rows(platform: LivePlatform, family: str, device: dict[str, Any]) -> pa.Table:
    table = platform.samples(family)
    return table.filter(pc.equal(table["device_id"], device["id"]))


@pytest.mark.parametrize("name", ANSWERING)
def test_an_agent_that_answers_is_up_and_known(watched: LivePlatform, name: str) -> None:
    device = wait_for(
        lambda: (d := watched.devices()[name]) and d["sysname"] and d["interface_count"] and d, f"the facts of {name}"
    )
    assert (device["state"], device["state_reason"], device["fresh"]) == ("up", "", True)
    assert (device["sysname"], device["os"]) == ("watched-host", "linux")
    ports = {port["name"]: port for port in watched.items(f"/devices/{device['id']}/interfaces")}
    assert (ports["lo"]["type"], ports["lo"]["oper_status"]) == ("softwareLoopback", "up")


@pytest.mark.parametrize("name", ANSWERING)
def test_rates_of_its_interfaces_are_on_disk(watched: LivePlatform, name: str) -> None:
    table = rows(watched, "interface", watched.devices()[name]).sort_by("ts")
    ports = table["object"].cast(pa.string())
    loopback = table.filter(pc.equal(ports, "lo"))
    first, *later = loopback["quality"].to_pylist()
    assert first == Quality.FIRST
    assert loopback["in_bps"][0].as_py() is None
    assert len(later) >= 3
    assert set(later) <= {Quality.OK, Quality.INTERVAL, Quality.OVER_SPEED}  # net-snmp gives lo a speed of 10 Mbit/s
    known = table.filter(pc.is_valid(table["in_bps"]))
    assert len(known["ts"].unique()) >= 2
    for row in known.to_pylist():
        assert row["quality"] in {Quality.OK, Quality.WRAP_AMBIGUOUS}
        assert 0 <= row["in_bps"] <= 1.05 * (row["speed_bps"] or float("inf")), row


@pytest.mark.parametrize("name", ANSWERING)
def test_the_figures_of_the_host_are_this_machines(watched: LivePlatform, name: str) -> None:
    device = watched.devices()[name]
    host = rows(watched, "host", device).to_pylist()
    kinds = {kind: [row for row in host if row["kind"] == kind] for kind in ("memory", "storage")}
    assert all(kinds.values()), {kind: len(found) for kind, found in kinds.items()}
    for row in host:
        assert row["used_percent"] is None or 0 <= row["used_percent"] <= 100, row
        assert row["used_bytes"] is None or 0 <= row["used_bytes"] <= row["total_bytes"], row
    ram = psutil.virtual_memory().total
    assert any(abs(row["total_bytes"] - ram) <= 0.01 * ram for row in kinds["memory"]), kinds["memory"]
    root = shutil.disk_usage("/").total
    assert any(abs(row["total_bytes"] - root) <= 0.1 * root for row in kinds["storage"]), kinds["storage"]


def test_both_versions_see_the_same_ports(watched: LivePlatform) -> None:
    plain, secret = (
        set(rows(watched, "interface", watched.devices()[name])["object"].cast(pa.string()).to_pylist())
        for name in ANSWERING
    )
    assert plain == secret


@pytest.mark.parametrize(
    ("name", "state", "outcome", "reason"),
    [
        ("refused", "down", "timeout", "no answer"),  # version 2c cannot tell a refusal from a dead host
        ("denied", "up", "auth_failed", "wrong authentication password"),
    ],
)
def test_a_wrong_secret_is_told_and_stores_nothing(
    watched: LivePlatform, name: str, state: str, outcome: str, reason: str
) -> None:
    device = watched.devices()[name]
    assert (device["state"], device["last_outcome"]) == (state, outcome), device["state_reason"]
    assert reason in device["state_reason"]
    assert (device["last_ok_at"], device["fresh"], device["sysname"]) == (None, False, "")
    for family in ("interface", "host", "sensor"):
        assert rows(watched, family, device).num_rows == 0
    secrets = {value for secret in CREDENTIALS.values() for key, value in secret.items() if "secret" in key}
    assert not [secret for secret in {*secrets, "read-me"} if secret in watched.log.read_text()]


def test_probe_tells_the_same_as_the_watch(watched: LivePlatform, agent_port: int) -> None:
    report = watched.wk_json("probe", f"127.0.0.1:{agent_port}", "--community", "read-me")
    device = watched.devices()["v2c"]
    assert (report["status"], report["identity"]["sysname"]) == ("ok", device["sysname"])
    assert len(report["interfaces"]) == device["interface_count"]
