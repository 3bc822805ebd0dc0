"""The master key is changed while everything runs; a run that was broken off goes on."""

import asyncio
import contextlib
import os

import pytest
from sqlalchemy import LargeBinary, text

from watchkeeper.core.audit import Actor, ActorKind
from watchkeeper.core.audit.sealing import Sealer
from watchkeeper.core.audit.verifying import verify
from watchkeeper.core.crypto import EncryptedBytes, key_file
from watchkeeper.core.database import Base
from watchkeeper.core.errors import ConflictError
from watchkeeper.core.http.security import Principal
from watchkeeper.core.keys import rewrapping
from watchkeeper.core.keys.keeper import open_ring
from watchkeeper.core.keys.providers import LocalKeys
from watchkeeper.core.keys.rotation import KeyRotation
from watchkeeper.core.migrate import load_models
from watchkeeper.estate.vault.schemas import CredentialCreate
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.faces.wiring import SEALED

ME = Actor(ActorKind.LOCAL, "", "tester")
EVE = Principal(1, "eve", "engineer", frozenset())


@pytest.fixture
def source(tmp_path):
    return LocalKeys(tmp_path, {})


@pytest.fixture
def ring(source):
    return open_ring(source, secrets_exist=False)


@pytest.fixture
def rotation(database, ring, source):
    return KeyRotation(database, ring, source, SEALED)


async def fill(database, ring, count):
    vault = VaultService(ring)
    async with database.transaction() as session:
        for number in range(count):
            new = CredentialCreate(name=f"c{number}", kind="snmp_v2c", community=f"secret-{number}")
            await vault.create(session, new, EVE)
    return vault


def age(tmp_path):
    os.utime(key_file(tmp_path), (1, 1))


async def test_everything_moves_to_a_new_key_and_the_old_one_can_go(database, ring, source, rotation, tmp_path):
    await fill(database, ring, 5)
    await Sealer(database, ring, tmp_path).seal_all()
    old = ring.current_id
    assert await rotation.add_key(ME) != old
    with pytest.raises(ConflictError, match="still wrapped"):
        await rotation.drop_retired(ME)
    assert await rotation.rewrap(ME) == 6  # five credentials and the key that signs the audit log
    with pytest.raises(ConflictError, match="may still seal"):
        await rotation.drop_retired(ME)
    age(tmp_path)
    assert await rotation.drop_retired(ME) == 1
    assert (await rotation.state()).wrapped == {ring.current_id: 6}
    fresh = open_ring(source, secrets_exist=True)
    async with database.reading() as session:
        await rewrapping.check_all(session, fresh, SEALED)
        assert (await verify(session, fresh, tmp_path)).intact
        verbs = (await session.scalars(text("SELECT verb FROM audit_entries ORDER BY id"))).all()
    assert [verb for verb in verbs if verb.startswith("vault.")] == ["vault.add_key", "vault.rewrap", "vault.drop_keys"]


async def test_a_run_that_was_broken_off_goes_on_with_what_is_left(database, ring, rotation, monkeypatch):
    monkeypatch.setattr(rewrapping, "BATCH", 2)
    await fill(database, ring, 7)
    await rotation.add_key(ME)

    def die_after_four(done):
        if done >= 4:
            raise RuntimeError

    with contextlib.suppress(RuntimeError):
        await rewrapping.rewrap_all(database, ring, SEALED, die_after_four)
    wrapped = (await rotation.state()).wrapped
    assert sorted(wrapped.values()) == [3, 4]
    async with database.reading() as session:
        await rotation.check(session)  # both keys open all the while
    assert await rotation.rewrap(ME) == 3


async def test_secrets_are_stored_and_read_while_the_key_changes(database, ring, rotation):
    vault = await fill(database, ring, 10)

    async def write(number):
        async with database.transaction() as session:
            new = CredentialCreate(name=f"more{number}", kind="snmp_v2c", community=f"more-{number}")
            return (await vault.create(session, new, EVE)).id

    async def change():
        await rotation.add_key(ME)
        return await rotation.rewrap(ME)

    _, *added = await asyncio.gather(change(), *(write(number) for number in range(10)))
    await rotation.rewrap(ME)
    async with database.reading() as session:
        found = await vault.credentials_by_id(session, added)
    assert {one.community for one in found.values()} == {f"more-{number}" for number in range(10)}
    assert list((await rotation.state()).wrapped) == [ring.current_id]


def test_every_column_of_envelopes_takes_part_in_a_change_of_keys():
    load_models()
    listed = {(column.model.__tablename__, column.column) for column in SEALED}
    found = {
        (mapper.class_.__tablename__, name)
        for mapper in Base.registry.mappers
        for name, annotation in mapper.class_.__annotations__.items()
        if EncryptedBytes.__name__ in str(annotation)
    }
    assert found == listed


NO_ENVELOPES = {("security_keys", "data"), ("topology_looks", "digest")}
"""Columns of octets that hold no secret: the public halves of security keys, and what sums up a device's words."""


def test_every_column_of_octets_is_an_envelope_or_holds_no_secret():
    load_models()
    listed = {(column.model.__tablename__, column.column) for column in SEALED}
    octets = {
        (table.name, column.name)
        for table in Base.metadata.tables.values()
        for column in table.columns
        if isinstance(column.type, LargeBinary)
    }
    assert octets - NO_ENVELOPES == listed
