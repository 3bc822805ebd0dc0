"""API keys and service accounts over HTTP; sessions listed and revoked; a password that is due."""

import httpx
import pytest
from fastapi import APIRouter
from sqlalchemy import select

from watchkeeper.core.http.app import create_base_app
from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.endpoints import build_router
from watchkeeper.estate.accounts.models import ApiKey

PASSWORD = "four unrelated plain words"
OTHER = "another set of plain words"


@pytest.fixture
async def authenticator(database, office):
    made = SessionAuthenticator(office.book, office.keys, database)
    yield made
    await made.aclose()


@pytest.fixture
async def new_client(database, office, people, authenticator):
    app = create_base_app(database=database, authenticator=authenticator, metrics=Metrics())
    app.include_router(build_router(office), prefix="/api/v1")
    app.include_router(_devices(), prefix="/api/v1")
    opened = []

    def make(**headers):
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test/api/v1", headers=headers)
        opened.append(client)
        return client

    yield make
    for client in opened:
        await client.aclose()


def _devices():
    router = APIRouter(prefix="/devices", route_class=TransactionRoute)

    @router.get("", dependencies=[require("devices:view")])
    async def view(actor: CurrentPrincipal, session: Session) -> list[str]:
        return sorted(actor.permissions)

    @router.post("", dependencies=[require("devices:edit")])
    async def edit(session: Session) -> None:
        return None

    return router


async def log_in(client, name="root", password=PASSWORD):
    answer = await client.post("/session", json={"username": name, "password": password})
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return client


async def make_key(client, path="/api-keys", **more):
    answer = await client.post(path, json={"name": "job", "scopes": ["devices:view"], **more})
    assert answer.status_code == 201, answer.text
    return answer.json()


def bearer(key):
    return {"Authorization": f"Bearer {key}"}


async def test_a_key_may_what_its_scopes_say_and_needs_no_csrf_token(new_client):
    admin = await log_in(new_client())
    made = await make_key(admin)
    program = new_client(**bearer(made["key"]))
    assert (await program.get("/devices")).json() == ["devices:view"]
    refused = await program.post("/devices")
    assert (refused.status_code, refused.json()["permission"]) == (403, "devices:edit")
    wide = await make_key(admin, scopes=["devices:edit"])
    assert (await new_client(**bearer(wide["key"])).post("/devices")).status_code == 200


async def test_a_key_loses_what_its_owner_loses(new_client, people):
    admin, vic = await log_in(new_client()), await log_in(new_client(), "vic")
    beyond = await vic.post("/api-keys", json={"name": "job", "scopes": ["devices:edit"]})
    assert beyond.status_code == 422
    made = await make_key(vic)
    program = new_client(**bearer(made["key"]))
    assert (await program.get("/devices")).status_code == 200
    await admin.patch(f"/users/{people['vic']}", json={"enabled": False})
    assert (await program.get("/devices")).status_code == 401


async def test_the_text_of_a_key_is_stored_nowhere_and_shown_once(new_client, database):
    admin = await log_in(new_client())
    made = await make_key(admin)
    listed = (await admin.get("/api-keys")).json()
    assert made["key"].startswith(f"wk_{made['prefix']}_")
    assert made["key"].split("_", 2)[2] not in str(listed)
    async with database.reading() as session:
        stored = (await session.execute(select(ApiKey.__table__))).one()
    assert made["key"].split("_", 2)[2] not in str(tuple(stored))


async def test_a_key_expires_and_its_last_use_is_noted(new_client, clock, authenticator):
    admin = await log_in(new_client())
    made = await make_key(admin, expires_in_days=1)
    program = new_client(**bearer(made["key"]))
    assert (await program.get("/devices")).status_code == 200
    await authenticator.aclose()
    assert (await admin.get("/api-keys")).json()[0]["last_used_at"] is not None
    clock.advance(86_400)
    assert (await program.get("/devices")).json()["code"] == "wrong_key"


@pytest.mark.parametrize("wrong", ["", "x", "wk_aaaaaaaaaa_" + "A" * 43])
async def test_a_made_up_key_is_nobody_even_with_a_good_cookie(new_client, wrong):
    admin = await log_in(new_client())
    answer = await admin.get("/devices", headers=bearer(wrong))
    assert (answer.status_code, answer.json()["code"]) == (401, "wrong_key")


async def test_a_key_with_one_letter_changed_is_refused(new_client):
    made = await make_key(await log_in(new_client()))
    changed = made["key"][:-1] + ("A" if made["key"][-1] != "A" else "B")
    assert (await new_client(**bearer(changed)).get("/devices")).status_code == 401


async def test_a_revoked_key_is_nobody(new_client):
    admin = await log_in(new_client())
    made = await make_key(admin)
    assert (await admin.delete(f"/api-keys/{made['id']}")).status_code == 204
    assert (await new_client(**bearer(made["key"])).get("/devices")).status_code == 401


async def test_somebody_elses_key_is_not_there(new_client):
    admin, vic = await log_in(new_client()), await log_in(new_client(), "vic")
    made = await make_key(admin)
    assert (await vic.delete(f"/api-keys/{made['id']}")).status_code == 404


