"""Showing a secret over HTTP: who asks proves who they are by the same desk and brake as everywhere else."""

import asyncio

import pyotp
import pytest
from sqlalchemy import select
from tests.faces.api.conftest import PASSWORD

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.estate.accounts.permissions import Role
from watchkeeper.kit.clock import utc_now

SECRET = "xyzzy-plugh"
LONG_S = 5
REASON = "console access during an outage"


@pytest.fixture
async def admin(client_of):
    return await client_of(Role.ADMIN)


@pytest.fixture
async def revealed(admin):
    new = {"name": "core", "kind": "snmp_v2c", "community": SECRET}
    number = (await admin.post("/api/v1/credentials", json=new)).json()["id"]

    async def reveal(**proof):
        order = {"password": PASSWORD, "reason": REASON, **proof}
        return await admin.post(f"/api/v1/credentials/{number}/reveal", json=order)

    return reveal


async def entries(services):
    async with services.database.reading() as session:
        rows = await session.execute(
            select(AuditEntry.verb, AuditEntry.actor_name, AuditEntry.outcome, AuditEntry.reason).order_by(
                AuditEntry.id
            )
        )
        return [tuple(row) for row in rows if row.verb in {"session.prove", "credential.reveal"}]


async def test_the_password_shows_the_secret_once_and_leaves_who_and_why(services, revealed):
    answer = await revealed()
    assert answer.status_code == 200, answer.text
    assert answer.json() == {"secrets": {"community": SECRET}}
    assert answer.headers["cache-control"] == "no-store"
    proof, shown = await entries(services)
    assert proof[1:3] == ("admin1", "ok")
    assert shown == ("credential.reveal", "admin1", "ok", REASON)


async def test_a_wrong_password_shows_nothing_and_counts_against_every_other_proof(services, admin, revealed):
    for _ in range(5):
        answer = await revealed(password="wrong")
        assert (answer.status_code, answer.json()["code"]) == (422, "wrong_password")
    held = await revealed(password="wrong")
    async with asyncio.timeout(60):  # each further failure doubles the wait, until it outlasts a slow machine
        while int(held.headers.get("retry-after", 0)) < LONG_S:  # nothing tells when a wait ends
            await asyncio.sleep(0.05)
            held = await revealed(password="wrong")
    assert held.status_code == 429
    assert held.json()["code"] == "too_many_logins"
    assert (await revealed()).status_code == 429
    begun = await admin.post("/api/v1/session/second-factor", json={"password": PASSWORD})
    assert begun.status_code == 429
    assert "credential.reveal" not in {entry[0] for entry in await entries(services)}


async def test_who_has_a_second_factor_shows_its_code_too(admin, revealed):
    begun = await admin.post("/api/v1/session/second-factor", json={"password": PASSWORD})
    phone = pyotp.TOTP(begun.json()["secret"])
    now = utc_now()
    confirmed = await admin.post("/api/v1/session/second-factor/confirmation", json={"code": phone.at(now)})
    admin.headers["X-CSRF-Token"] = confirmed.json()["csrf_token"]
    assert (await revealed()).json()["code"] == "second_factor_required"
    assert (await revealed(code=phone.at(now))).json()["code"] == "wrong_code", "each code is good once"
    assert (await revealed(code=confirmed.json()["codes"][0])).status_code == 200


async def test_a_credential_that_is_not_there_is_not_found(admin):
    answer = await admin.post("/api/v1/credentials/987654/reveal", json={"password": PASSWORD, "reason": REASON})
    assert answer.status_code == 404
