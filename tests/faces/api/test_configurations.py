"""A live device's configuration over HTTP: given or read over SSH, evidence for the map, and never kept as text."""

from datetime import UTC, datetime

import pytest
from running_sshd import USER, make_key, needs_sshd, running_sshd
from sqlalchemy import Text, cast, select

from watchkeeper.estate.accounts.permissions import Role
from watchkeeper.understand.topology.models import StoredConfiguration

SECRET = "9$kqmTz369tu1hclvMX7"
IOS = """hostname {name}
enable secret 5 {secret}
interface GigabitEthernet0/1
 ip address 10.0.0.{n} 255.255.255.252
router bgp 65000
 neighbor 10.0.0.{other} remote-as 65000
"""


def text(name, n):
    return IOS.format(name=name, n=n, other=3 - n, secret=SECRET)


@pytest.fixture
async def engineer(client_of):
    return await client_of(Role.ENGINEER)


async def created(client, path, **fields):
    answer = await client.post(f"/api/v1/{path}", json=fields)
    assert answer.status_code == 201, answer.text
    return answer.json()["id"]


async def give(engineer, device, content, status=200):
    answer = await engineer.put(f"/api/v1/devices/{device}/configuration", json={"text": content})
    assert answer.status_code == status, answer.text
    return answer.json()


async def redrawn(services, client):
    async with services.database.transaction() as session:
        kept = services.atlas.service
        await kept.draw(session, await kept.fused(session), datetime.now(UTC))
    return (await client.get("/api/v1/topology")).json()["edges"]


async def test_configurations_that_were_given_draw_a_link_and_are_forgotten_with_it(services, engineer):
    devices = [await created(engineer, "devices", name=f"r{n}", address=f"192.0.2.{n}") for n in (1, 2)]
    for n, device in enumerate(devices, start=1):
        told = await give(engineer, device, text(f"r{n}", n))
        assert (told["platform"], told["interfaces"], told["neighbours"], told["source"]) == ("ios", 1, 1, "upload")
    edges = await redrawn(services, engineer)
    (link,) = [edge for edge in edges if edge["layer"] == "physical"]
    assert {link["a"]["device"], link["b"]["device"]} == {"r1", "r2"}
    assert "subnet" in link["sources"]
    assert [edge["session_state"] for edge in edges if edge["layer"] == "bgp"] == [None]
    again = await give(engineer, devices[0], text("r1", 1))
    assert again["at"] == (await engineer.get(f"/api/v1/devices/{devices[0]}/configuration")).json()["at"]
    async with services.database.reading() as session:
        kept = (await session.scalars(select(cast(StoredConfiguration.document, Text)))).all()
    assert len(kept) == 2
    assert SECRET not in "".join(kept)
    assert (await engineer.delete(f"/api/v1/devices/{devices[0]}/configuration")).status_code == 204
    assert (await engineer.get(f"/api/v1/devices/{devices[0]}/configuration")).status_code == 404
    (edge,) = [edge for edge in await redrawn(services, engineer) if edge["layer"] == "physical"]
    assert edge["state"] == "stale"


async def test_what_is_no_configuration_and_who_may_not_are_refused(services, engineer, client_of):
    device = await created(engineer, "devices", name="r1", address="192.0.2.1")
    assert (await give(engineer, device, "good morning\n", 422))["code"] == "unreadable_configuration"
    async with services.database.transaction() as session:
        (await services.inventory.device(session, device)).sysname = "r1.example.net"
    assert (await give(engineer, device, text("r2", 2), 409))["code"] == "anothers_configuration"
    assert (await give(engineer, device, text("R1", 1)))["device"] == "r1"
    operator = await client_of(Role.OPERATOR)
    await give(operator, device, text("r1", 1), 403)


@needs_sshd
async def test_a_device_shows_its_configuration_over_ssh(engineer, tmp_path):
    shown = tmp_path / "running-config"
    shown.write_text(text("box", 1))
    keys = {name: make_key(tmp_path, name) for name in ("host", "mine")}
    says = {"show running-config": shown}
    with running_sshd(tmp_path, keys["host"], lets_in=keys["mine"], says=says) as port:
        device = await created(engineer, "devices", name="box", address="127.0.0.1")
        parts = {"user": USER, "private_key": keys["mine"].read_text(), "attributes": {"port": str(port)}}
        number = await created(engineer, "credentials", name="mine", kind="ssh_key", **parts)
        await created(engineer, f"credentials/{number}/mappings", level="device", ref=str(device), position=0)
        path = f"/api/v1/devices/{device}/configuration"
        unknown = await engineer.post(f"{path}/read")
        assert (unknown.status_code, unknown.json()["code"]) == (409, "no_command")
        await engineer.patch(f"/api/v1/devices/{device}", json={"platform": "ios"})
        answer = await engineer.post(f"{path}/read")
        assert answer.status_code == 200, answer.text
        assert (answer.json()["source"], answer.json()["interfaces"]) == ("ssh", 1)
        shown.unlink()
        refused = await engineer.post(f"{path}/read")
        assert (refused.status_code, refused.json()["code"]) == (409, "configuration_not_read")
        assert (await engineer.get(path)).json()["source"] == "ssh"
