"""Sites, pools and tags."""

import pytest

from watchkeeper.core.http.paging import ListQuery
from watchkeeper.estate.inventory.errors import (
    InvalidReferenceError,
    NameTakenError,
    PoolNotFoundError,
    SiteInUseError,
    SiteNotFoundError,
)
from watchkeeper.estate.inventory.schemas import PoolChange, PoolCreate, SiteChange, SiteCreate
from watchkeeper.estate.vault.errors import CredentialInUseError


async def test_a_site_lives_from_creation_to_deletion(database, groups, engineer):
    async with database.transaction() as session:
        site = await groups.create_site(session, SiteCreate(name=" HQ ", description="Head office"), engineer)
        changed = await groups.change_site(session, site.id, SiteChange(name="HQ2"), engineer)
        assert (site.name, changed.name, changed.description) == ("HQ", "HQ2", "Head office")
        assert (await groups.site(session, site.id)).device_count == 0
        await groups.delete_site(session, site.id, engineer)
        with pytest.raises(SiteNotFoundError):
            await groups.site(session, site.id)


async def test_site_names_are_unique_and_credentials_must_exist(database, groups, engineer, add_credential):
    credential = await add_credential("c")
    async with database.transaction() as session:
        await groups.create_site(session, SiteCreate(name="A", credential_id=credential), engineer)
        other = await groups.create_site(session, SiteCreate(name="B"), engineer)
        with pytest.raises(NameTakenError):
            await groups.create_site(session, SiteCreate(name="A"), engineer)
        with pytest.raises(NameTakenError):
            await groups.change_site(session, other.id, SiteChange(name="A"), engineer)
        with pytest.raises(InvalidReferenceError):
            await groups.change_site(session, other.id, SiteChange(credential_id=99), engineer)


async def test_a_site_with_devices_stays(database, groups, engineer, add_devices):
    async with database.transaction() as session:
        site = await groups.create_site(session, SiteCreate(name="A"), engineer)
    await add_devices("one", "two", site_id=site.id)
    async with database.transaction() as session:
        assert (await groups.site(session, site.id)).device_count == 2
        with pytest.raises(SiteInUseError, match="2 devices"):
            await groups.delete_site(session, site.id, engineer)


async def test_devices_keep_the_time_of_their_site(database, groups, inventory, engineer, add_devices):
    async with database.transaction() as session:
        berlin = await groups.create_site(session, SiteCreate(name="A", time_zone="Europe/Berlin"), engineer)
        timeless = await groups.create_site(session, SiteCreate(name="B"), engineer)
    (there,) = await add_devices("one", site_id=berlin.id)
    await add_devices("two", site_id=timeless.id)
    await add_devices("three")
    async with database.reading() as session:
        assert await inventory.time_zones(session) == {there: "Europe/Berlin"}


async def test_a_credential_that_a_site_or_device_uses_stays(
    database, groups, engineer, vault, add_credential, add_devices
):
    of_site, of_device = await add_credential("s"), await add_credential("d")
    async with database.transaction() as session:
        site = await groups.create_site(session, SiteCreate(name="A", credential_id=of_site), engineer)
    await add_devices("one", credential_id=of_device)
    async with database.transaction() as session:
        for credential in (of_site, of_device):
            with pytest.raises(CredentialInUseError):
                await vault.delete(session, credential, engineer)
        await groups.change_site(session, site.id, SiteChange(credential_id=None), engineer)
        await vault.delete(session, of_site, engineer)


async def test_a_pool_of_members_and_a_pool_of_a_filter(database, groups, engineer, add_devices):
    one, two, three = await add_devices("core-1", "core-2", "edge-1")
    async with database.transaction() as session:
        listed = await groups.create_pool(session, PoolCreate(name="listed", members=[three, one, one]), engineer)
        found = await groups.create_pool(session, PoolCreate(name="found", filter={"name": "core-*"}), engineer)
        assert (listed.members, listed.device_count, listed.filter) == ([one, three], 2, None)
        assert (found.members, found.device_count, found.filter) == ([], 2, {"name": ["core-*"]})
        assert await groups.pool_devices(session, listed.id) == [one, three]
        assert await groups.pool_devices(session, found.id) == [one, two]
        turned = await groups.change_pool(session, listed.id, PoolChange(filter={}), engineer)
        assert (turned.members, turned.device_count) == ([], 3)
        back = await groups.change_pool(session, listed.id, PoolChange(filter=None, members=[two]), engineer)
        assert (back.filter, back.members) == (None, [two])


async def test_a_pool_refuses_strangers_and_both_kinds_at_once(database, groups, engineer, add_devices):
    (one,) = await add_devices("one")
    async with database.transaction() as session:
        pool = await groups.create_pool(session, PoolCreate(name="p"), engineer)
        with pytest.raises(NameTakenError):
            await groups.create_pool(session, PoolCreate(name="p"), engineer)
        with pytest.raises(InvalidReferenceError, match="no device 99"):
            await groups.change_pool(session, pool.id, PoolChange(members=[99]), engineer)
        with pytest.raises(InvalidReferenceError, match="not both"):
            await groups.change_pool(session, pool.id, PoolChange(filter={}, members=[one]), engineer)
        await groups.delete_pool(session, pool.id, engineer)
        with pytest.raises(PoolNotFoundError):
            await groups.pool(session, pool.id)


async def test_lists_cost_the_same_queries_whatever_their_length(
    database, groups, engineer, add_devices, query_counter
):
    (one,) = await add_devices("one", tags=["x", "y"])
    async with database.transaction() as session:
        for number in range(20):
            await groups.create_site(session, SiteCreate(name=f"s{number}"), engineer)
            await groups.create_pool(session, PoolCreate(name=f"f{number}", filter={"tag": "x"}), engineer)
            await groups.create_pool(session, PoolCreate(name=f"m{number}", members=[one]), engineer)
    async with database.reading() as session:
        for verb, total in ((groups.list_sites, 20), (groups.list_pools, 40), (groups.list_tags, 2)):
            with query_counter(database) as statements:
                items, count = await verb(session, ListQuery())
            assert (len(items), count) == (total, total)
            assert len(statements) <= 4
        assert all(pool.device_count == 1 for pool in (await groups.list_pools(session, ListQuery()))[0])
        tags, _ = await groups.list_tags(session, ListQuery(sort="-name", q="X"))
        assert [(tag.name, tag.device_count) for tag in tags] == [("x", 1)]
