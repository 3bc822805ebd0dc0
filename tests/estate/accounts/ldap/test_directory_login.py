"""Logging in with a directory's password, against a real slapd."""

import shutil

import pytest
from running_slapd import ADMIN_DN, PATH, SUFFIX, running_slapd

from watchkeeper.core.errors import ConfigurationError
from watchkeeper.estate.accounts.errors import TooManyLoginsError, WrongLoginError, WrongPasswordError
from watchkeeper.estate.accounts.external.errors import NoRoleError, ProviderUnavailableError
from watchkeeper.estate.accounts.external.service import ExternalAccounts
from watchkeeper.estate.accounts.ldap.desk import DirectoryDesk
from watchkeeper.estate.accounts.ldap.directory import Directory
from watchkeeper.estate.accounts.ldap.settings import LdapSettings
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.origins import Caller
from watchkeeper.estate.accounts.schemas import UserChange

pytestmark = [
    pytest.mark.integration,
    pytest.mark.skipif(
        shutil.which("slapd", path=PATH) is None, reason="slapd is not installed (apt-get install slapd)"
    ),
    pytest.mark.filterwarnings("ignore::DeprecationWarning"),  # ldap3 reads old names of pyasn1
    # ldap3 drops the socket of a connection whose certificate is refused
    pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning"),
]
HOME = Caller(address="192.0.2.1")
OLA, PER = "ola's directory password", "per's directory password"


@pytest.fixture(scope="module")
def slapd():
    with running_slapd() as started:
        yield started


@pytest.fixture
def ldap_settings(slapd):
    return LdapSettings(
        enabled=True,
        url=f"ldaps://127.0.0.1:{slapd.tls_port}",
        ca_file=slapd.ca_file,
        bind_dn=f"cn=reader,{SUFFIX}",
        bind_password="reader-password-1",
        base_dn=SUFFIX,
        roles={"netadmins": "admin", "netops": "operator"},
    )


@pytest.fixture
def new_desk(database, book, factors, passwords, settings, clock):
    def make(ldap_settings):
        directory = DirectoryDesk(Directory(ldap_settings), ExternalAccounts(clock), ldap_settings)
        return LoginDesk(database, book, factors, passwords, settings, clock, directory)

    return make


async def test_the_right_password_opens_a_session_with_the_groups_role(new_desk, ldap_settings, people):
    opened = await new_desk(ldap_settings).login("ola", OLA, HOME)
    user = opened.user
    assert (user.name, user.role, user.origin, user.password_hash) == ("ola", "operator", "ldap", "")
    assert (user.display_name, user.email) == ("Ola Nord", "ola@example.org")


async def test_a_second_login_is_the_same_account(new_desk, ldap_settings, people):
    desk = new_desk(ldap_settings)
    first = await desk.login("ola", OLA, HOME)
    assert (await desk.login("OLA", OLA, HOME)).user.id == first.user.id


async def test_start_tls_encrypts_before_anything_is_said(slapd, new_desk, ldap_settings, people):
    by_start_tls = ldap_settings.model_copy(update={"url": f"ldap://127.0.0.1:{slapd.port}"})
    assert (await new_desk(by_start_tls).login("ola", OLA, HOME)).user.name == "ola"


async def test_a_certificate_that_nobody_vouches_for_is_not_believed(slapd, new_desk, ldap_settings, people):
    untrusting = ldap_settings.model_copy(update={"ca_file": ""})
    for url in (f"ldaps://127.0.0.1:{slapd.tls_port}", f"ldap://127.0.0.1:{slapd.port}"):
        with pytest.raises(ProviderUnavailableError):
            await new_desk(untrusting.model_copy(update={"url": url})).login("ola", OLA, HOME)


async def test_a_certificate_of_another_name_is_not_believed(slapd, new_desk, ldap_settings, people):
    by_name = ldap_settings.model_copy(update={"url": f"ldaps://localhost:{slapd.tls_port}"})
    with pytest.raises(ProviderUnavailableError):
        await new_desk(by_name).login("ola", OLA, HOME)


@pytest.mark.parametrize("password", ["", "wrong", OLA + " ", "\x00", f"{OLA}\x00"])
async def test_a_wrong_or_empty_password_is_refused(new_desk, ldap_settings, people, password):
    with pytest.raises(WrongLoginError):
        await new_desk(ldap_settings).login("ola", password, HOME)


