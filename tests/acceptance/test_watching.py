"""Commands that let devices be asked: with a server that does it, and without one."""

import pytest

from watchkeeper.lab.emulated import EmulatedLab

pytestmark = [pytest.mark.acceptance, pytest.mark.timeout(300)]


@pytest.fixture
def lab():
    with EmulatedLab(3, interfaces=8) as network:
        yield network


@pytest.fixture
def watched(wk, lab):
    """An installation that knows the lab's devices and their community."""
    wk.json("init")
    wk.json("device", "import", str(lab.inventory), "--community", "public", "--yes")
    return wk


def wk_id(wk, name):
    return wk.json("device", "show", name)["id"]


def test_polling_once_needs_no_server(watched, lab):
    cycle = watched.json("poll", "once")
    assert (cycle["planned"], cycle["ok"], cycle["status"]) == (3, 3, "done")
    watched.json("poll", "once", lab.devices[0].name)
    result = watched.json("query", "--family", "interface", "--metric", "in_bps", "--since", "10m", "--step", "1m")
    known = {one["device_id"] for one in result["series"] if any(value is not None for _, value in one["points"])}
    assert known == {wk_id(watched, lab.devices[0].name)}  # a rate needs two samples
    watched.refused("poll", "once", "nobody", status=1, said="nobody")


def test_polling_once_lets_a_running_server_do_it(watched):
    server = watched.serve()
    cycle = watched.json("poll", "once")
    assert (cycle["ok"], cycle["failed"]) == (3, 0)
    assert server.end()[0] == 0


def test_a_silent_device_is_reported_and_fails_the_command(watched, lab):
    lab.fault("silence", lab.devices[1].name)
    done = watched.run("poll", "once", lab.devices[1].name)
    assert done.returncode == 1
    assert "0 ok" in done.stdout


def test_discovery_finds_names_and_adds(wk, lab):
    wk.json("init")
    targets = [device.address for device in lab.devices]
    port = str(lab.devices[0].snmp_port)
    found = wk.json("discover", *targets, "--community", "public", "--port", port, "--accept")
    assert found["status"] == "done"
    assert {one["sysname"] for one in found["findings"]} == {device.name for device in lab.devices}
    assert found["accepted"]["created"] == 3
    assert {one["name"] for one in wk.json("device", "list")} == {device.name for device in lab.devices}
    wk.refused("discover", status=2, said="Say where to look")
    wk.refused("discover", "192.0.2.0/33", status=2, said="192.0.2.0/33")


def test_a_probe_needs_no_installation(wk, lab):
    device = lab.devices[0]
    report = wk.json("probe", f"{device.address}:{device.snmp_port}")
    assert report["identity"]["sysname"] == device.name
    assert not wk.data_dir.exists()
    assert wk.run("probe", "127.0.0.1:1", "--timeout", "0.1", "--retries", "0", "--json").returncode == 1
