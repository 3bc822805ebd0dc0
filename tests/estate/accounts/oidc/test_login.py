"""The login through a real provider process: what is believed, what is refused, which account and role come of it."""

from urllib.parse import parse_qs, urlsplit

import httpx
import pytest
from running_provider import CLIENT_ID, CLIENT_SECRET, running_provider
from sqlalchemy import select

from watchkeeper.core.audit.models import AuditEntry
from watchkeeper.core.http.app import create_base_app
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.endpoints import AccountsOffice, build_router
from watchkeeper.estate.accounts.external.service import ExternalAccounts
from watchkeeper.estate.accounts.models import Identity, LoginSession, User
from watchkeeper.estate.accounts.oidc.service import OidcDesk
from watchkeeper.estate.accounts.oidc.settings import OidcSettings
from watchkeeper.estate.accounts.schemas import UserChange
from watchkeeper.kit.clock import utc_now

HOME = "http://wk.test"
OLA = {"sub": "u-1", "preferred_username": "ola", "name": "Ola Nord", "email": "ola@example.org", "groups": ["netops"]}


@pytest.fixture(scope="module")
def running():
    with running_provider() as started:
        yield started


@pytest.fixture
def provider(running):
    running.control(user=OLA, claims={}, drop=[], userinfo=None, issuer=running.issuer)
    return running


@pytest.fixture
def clock():
    return utc_now


@pytest.fixture
def oidc_settings(provider):
    return OidcSettings(
        enabled=True,
        issuer=provider.issuer,
        client_id=CLIENT_ID,
        client_secret=CLIENT_SECRET,
        public_url=HOME,
        roles={"netadmins": "admin", "netops": "operator"},
    )


@pytest.fixture
async def new_client(database, accounts, desk, book, factors, keys, people, oidc_settings):
    oidc = OidcDesk(database, book, ExternalAccounts(), oidc_settings)
    office = AccountsOffice(accounts, desk, book, factors, keys, LoginCookies(secure=False), oidc=oidc)
    authenticator = SessionAuthenticator(book, keys, database)
    app = create_base_app(database=database, authenticator=authenticator, metrics=Metrics())
    app.include_router(build_router(office), prefix="/api/v1")
    opened = []

    def make():
        opened.append(httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME))
        return opened[-1]

    yield make
    for client in opened:
        await client.aclose()
    await authenticator.aclose()


async def to_provider(client, next_path="/devices"):
    """Begin a login and let the provider answer; return the address that it sends the browser back to."""
    begun = await client.get("/api/v1/session/oidc/login", params={"next": next_path})
    assert begun.status_code == 303, begun.text
    async with httpx.AsyncClient(trust_env=False) as browser:
        answered = await browser.get(begun.headers["location"])
    assert answered.status_code == 303, answered.text
    return answered.headers["location"]


async def log_in(client, next_path="/devices"):
    return await client.get(await to_provider(client, next_path))


def problem_of(answer):
    location = urlsplit(answer.headers["location"])
    assert location.path == "/login", answer.headers["location"]
    assert "wk_session" not in answer.headers.get("set-cookie", "")
    return parse_qs(location.query)["problem"][0]


async def why(database):
    async with database.reading() as session:
        entry = (await session.scalars(select(AuditEntry).order_by(AuditEntry.id.desc()).limit(1))).one()
    assert (entry.verb, entry.outcome) == ("session.login", "failed")
    return entry.reason


async def test_the_first_login_makes_an_account_with_the_role_of_the_group(new_client):
    client = new_client()
    answer = await log_in(client)
    assert (answer.status_code, answer.headers["location"]) == (303, "/devices")
    session = (await client.get("/api/v1/session")).json()
    assert (session["user"]["name"], session["user"]["role"], session["method"]) == ("ola", "operator", "oidc")
    cookie = answer.headers.get_list("set-cookie")
    assert any("wk_session=" in each and "httponly" in each.lower() for each in cookie)


async def test_a_second_login_is_the_same_account_whatever_its_name_became(new_client, provider, database):
    await log_in(new_client())
    provider.control(user={**OLA, "preferred_username": "root", "email": "root@example.org"})
    client = new_client()
    await log_in(client)
    assert (await client.get("/api/v1/session")).json()["user"]["name"] == "ola"
    async with database.reading() as session:
        assert len((await session.scalars(select(Identity))).all()) == 1


@pytest.mark.parametrize("name", ["root", "VIC"])
async def test_a_local_account_is_never_taken_over(new_client, provider, name):
    provider.control(user={**OLA, "sub": "u-2", "preferred_username": name, "email": "root@example.org"})
    assert problem_of(await log_in(new_client())) == "identity_name_conflict"


