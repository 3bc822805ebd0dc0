"""The vault: sealed at rest, one credential a device, clear refusals."""

import logging
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.errors import ConfigurationError
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.keys.rewrapping import any_sealed, check_all
from watchkeeper.estate.drivers.protocol import SnmpCredential
from watchkeeper.estate.vault.errors import (
    CredentialNameTakenError,
    CredentialNotFoundError,
    InvalidCredentialError,
)
from watchkeeper.estate.vault.resolving import Subject
from watchkeeper.estate.vault.schemas import CredentialChange, CredentialCreate
from watchkeeper.estate.vault.sealed import SEALED
from watchkeeper.estate.vault.service import VaultService

KEY = bytes(range(32))
OTHER_KEY = bytes(range(50, 82))
SECRET = "xyzzy-plugh"


def v2c(name, community=SECRET, **more):
    return CredentialCreate(name=name, kind="snmp_v2c", community=community, **more)


V3 = CredentialCreate(
    name="v3", kind="snmp_v3", user="wk", auth="sha256", auth_secret="auth-" + SECRET, priv="aes128",
    priv_secret="priv-" + SECRET, context="blue",
)  # fmt: skip


async def add(database, vault, engineer, *credentials):
    async with database.transaction() as session:
        return [(await vault.create(session, new, engineer)).id for new in credentials]


async def test_what_was_stored_comes_back_for_the_driver(database, vault, engineer):
    plain, v3 = await add(database, vault, engineer, v2c("plain"), V3)
    async with database.reading() as session:
        found = await vault.credentials_by_id(session, [plain, v3])
    assert found[plain] == SnmpCredential("2c", SECRET)
    assert found[v3] == SnmpCredential("3", "", "wk", "sha256", "auth-" + SECRET, "aes128", "priv-" + SECRET, "blue")


async def test_no_column_holds_a_secret_in_the_clear(database, vault, engineer, caplog):
    caplog.set_level(logging.DEBUG)
    await add(database, vault, engineer, v2c("plain"), V3)
    async with database.reading() as session:
        rows = (await session.execute(text("SELECT * FROM credentials"))).all()
    for row in rows:
        for value in row:
            raw = value if isinstance(value, (bytes, memoryview)) else str(value).encode()
            assert SECRET.encode() not in bytes(raw)
    assert SECRET not in caplog.text


async def test_no_repr_shows_a_secret(database, vault, engineer):
    async with database.transaction() as session:
        stored = await vault.create(session, V3, engineer)
        found = await vault.credentials_by_id(session, [stored.id])
    assert SECRET not in repr(stored) + repr(found) + repr(V3)


async def test_the_device_wins_over_its_site_and_the_site_over_the_default(database, vault, engineer, query_counter):
    device, site, default = await add(
        database, vault, engineer, v2c("d", "device"), v2c("s", "site"), v2c("x", "default", is_default=True)
    )
    subjects = [
        Subject(1, device, site),
        Subject(2, None, site),
        Subject(3),
        *(Subject(number, device) for number in range(10, 60)),
    ]
    async with database.reading() as session:
        with query_counter(database) as statements:
            found = await vault.credential_for(session, subjects)
    assert [found[number].credential.community for number in (1, 2, 3)] == ["device", "site", "default"]
    assert len(found) == len(subjects)
    assert len(statements) == 4
    assert default


async def test_without_any_credential_a_device_is_absent(database, vault, engineer):
    await add(database, vault, engineer, v2c("unrelated"))
    async with database.reading() as session:
        assert await vault.credential_for(session, [Subject(1)]) == {}


async def test_there_is_one_default_at_most(database, vault, engineer):
    one, two = await add(database, vault, engineer, v2c("one", is_default=True), v2c("two", is_default=True))
    async with database.transaction() as session:
        await vault.change(session, one, CredentialChange(is_default=True), engineer)
    async with database.reading() as session:
        listed, _ = await vault.list_credentials(session, ListQuery(sort="name"))
        assert [(item.id, item.is_default) for item in listed] == [(one, True), (two, False)]


async def test_a_new_secret_replaces_the_old_and_the_rest_stays(database, vault, engineer):
    (v3,) = await add(database, vault, engineer, V3)
    async with database.transaction() as session:
        await vault.change(session, v3, CredentialChange(auth_secret="quite another one"), engineer)
    async with database.reading() as session:
        found = (await vault.credentials_by_id(session, [v3]))[v3]
    assert (found.auth_secret, found.priv_secret, found.user) == ("quite another one", "priv-" + SECRET, "wk")


async def test_taking_privacy_away_drops_its_secret(database, vault, engineer):
    (v3,) = await add(database, vault, engineer, V3)
    async with database.transaction() as session:
        await vault.change(session, v3, CredentialChange(priv=None), engineer)
    async with database.reading() as session:
        found = (await vault.credentials_by_id(session, [v3]))[v3]
    assert (found.priv, found.priv_secret, found.auth) == (None, "", "sha256")


async def test_a_change_must_leave_a_usable_credential(database, vault, engineer):
    (plain,) = await add(database, vault, engineer, v2c("plain"))
    async with database.transaction() as session:
        with pytest.raises(InvalidCredentialError):
            await vault.change(session, plain, CredentialChange(community=""), engineer)


async def test_an_old_envelope_put_back_does_not_open(database, vault, engineer):
    (plain,) = await add(database, vault, engineer, v2c("plain"))
    async with database.transaction() as session:
        old = await session.scalar(text("SELECT secret FROM credentials"))
        await vault.change(session, plain, CredentialChange(community="newer"), engineer)
        await session.execute(text("UPDATE credentials SET secret = :old"), {"old": old})
    async with database.reading() as session:
        with pytest.raises(ConfigurationError, match="does not open"):
            await check_all(session, KeyRing(KEY), SEALED)


