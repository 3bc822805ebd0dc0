"""Showing a secret to people of an OpenID Connect provider: it has to ask them anew who they are, for each secret."""

import asyncio
import time
from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from running_provider import CLIENT_ID, CLIENT_SECRET, running_provider
from sqlalchemy import select, update

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.live.sockets import LiveSockets
from watchkeeper.core.settings import load
from watchkeeper.estate.accounts.models import LoginSession
from watchkeeper.estate.accounts.oidc.settings import OidcSettings
from watchkeeper.faces.api.app import create_app
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import assemble
from watchkeeper.kit.clock import utc_now

HOME = "http://testserver"
OLA = {"sub": "u-1", "preferred_username": "ola", "groups": ["netadmins"]}
SECRET = "xyzzy-plugh"
ORDER = {"reason": "console access during an outage"}


@pytest.fixture(scope="module")
def running():
    with running_provider() as started:
        yield started


@pytest.fixture
def provider(running):
    running.control(user=OLA, claims={}, drop=[])
    return running


@pytest.fixture
async def services(sqlite_database, tmp_path, provider):
    settings = load(Settings, data_dir=tmp_path / "data")
    settings.oidc = OidcSettings(
        enabled=True,
        issuer=provider.issuer,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        public_url=HOME,
        roles={"netadmins": "admin"},
    )
    built = await assemble(settings, sqlite_database)
    built.series.start()
    yield built
    built.series.close()


@pytest.fixture
async def ola(services):
    app = create_app(services, sockets=LiveSockets(services.hub, services.database, services.authenticator))
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME) as client:
        await log_in(client)
        yield client


async def log_in(client, **how):
    """Go to the provider and come back; return the callback's answer."""
    begun = await client.get("/api/v1/session/oidc/login", params={"next": "/credentials", **how})
    async with httpx.AsyncClient(trust_env=False) as browser:
        answered = await browser.get(begun.headers["location"])
    answer = await client.get(answered.headers["location"])
    session = await client.get("/api/v1/session")
    client.headers["X-CSRF-Token"] = session.json()["csrf_token"]
    return answer


@pytest.fixture
async def path(ola):
    new = {"name": "core", "kind": "snmp_v2c", "community": SECRET}
    made = await ola.post("/api/v1/credentials", json=new)
    return f"/api/v1/credentials/{made.json()['id']}/reveal"


def problem_of(answer):
    return parse_qs(urlsplit(answer.headers["location"]).query)["problem"][0]


async def test_the_provider_is_asked_anew_and_that_shows_one_secret(ola, path, services):
    refused = await ola.post(path, json=ORDER)
    assert (refused.status_code, refused.json()["code"]) == (401, "fresh_login_required")
    url = refused.json()["url"]
    begun = await ola.get(url)
    asked = parse_qs(urlsplit(begun.headers["location"]).query)
    assert (asked["prompt"], asked["max_age"]) == (["login"], ["0"])
    assert (await log_in(ola, anew="true")).headers["location"] == "/credentials"
    assert (await ola.post(path, json=ORDER)).json() == {"secrets": {"community": SECRET}}
    assert (await ola.post(path, json=ORDER)).json()["code"] == "fresh_login_required", "good once"
    async with services.database.reading() as session:
        rows = await session.execute(select(AuditEntry.verb, AuditEntry.actor_name, AuditEntry.after))
        proofs = [row for row in rows if row.verb == "session.prove"]
    assert [(row.actor_name, row.after) for row in proofs] == [("ola", '{"method":"oidc"}')]


async def test_two_requests_at_once_use_one_login_once(ola, path):
    await log_in(ola, anew="true")
    answers = await asyncio.gather(*(ola.post(path, json=ORDER) for _ in range(4)))
    assert sorted(answer.status_code for answer in answers) == [200, 401, 401, 401]


async def test_a_usual_login_is_no_proof(ola, path):
    await log_in(ola)
    assert (await ola.post(path, json=ORDER)).json()["code"] == "fresh_login_required"


@pytest.mark.parametrize("bend", ["stale", "silent"])
async def test_a_provider_that_did_not_ask_anew_is_not_believed(ola, path, provider, bend):
    if bend == "stale":
        provider.control(claims={"auth_time": int(time.time()) - 600})
    else:
        provider.control(drop=["auth_time"])
    assert problem_of(await log_in(ola, anew="true")) == "identity_refused"
    assert (await ola.get("/api/v1/session")).status_code == 200, "the session goes on"
    assert (await ola.post(path, json=ORDER)).json()["code"] == "fresh_login_required"


async def test_somebody_else_who_logs_in_proves_nothing(ola, path, provider):
    provider.control(user={**OLA, "sub": "u-2", "preferred_username": "pim"})
    assert problem_of(await log_in(ola, anew="true")) == "identity_refused"
    assert (await ola.get("/api/v1/session")).json()["user"]["name"] == "ola"
    assert (await ola.post(path, json=ORDER)).json()["code"] == "fresh_login_required"


async def test_a_usual_login_cannot_be_passed_off_as_one_that_asked(ola, path):
    begun = await ola.get("/api/v1/session/oidc/login", params={"next": "/credentials"})
    cookie = ola.cookies["wk_oidc"]
    async with httpx.AsyncClient(trust_env=False) as browser:
        answered = await browser.get(begun.headers["location"])
    ola.cookies.delete("wk_oidc")
    back = await ola.get(answered.headers["location"], headers={"Cookie": f"wk_oidc={cookie}.anew"})
    assert problem_of(back) == "identity_refused"


async def test_the_proof_ends(ola, path, services):
    await log_in(ola, anew="true")
    async with services.database.transaction() as session:
        long_ago = utc_now().replace(year=2020)
        await session.execute(update(LoginSession).values(proven_at=long_ago))
    assert (await ola.post(path, json=ORDER)).json()["code"] == "fresh_login_required"


async def test_an_api_key_proves_nothing(ola, path):
    scopes = ["credentials:reveal", "credentials:view"]
    made = await ola.post("/api/v1/api-keys", json={"name": "k", "scopes": scopes, "expires_in_days": 1})
    assert made.status_code == 201, made.text
    await log_in(ola, anew="true")
    bearer = {"Authorization": f"Bearer {made.json()['key']}"}
    assert (await ola.post(path, json=ORDER, headers=bearer)).json()["code"] == "fresh_login_required"
