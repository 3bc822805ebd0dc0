"""HTTP logins on a real web server: what is secret goes where it is asked for, and nowhere before."""

import base64

import httpx
import pytest
from web_server import running_web, self_signed

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.web.login import Tls, WebLogin, try_login
from watchkeeper.estate.vault.errors import InvalidCredentialError
from watchkeeper.estate.vault.kinds import CredentialKind
from watchkeeper.estate.vault.logins import web_login_of
from watchkeeper.estate.vault.secrets import CredentialParts

BASIC = "Basic " + base64.b64encode(b"wk:s3cret-7").decode()
HOST = "127.0.0.1"


def client(verify):
    return httpx.AsyncClient(verify=verify, trust_env=False, timeout=30)


def basic(password="s3cret-7", **attributes):
    parts = CredentialParts(CredentialKind.HTTP_BASIC, user="wk", password=password, attributes=attributes)
    return web_login_of(parts)


async def test_the_login_follows_the_question():
    with running_web(BASIC) as (port, asked):
        said = await try_login(HOST, port, basic(path="/private", tls="none"), client)
    assert said.outcome is Outcome.OK
    assert asked == [("/private", None), ("/private", BASIC)]
    assert "s3cret" not in said.message


async def test_a_refused_login_is_told():
    with running_web(BASIC) as (port, _):
        said = await try_login(HOST, port, basic("wrong", path="/private", tls="none"), client)
    assert said.outcome is Outcome.AUTH_FAILED


async def test_a_token_goes_into_the_header_it_is_meant_for():
    attributes = {"header": "X-Auth-Token", "scheme": "Key", "path": "/private", "tls": "none"}
    login = web_login_of(CredentialParts(CredentialKind.HTTP_TOKEN, token="tok-9", attributes=attributes))
    with running_web("Key tok-9") as (port, asked):
        assert (await try_login(HOST, port, login, client)).outcome is Outcome.OK
    assert asked[-1] == ("/private", "Key tok-9")


@pytest.mark.parametrize("path", ["/", "/away"])
async def test_a_page_that_asks_nobody_proves_nothing_and_gets_no_secret(path):
    with running_web(BASIC) as (port, asked):
        said = await try_login(HOST, port, basic(path=path, tls="none"), client)
    assert said.outcome is Outcome.UNSUPPORTED
    assert asked == [(path, None)]


async def test_an_untrusted_certificate_gets_nothing_unless_that_is_wanted(tmp_path):
    with running_web(BASIC, self_signed(tmp_path)) as (port, asked):
        held = await try_login(HOST, port, basic(path="/private"), client)
        assert (held.outcome, asked) == (Outcome.IDENTITY_MISMATCH, [])
        entered = await try_login(HOST, port, basic(path="/private", tls="unverified"), client)
        assert entered.outcome is Outcome.OK


async def test_what_speaks_no_tls_is_told_apart_from_nobody():
    with running_web(BASIC) as (port, _):
        said = await try_login(HOST, port, basic(path="/private"), client)
    assert said.outcome is Outcome.RPC_ERROR
    assert (await try_login(HOST, port, basic(tls="none"), client)).outcome is Outcome.UNREACHABLE


def test_addresses_become_urls_and_secrets_no_text():
    login = WebLogin("/x", Tls.NONE, {"Authorization": BASIC})
    assert login.url("2001:db8::1", 8080) == "http://[2001:db8::1]:8080/x"
    assert basic().url("192.0.2.1", 443) == "https://192.0.2.1:443/"
    assert BASIC not in repr(login)


def test_other_kinds_do_not_log_in_by_http():
    with pytest.raises(InvalidCredentialError):
        web_login_of(CredentialParts(CredentialKind.WINRM, user="u", password="p"))
