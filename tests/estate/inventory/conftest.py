"""An inventory with a vault, a clock that stands until it is moved, and quick ways to fill it."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.schemas import DeviceCreate
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.inventory.settings import InventorySettings
from watchkeeper.estate.vault.schemas import CredentialCreate
from watchkeeper.estate.vault.service import VaultService


@dataclass
class FakeClock:
    now: datetime = datetime(2026, 1, 5, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def advance(self, seconds):
        self.now += timedelta(seconds=seconds)
        return self.now


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def vault(clock):
    return VaultService(KeyRing(bytes(range(32))), clock)


@pytest.fixture
def inventory(vault, clock):
    return InventoryService(vault, InventorySettings(), clock)


@pytest.fixture
def groups(vault, clock):
    return GroupService(vault, clock)


@pytest.fixture
def engineer():
    return Principal(1, "eve", "engineer", frozenset())


@pytest.fixture
def add_devices(database, inventory, engineer):
    """Add devices by name: ``a, b = await add_devices("a", "b", tags=["x"])`` gives their ids."""
    used = iter(range(1, 65_000))

    async def add(*names, **values):
        async with database.transaction() as session:
            made = []
            for name in names:
                number = next(used)
                new = DeviceCreate(**{"name": name, "address": f"10.0.{number // 250}.{number % 250 + 1}"} | values)
                made.append((await inventory.create_device(session, new, engineer)).id)
            return made

    return add


@pytest.fixture
def add_credential(database, vault, engineer):
    async def add(name, community="c", **more):
        async with database.transaction() as session:
            new = CredentialCreate(name=name, kind="snmp_v2c", community=community, **more)
            return (await vault.create(session, new, engineer)).id

    return add