@pytest.mark.parametrize(
    ("bent", "reason"),
    [
        ({"claims": {"nonce": "another"}}, "nonce"),
        ({"drop": ["nonce"]}, "nonce"),
        ({"claims": {"aud": "another"}}, "audience"),
        ({"claims": {"aud": [CLIENT_ID, "another"]}}, "another party"),
        ({"claims": {"iss": "http://127.0.0.1:1"}}, "issuer"),
        ({"claims": {"exp": 1_700_000_000}}, "expired"),
        ({"drop": ["exp"]}, "no exp"),
        ({"claims": {"iat": 4_000_000_000}}, "future"),
        ({"claims": {"sub": ""}}, "nobody"),
    ],
)
async def test_a_token_that_does_not_hold_is_refused(new_client, provider, database, bent, reason):
    provider.control(**bent)
    assert problem_of(await log_in(new_client())) == "identity_refused"
    assert reason in await why(database)


async def test_an_answer_to_another_browsers_login_is_refused(new_client):
    back = await to_provider(new_client())
    assert problem_of(await new_client().get(back)) == "identity_refused"


async def test_a_state_that_was_changed_is_refused(new_client):
    client = new_client()
    back = await to_provider(client)
    assert problem_of(await client.get(back.replace("state=", "state=x"))) == "identity_refused"


async def test_a_code_is_good_once(new_client):
    client = new_client()
    back = await to_provider(client)
    flow = client.cookies["wk_oidc"]
    await client.get(back)
    again = new_client()
    again.cookies.set("wk_oidc", flow, path="/api/v1/session/oidc/callback", domain="wk.test")
    assert problem_of(await again.get(back)) == "identity_refused"


async def test_keys_that_were_rotated_are_fetched_anew(new_client, provider, monkeypatch):
    monkeypatch.setattr("watchkeeper.estate.accounts.oidc.provider.KEYS_AGAIN_AFTER_S", 0)
    assert (await log_in(new_client())).headers["location"] == "/devices"
    provider.control(rotate=True)
    assert (await log_in(new_client())).headers["location"] == "/devices"


async def test_unknown_keys_do_not_make_a_request_each(new_client, provider, database, monkeypatch):
    monkeypatch.setattr("watchkeeper.estate.accounts.oidc.provider.KEYS_AGAIN_AFTER_S", 3600)  # on a busy machine too
    await log_in(new_client())
    before = provider.control()["key_fetches"]
    provider.control(rotate=True)
    for _ in range(3):
        assert problem_of(await log_in(new_client())) == "identity_refused"
    assert provider.control()["key_fetches"] - before <= 1


async def test_a_group_that_changes_changes_the_role_visibly_and_ends_older_sessions(new_client, provider, database):
    first = new_client()
    await log_in(first)
    provider.control(user={**OLA, "groups": ["netadmins"]})
    second = new_client()
    await log_in(second)
    user = (await second.get("/api/v1/session")).json()["user"]
    assert user["role"] == "admin"
    assert "operator became admin" in user["role_note"]
    assert (await first.get("/api/v1/session")).status_code == 401
    async with database.reading() as session:
        entry = (await session.scalars(select(AuditEntry).where(AuditEntry.verb == "account.role"))).one()
    assert (entry.before, entry.after, entry.object_name) == ('{"role":"operator"}', '{"role":"admin"}', "ola")


async def test_groups_that_are_missing_change_nothing(new_client, provider):
    await log_in(new_client())
    without = {name: value for name, value in OLA.items() if name != "groups"}
    provider.control(user=without)
    client = new_client()
    await log_in(client)
    assert (await client.get("/api/v1/session")).json()["user"]["role"] == "operator"


async def test_who_left_every_group_is_not_let_in_and_the_account_keeps_its_role(new_client, provider, database):
    await log_in(new_client())
    provider.control(user={**OLA, "groups": []})
    assert problem_of(await log_in(new_client())) == "no_role"
    async with database.reading() as session:
        assert await session.scalar(select(User.role).where(User.name == "ola")) == "operator"


async def test_what_an_administrator_set_no_claim_changes(new_client, provider, database, accounts, admin):
    await log_in(new_client())
    async with database.transaction() as session:
        ola = (await session.scalars(select(User).where(User.name == "ola"))).one()
        await accounts.change_user(session, ola.id, UserChange(role="viewer"), admin)
    provider.control(user={**OLA, "groups": ["netadmins"]})
    client = new_client()
    await log_in(client)
    assert (await client.get("/api/v1/session")).json()["user"]["role"] == "viewer"