async def test_one_damaged_secret_leaves_only_its_devices_out(database, vault, engineer):
    good, bad = await add(database, vault, engineer, v2c("good"), v2c("bad"))
    async with database.transaction() as session:
        await session.execute(text("UPDATE credentials SET secret = :junk WHERE id = :id"), {"junk": b"x", "id": bad})
    async with database.reading() as session:
        found = await vault.credential_for(session, [Subject(1, good), Subject(2, bad)])
    assert list(found) == [1]


async def test_a_wrong_master_key_is_a_clear_error(database, vault, engineer):
    await add(database, vault, engineer, v2c("plain"))
    async with database.reading() as session:
        await check_all(session, KeyRing(KEY), SEALED)
        with pytest.raises(ConfigurationError, match="encrypted with master key"):
            await check_all(session, KeyRing(OTHER_KEY), SEALED)


async def test_whether_secrets_exist(database, vault, engineer):
    async with database.reading() as session:
        assert not await any_sealed(session, SEALED)
    await add(database, vault, engineer, v2c("plain"))
    async with database.reading() as session:
        assert await any_sealed(session, SEALED)


async def test_names_are_unique_and_missing_ones_are_named(database, vault, engineer):
    one, two = await add(database, vault, engineer, v2c("one"), v2c("two"))
    async with database.transaction() as session:
        with pytest.raises(CredentialNameTakenError):
            await vault.create(session, v2c("one"), engineer)
        with pytest.raises(CredentialNameTakenError):
            await vault.change(session, two, CredentialChange(name="one"), engineer)
        with pytest.raises(CredentialNotFoundError, match="99"):
            await vault.credentials_by_id(session, [one, 99])
        await vault.delete(session, one, engineer)
        with pytest.raises(CredentialNotFoundError):
            await vault.delete(session, one, engineer)
        assert await vault.names(session) == {"two": two}


PASSWORDS = {"user": "admin", "password": "planted-" + SECRET}


@pytest.mark.parametrize(
    ("kind", "parts"),
    [
        ("ssh_password", {**PASSWORDS, "enable_secret": SECRET, "attributes": {"port": "2222"}}),
        ("netconf", PASSWORDS),
        ("http_basic", PASSWORDS),
        ("http_token", {"token": SECRET, "attributes": {"header": "X-Auth-Token", "scheme": ""}}),
        ("winrm", {**PASSWORDS, "attributes": {"transport": "kerberos", "domain": "EXAMPLE"}}),
        ("generic", {"extra": {"pin": "4711-" + SECRET}}),
    ],
)
async def test_every_kind_is_stored_and_comes_back_whole(database, vault, engineer, kind, parts):
    (number,) = await add(database, vault, engineer, CredentialCreate(name="x", kind=kind, **parts))
    async with database.reading() as session:
        found = await vault.parts_of(session, number)
        stored = (await session.execute(text("SELECT * FROM credentials"))).one()
    secrets = {name: value for name, value in parts.items() if name not in {"user", "attributes", "extra"}}
    assert found.secrets() == secrets | parts.get("extra", {})
    assert found.attributes == parts.get("attributes", {})
    assert SECRET not in repr(found)
    assert all(SECRET.encode() not in bytes(str(value), "utf-8") for value in stored if not isinstance(value, bytes))


async def test_a_default_flag_is_for_snmp_alone(database, vault, engineer):
    with pytest.raises(InvalidCredentialError, match="cannot be the default"):
        await add(database, vault, engineer, CredentialCreate(name="x", kind="netconf", **PASSWORDS, is_default=True))


async def test_data_keys_are_renewed_a_few_at_a_time_and_only_once(database, engineer):
    now = datetime(2026, 1, 5, 12, tzinfo=UTC)
    vault = VaultService(KeyRing(KEY), lambda: now)
    await add(database, vault, engineer, *(v2c(f"c{number}") for number in range(5)))
    begun = now = now + timedelta(days=1)
    async with database.reading() as session:
        before = set((await session.scalars(text("SELECT secret FROM credentials"))).all())
    rounds = []
    while not rounds or rounds[-1]:
        async with database.transaction() as session:
            rounds.append(await vault.renew_data_keys(session, begun, 2))
    assert rounds == [2, 2, 1, 0]
    async with database.reading() as session:
        after = set((await session.scalars(text("SELECT secret FROM credentials"))).all())
        await check_all(session, KeyRing(KEY), SEALED)
    assert not before & after


async def test_revealing_leaves_an_entry_with_the_reason(database, vault, engineer):
    (number,) = await add(database, vault, engineer, v2c("plain"))
    async with database.transaction() as session:
        assert await vault.reveal(session, number, "a good reason", engineer) == {"community": SECRET}
    async with database.reading() as session:
        rows = (await session.execute(text("SELECT verb, reason FROM audit_entries ORDER BY id"))).all()
    assert [tuple(row) for row in rows] == [("credential.create", ""), ("credential.reveal", "a good reason")]


async def test_credentials_that_end_soon_are_listed(database, vault, engineer):
    now = vault.now()
    ends = {"past": -1, "week": 6, "month": 29, "later": 40}
    await add(database, vault, engineer, *(v2c(n, expires_at=now + timedelta(days=d)) for n, d in ends.items()))
    async with database.reading() as session:
        assert [item.name for item in await vault.expiring(session)] == ["past", "week", "month"]
