"""Identity headers: believed from the configured proxy only, never by default, and only as long as it vouches."""

import httpx
import pytest

from watchkeeper.core.errors import ConfigurationError
from watchkeeper.core.http.app import create_base_app
from watchkeeper.core.telemetry.metrics import Metrics
from watchkeeper.estate.accounts.authenticator import SessionAuthenticator
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.endpoints import AccountsOffice, build_router
from watchkeeper.estate.accounts.external.service import ExternalAccounts
from watchkeeper.estate.accounts.proxy import ProxyIdentities
from watchkeeper.estate.accounts.proxy_login import ProxyDesk
from watchkeeper.estate.accounts.proxy_settings import ProxyLoginSettings

PROXY, STRANGER = "10.0.0.1", "192.0.2.66"
OLA = {"X-Forwarded-User": "ola", "X-Forwarded-Groups": "staff, netops"}


@pytest.fixture
def proxy_settings():
    return ProxyLoginSettings(enabled=True, proxies=["10.0.0.0/24"], roles={"netops": "operator"})


@pytest.fixture
async def client_at(database, accounts, desk, book, factors, keys, people, proxy_settings):
    identities = ProxyIdentities(proxy_settings)
    proxy = ProxyDesk(database, book, ExternalAccounts(), identities)
    office = AccountsOffice(accounts, desk, book, factors, keys, LoginCookies(secure=False), proxy=proxy)
    authenticator = SessionAuthenticator(book, keys, database, identities)
    app = create_base_app(
        database=database,
        authenticator=authenticator,
        metrics=Metrics(),
        trusted_proxies=proxy_settings.proxies,
    )
    app.include_router(build_router(office), prefix="/api/v1")
    opened = []

    def make(address):
        transport = httpx.ASGITransport(app, client=(address, 40000))
        opened.append(httpx.AsyncClient(transport=transport, base_url="http://wk.test/api/v1"))
        return opened[-1]

    yield make
    for client in opened:
        await client.aclose()
    await authenticator.aclose()


async def test_the_proxys_word_opens_a_session(client_at):
    client = client_at(PROXY)
    answer = await client.get("/session/proxy", params={"next": "/devices"}, headers=OLA)
    assert (answer.status_code, answer.headers["location"]) == (303, "/devices")
    user = (await client.get("/session", headers=OLA)).json()["user"]
    assert (user["name"], user["role"], user["origin"]) == ("ola", "operator", "proxy")


@pytest.mark.parametrize(
    ("address", "headers"),
    [
        (STRANGER, OLA),
        (STRANGER, {**OLA, "X-Forwarded-For": PROXY}),
        (PROXY, {}),
        (PROXY, {"X-Forwarded-User": "  "}),
    ],
)
async def test_a_header_from_anybody_else_is_ignored(client_at, address, headers):
    answer = await client_at(address).get("/session/proxy", headers=headers)
    assert "problem=identity_refused" in answer.headers["location"]
    assert "set-cookie" not in answer.headers


async def test_two_names_are_none(client_at):
    headers = [("X-Forwarded-User", "ola"), ("X-Forwarded-User", "root")]
    answer = await client_at(PROXY).get("/session/proxy", headers=headers)
    assert "problem=identity_refused" in answer.headers["location"]


async def test_behind_the_proxy_the_peer_still_counts_and_not_the_client_it_names(client_at):
    answer = await client_at(PROXY).get("/session/proxy", headers={**OLA, "X-Forwarded-For": STRANGER})
    assert answer.headers["location"] == "/"


async def test_a_local_account_is_not_taken_over(client_at):
    answer = await client_at(PROXY).get("/session/proxy", headers={**OLA, "X-Forwarded-User": "root"})
    assert "problem=identity_name_conflict" in answer.headers["location"]


@pytest.mark.parametrize("then", [{}, {"X-Forwarded-User": "somebody"}])
async def test_the_session_ends_when_the_proxy_no_longer_vouches_for_the_same_person(client_at, then):
    client = client_at(PROXY)
    await client.get("/session/proxy", headers=OLA)
    assert (await client.get("/session", headers=then)).status_code == 401


async def test_the_cookie_alone_is_worth_nothing_from_elsewhere(client_at):
    client, thief = client_at(PROXY), client_at(STRANGER)
    await client.get("/session/proxy", headers=OLA)
    thief.cookies.set("wk_session", client.cookies["wk_session"])
    assert (await thief.get("/session", headers=OLA)).status_code == 401


def test_it_is_off_by_default_and_needs_an_address():
    assert ProxyLoginSettings().enabled is False
    with pytest.raises(ConfigurationError):
        ProxyIdentities(ProxyLoginSettings(enabled=True))
