"""WinRM logins at a server that really shakes hands by NTLM: the password goes nowhere, the handshake tells."""

import base64

import httpx
import pytest
from web_server import running_web, self_signed
from winrm_server import PASSWORD, running_winrm

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.web.winrm import WinRmLogin, try_winrm
from watchkeeper.estate.vault.errors import InvalidCredentialError
from watchkeeper.estate.vault.kinds import CredentialKind
from watchkeeper.estate.vault.logins import port_of, winrm_login_of
from watchkeeper.estate.vault.secrets import CredentialParts

HOST = "127.0.0.1"


def client(verify):
    return httpx.AsyncClient(verify=verify, trust_env=False, timeout=30)


def parts(password=PASSWORD, **attributes):
    told = {"domain": "HELM", "tls": "none"} | attributes
    return CredentialParts(CredentialKind.WINRM, user="wk", password=password, attributes=told)


def login(password=PASSWORD, **attributes):
    return winrm_login_of(parts(password, **attributes))


async def test_the_right_password_gets_in_and_is_not_sent():
    with running_winrm() as (port, asked):
        said = await try_winrm(HOST, port, login(), client)
    assert said.outcome is Outcome.OK
    assert len(asked) == 3
    assert asked[0] == ""
    sent = b"".join(base64.b64decode(one.removeprefix("Negotiate ")) for one in asked[1:])
    assert PASSWORD.encode() not in sent
    assert PASSWORD.encode("utf-16-le") not in sent
    assert "s3cret" not in said.message


@pytest.mark.parametrize(("password", "domain"), [("wrong", "HELM"), (PASSWORD, "ELSEWHERE")])
async def test_a_refused_login_is_told(password, domain):
    with running_winrm() as (port, _):
        said = await try_winrm(HOST, port, login(password, domain=domain), client)
    assert said.outcome is Outcome.AUTH_FAILED


async def test_the_handshake_is_made_over_tls_at_a_certificate_that_is_trusted_or_meant(tmp_path):
    with running_winrm(self_signed(tmp_path)) as (port, asked):
        held = await try_winrm(HOST, port, login(tls="verified"), client)
        assert (held.outcome, asked) == (Outcome.IDENTITY_MISMATCH, [])
        entered = await try_winrm(HOST, port, login(tls="unverified"), client)
    assert entered.outcome is Outcome.OK


async def test_a_server_that_only_takes_passwords_gets_none():
    with running_winrm(scheme='Basic realm="WSMAN"') as (port, asked):
        said = await try_winrm(HOST, port, login(), client)
    assert (said.outcome, asked) == (Outcome.UNSUPPORTED, [""])
    assert "basic" in said.message


async def test_a_challenge_that_is_none_and_a_server_of_another_kind_are_told_apart():
    with running_winrm(challenge="bm90IE5UTE0=") as (port, asked):
        assert (await try_winrm(HOST, port, login(), client)).outcome is Outcome.RPC_ERROR
        assert len(asked) == 2
    with running_web("unused") as (port, _):
        assert (await try_winrm(HOST, port, login(), client)).outcome is Outcome.UNSUPPORTED
    assert (await try_winrm(HOST, port, login(), client)).outcome is Outcome.UNREACHABLE


def test_ports_follow_the_protection_and_secrets_are_no_text():
    assert port_of(parts(), login().port) == 5985
    assert port_of(parts(tls="verified"), login(tls="verified").port) == 5986
    assert port_of(parts(port="8443"), login().port) == 8443
    assert PASSWORD not in repr(login())


@pytest.mark.parametrize("transport", ["kerberos", "credssp"])
def test_transports_that_are_not_spoken_are_named(transport):
    with pytest.raises(InvalidCredentialError, match=transport):
        login(transport=transport)


def test_a_credential_without_a_domain_or_a_mode_of_tls_is_a_local_account_at_a_proved_certificate():
    bare = winrm_login_of(CredentialParts(CredentialKind.WINRM, user="wk", password="p"))
    assert (bare, bare.account) == (WinRmLogin("wk", "p"), "wk")
    with pytest.raises(InvalidCredentialError):
        winrm_login_of(CredentialParts(CredentialKind.HTTP_BASIC, user="u", password="p"))
