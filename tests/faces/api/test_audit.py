"""Every changing route of the whole application is audited, and the verbs of the estate in their own words."""

import pytest
from fastapi.routing import APIRoute, iter_route_contexts
from sqlalchemy import select

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.audit.routes import exemption
from watchkeeper.core.http.transaction import SAFE_METHODS, TransactionRoute
from watchkeeper.estate.accounts.permissions import Role

RECORDS_BY_ITSELF = {
    ("POST", "/api/v1/session"),
    ("DELETE", "/api/v1/session"),
    ("POST", "/api/v1/session/password"),
    ("POST", "/api/v1/session/second-factor"),
    ("POST", "/api/v1/session/second-factor/confirmation"),
    ("POST", "/api/v1/session/second-factor/recovery-codes"),
    ("DELETE", "/api/v1/session/second-factor"),
    ("POST", "/api/v1/session/passkey/challenge"),
    ("POST", "/api/v1/session/passkey"),
    ("POST", "/api/v1/session/security-keys"),
    ("POST", "/api/v1/session/security-keys/confirmation"),
    ("DELETE", "/api/v1/session/security-keys/{key_id}"),
    ("POST", "/api/v1/credentials/{credential_id}/reveal"),
    ("POST", "/api/v1/devices/{device_id}/login-trial"),
    ("POST", "/api/v1/devices/{device_id}/configuration/read"),
    ("POST", "/api/v1/support-bundle"),
    ("POST", "/api/v1/notifications/channels/{channel_id}/test"),
}
"""Routes without a transaction of their own; what they do they record in the transactions that they open.

A challenge of a security key is a random number that changes nothing; using it is what is recorded.
"""


def changing(app):
    for found in iter_route_contexts(app.routes):
        for method in sorted((found.methods or set()) - SAFE_METHODS):
            yield method, found.path, found.original_route


def test_every_changing_route_is_audited_or_says_why_not(app):
    found = list(changing(app))
    unwatched = [
        (method, path)
        for method, path, route in found
        if not isinstance(route, TransactionRoute) and (method, path) not in RECORDS_BY_ITSELF
    ]
    assert unwatched == []
    assert len(found) > 25


def test_exemptions_give_a_reason(app):
    reasons = [exemption(route) for _, _, route in changing(app) if isinstance(route, APIRoute)]
    assert all(len(reason) > 10 for reason in reasons if reason is not None)
    assert any(reasons)


@pytest.fixture
async def admin(client_of):
    return await client_of(Role.ADMIN)


async def verbs(services):
    async with services.database.reading() as session:
        rows = await session.execute(select(AuditEntry.verb, AuditEntry.actor_name).order_by(AuditEntry.id))
        return [row.verb for row in rows if row.actor_name == "admin1"]


async def test_the_verbs_of_the_estate_are_recorded_in_their_own_words(services, admin):
    async def ok(method, path, body=None):
        answer = await admin.request(method, f"/api/v1/{path}", json=body)
        assert answer.status_code < 300, answer.text
        return answer.json() if answer.content else None

    credential = await ok("POST", "credentials", {"name": "c", "kind": "snmp_v2c", "community": "planted-community"})
    await ok("PATCH", f"credentials/{credential['id']}", {"community": "planted-other"})
    site = await ok("POST", "sites", {"name": "s"})
    await ok("PATCH", f"sites/{site['id']}", {"description": "d"})
    device = await ok("POST", "devices", {"name": "r1", "address": "127.0.0.1", "site_id": site["id"]})
    await ok("PATCH", f"devices/{device['id']}", {"tags": ["edge"]})
    pool = await ok("POST", "pools", {"name": "p", "members": [device["id"]]})
    await ok("PATCH", f"pools/{pool['id']}", {"members": []})
    await ok("DELETE", f"pools/{pool['id']}")
    file = {"format": "csv", "content": "name,address\nr2,127.0.0.2\n"}
    preview = await ok("POST", "imports/preview", file)
    await ok("POST", "imports/apply", {**file, "digest": preview["digest"]})
    found = await ok("POST", "discoveries", {"targets": ["127.0.0.9"], "credential_ids": [credential["id"]]})
    for step in ("pause", "resume", "cancel"):
        await ok("POST", f"discoveries/{found['id']}/{step}")
    await ok("POST", f"discoveries/{found['id']}/accept", {"finding_ids": "all"})
    await ok("POST", f"devices/{device['id']}/poll")
    await ok("DELETE", f"devices/{device['id']}")
    await ok("DELETE", f"sites/{site['id']}")
    recorded = [verb for verb in await verbs(services) if not verb.startswith(("session.", "user."))]
    assert recorded == [
        "credential.create",
        "credential.change",
        "site.create",
        "site.change",
        "device.create",
        "device.change",
        "pool.create",
        "pool.change",
        "pool.delete",
        "device.import",
        "discovery.start",
        "discovery.pause",
        "discovery.resume",
        "discovery.cancel",
        "discovery.accept",
        "polling.poll_now",
        "device.delete",
        "site.delete",
    ]
    answer = await admin.get("/api/v1/audit", params={"verb": "credential.", "sort": "id"})
    created, changed = answer.json()["items"]
    assert "planted" not in answer.text
    assert (created["object"]["name"], changed["before"], changed["after"]) == ("c", {"version": 1}, {"version": 2})


async def test_only_an_administrator_reads_the_log(client_of):
    for role in (Role.VIEWER, Role.OPERATOR, Role.ENGINEER):
        assert (await (await client_of(role)).get("/api/v1/audit")).status_code == 403


async def test_the_log_is_searched(services, admin):
    for name in ("alpha", "beta"):
        await admin.post("/api/v1/sites", json={"name": name}, headers={"X-Request-ID": f"req-{name}"})
    for params, expected in (
        ({"verb": "site.create"}, {"alpha", "beta"}),
        ({"q": "req-alpha"}, {"alpha"}),
        ({"object_kind": "site", "q": "beta"}, {"beta"}),
        ({"until": "2020-01-01T00:00:00Z"}, set()),
        ({"actor": "admin1", "verb": "site.", "outcome": "ok"}, {"alpha", "beta"}),
        ({"outcome": "denied"}, set()),
    ):
        answer = (await admin.get("/api/v1/audit", params=params)).json()
        assert {entry["object"]["name"] for entry in answer["items"]} == expected, params
    await services.sealer.seal_all()
    state = (await admin.get("/api/v1/audit/state")).json()
    assert state["sealed_through"] == state["signed_through"] > 0
    assert (state["unsealed"], state["guards_missing"]) == (0, [])
    assert "site.create" in (await admin.get("/api/v1/audit/verbs")).json()
    first = (await admin.get("/api/v1/audit", params={"q": "req-alpha"})).json()["items"][0]
    assert (await admin.get(f"/api/v1/audit/{first['id']}")).json()["sequence"] is not None
    assert (await admin.get("/api/v1/audit/999999")).status_code == 404


async def test_asking_what_a_rule_means_is_no_deed(services, admin):
    for path, question in (
        ("check", {"expression": "host.used_percent > 90"}),
        ("trial", {"expression": "host.used_percent > 90", "hours": 1, "sites": [], "pools": []}),
    ):
        answer = await admin.post(f"/api/v1/rules/{path}", json=question)
        assert answer.status_code == 200, answer.text
    assert not [verb for verb in await verbs(services) if verb.startswith("rules.")]
