"""People: the first administrator, changes, and that an administrator always remains."""

import pytest

from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts.access.errors import BeyondOwnError
from watchkeeper.estate.accounts.errors import (
    LastAdminError,
    SessionEndedError,
    TooManyLoginsError,
    UserNameTakenError,
    UserNotFoundError,
    WeakPasswordError,
    WrongPasswordError,
)
from watchkeeper.estate.accounts.origins import Caller
from watchkeeper.estate.accounts.schemas import UserChange, UserCreate
from watchkeeper.estate.accounts.tokens import token_hash

PASSWORD = "four unrelated plain words"
OTHER = "another set of plain words"


async def test_the_first_start_makes_one_admin_whose_password_works_once_shown(database, accounts, desk):
    async with database.transaction() as session:
        first = await accounts.ensure_first_admin(session)
    opened = await desk.login(first.name, first.password, Caller())
    assert opened.user.role == "admin"
    assert opened.user.must_change_password
    assert first.password not in repr(first)
    assert first.password not in opened.user.password_hash
    async with database.transaction() as session:
        assert await accounts.ensure_first_admin(session) is None


async def test_names_differ_by_more_than_case(database, accounts, people, admin):
    async with database.transaction() as session:
        with pytest.raises(UserNameTakenError):
            await accounts.create_user(session, UserCreate(name="ROOT", role="viewer", password=PASSWORD), admin)
        with pytest.raises(UserNameTakenError):
            await accounts.change_user(session, people["vic"], UserChange(name="root"), admin)


async def test_a_weak_password_is_refused(database, accounts, admin):
    async with database.transaction() as session:
        with pytest.raises(WeakPasswordError):
            await accounts.create_user(session, UserCreate(name="kim", role="viewer", password="short"), admin)


@pytest.mark.parametrize("change", [{"role": "viewer"}, {"enabled": False}])
async def test_the_last_admin_stays(database, accounts, people, admin, change):
    async with database.transaction() as session:
        with pytest.raises(LastAdminError):
            await accounts.change_user(session, people["root"], UserChange(**change), admin)
        with pytest.raises(LastAdminError):
            await accounts.delete_user(session, people["root"], admin)


async def test_a_disabled_admin_does_not_count(database, accounts, people, admin):
    async with database.transaction() as session:
        await accounts.change_user(session, people["vic"], UserChange(role="admin", enabled=False), admin)
        with pytest.raises(LastAdminError):
            await accounts.delete_user(session, people["root"], admin)


async def test_with_two_admins_one_may_go(database, accounts, people, admin):
    async with database.transaction() as session:
        await accounts.change_user(session, people["vic"], UserChange(role="admin"), admin)
        await accounts.delete_user(session, people["root"], admin)
    async with database.reading() as session:
        with pytest.raises(UserNotFoundError):
            await accounts.user(session, people["root"])


async def test_an_admin_who_sets_a_password_ends_the_persons_sessions(database, accounts, desk, book, people, admin):
    opened = await desk.login("vic", PASSWORD, Caller())
    async with database.transaction() as session:
        user = await accounts.change_user(session, people["vic"], UserChange(password=OTHER), admin)
        assert user.must_change_password
    async with database.reading() as session:
        with pytest.raises(SessionEndedError):
            await book.find(session, opened.token)
    assert (await desk.login("vic", OTHER, Caller())).user.id == people["vic"]


async def test_ones_own_new_password_keeps_this_session_and_ends_the_others(database, accounts, desk, book, people):
    here = await desk.login("vic", PASSWORD, Caller())
    there = await desk.login("vic", PASSWORD, Caller())
    encoded = await accounts.hash_new(here.user, OTHER)
    async with database.transaction() as session:
        user = await accounts.change_password(session, people["vic"], encoded, token_hash(here.token))
        assert not user.must_change_password
    async with database.reading() as session:
        await book.find(session, here.token)
        with pytest.raises(SessionEndedError):
            await book.find(session, there.token)
    assert (await desk.login("vic", OTHER, Caller())).user.id == people["vic"]


async def test_the_present_password_is_no_new_one(accounts, desk, people):
    opened = await desk.login("vic", PASSWORD, Caller())
    with pytest.raises(WeakPasswordError):
        await accounts.hash_new(opened.user, PASSWORD)


async def test_the_present_password_must_be_right_and_is_braked(desk, people):
    opened = await desk.login("vic", PASSWORD, Caller())
    for _ in range(5):
        with pytest.raises(WrongPasswordError):
            await desk.prove(opened.user, "wrong", Caller())
    with pytest.raises(TooManyLoginsError):
        await desk.prove(opened.user, PASSWORD, Caller())


async def test_people_are_listed_by_name(database, accounts, people):
    async with database.reading() as session:
        found, total = await accounts.list_users(session, ListQuery(sort="-name"))
        assert ([user.name for user in found], total) == (["vic", "Root"], 2)
        assert (await accounts.list_users(session, ListQuery(q="VI")))[1] == 1


async def test_nobody_decides_over_who_may_do_more(database, accounts, people):
    clerk = Principal(9, "clerk", "clerk", frozenset({"accounts:view", "accounts:edit"}))
    new = UserCreate(name="kim", role="admin", password=PASSWORD)
    for refused in (
        lambda session: accounts.change_user(session, people["root"], UserChange(password=OTHER), clerk),
        lambda session: accounts.change_user(session, people["root"], UserChange(enabled=False), clerk),
        lambda session: accounts.delete_user(session, people["root"], clerk),
        lambda session: accounts.create_user(session, new, clerk),
    ):
        async with database.transaction() as session:
            with pytest.raises(BeyondOwnError):
                await refused(session)
