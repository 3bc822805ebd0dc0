"""The same server on PostgreSQL: it polls, remembers over a restart, and says honestly when the database is away."""

import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from live_platform import FAST, LivePlatform, wait_for

from watchkeeper.lab.emulated import EmulatedLab

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(240)]

DEVICES = 4
NOT_READY_WITHIN_S = 10.0
SETTINGS = {name: value for name, value in FAST.items() if "PROBES" not in name} | {"WATCHKEEPER_OUTBOX__LEASE_S": "15"}
"""The probes keep their own pace: how soon an outage shows is a promise of the defaults. What was being delivered when
the database went away is delivered again after its lease."""


@pytest.fixture(scope="module")
def lab() -> Iterator[EmulatedLab]:
    with EmulatedLab(DEVICES, interfaces=8) as running:
        yield running


@pytest.fixture(scope="module")
def database_server(new_postgresql: Callable[[], Any]) -> Any:
    """A PostgreSQL that this module may stop."""
    return new_postgresql()


@pytest.fixture(scope="module")
def watched(lab: EmulatedLab, database_server: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[LivePlatform]:
    with database_server.database() as url:
        platform = LivePlatform(tmp_path_factory.mktemp("postgres"), {**SETTINGS, "WATCHKEEPER_DATABASE__URL": url})
        platform.init()
        platform.wk("device", "import", lab.inventory, "--community", "public", "--yes")
        try:
            platform.start()
            yield platform
        finally:
            platform.close()


def test_it_polls_and_lists_devices(lab: EmulatedLab, watched: LivePlatform) -> None:
    assert not (watched.data_dir / "watchkeeper.db").exists()
    wait_for(
        lambda: all(d["state"] == "up" and d["identity_state"] == "verified" for d in watched.devices().values()),
        "every device is up and known",
    )
    assert sorted(watched.devices()) == sorted(device.name for device in lab.devices)
    newest = watched.wait_cycles(1)[0]
    assert (newest["status"], newest["ok"]) == ("done", DEVICES)
    first = min(device["id"] for device in watched.devices().values())
    assert watched.get("/series/latest", family="interface", device_id=first)["items"]


def test_a_restart_keeps_everything(watched: LivePlatform) -> None:
    devices = {name: (device["id"], device["serial"]) for name, device in watched.devices().items()}
    cycles = {cycle["id"] for cycle in watched.cycles()}
    samples = watched.samples("interface").num_rows
    watched.stop()
    watched.start()  # with the same login: the session is in the database
    assert {name: (device["id"], device["serial"]) for name, device in watched.devices().items()} == devices
    assert cycles <= {cycle["id"] for cycle in watched.cycles()}
    watched.wait_cycles(1)
    assert watched.samples("interface").num_rows > samples
    assert watched.get("/outbox/status")["dead"] == 0
    assert watched.logged() == []


def test_an_outage_of_the_database_shows_and_ends(watched: LivePlatform, database_server: Any) -> None:
    wait_for(lambda: watched.health("ready")[0] == 200, "it is ready")
    lives: list[int] = []

    def not_ready() -> dict[str, Any] | None:
        lives.append(watched.health("live")[0])
        status, body = watched.health("ready")
        return body if status == 503 else None

    database_server.stop()
    try:
        body = wait_for(not_ready, "/ready says no", NOT_READY_WITHIN_S)
        assert "database" in str(body)
        answer = watched.client.get("/api/v1/devices")
        assert answer.status_code == 503
        assert answer.headers["content-type"] == "application/problem+json"
        assert "retry-after" in answer.headers
        until = time.monotonic() + 2
        while time.monotonic() < until:
            lives.append(watched.health("live")[0])
        assert set(lives) == {200}
    finally:
        database_server.start()
    wait_for(lambda: watched.health("ready")[0] == 200, "it is ready again")
    newest = watched.wait_cycles(2)[0]
    assert (newest["status"], newest["ok"]) == ("done", DEVICES)
    wait_for(lambda: watched.get("/outbox/status")["pending"] == 0, "the outbox is empty for a moment")
    assert watched.get("/outbox/status")["dead"] == 0
    wait_for(lambda: watched.items("/poll-cycles", status="running") == [], "no cycle is left running")
