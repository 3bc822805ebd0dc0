"""Breaking a real lab over HTTP."""

import socket
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import httpx
import pytest

from watchkeeper.operate.demonstration.endpoints import build_router
from watchkeeper.operate.demonstration.service import DemonstrationService

Client = Callable[..., httpx.AsyncClient]
FAULTS = "/api/v1/lab/faults"


@pytest.fixture
def lab(tmp_path: Path) -> Iterator[Path]:
    """A running lab of four devices: its runtime directory."""
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    command = [sys.executable, "-m", "watchkeeper.faces.cli.lab"]
    up = [*command, "up", "--emulated", "4", "--port", str(port), "--dir", str(tmp_path), "--json"]
    process = subprocess.Popen(up, stdout=subprocess.PIPE, text=True)
    try:
        assert process.stdout is not None
        assert process.stdout.readline(), "the lab did not start"
        yield tmp_path
    finally:
        process.terminate()
        process.wait(20)
        assert process.stdout is not None
        process.stdout.close()


@pytest.mark.integration
async def test_a_cable_is_cut_shown_and_mended(api_client: Client, lab: Path) -> None:
    client = api_client(build_router(DemonstrationService(lab)))
    assert (await client.get("/api/v1/lab")).json() == {"running": True, "faults": []}
    order = {"kind": "link-down", "device": "ams1-leaf-01", "interface": "Ethernet1"}
    broken = await client.post(FAULTS, json=order)
    assert broken.status_code == 200, broken.text
    (fault,) = broken.json()["faults"]
    assert {**order, "amount": 0} == {key: fault[key] for key in (*order, "amount")}
    assert (await client.delete(f"{FAULTS}/{fault['id']}")).json() == {"running": True, "faults": []}


@pytest.mark.integration
async def test_what_the_lab_refuses_is_said(api_client: Client, lab: Path) -> None:
    client = api_client(build_router(DemonstrationService(lab)))
    refused = await client.post(FAULTS, json={"kind": "silence", "device": "nowhere-01"})
    assert refused.status_code == 422
    assert "nowhere-01" in refused.text
    assert (await client.delete(f"{FAULTS}/77")).status_code == 404


async def test_without_a_lab_there_is_nothing_to_break(api_client: Client, tmp_path: Path) -> None:
    for directory in (None, tmp_path):
        client = api_client(build_router(DemonstrationService(directory)))
        assert (await client.get("/api/v1/lab")).json() == {"running": False, "faults": []}
    none = api_client(build_router(DemonstrationService(None)))
    assert (await none.post(FAULTS, json={"kind": "silence", "device": "x"})).status_code == 409
    ended = api_client(build_router(DemonstrationService(tmp_path)))
    assert (await ended.delete(FAULTS)).status_code == 503


async def test_looking_is_not_breaking(api_client: Client) -> None:
    client = api_client(build_router(DemonstrationService(None)), permissions=["system:view"])
    assert (await client.get("/api/v1/lab")).status_code == 200
    assert (await client.post(FAULTS, json={"kind": "silence", "device": "x"})).status_code == 403
