from datetime import timedelta
from pathlib import Path

import pytest

from watchkeeper.core.crypto import KeyRing, load_key_ring
from watchkeeper.core.database import Database, default_url
from watchkeeper.core.http.security import Principal
from watchkeeper.core.keys.providers import LocalKeys
from watchkeeper.core.migrate import head, upgrade
from watchkeeper.estate.vault.schemas import CredentialCreate
from watchkeeper.estate.vault.sealed import SEALED
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.operate.doctor.inspection import inspect

KEY = bytes(range(32))
ACTOR = Principal(1, "admin", "admin", frozenset())


@pytest.fixture
async def embedded(tmp_path):
    """A data directory with an empty database file that is not migrated."""
    database = Database(default_url(tmp_path))
    yield database
    await database.dispose()


@pytest.fixture
def store(tmp_path):
    service = SeriesService(SeriesSettings(), tmp_path / "series")
    service.start()
    yield service
    service.close()


def write_key(data_dir: Path, key: bytes) -> None:
    path = data_dir / "master.key"
    path.write_text(key.hex(), encoding="ascii")
    path.chmod(0o600)


async def add_secret(database: Database, key: bytes) -> None:
    vault = VaultService(KeyRing(key))
    async with database.transaction() as session:
        await vault.create(
            session, CredentialCreate.model_validate({"name": "c", "kind": "snmp_v2c", "community": "x"}), ACTOR
        )


async def test_an_empty_database_is_found_and_what_stands_on_it_is_not_guessed(tmp_path, embedded, store):
    facts = await inspect(embedded, store, LocalKeys(tmp_path, {}), SEALED)
    assert facts.database.problem is None
    assert facts.database.revision is None
    assert facts.database.newest_revision == head()
    assert facts.vault is None
    assert facts.segments.files == 0


async def test_a_working_installation(tmp_path, embedded, store):
    await upgrade(embedded)
    write_key(tmp_path, KEY)
    assert load_key_ring(tmp_path) is not None
    await add_secret(embedded, KEY)
    facts = await inspect(embedded, store, LocalKeys(tmp_path, {}), SEALED)
    assert facts.database.revision == head()
    assert (facts.vault.key_found, facts.vault.secrets, facts.vault.problem) == (True, 1, None)
    assert facts.segments.problem is None


async def test_credentials_that_end_soon_are_told(tmp_path, embedded, store):
    await upgrade(embedded)
    write_key(tmp_path, KEY)
    await add_secret(embedded, KEY)
    vault = VaultService(KeyRing(KEY))
    soon = CredentialCreate.model_validate(
        {"name": "soon", "kind": "snmp_v2c", "community": "x", "expires_at": vault.now() + timedelta(days=3)}
    )
    async with embedded.transaction() as session:
        await vault.create(session, soon, ACTOR)
    facts = await inspect(embedded, store, LocalKeys(tmp_path, {}), SEALED)
    assert facts.vault.ending == ("soon",)


async def test_a_key_that_does_not_open_the_secrets_is_a_problem(tmp_path, embedded, store):
    await upgrade(embedded)
    write_key(tmp_path, bytes(reversed(range(32))))
    await add_secret(embedded, KEY)
    facts = await inspect(embedded, store, LocalKeys(tmp_path, {}), SEALED)
    assert facts.vault.problem.message
    assert facts.segments.problem is None


async def test_secrets_without_a_key_are_a_problem_and_nothing_yet_is_none(tmp_path, embedded, store):
    await upgrade(embedded)
    facts = await inspect(embedded, store, LocalKeys(tmp_path, {}), SEALED)
    assert (facts.vault.key_found, facts.vault.problem) == (False, None)
    await add_secret(embedded, KEY)
    facts = await inspect(embedded, store, LocalKeys(tmp_path, {}), SEALED)
    assert "no master key" in facts.vault.problem.message


async def test_a_database_that_does_not_answer_is_a_problem_with_a_hint(tmp_path, store):
    database = Database("postgresql+psycopg://wk:hidden@127.0.0.1:1/wk")
    facts = await inspect(database, store, LocalKeys(tmp_path, {}), SEALED)
    await database.dispose()
    assert facts.database.kind == "postgresql"
    assert "does not answer" in facts.database.problem.message
    assert facts.database.problem.hint
    assert "hidden" not in facts.database.problem.message


async def test_damaged_samples_are_counted(tmp_path, embedded, store):
    place = tmp_path / "series" / "quarantine" / "host"
    place.mkdir(parents=True)
    (place / "broken.parquet").write_bytes(b"x")
    facts = await inspect(embedded, store, LocalKeys(tmp_path, {}), SEALED)
    assert facts.segments.set_aside == 1
