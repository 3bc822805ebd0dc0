"""People to log in with, cheap hashes and a clock that stands until it is moved."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.passwords import Passwords
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.accounts.schemas import UserCreate
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.accounts.settings import AccountsSettings

PASSWORD = "four unrelated plain words"


@dataclass
class FakeClock:
    now: datetime = datetime(2026, 1, 5, 12, tzinfo=UTC)

    def __call__(self):
        return self.now

    def advance(self, seconds):
        self.now += timedelta(seconds=seconds)


@pytest.fixture
def clock():
    return FakeClock()


@pytest.fixture
def passwords():
    return Passwords(time_cost=1, memory_kib=8)


@pytest.fixture
def settings():
    return AccountsSettings()


@pytest.fixture
def accounts(passwords, clock):
    return AccountsService(passwords, clock)


@pytest.fixture
def desk(database, passwords, settings, clock):
    return LoginDesk(database, passwords, settings, clock)


@pytest.fixture
def admin():
    return Principal(1, "root", Role.ADMIN, permissions_of(Role.ADMIN))


@pytest.fixture
async def people(database, accounts, admin):
    """An admin called Root and a viewer called Vic."""
    async with database.transaction() as session:
        root = await accounts.create_user(session, UserCreate(name="Root", role="admin", password=PASSWORD), admin)
        vic = await accounts.create_user(session, UserCreate(name="vic", role="viewer", password=PASSWORD), admin)
        return {"root": root.id, "vic": vic.id}
