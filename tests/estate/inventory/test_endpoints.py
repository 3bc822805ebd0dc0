"""The inventory over HTTP."""

import pytest

from watchkeeper.estate.drivers.protocol import Identity, Outcome
from watchkeeper.estate.inventory.endpoints import build_router
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.estate.inventory.reachability import DeviceContact

DEVICE_FIELDS = {
    "id", "name", "address", "snmp_port", "site", "tags", "platform", "vendor", "os", "os_version", "model", "serial",
    "sysname", "credential_id", "enabled", "interval_s", "state", "state_reason", "state_since", "last_ok_at",
    "last_polled_at", "last_outcome", "fresh", "identity_state", "uptime_s", "interface_count", "created_at",
}  # fmt: skip


@pytest.fixture
def client(api_client, inventory, groups):
    return api_client(build_router(inventory, groups))


async def test_a_device_lives_from_creation_to_deletion(client):
    site = (await client.post("/api/v1/sites", json={"name": "HQ"})).json()
    created = await client.post(
        "/api/v1/devices", json={"name": "r1", "address": "192.0.2.1", "site_id": site["id"], "tags": ["core"]}
    )
    assert created.status_code == 201, created.text
    device = created.json()
    assert set(device) >= DEVICE_FIELDS
    assert (device["site"], device["tags"]) == ({"id": site["id"], "name": "HQ"}, ["core"])
    assert device["created_at"].endswith("Z")
    changed = await client.patch(f"/api/v1/devices/{device['id']}", json={"name": "r2"})
    listed = await client.get("/api/v1/devices", params={"tag": "core", "site_id": site["id"], "state": "unknown"})
    assert listed.json()["items"] == [changed.json()]
    assert (await client.get(f"/api/v1/devices/{device['id']}")).json()["name"] == "r2"
    assert (await client.delete(f"/api/v1/devices/{device['id']}")).status_code == 204
    assert (await client.get(f"/api/v1/devices/{device['id']}")).status_code == 404


async def test_a_living_device_shows_its_interfaces_and_its_freshness(client, database, inventory, add_devices, clock):
    (one,) = await add_devices("one")
    async with database.transaction() as session:
        await inventory.record_contacts(session, [DeviceContact(one, clock(), Outcome.OK, uptime_s=5)])
        ports = [
            InterfaceFacts(f"eth{n}", n, "d", "a", "ethernetCsmacd", 1500, 10**11, "00:00:00:00:00:01") for n in (3, 1)
        ]
        await inventory.record_facts(session, [DeviceFacts(one, clock(), interfaces=ports)])
    device = (await client.get(f"/api/v1/devices/{one}")).json()
    assert (device["state"], device["fresh"], device["interface_count"], device["uptime_s"]) == ("up", True, 2, 5)
    listed = (await client.get(f"/api/v1/devices/{one}/interfaces")).json()
    assert [(port["name"], port["if_index"], port["speed_bps"]) for port in listed["items"]] == [
        ("eth1", 1, 10**11),
        ("eth3", 3, 10**11),
    ]
    assert (await client.get(f"/api/v1/devices/{one}/interfaces", params={"q": "eth3"})).json()["total"] == 1
    assert (await client.get("/api/v1/devices/999/interfaces")).status_code == 404
    clock.advance(151)
    assert (await client.get(f"/api/v1/devices/{one}")).json()["fresh"] is False


async def test_a_mismatch_is_shown_and_accepted(client, database, inventory, add_devices, clock):
    (one,) = await add_devices("one")
    for serial in ("S1", "S2"):
        async with database.transaction() as session:
            contact = DeviceContact(one, clock.advance(60), Outcome.OK, identity=Identity("x", serial))
            await inventory.record_contacts(session, [contact])
    device = (await client.get(f"/api/v1/devices/{one}")).json()
    assert (device["identity_state"], device["observed_identity"]["serial"]) == ("mismatch", "S2")
    overview = (await client.get("/api/v1/overview")).json()
    assert (overview["identity_mismatches"], overview["problems"][0]["name"]) == (1, "one")
    accepted = await client.post(f"/api/v1/devices/{one}/identity/accept")
    assert (accepted.json()["identity_state"], accepted.json()["serial"]) == ("verified", "S2")


async def test_an_accepted_device_does_not_inherit_the_serial_of_the_one_before(
    client, database, inventory, add_devices, clock
):
    (one,) = await add_devices("one")
    await client.post(f"/api/v1/devices/{one}/identity/accept")
    for identity in (Identity("one", "S1"), Identity("other", "")):
        async with database.transaction() as session:
            contact = DeviceContact(one, clock.advance(60), Outcome.OK, identity=identity)
            await inventory.record_contacts(session, [contact])
    device = (await client.get(f"/api/v1/devices/{one}")).json()
    assert (device["identity_state"], device["serial"]) == ("mismatch", "S1")
    accepted = (await client.post(f"/api/v1/devices/{one}/identity/accept")).json()
    assert (accepted["identity_state"], accepted["sysname"], accepted["serial"]) == ("verified", "other", "")


async def test_pools_sites_and_tags(client, add_devices):
    (one,) = await add_devices("one", tags=["core"])
    pool = await client.post("/api/v1/pools", json={"name": "p", "filter": {"tag": "core"}})
    assert (pool.status_code, pool.json()["device_count"]) == (201, 1)
    number = pool.json()["id"]
    assert (await client.get("/api/v1/devices", params={"pool_id": number})).json()["total"] == 1
    assert (await client.patch(f"/api/v1/pools/{number}", json={"filter": None, "members": [one]})).json()[
        "members"
    ] == [one]
    assert (await client.get(f"/api/v1/pools/{number}")).json()["name"] == "p"
    assert (await client.get("/api/v1/tags")).json()["items"][0]["name"] == "core"
    assert (await client.delete(f"/api/v1/pools/{number}")).status_code == 204
    site = (await client.post("/api/v1/sites", json={"name": "s"})).json()["id"]
    assert (await client.patch(f"/api/v1/sites/{site}", json={"description": "d"})).json()["description"] == "d"
    assert (await client.get("/api/v1/sites")).json()["total"] == 1
    assert (await client.delete(f"/api/v1/sites/{site}")).status_code == 204


@pytest.mark.parametrize(
    ("method", "path", "body", "status"),
    [
        ("GET", "/devices?sort=secret", None, 422),
        ("GET", "/devices?limit=1001", None, 422),
        ("GET", "/devices?pool_id=9", None, 404),
        ("GET", "/devices?tag=%00", None, 422),
        ("GET", "/devices/2147483647", None, 404),
        ("GET", "/devices/0", None, 422),
        ("POST", "/devices", {"name": "x", "address": "y z"}, 422),
        ("POST", "/devices", {"name": "x", "address": "y", "site_id": 7}, 422),
        ("POST", "/pools", {"name": "x", "filter": {"colour": "red"}}, 422),
        ("POST", "/devices/77/identity/accept", None, 404),
    ],
)
async def test_what_cannot_be_answered_is_a_problem_document(client, add_devices, method, path, body, status):
    await add_devices("one")
    answer = await client.request(method, f"/api/v1{path}", json=body)
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"].startswith("application/problem+json")
    assert answer.json()["code"]
