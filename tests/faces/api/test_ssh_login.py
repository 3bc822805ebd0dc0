"""Trying an SSH login over HTTP, on OpenSSH's own server: the host key first, then the credential, all of it told."""

import json

import pytest
from running_sshd import USER, make_key, needs_sshd, public, running_sshd
from sqlalchemy import select

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.estate.accounts.permissions import Role
from watchkeeper.estate.vault.host_keys import fingerprint_of

pytestmark = needs_sshd
HOST = "127.0.0.1"


@pytest.fixture
async def engineer(client_of):
    return await client_of(Role.ENGINEER)


@pytest.fixture
def keys(tmp_path):
    return {name: make_key(tmp_path, name) for name in ("host", "other", "mine", "stranger")}


async def created(client, path, **fields):
    answer = await client.post(f"/api/v1/{path}", json=fields)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def device_with(engineer, port, *private_keys, address=HOST):
    """Add a device that is given SSH keys, in this order; return its number."""
    device = await created(engineer, "devices", name="box", address=address)
    for position, path in enumerate(private_keys):
        parts = {"user": USER, "private_key": path.read_text(), "attributes": {"port": str(port)}}
        number = await created(engineer, "credentials", name=path.name, kind="ssh_key", **parts)
        given = {"level": "device", "ref": str(device), "position": position}
        await created(engineer, f"credentials/{number}/mappings", **given)
    return device


async def tried(engineer, device):
    answer = await engineer.post(f"/api/v1/devices/{device}/ssh-login")
    assert answer.status_code == 200, answer.text
    return answer.json()


async def test_the_first_login_pins_the_key_and_is_noted(engineer, services, tmp_path, keys):
    with running_sshd(tmp_path, keys["host"], lets_in=keys["mine"]) as port:
        device = await device_with(engineer, port, keys["mine"])
        first, second = await tried(engineer, device), await tried(engineer, device)
    pinned = fingerprint_of(public(keys["host"]))
    assert (first["outcome"], first["host_key"], first["fingerprint"]) == ("ok", "new", pinned)
    assert (second["outcome"], second["host_key"], second["credential"]) == ("ok", "known", "mine")
    (why,) = (await engineer.get(f"/api/v1/devices/{device}/credentials", params={"protocol": "ssh"})).json()
    assert why["standing"] == "worked"
    async with services.database.reading() as session:
        entries = (await session.scalars(select(AuditEntry).where(AuditEntry.verb == "device.ssh_login"))).all()
    assert [json.loads(entry.after)["outcome"] for entry in entries] == ["ok", "ok"]
    assert keys["mine"].read_text()[:64] not in str([entry.after for entry in entries])


async def test_another_host_key_stops_the_login_and_costs_the_credential_nothing(engineer, tmp_path, keys):
    with running_sshd(tmp_path, keys["host"], lets_in=keys["mine"]) as port:
        device = await device_with(engineer, port, keys["mine"])
        assert (await tried(engineer, device))["outcome"] == "ok"
    with running_sshd(tmp_path, keys["other"], port=port, lets_in=keys["mine"]):
        held = await tried(engineer, device)
    assert (held["outcome"], held["host_key"]) == ("identity_mismatch", "changed")
    assert held["fingerprint"] == fingerprint_of(public(keys["host"]))
    (row,) = (await engineer.get("/api/v1/host-keys")).json()
    assert row["offered_fingerprint"] == fingerprint_of(public(keys["other"]))
    (why,) = (await engineer.get(f"/api/v1/devices/{device}/credentials", params={"protocol": "ssh"})).json()
    assert (why["standing"], why["last_refused_at"]) == ("worked", None)


async def test_a_refused_credential_gives_the_turn_to_the_next_and_is_not_tried_again(engineer, tmp_path, keys):
    with running_sshd(tmp_path, keys["host"], lets_in=keys["mine"]) as port:
        device = await device_with(engineer, port, keys["stranger"], keys["mine"])
        refused, entered = await tried(engineer, device), await tried(engineer, device)
    assert (refused["outcome"], refused["credential"]) == ("auth_failed", "stranger")
    assert (entered["outcome"], entered["credential"]) == ("ok", "mine")


async def test_whoever_tries_again_and_again_locks_nobody_out(engineer, tmp_path, keys):
    with running_sshd(tmp_path, keys["host"], lets_in=keys["mine"]) as port:
        device = await device_with(engineer, port, keys["stranger"])
        said = [await tried(engineer, device) for _ in range(4)]
    assert [one["outcome"] for one in said] == ["auth_failed", *["not_configured"] * 3]
    assert "waits until" in said[-1]["message"]


async def test_a_metadata_service_is_no_device(engineer, keys):
    device = await device_with(engineer, 22, keys["mine"], address="169.254.169.254")
    said = await tried(engineer, device)
    assert (said["outcome"], said["host_key"]) == ("denied", None)


async def test_nothing_to_try_nobody_there_and_nobody_known_are_told_apart(engineer, keys):
    device = await device_with(engineer, 1)
    assert (await tried(engineer, device))["outcome"] == "not_configured"
    port = await device_with_closed_port(engineer, device, keys["mine"])
    said = await tried(engineer, device)
    assert (said["outcome"], said["port"], said["host_key"]) == ("unreachable", port, None)
    assert (await engineer.post("/api/v1/devices/987654/ssh-login")).status_code == 404


async def device_with_closed_port(engineer, device, key):
    """Give the device a key for the port 1, where nobody listens on a test machine."""
    parts = {"user": USER, "private_key": key.read_text(), "attributes": {"port": "1"}}
    number = await created(engineer, "credentials", name="late", kind="ssh_key", **parts)
    await created(engineer, f"credentials/{number}/mappings", level="device", ref=str(device))
    return 1


async def test_an_operator_may_not(client_of, engineer):
    device = await created(engineer, "devices", name="box", address=HOST)
    operator = await client_of(Role.OPERATOR)
    assert (await operator.post(f"/api/v1/devices/{device}/ssh-login")).status_code == 403