async def test_a_key_cannot_make_keys_or_manage_sessions(new_client):
    admin = await log_in(new_client())
    made = await make_key(admin, scopes=["accounts:edit", "accounts:view"])
    program = new_client(**bearer(made["key"]))
    for method, path in (("GET", "/session"), ("GET", "/sessions"), ("GET", "/api-keys"), ("POST", "/api-keys")):
        answer = await program.request(method, path, json={"name": "x", "scopes": ["accounts:edit"]})
        assert (answer.status_code, answer.json()["code"]) == (403, "session_needed"), path


async def test_a_persons_key_always_expires_and_a_services_need_not(new_client):
    admin = await log_in(new_client())
    assert (await make_key(admin))["expires_at"] is not None
    too_long = await admin.post("/api-keys", json={"name": "x", "scopes": ["devices:view"], "expires_in_days": 3000})
    assert too_long.status_code == 422
    service = (await admin.post("/users", json={"name": "backup", "role": "viewer", "kind": "service"})).json()
    made = await make_key(admin, f"/users/{service['id']}/api-keys")
    assert made["expires_at"] is None
    assert (await new_client(**bearer(made["key"])).get("/devices")).status_code == 200


async def test_a_service_account_has_no_password_and_cannot_log_in(new_client, people):
    admin = await log_in(new_client())
    with_password = {"name": "backup", "role": "viewer", "kind": "service", "password": PASSWORD}
    assert (await admin.post("/users", json=with_password)).status_code == 422
    assert (await admin.post("/users", json={"name": "kim", "role": "viewer"})).status_code == 422
    service = (await admin.post("/users", json={"name": "backup", "role": "viewer", "kind": "service"})).json()
    for password in ("", PASSWORD):
        answer = await new_client().post("/session", json={"username": "backup", "password": password})
        assert answer.status_code == 401
    changed = await admin.patch(f"/users/{service['id']}", json={"password": PASSWORD})
    assert changed.json()["code"] == "account_kind"
    persons = await admin.post(f"/users/{people['vic']}/api-keys", json={"name": "x", "scopes": ["devices:view"]})
    assert persons.json()["code"] == "account_kind"


async def test_sessions_are_listed_and_ended_by_their_owner(new_client):
    here, there = await log_in(new_client(), "vic"), await log_in(new_client(), "vic")
    listed = (await here.get("/sessions")).json()
    assert [entry["current"] for entry in listed].count(True) == 1
    (other,) = [entry["id"] for entry in listed if not entry["current"]]
    assert (await here.delete(f"/sessions/{other}")).status_code == 204
    assert (await there.get("/session")).status_code == 401
    third = await log_in(new_client(), "vic")
    assert (await here.delete("/sessions")).status_code == 204
    assert (await third.get("/session")).status_code == 401
    assert (await here.get("/session")).status_code == 200


async def test_somebody_elses_session_is_not_there_for_a_viewer_and_an_administrator_ends_it(new_client, people):
    admin, vic = await log_in(new_client()), await log_in(new_client(), "vic")
    (mine,) = [entry["id"] for entry in (await admin.get("/sessions")).json()]
    assert (await vic.delete(f"/sessions/{mine}")).status_code == 404
    assert (await vic.get(f"/users/{people['root']}/sessions")).status_code == 403
    (theirs,) = (await admin.get(f"/users/{people['vic']}/sessions")).json()
    assert (await admin.delete(f"/users/{people['vic']}/sessions/{theirs['id']}")).status_code == 204
    assert (await vic.get("/session")).status_code == 401


@pytest.mark.parametrize("change", [{"role": "operator"}, {"enabled": False}, {"password": OTHER}])
async def test_a_new_role_a_new_password_and_disabling_end_the_persons_sessions(new_client, people, change):
    admin, vic = await log_in(new_client()), await log_in(new_client(), "vic")
    assert (await admin.patch(f"/users/{people['vic']}", json=change)).status_code == 200
    assert (await vic.get("/session")).status_code == 401


async def test_who_must_change_the_password_can_do_nothing_else(new_client, people):
    admin = await log_in(new_client())
    await admin.patch(f"/users/{people['vic']}", json={"password": OTHER})
    vic = await log_in(new_client(), "vic", OTHER)
    for path in ("/devices", "/sessions", "/api-keys", "/session/second-factor"):
        answer = await vic.get(path)
        assert (answer.status_code, answer.json()["code"]) == (403, "password_change_required"), path
    assert (await vic.get("/session")).json()["user"]["must_change_password"] is True
    changed = await vic.post("/session/password", json={"current": OTHER, "new": "seven lanterns over a harbour"})
    assert changed.json()["user"]["must_change_password"] is False
    assert (await vic.get("/devices")).status_code == 200


async def test_the_present_password_is_guessed_as_slowly_as_a_login(new_client):
    vic = await log_in(new_client(), "vic")
    given = {"current": "wrong", "new": "seven lanterns over a harbour"}
    answers = [(await vic.post("/session/password", json=given)).status_code for _ in range(6)]
    assert answers == [422] * 5 + [429]
