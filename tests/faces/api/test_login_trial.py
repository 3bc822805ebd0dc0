"""Trying logins on devices, with the credential whose turn it is, all of it told.

SSH on OpenSSH's own server, NETCONF on an SSH server that speaks it, HTTP on a web server with and without TLS, WinRM
on one that shakes hands by NTLM.
"""

import base64
import json
from dataclasses import replace

import pytest
from netconf_server import running_netconf
from running_sshd import USER, make_key, needs_sshd, public, running_sshd
from sqlalchemy import select, update
from web_server import running_web
from winrm_server import PASSWORD as WINDOWS_PASSWORD
from winrm_server import running_winrm

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.estate.accounts.permissions import Role
from watchkeeper.estate.inventory.models import Device
from watchkeeper.estate.vault.host_keys import fingerprint_of
from watchkeeper.estate.vault.models import Credential

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


async def tried(engineer, device, protocol="ssh"):
    answer = await engineer.post(f"/api/v1/devices/{device}/login-trial", params={"protocol": protocol})
    assert answer.status_code == 200, answer.text
    return answer.json()


@needs_sshd
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
        entries = (await session.scalars(select(AuditEntry).where(AuditEntry.verb == "device.try_login"))).all()
    assert [json.loads(entry.after)["outcome"] for entry in entries] == ["ok", "ok"]
    assert keys["mine"].read_text()[:64] not in str([entry.after for entry in entries])


@needs_sshd
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


@needs_sshd
async def test_a_refused_credential_gives_the_turn_to_the_next_and_is_not_tried_again(engineer, tmp_path, keys):
    with running_sshd(tmp_path, keys["host"], lets_in=keys["mine"]) as port:
        device = await device_with(engineer, port, keys["stranger"], keys["mine"])
        refused, entered = await tried(engineer, device), await tried(engineer, device)
    assert (refused["outcome"], refused["credential"]) == ("auth_failed", "stranger")
    assert (entered["outcome"], entered["credential"]) == ("ok", "mine")


@needs_sshd
async def test_whoever_tries_again_and_again_locks_nobody_out(engineer, tmp_path, keys):
    with running_sshd(tmp_path, keys["host"], lets_in=keys["mine"]) as port:
        device = await device_with(engineer, port, keys["stranger"])
        said = [await tried(engineer, device) for _ in range(4)]
    assert [one["outcome"] for one in said] == ["auth_failed", *["not_configured"] * 3]
    assert "waits until" in said[-1]["message"]


async def test_a_metadata_service_is_no_device(engineer, services, keys):
    refused = await engineer.post("/api/v1/devices", json={"name": "box", "address": "169.254.169.254"})
    assert (refused.status_code, refused.json()["code"]) == (422, "egress_refused")
    device = await device_with(engineer, 22, keys["mine"])
    refused = await engineer.patch(f"/api/v1/devices/{device}", json={"address": "224.0.0.1"})
    assert (refused.status_code, refused.json()["code"]) == (422, "egress_refused")
    async with services.database.transaction() as session:  # as a name would lead there
        await session.execute(update(Device).where(Device.id == device).values(address="169.254.169.254"))
    said = await tried(engineer, device)
    assert (said["outcome"], said["host_key"]) == ("denied", None)


async def test_nothing_to_try_nobody_there_and_nobody_known_are_told_apart(engineer, keys):
    device = await device_with(engineer, 1)
    assert (await tried(engineer, device))["outcome"] == "not_configured"
    port = await device_with_closed_port(engineer, device, keys["mine"])
    said = await tried(engineer, device)
    assert (said["outcome"], said["port"], said["host_key"]) == ("unreachable", port, None)
    assert (await engineer.post("/api/v1/devices/987654/login-trial")).status_code == 404


async def device_with_closed_port(engineer, device, key):
    """Give the device a key for the port 1, where nobody listens on a test machine."""
    parts = {"user": USER, "private_key": key.read_text(), "attributes": {"port": "1"}}
    number = await created(engineer, "credentials", name="late", kind="ssh_key", **parts)
    await created(engineer, f"credentials/{number}/mappings", level="device", ref=str(device))
    return 1


async def test_an_operator_may_not(client_of, engineer):
    device = await created(engineer, "devices", name="box", address=HOST)
    operator = await client_of(Role.OPERATOR)
    assert (await operator.post(f"/api/v1/devices/{device}/login-trial")).status_code == 403


