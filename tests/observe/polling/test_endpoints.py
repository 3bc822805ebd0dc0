"""Polling over HTTP."""

import pytest

from watchkeeper.observe.polling.endpoints import build_router


@pytest.fixture
def client(watch, api_client):
    return api_client(build_router(watch.polling.service))


async def test_cycles_are_listed_newest_first_and_filtered(watch, client) -> None:
    await watch.add("a", "b")
    await watch.tick()
    await watch.minute()
    page = (await client.get("/api/v1/poll-cycles", params={"group": "interfaces"})).json()
    newest = page["items"][0]
    assert page["total"] == 2
    assert (newest["status"], newest["planned"], newest["ok"], newest["rows"]) == ("done", 2, 2, 4)
    assert newest["slot"] == "2026-01-05T12:01:00Z"
    assert newest["elapsed_s"] == 0.0
    assert (await client.get("/api/v1/poll-cycles", params={"status": "failed"})).json()["total"] == 0
    assert (await client.get("/api/v1/poll-cycles", params={"group": "nonsense"})).status_code == 422


async def test_a_cycle_shows_the_outcome_of_every_device(watch, client) -> None:
    await watch.add("a", "b")
    await watch.tick()
    watch.silence(2)
    await watch.minute()
    newest = (await client.get("/api/v1/poll-cycles", params={"group": "interfaces"})).json()["items"][0]
    detail = (await client.get(f"/api/v1/poll-cycles/{newest['id']}")).json()
    assert [(o["device_name"], o["outcome"], o["reason"]) for o in detail["outcomes"]] == [
        ("a", "ok", ""),
        ("b", "timeout", "no answer"),
    ]
    missing = await client.get("/api/v1/poll-cycles/99999")
    assert (missing.status_code, missing.json()["code"]) == (404, "cycle_not_found")


async def test_polling_a_device_now(watch, client) -> None:
    a, _ = await watch.add("a", "b")
    await watch.tick()
    asked = watch.snmp.asked("10.0.0.1")
    answer = await client.post(f"/api/v1/devices/{a}/poll")
    assert (answer.status_code, answer.json()["status"], answer.json()["planned"]) == (202, "running", 1)
    await watch.run()
    assert watch.snmp.asked("10.0.0.1") == asked + 1
    done = (await client.get(f"/api/v1/poll-cycles/{answer.json()['id']}")).json()
    assert (done["group"], done["status"], done["ok"]) == ("once", "done", 1)
    nobody = await client.post("/api/v1/devices/4711/poll")
    assert (nobody.status_code, nobody.json()["code"]) == (422, "nothing_to_poll")


async def test_a_poll_now_and_the_next_cycle_tell_a_change_once(watch, client) -> None:
    [a] = await watch.add("a")
    await watch.tick()
    await watch.minute()
    watch.agent(1).ports["eth1"] = 2
    watch.clock.advance(20)
    async with watch.database.transaction() as session:
        from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts

        ports = [InterfaceFacts(f"eth{i}", i + 1, admin_status="up", oper_status="up") for i in range(2)]
        await watch.inventory.record_facts(session, [DeviceFacts(a, watch.clock(), interfaces=ports)])
    await client.post(f"/api/v1/devices/{a}/poll")
    await watch.run()
    watch.clock.advance(40)
    await watch.tick()
    assert [event.object for event in await watch.events("interface_down")] == ["eth1"]


async def test_breakers_are_listed_and_reset(watch, client) -> None:
    a, _ = await watch.add("a", "b")
    await watch.tick()
    watch.silence(1)
    for _ in range(3):
        await watch.minute()
    page = (await client.get("/api/v1/breakers")).json()
    assert [(i["device_name"], i["state"], i["failures"]) for i in page["items"]] == [("a", "open", 3)]
    assert (await client.get("/api/v1/breakers", params={"state": "closed"})).json()["total"] == 1
    reset = await client.post(f"/api/v1/breakers/{a}/reset")
    assert (reset.status_code, reset.json()["state"]) == (200, "closed")
    assert (await client.get("/api/v1/breakers")).json()["total"] == 0
    assert (await client.post("/api/v1/breakers/4711/reset")).json()["code"] == "breaker_not_found"


@pytest.mark.parametrize(
    ("method", "path", "permission"),
    [
        ("GET", "/poll-cycles", "polling:view"),
        ("GET", "/breakers", "polling:view"),
        ("POST", "/breakers/1/reset", "polling:run"),
        ("POST", "/devices/1/poll", "polling:run"),
    ],
)
async def test_every_route_needs_its_permission(watch, api_client, method: str, path: str, permission: str) -> None:
    other = {"polling:view": "polling:run", "polling:run": "polling:view"}[permission]
    client = api_client(build_router(watch.polling.service), permissions=[other])
    assert (await client.request(method, f"/api/v1{path}")).status_code == 403
