"""Ends of credentials and API keys: told once a stage, cleared when renewed, raised as alerts; no names in them."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts.keys.schemas import KeyCreate
from watchkeeper.estate.accounts.keys.service import ApiKeys
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.accounts.schemas import UserCreate
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.vault.schemas import CredentialChange, CredentialCreate
from watchkeeper.estate.vault.service import VaultService
from watchkeeper.observe.events.expiries import Ending, ExpiryWatch, news_of
from watchkeeper.observe.events.kinds import EventKind, Severity
from watchkeeper.observe.events.repository import EventFilter
from watchkeeper.observe.events.schemas import EventView
from watchkeeper.observe.events.service import EventService
from watchkeeper.understand.alerts.subscriptions import signal_of

START = datetime(2026, 3, 1, 12, tzinfo=UTC)
ROOT = Principal(1, "root", Role.ADMIN, permissions_of(Role.ADMIN))


class Clock:
    now = START

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def vault(clock):
    return VaultService(KeyRing(bytes(range(32))), clock)


@pytest.fixture
def keys(clock):
    return ApiKeys(clock=clock)


@pytest.fixture
def look(database, vault, keys, clock):
    watch = ExpiryWatch(EventService(clock=clock), vault, keys, clock)

    async def looked():
        async with database.transaction() as session:
            return [(event.object, event.kind, event.to_state) for event in await watch.look(session)]

    return looked


async def credential(database, vault, days):
    new = CredentialCreate(name="corridor-7", kind="snmp_v2c", community="c", expires_at=START + timedelta(days=days))
    async with database.transaction() as session:
        return (await vault.create(session, new, ROOT)).id


async def test_each_stage_is_told_once_and_a_new_end_clears_it(database, vault, look, clock):
    number = await credential(database, vault, 40)
    assert await look() == []
    for days, stage in ((10, "within_30_days"), (35, "within_7_days"), (41, "expired")):
        clock.now = START + timedelta(days=days)
        assert await look() == [(f"credential {number}", EventKind.SECRET_EXPIRING, stage)]
        assert await look() == []
    async with database.transaction() as session:
        await vault.change(session, number, CredentialChange(expires_at=START + timedelta(days=400)), ROOT)
    assert await look() == [(f"credential {number}", EventKind.SECRET_RENEWED, "")]
    assert await look() == []


async def test_a_removed_credential_is_no_warning_any_more(database, vault, look):
    number = await credential(database, vault, 3)
    assert [stage for _, _, stage in await look()] == ["within_7_days"]
    async with database.transaction() as session:
        await vault.delete(session, number, ROOT)
    assert [kind for _, kind, _ in await look()] == [EventKind.SECRET_RENEWED]


async def test_api_keys_are_told_a_week_before_and_forgotten_a_week_after(database, keys, look, clock):
    async with database.transaction() as session:
        robot = await AccountsService(clock=clock).create_user(
            session, UserCreate(name="robot", role="viewer", kind="service"), ROOT
        )
        new = KeyCreate(name="export", scopes=["devices:view"], expires_in_days=20)
        made = await keys.create(session, robot, new, ROOT)
    name, told = f"API key {made.row.id}", []
    for days in (1, 14, 15, 21, 22, 28, 29):
        clock.now = START + timedelta(days=days)
        told += [(days, *event) for event in await look()]
    assert told == [
        (14, name, EventKind.SECRET_EXPIRING, "within_7_days"),
        (21, name, EventKind.SECRET_EXPIRING, "expired"),
        (28, name, EventKind.SECRET_RENEWED, ""),
    ]


async def test_the_warning_is_an_event_and_an_alert_and_names_nobody(database, vault, look, clock):
    number = await credential(database, vault, 3)
    await look()
    async with database.reading() as session:
        (found,), _ = await EventService().list_events(session, EventFilter(), ListQuery())
    assert (found.device_id, found.severity) == (0, Severity.WARNING)
    assert found.message.startswith(f"Credential {number} ends on 2026-03-04 12:00 UTC.")
    assert "corridor" not in found.message
    signal = signal_of(EventView.of(found).as_json())
    assert signal is not None
    assert (signal.entity, signal.kind, signal.raised) == (f"platform:credential {number}", "secret_expiring", True)


@given(st.lists(st.integers(-40, 60), max_size=6), st.integers(0, 80))
def test_what_was_told_is_never_told_again(days, later):
    now = START + timedelta(days=later)
    ending = [Ending(f"credential {n}", START + timedelta(days=30 + d), "") for n, d in enumerate(days)]
    told = {"credential 99": "expired"}
    for event in news_of(ending, told, now):
        told[event.object] = event.to_state
    assert news_of(ending, told, now) == []
    assert told["credential 99"] == ""
