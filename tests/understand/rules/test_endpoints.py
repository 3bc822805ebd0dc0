import pytest
from sqlalchemy import select

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.understand.rules.endpoints import build_router

RULE = {"key": "hot", "name": "Hot", "expression": "optics.temperature_c > 60 for 5m", "severity": "minor"}


@pytest.fixture
def client(api_client, world):
    return api_client(build_router(world.rules.service))


async def test_rules_are_added_changed_and_removed_and_all_is_audited(client, world):
    added = await client.post("/api/v1/rules", json=RULE)
    assert added.status_code == 201
    assert (added.json()["source"], added.json()["shipped"]) == ("optics", False)
    assert (await client.post("/api/v1/rules", json=RULE)).status_code == 409
    assert (await client.post("/api/v1/rules", json=RULE | {"key": "unreachable"})).status_code == 422
    body = {name: value for name, value in RULE.items() if name != "key"} | {"severity": "major"}
    changed = await client.put("/api/v1/rules/hot", json=body)
    assert changed.json()["rule"]["severity"] == "major"
    assert (await client.delete("/api/v1/rules/hot")).status_code == 204
    assert (await client.get("/api/v1/rules/hot")).status_code == 404
    async with world.database.reading() as session:
        done = [one.verb for one in await session.scalars(select(AuditEntry)) if one.verb.startswith("rule.")]
    assert done == ["rule.add", "rule.change", "rule.remove"]


async def test_a_shipped_rule_is_switched_off_and_restored(client):
    rule = (await client.get("/api/v1/rules/storage_full")).json()
    assert rule["shipped"]
    assert rule["as_shipped"] == ["name", "summary", "advice"]
    mine = await client.put("/api/v1/rules/storage_full", json=rule["rule"] | {"advice": "Call Olga."})
    assert mine.json()["as_shipped"] == ["name", "summary"]
    assert (await client.delete("/api/v1/rules/storage_full")).status_code == 204
    assert (await client.delete("/api/v1/rules/storage_full")).status_code == 409
    off = await client.put("/api/v1/rules/storage_full", json=rule["rule"] | {"enabled": False})
    assert (off.json()["rule"]["enabled"], off.json()["changed"]) == (False, True)
    assert (await client.delete("/api/v1/rules/storage_full")).status_code == 204
    assert (await client.get("/api/v1/rules/storage_full")).json() == rule


async def test_a_wrong_condition_is_told_with_its_place(client):
    wrong = await client.post("/api/v1/rules", json=RULE | {"expression": "optics.temprature_c > 60"})
    assert wrong.status_code == 422
    assert (wrong.json()["start"], wrong.json()["end"]) == (0, 19)
    checked = (await client.post("/api/v1/rules/check", json={"expression": "optics.temprature_c > 60"})).json()
    assert not checked["valid"]
    assert "optics.temperature_c" in checked["hint"]
    names = {one["name"] for one in (await client.get("/api/v1/rules/vocabulary")).json()["names"]}
    assert {"optics.temperature_c", "event.kind", "object"} <= names


async def test_a_trial_over_nothing_raises_nothing(client):
    trial = await client.post("/api/v1/rules/trial", json={"expression": "host.used_percent > 90", "hours": 3})
    assert (trial.status_code, trial.json()["raises"]) == (200, 0)