async def test_a_disabled_account_stays_out(new_client, database, accounts, admin):
    await log_in(new_client())
    async with database.transaction() as session:
        ola = (await session.scalars(select(User).where(User.name == "ola"))).one()
        await accounts.change_user(session, ola.id, UserChange(enabled=False), admin)
    assert problem_of(await log_in(new_client())) == "account_disabled"


async def test_groups_come_from_user_info_when_the_token_has_none_and_only_from_the_same_person(new_client, provider):
    provider.control(drop=["groups"], userinfo={"sub": "u-1", "groups": ["netadmins"]})
    client = new_client()
    await log_in(client)
    assert (await client.get("/api/v1/session")).json()["user"]["role"] == "admin"
    provider.control(userinfo={"sub": "somebody", "groups": ["netadmins"]})
    assert problem_of(await log_in(new_client())) == "identity_refused"


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example", "javascript:x"])
async def test_a_login_never_ends_at_another_site(new_client, elsewhere):
    assert (await log_in(new_client(), elsewhere)).headers["location"] == "/"


async def test_logging_out_ends_the_providers_session_too(new_client, provider):
    client = new_client()
    await log_in(client)
    token = (await client.get("/api/v1/session")).json()["csrf_token"]
    answer = await client.request("DELETE", "/api/v1/session", headers={"X-CSRF-Token": token})
    asked = parse_qs(urlsplit(answer.json()["end_session_url"]).query)
    assert asked["client_id"] == [CLIENT_ID]
    assert asked["post_logout_redirect_uri"] == [f"{HOME}/login"]
    assert asked["id_token_hint"][0].count(".") == 2
    assert (await client.get("/api/v1/session")).status_code == 401


async def test_the_id_token_is_stored_sealed(new_client, database):
    await log_in(new_client())
    async with database.reading() as session:
        stored = await session.scalar(select(LoginSession.id_token))
    assert stored is not None
    assert b"eyJ" not in stored


@pytest.mark.parametrize("named", [{"sid": "s-1"}, {"sub": "u-1"}])
async def test_a_logout_at_the_provider_ends_the_session_here(new_client, provider, named):
    client = new_client()
    await log_in(client)
    form = {"logout_token": provider.logout_token(**named)}
    answer = await new_client().post("/api/v1/session/oidc/backchannel-logout", data=form)
    assert answer.status_code == 200, answer.text
    assert (await client.get("/api/v1/session")).status_code == 401


@pytest.mark.parametrize(
    "claims",
    [
        {"sid": "s-1", "nonce": "x"},
        {"sid": "s-1", "aud": "another"},
        {"sid": "s-1", "events": {}},
        {"sid": "s-1", "iat": 1_700_000_000},
        {},
    ],
)
async def test_a_logout_token_that_does_not_hold_ends_nothing(new_client, provider, claims):
    client = new_client()
    await log_in(client)
    form = {"logout_token": provider.logout_token(**claims)}
    answer = await new_client().post("/api/v1/session/oidc/backchannel-logout", data=form)
    assert answer.status_code == 401
    assert (await client.get("/api/v1/session")).status_code == 200


async def test_an_id_token_is_no_logout_token(new_client, provider):
    client = new_client()
    await log_in(client)
    for token in ("", "a.b.c", "eyJhbGciOiJub25lIn0.eyJzaWQiOiJzLTEifQ."):
        answer = await new_client().post("/api/v1/session/oidc/backchannel-logout", data={"logout_token": token})
        assert answer.status_code == 401
    assert (await client.get("/api/v1/session")).status_code == 200


async def test_while_the_provider_is_down_the_page_says_so_and_local_accounts_get_in(
    database, accounts, desk, book, factors, keys, people, oidc_settings
):
    gone = oidc_settings.model_copy(update={"issuer": "http://127.0.0.1:9", "timeout_s": 2})
    oidc = OidcDesk(database, book, ExternalAccounts(), gone)
    office = AccountsOffice(accounts, desk, book, factors, keys, LoginCookies(secure=False), oidc=oidc)
    app = create_base_app(
        database=database, authenticator=SessionAuthenticator(book, keys, database), metrics=Metrics()
    )
    app.include_router(build_router(office), prefix="/api/v1")
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url=HOME) as client:
        begun = await client.get("/api/v1/session/oidc/login")
        assert problem_of(begun) == "identity_provider_unavailable"
        answer = await client.post(
            "/api/v1/session", json={"username": "root", "password": "four unrelated plain words"}
        )
        assert answer.status_code == 200


async def test_a_description_of_another_issuer_is_refused(new_client, provider):
    provider.control(issuer="http://127.0.0.1:1")
    begun = await new_client().get("/api/v1/session/oidc/login")
    assert problem_of(begun) == "identity_refused"
