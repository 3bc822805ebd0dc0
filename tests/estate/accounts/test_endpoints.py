"""Accounts over HTTP, with the real authenticator: cookie, CSRF, roles."""

from dataclasses import replace

import httpx
import pytest

from watchkeeper.core.http.app import create_base_app
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.endpoints import build_router
from watchkeeper.estate.accounts.permissions import PERMISSIONS

PASSWORD = "four unrelated plain words"
OTHER = "another set of plain words"


@pytest.fixture
async def authenticator(book, keys, database):
    made = SessionAuthenticator(book, keys, database)
    yield made
    await made.aclose()


@pytest.fixture
async def client(database, office, people, authenticator):
    app = create_base_app(database=database, authenticator=authenticator, metrics=Metrics())
    app.include_router(build_router(office), prefix="/api/v1")
    async with httpx.AsyncClient(
        transport=httpx.ASGITransport(app), base_url="http://test/api/v1", headers={"Accept": "application/json"}
    ) as made:
        yield made


async def log_in(client, name="root", password=PASSWORD):
    answer = await client.post("/session", json={"username": name, "password": password})
    assert answer.status_code == 200, answer.text
    client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
    return answer


async def test_a_login_answers_who_it_is_and_sets_a_guarded_cookie(client):
    answer = await log_in(client)
    body = answer.json()
    assert (body["user"]["name"], body["user"]["role"]) == ("Root", "admin")
    assert body["user"]["permissions"] == sorted(PERMISSIONS)
    cookie = answer.headers["set-cookie"].lower()
    assert "wk_session=" in cookie
    assert "httponly" in cookie
    assert "samesite=lax" in cookie
    assert "secure" not in cookie
    assert (await client.get("/session")).json() == body


async def test_the_cookie_is_secure_when_the_setting_says_so(database, office, people, authenticator):
    office = replace(office, cookies=LoginCookies(secure=True))
    app = create_base_app(database=database, authenticator=authenticator, metrics=Metrics())
    app.include_router(build_router(office), prefix="/api/v1")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="https://test/api/v1") as client:
        assert "secure" in (await log_in(client)).headers["set-cookie"].lower()


async def test_without_a_session_there_is_nothing(client):
    for method, path in (("GET", "/session"), ("DELETE", "/session"), ("GET", "/users"), ("POST", "/users")):
        answer = await client.request(method, path, json={} if method == "POST" else None)
        assert answer.status_code == 401, (method, path)
        assert answer.json()["code"] == "session_ended"


async def test_a_made_up_cookie_is_nobody(client):
    client.cookies.set("wk_session", "A" * 43)
    assert (await client.get("/session")).status_code == 401


async def test_an_unsafe_request_needs_the_csrf_token(client):
    await log_in(client)
    token = client.headers.pop("X-CSRF-Token")
    new = {"name": "kim", "role": "viewer", "password": PASSWORD}
    missing = await client.post("/users", json=new)
    wrong = await client.post("/users", json=new, headers={"X-CSRF-Token": token[:-1] + "_"})
    assert {missing.status_code, wrong.status_code} == {403}
    assert missing.json()["code"] == "csrf"
    assert (await client.post("/users", json=new, headers={"X-CSRF-Token": token})).status_code == 201


async def test_a_wrong_login_is_401_and_counted_and_then_429_with_retry_after(client):
    for _ in range(5):
        answer = await client.post("/session", json={"username": "root", "password": "wrong"})
        assert answer.status_code == 401
    answer = await client.post("/session", json={"username": "root", "password": PASSWORD})
    assert answer.status_code == 429
    assert int(answer.headers["Retry-After"]) >= 1
    assert answer.json()["retry_after_s"] >= 1


async def test_logout_ends_the_session_and_removes_the_cookie(client):
    await log_in(client)
    token = client.cookies["wk_session"]
    assert (await client.delete("/session")).json() == {"end_session_url": None}
    assert "wk_session" not in client.cookies
    client.cookies.set("wk_session", token)
    assert (await client.get("/session")).status_code == 401


async def test_a_viewer_sees_no_accounts(client):
    await log_in(client, "vic")
    answer = await client.get("/users")
    assert answer.status_code == 403
    assert answer.json()["permission"] == "accounts:view"


async def test_users_are_created_changed_and_deleted_and_no_answer_shows_a_hash(client):
    await log_in(client)
    created = await client.post("/users", json={"name": "kim", "role": "operator", "password": PASSWORD})
    kim = created.json()["id"]
    changed = await client.patch(f"/users/{kim}", json={"role": "engineer"})
    listed = await client.get("/users", params={"sort": "name"})
    assert changed.json()["role"] == "engineer"
    assert [user["name"] for user in listed.json()["items"]] == ["kim", "Root", "vic"]
    assert "argon2" not in created.text + changed.text + listed.text
    assert (await client.delete(f"/users/{kim}")).status_code == 204
    assert (await client.delete(f"/users/{kim}")).status_code == 404


async def test_the_last_admin_cannot_be_deleted_over_http(client, people):
    await log_in(client)
    answer = await client.delete(f"/users/{people['root']}")
    assert (answer.status_code, answer.json()["code"]) == (409, "last_admin")


async def test_ones_own_password_is_changed_and_no_error_quotes_it(client):
    await log_in(client, "vic")
    weak = await client.post("/session/password", json={"current": PASSWORD, "new": "tooshort77"})
    assert weak.status_code == 422
    assert "tooshort77" not in weak.text
    assert (await client.post("/session/password", json={"current": "x", "new": OTHER})).status_code == 422
    token = client.cookies["wk_session"]
    changed = await client.post("/session/password", json={"current": PASSWORD, "new": OTHER})
    assert changed.status_code == 200
    assert client.cookies["wk_session"] != token
    assert (await client.get("/session")).json() == changed.json()
    await log_in(client, "vic", OTHER)


async def test_an_invalid_body_never_echoes_the_password(client):
    answer = await client.post("/session", json={"username": 5, "password": "hunter2hunter2"})
    assert answer.status_code == 422
    assert "hunter2" not in answer.text


async def test_use_is_noted_beside_the_request(client, authenticator, database, book, clock):
    await log_in(client)
    clock.advance(600)
    assert (await client.get("/session")).status_code == 200
    await authenticator.aclose()
    async with database.reading() as session:
        living = await book.find(session, client.cookies["wk_session"])
        assert living.login.last_seen_at == clock()


async def test_a_live_connection_is_known_by_its_cookies(client, authenticator, database):
    await log_in(client, "vic")
    async with database.reading() as session:
        principal = await authenticator.authenticate_cookies(session, dict(client.cookies))
    assert (principal.name, principal.role) == ("vic", "viewer")