async def given(engineer, device, kind, port, name="login", **parts):
    """Give a device a credential for a port; further attributes come as ``path`` and ``tls``."""
    attributes = {name: parts.pop(name) for name in ("path", "tls", "header", "scheme", "domain") if name in parts}
    body = {"name": name, "kind": kind, "attributes": {"port": str(port), **attributes}, **parts}
    number = await created(engineer, "credentials", **body)
    await created(engineer, f"credentials/{number}/mappings", level="device", ref=str(device))
    return number


async def standing(engineer, device, protocol):
    found = (await engineer.get(f"/api/v1/devices/{device}/credentials", params={"protocol": protocol})).json()
    return [(one["name"], one["standing"]) for one in found]


async def test_netconf_is_greeted_at_the_pinned_key_and_left_in_order(engineer, services):
    device = await created(engineer, "devices", name="box", address=HOST)
    async with running_netconf("wk", "s3cret-7") as (port, _, said):
        await given(engineer, device, "netconf", port, user="wk", password="s3cret-7")
        first, second = await tried(engineer, device, "netconf"), await tried(engineer, device, "netconf")
    assert (first["outcome"], first["host_key"], second["host_key"]) == ("ok", "new", "known")
    assert "NETCONF 1.1 with 3 capabilities" in first["message"]
    assert b"close-session" in said[1]
    assert await standing(engineer, device, "netconf") == [("login", "worked")]
    async with services.database.reading() as session:
        entry = await session.scalar(select(AuditEntry).where(AuditEntry.verb == "device.try_login").limit(1))
    assert json.loads(entry.after)["protocol"] == "netconf"
    assert "s3cret-7" not in entry.after


BASIC = "Basic " + base64.b64encode(b"wk:s3cret-7").decode()


async def test_http_logs_in_where_a_page_asks_for_it(engineer):
    device = await created(engineer, "devices", name="box", address=HOST)
    with running_web(BASIC) as (port, asked):
        parts = {"user": "wk", "password": "s3cret-7", "path": "/private", "tls": "none"}
        await given(engineer, device, "http_basic", port, **parts)
        said = await tried(engineer, device, "http")
    assert (said["outcome"], said["port"], said["host_key"]) == ("ok", port, None)
    assert asked == [("/private", None), ("/private", BASIC)]
    assert "s3cret" not in said["message"]
    assert await standing(engineer, device, "http") == [("login", "worked")]


async def test_a_refused_http_login_pauses(engineer):
    device = await created(engineer, "devices", name="box", address=HOST)
    with running_web(BASIC) as (port, asked):
        parts = {"user": "wk", "password": "wrong", "path": "/private", "tls": "none"}
        await given(engineer, device, "http_basic", port, **parts)
        said = [(await tried(engineer, device, "http"))["outcome"] for _ in range(3)]
        answer = await engineer.post(f"/api/v1/devices/{device}/login-trial", params={"protocol": "snmp"})
        assert answer.status_code == 422  # each poll tries it
    assert said == ["auth_failed", "not_configured", "not_configured"]
    assert len(asked) == 2


async def test_winrm_shakes_hands_and_a_refusal_pauses(engineer):
    device = await created(engineer, "devices", name="box", address=HOST)
    login = {"user": "wk", "password": WINDOWS_PASSWORD, "tls": "none", "domain": "HELM"}
    with running_winrm() as (port, asked):
        number = await given(engineer, device, "winrm", port, **login)
        said = await tried(engineer, device, "winrm")
        assert (said["outcome"], said["port"]) == ("ok", port)
        assert await standing(engineer, device, "winrm") == [("login", "worked")]
        await engineer.patch(f"/api/v1/credentials/{number}", json={"password": "wrong"})
        said = [(await tried(engineer, device, "winrm"))["outcome"] for _ in range(2)]
    assert said == ["auth_failed", "not_configured"]
    assert len(asked) == 6


async def test_a_key_that_cannot_be_read_is_told_and_pauses_nothing(engineer, services, tmp_path, keys):
    device = await device_with(engineer, 1, keys["mine"])
    async with services.database.transaction() as session:
        credential = await session.scalar(select(Credential))
        opened = await services.vault.parts_of(session, credential.id)
        broken = replace(opened, private_key="-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n-----END")
        credential.secret = services.vault._keys.seal(broken.secret_bytes(), credential.place())
        await services.host_keys.check(session, HOST, 1, public(keys["host"]))
    said = await tried(engineer, device)
    assert said["outcome"] == "not_configured"
    assert "private key cannot be read" in said["message"]
    assert await standing(engineer, device, "ssh") == [("mine", "untried")]
