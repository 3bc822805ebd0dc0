"""Roles of one's own, limits of accounts, and the principal that comes of both."""

import pytest

from watchkeeper.core.scope import EVERYTHING, Scope
from watchkeeper.estate.accounts import repository
from watchkeeper.estate.accounts.access.errors import (
    BeyondOwnError,
    BuiltInRoleError,
    InvalidScopeError,
    RoleInUseError,
    RoleNameTakenError,
    RoleNotFoundError,
    UnknownPermissionError,
)
from watchkeeper.estate.accounts.access.schemas import RoleChange, RoleCreate
from watchkeeper.estate.accounts.access.service import AccessService, principal_of
from watchkeeper.estate.accounts.errors import LastAdminError, UserNotFoundError
from watchkeeper.estate.accounts.permissions import BUNDLES, PLATFORM_WIDE, Role
from watchkeeper.estate.inventory.models import Site


@pytest.fixture
def access(clock):
    return AccessService(clock)


@pytest.fixture
async def site(database, clock):
    async with database.transaction() as session:
        made = Site(name="here", created_at=clock(), updated_at=clock())
        session.add(made)
        await session.flush()
        return made.id


@pytest.fixture
def principal(database):
    async def ask(user_id):
        async with database.reading() as session:
            return await principal_of(session, await repository.user(session, user_id))

    return ask


async def give(database, user_id, role):
    async with database.transaction() as session:
        (await repository.user(session, user_id)).role = role


async def test_an_account_without_a_limit_sees_everything(people, principal):
    vic = await principal(people["vic"])
    assert vic.scope == EVERYTHING
    assert vic.permissions == BUNDLES[Role.VIEWER]


async def test_a_limited_account_has_no_platform_wide_permission(database, people, access, site, principal, admin):
    async with database.transaction() as session:
        await access.set_scope(session, people["vic"], Scope(frozenset({site})), admin)
    vic = await principal(people["vic"])
    assert vic.scope == Scope(frozenset({site}))
    assert vic.permissions == BUNDLES[Role.VIEWER] - PLATFORM_WIDE
    assert "devices:view" in vic.permissions
    async with database.transaction() as session:
        await access.set_scope(session, people["vic"], EVERYTHING, admin)
    assert (await principal(people["vic"])).scope == EVERYTHING


async def test_when_its_last_site_is_removed_an_account_sees_nothing(database, people, access, site, principal, admin):
    async with database.transaction() as session:
        await access.set_scope(session, people["vic"], Scope(frozenset({site})), admin)
    async with database.transaction() as session:
        await session.delete(await session.get(Site, site))
    assert (await principal(people["vic"])).scope == Scope()


async def test_a_scope_names_what_is_there_and_leaves_an_administrator(database, people, access, admin):
    async with database.transaction() as session:
        with pytest.raises(InvalidScopeError):
            await access.set_scope(session, people["vic"], Scope(frozenset({99})), admin)
        with pytest.raises(InvalidScopeError):
            await access.set_scope(session, people["vic"], Scope(pools=frozenset({99})), admin)
        with pytest.raises(LastAdminError):
            await access.set_scope(session, people["root"], Scope(), admin)
        with pytest.raises(UserNotFoundError):
            await access.set_scope(session, 999, EVERYTHING, admin)


async def test_a_limited_administrator_does_not_count_as_one(database, people, access, admin):
    await give(database, people["vic"], "admin")
    async with database.transaction() as session:
        await access.set_scope(session, people["vic"], Scope(), admin)
    async with database.transaction() as session:
        assert list(await repository.lock_admins(session)) == [people["root"]]


async def test_a_role_of_ones_own_gives_what_it_names(database, people, access, principal, admin):
    new = RoleCreate(name="night-watch", permissions=["devices:view", "polling:run"])
    async with database.transaction() as session:
        await access.create_role(session, new, admin)
    await give(database, people["vic"], "night-watch")
    assert (await principal(people["vic"])).permissions == {"devices:view", "polling:run"}
    async with database.transaction() as session:
        await access.change_role(session, "night-watch", RoleChange(permissions=["events:view"]), admin)
    assert (await principal(people["vic"])).permissions == {"events:view"}


async def test_an_unknown_role_may_nothing(database, people, principal):
    await give(database, people["vic"], "gone")
    assert (await principal(people["vic"])).permissions == frozenset()


async def test_roles_are_refused_for_a_reason(database, people, access, admin):
    async with database.transaction() as session:
        new = RoleCreate(name="night-watch", permissions=["devices:view"])
        await access.create_role(session, new, admin)
        with pytest.raises(RoleNameTakenError):
            await access.create_role(session, new, admin)
        with pytest.raises(RoleNameTakenError):
            await access.create_role(session, RoleCreate(name="admin", permissions=[]), admin)
        with pytest.raises(UnknownPermissionError):
            await access.create_role(session, RoleCreate(name="x", permissions=["devices:eat"]), admin)
        with pytest.raises(BuiltInRoleError):
            await access.change_role(session, "viewer", RoleChange(description="x"), admin)
        with pytest.raises(RoleNotFoundError):
            await access.delete_role(session, "nobody", admin)


async def test_nobody_hands_out_or_takes_what_they_do_not_have(database, access, admin):
    from dataclasses import replace

    clerk = replace(admin, permissions=frozenset({"accounts:edit", "devices:view"}))
    async with database.transaction() as session:
        await access.create_role(session, RoleCreate(name="keeper", permissions=["credentials:edit"]), admin)
        with pytest.raises(BeyondOwnError):
            await access.create_role(session, RoleCreate(name="mine", permissions=["credentials:edit"]), clerk)
        with pytest.raises(BeyondOwnError):
            await access.change_role(session, "keeper", RoleChange(permissions=["devices:view"]), clerk)


async def test_a_role_that_accounts_have_stays(database, people, access, admin):
    async with database.transaction() as session:
        await access.create_role(session, RoleCreate(name="night-watch", permissions=[]), admin)
    await give(database, people["vic"], "night-watch")
    async with database.transaction() as session:
        with pytest.raises(RoleInUseError):
            await access.delete_role(session, "night-watch", admin)
    await give(database, people["vic"], "viewer")
    async with database.transaction() as session:
        await access.delete_role(session, "night-watch", admin)
        listed = await access.roles(session)
    assert [role.name for role in listed.roles] == ["viewer", "operator", "engineer", "admin"]
    assert listed.roles[0].accounts == 1