@pytest.mark.parametrize("name", ["*", "ol*", "ola)(uid=*", "*)(objectClass=*", "ola\\", "(ola)", "ola*)(|(uid=*"])
async def test_a_name_is_only_ever_a_name_in_a_filter(new_desk, ldap_settings, people, name):
    with pytest.raises(WrongLoginError):
        await new_desk(ldap_settings).login(name, OLA, HOME)


async def test_a_local_account_is_never_asked_about(new_desk, ldap_settings, people):
    desk = new_desk(ldap_settings)
    with pytest.raises(WrongLoginError):
        await desk.login("vic", "another vic's password", HOME)
    assert (await desk.login("vic", "four unrelated plain words", HOME)).user.id == people["vic"]


async def test_who_is_in_no_mapped_group_is_not_let_in(new_desk, ldap_settings, people):
    with pytest.raises(NoRoleError):
        await new_desk(ldap_settings).login("per", PER, HOME)
    with_default = ldap_settings.model_copy(update={"default_role": "viewer"})
    assert (await new_desk(with_default).login("per", PER, HOME)).user.role == "viewer"


async def test_a_group_that_changes_changes_the_role(slapd, new_desk, ldap_settings, people):
    desk = new_desk(ldap_settings.model_copy(update={"default_role": "viewer"}))
    assert (await desk.login("per", PER, HOME)).user.role == "viewer"
    group, member = f"cn=netops,ou=groups,{SUFFIX}", f"uid={{}},ou=people,{SUFFIX}"
    slapd.modify(f"{group}|member|{member.format('ola')}|{member.format('per')}")
    try:
        user = (await desk.login("per", PER, HOME)).user
    finally:
        slapd.modify(f"{group}|member|{member.format('ola')}|{member.format('vic')}")
    assert user.role == "operator"
    assert "viewer became operator" in user.role_note


async def test_a_disabled_account_stays_out(new_desk, ldap_settings, people, database, accounts, admin):
    desk = new_desk(ldap_settings)
    ola = (await desk.login("ola", OLA, HOME)).user
    async with database.transaction() as session:
        await accounts.change_user(session, ola.id, UserChange(enabled=False), admin)
    with pytest.raises(WrongLoginError):
        await desk.login("ola", OLA, HOME)


async def test_guesses_are_braked_as_elsewhere(new_desk, ldap_settings, people):
    desk = new_desk(ldap_settings)
    for _ in range(5):
        with pytest.raises(WrongLoginError):
            await desk.login("ola", "wrong", HOME)
    with pytest.raises(TooManyLoginsError):
        await desk.login("ola", OLA, HOME)


async def test_a_proof_asks_the_directory(new_desk, ldap_settings, people):
    desk = new_desk(ldap_settings)
    ola = (await desk.login("ola", OLA, HOME)).user
    await desk.prove(ola, OLA, HOME)
    with pytest.raises(WrongPasswordError):
        await desk.prove(ola, "wrong", HOME)


async def test_while_the_directory_is_down_local_accounts_get_in_and_nothing_is_counted(new_desk, people):
    gone = LdapSettings(enabled=True, url="ldaps://127.0.0.1:9", base_dn=SUFFIX, timeout_s=1)
    desk = new_desk(gone)
    for _ in range(7):
        with pytest.raises(ProviderUnavailableError):
            await desk.login("ola", OLA, HOME)
    assert (await desk.login("root", "four unrelated plain words", HOME)).user.id == people["root"]


async def test_a_wrong_service_password_is_the_installations_fault_not_the_persons(new_desk, ldap_settings, people):
    wrong = ldap_settings.model_copy(update={"bind_dn": ADMIN_DN})
    with pytest.raises(ProviderUnavailableError):
        await new_desk(wrong).login("ola", OLA, HOME)


@pytest.mark.parametrize(
    "settings",
    [
        {"url": "", "base_dn": SUFFIX},
        {"url": "http://x", "base_dn": SUFFIX},
        {"url": "ldaps://x", "base_dn": ""},
        {"url": "ldap://x", "base_dn": SUFFIX, "start_tls": False},
    ],
)
def test_a_directory_that_is_not_set_up_or_not_encrypted_is_refused_at_start(settings):
    with pytest.raises(ConfigurationError):
        Directory(LdapSettings(enabled=True, **settings))
