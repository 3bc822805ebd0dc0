"""People to log in with, cheap hashes and a clock that stands until it is moved."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.endpoints import AccountsOffice
from watchkeeper.estate.accounts.keys.service import ApiKeys
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.passwords import Passwords
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.accounts.schemas import UserCreate
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.accounts.sessions import SessionBook
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
def accounts(passwords, settings, clock):
    return AccountsService(passwords, clock, settings)


@pytest.fixture
def key_ring():
    return KeyRing(bytes(range(32)))


@pytest.fixture
def book(settings, key_ring, clock):
    return SessionBook(settings, key_ring, clock)


@pytest.fixture
def factors(key_ring, clock):
    return SecondFactors(key_ring, clock)


@pytest.fixture
def desk(database, book, factors, passwords, settings, clock):
    return LoginDesk(database, book, factors, passwords, settings, clock)


@pytest.fixture
def keys(settings, clock):
    return ApiKeys(settings, clock)


@pytest.fixture
def office(accounts, desk, book, factors, keys):
    return AccountsOffice(accounts, desk, book, factors, keys, LoginCookies(secure=False))


@pytest.fixture
def admin():
    return Principal(1, "root", Role.ADMIN, permissions_of(Role.ADMIN))


def new_person(name, role):
    return UserCreate(name=name, role=role, password=PASSWORD, must_change_password=False)


@pytest.fixture
async def people(database, accounts, admin):
    """An admin called Root and a viewer called Vic, who have chosen their passwords themselves."""
    async with database.transaction() as session:
        root = await accounts.create_user(session, new_person("Root", "admin"), admin)
        vic = await accounts.create_user(session, new_person("vic", "viewer"), admin)
        return {"root": root.id, "vic": vic.id}
