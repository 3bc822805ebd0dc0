"""What is outside of somebody's scope is not there: lists, single objects, counts, changes."""

import pytest
from sqlalchemy import func, select

from watchkeeper.core.database import Base
from watchkeeper.core.errors import NotFoundError
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.core.scope import EVERYTHING, NOTHING, Scope, bind, nobody_asking, scope_of, unscoped
from watchkeeper.estate.inventory.errors import AddressTakenError, InvalidReferenceError, NameTakenError
from watchkeeper.estate.inventory.models import Device, Interface
from watchkeeper.estate.inventory.repository import DeviceFilter
from watchkeeper.estate.inventory.schemas import DeviceChange, DeviceCreate, PoolCreate, SiteCreate
from watchkeeper.estate.inventory.scopes import InventoryScopes


@pytest.fixture
async def estate(database, inventory, groups, engineer, add_devices):
    """Two sites with two devices each, one without a site, a listed pool and one by tag."""
    async with database.transaction() as session:
        near = await groups.create_site(session, SiteCreate(name="near"), engineer)
        far = await groups.create_site(session, SiteCreate(name="far"), engineer)
    near_1, near_2 = await add_devices("near-1", "near-2", site_id=near.id, tags=["shared", "near"])
    far_1, far_2 = await add_devices("far-1", "far-2", site_id=far.id, tags=["shared", "far"])
    (loose,) = await add_devices("loose")
    async with database.transaction() as session:
        listed = await groups.create_pool(session, PoolCreate(name="listed", members=[near_1, far_1]), engineer)
        tagged = await groups.create_pool(session, PoolCreate(name="tagged", filter={"tag": "far"}), engineer)
        sited = await groups.create_pool(session, PoolCreate(name="sited", filter={"site": "ne*"}), engineer)
    return {
        "near": near.id, "far": far.id, "near_1": near_1, "near_2": near_2, "far_1": far_1, "far_2": far_2,
        "loose": loose, "listed": listed.id, "tagged": tagged.id, "sited": sited.id,
    }  # fmt: skip


@pytest.fixture
def keeping(database):
    """Open sessions that are kept to a scope."""

    class Kept:
        def __init__(self, scope, *, writing=False):
            self._context = database.transaction() if writing else database.reading()
            self._scope = scope

        async def __aenter__(self):
            session = await self._context.__aenter__()
            with nobody_asking():
                bind(session, await InventoryScopes().visible(session, self._scope), Base)
            return session

        async def __aexit__(self, *raised):
            return await self._context.__aexit__(*raised)

    return Kept


def of(estate, *, sites=(), pools=()):
    return Scope(frozenset(estate[name] for name in sites), frozenset(estate[name] for name in pools))


@pytest.mark.parametrize(
    ("sites", "pools", "expected"),
    [
        (["near"], [], {"near-1", "near-2"}),
        (["near", "far"], [], {"near-1", "near-2", "far-1", "far-2"}),
        ([], ["listed"], {"near-1", "far-1"}),
        ([], ["tagged"], {"far-1", "far-2"}),
        ([], ["sited"], {"near-1", "near-2"}),
        (["near"], ["tagged"], {"near-1", "near-2", "far-1", "far-2"}),
        ([], [], set()),
    ],
)
async def test_a_scope_covers_its_sites_and_pools(sites, pools, expected, estate, keeping, inventory):
    async with keeping(of(estate, sites=sites, pools=pools)) as session:
        found, total = await inventory.list_devices(session, DeviceFilter(), ListQuery())
        assert {device.name for device in found} == expected
        assert total == len(expected)


@pytest.mark.parametrize(
    ("sites", "pools", "at", "expected"),
    [
        (["near", "far"], [], "near", {"near-1", "near-2"}),
        (["near"], [], "far", set()),
        ([], ["listed"], "near", {"near-1"}),
        (["near"], ["listed"], "far", {"far-1"}),
    ],
)
async def test_a_scope_narrowed_to_a_site_covers_what_both_cover(
    sites, pools, at, expected, estate, keeping, inventory
):
    async with keeping(of(estate, sites=sites, pools=pools).narrowed(estate[at])) as session:
        found, _ = await inventory.list_devices(session, DeviceFilter(), ListQuery())
        assert {device.name for device in found} == expected


async def test_the_ids_of_what_may_be_seen_are_those_of_the_scope(estate, keeping, inventory):
    async with keeping(EVERYTHING) as session:
        assert await inventory.visible_ids(session) is None
    async with keeping(of(estate, sites=["near"])) as session:
        assert await inventory.visible_ids(session) == {estate["near_1"], estate["near_2"]}
    async with keeping(NOTHING) as session:
        assert await inventory.visible_ids(session) == frozenset()


async def test_what_is_outside_is_not_found_in_the_same_words(estate, keeping, inventory, groups):
    async with keeping(of(estate, sites=["near"])) as session:
        assert (await inventory.device(session, estate["near_1"])).name == "near-1"
        for verb, outside, nowhere in (
            (inventory.device, estate["far_1"], 999),
            (groups.site, estate["far"], 999),
            (groups.pool, estate["listed"], 999),
        ):
            messages = []
            for number in (outside, nowhere):
                with pytest.raises(NotFoundError) as caught:
                    await verb(session, number)
                messages.append(caught.value.message.replace(str(number), "N"))
            assert messages[0] == messages[1]


async def test_counts_and_words_are_those_of_the_scope(estate, keeping, inventory, groups):
    async with keeping(of(estate, sites=["near"])) as session:
        sites, _ = await groups.list_sites(session, ListQuery())
        assert [(site.name, site.device_count) for site in sites] == [("near", 2)]
        tags, _ = await groups.list_tags(session, ListQuery())
        assert {(tag.name, tag.device_count) for tag in tags} == {("near", 2), ("shared", 2)}
        overview = await inventory.overview(session)
        assert overview.devices.total == 2
        assert [site.name for site in overview.sites] == ["near"]
    async with keeping(of(estate, pools=["listed"])) as session:
        pools, _ = await groups.list_pools(session, ListQuery())
        assert [(pool.name, pool.device_count) for pool in pools] == [("listed", 2)]
        sites, _ = await groups.list_sites(session, ListQuery())
        assert [(site.name, site.device_count) for site in sites] == [("far", 1), ("near", 1)]
        device = await inventory.device(session, estate["far_1"])
        assert device.site is not None
        assert device.site.name == "far"


async def test_a_search_or_filter_finds_nothing_outside(estate, keeping, inventory):
    async with keeping(of(estate, sites=["near"])) as session:
        for wanted in (DeviceFilter(search="far"), DeviceFilter(tag="far"), DeviceFilter(site_id=estate["far"])):
            assert await inventory.list_devices(session, wanted, ListQuery()) == ([], 0)
        with pytest.raises(NotFoundError):
            await inventory.list_devices(session, DeviceFilter(pool_id=estate["listed"]), ListQuery())
        _, total = await inventory.list_devices(session, DeviceFilter(tag="shared"), ListQuery())
        assert total == 2


async def test_a_pool_that_is_seen_is_listed_by_its_filter(estate, keeping, inventory):
    for pool in ("tagged", "sited", "listed"):
        async with keeping(of(estate, pools=[pool])) as session:
            found, _ = await inventory.list_devices(session, DeviceFilter(pool_id=estate[pool]), ListQuery())
            assert len(found) == 2


async def test_nothing_is_created_or_moved_out_of_sight(estate, keeping, inventory, engineer):
    async def attempt(verb):
        async with keeping(of(estate, sites=["near"]), writing=True) as session:
            await verb(session)

    for site in (None, estate["far"]):
        new = DeviceCreate(name="new", address="10.99.0.1", site_id=site)
        with pytest.raises(InvalidReferenceError):
            await attempt(lambda session, new=new: inventory.create_device(session, new, engineer))
        with pytest.raises(InvalidReferenceError):
            await attempt(
                lambda session, site=site: inventory.change_device(
                    session, estate["near_1"], DeviceChange(site_id=site), engineer
                )
            )
    with pytest.raises(NotFoundError):
        await attempt(
            lambda session: inventory.change_device(session, estate["far_1"], DeviceChange(name="x"), engineer)
        )
    with pytest.raises(NotFoundError):
        await attempt(lambda session: inventory.delete_device(session, estate["far_1"], engineer))
    async with keeping(of(estate, sites=["near"]), writing=True) as session:
        new = DeviceCreate(name="new", address="10.99.0.1", site_id=estate["near"], tags=["far", "fresh"])
        created = await inventory.create_device(session, new, engineer)
        assert [tag.name for tag in created.tags] == ["far", "fresh"]
        await inventory.delete_device(session, created.id, engineer)


async def test_a_taken_name_or_address_outside_is_refused_without_saying_whose(estate, keeping, database, inventory):
    limited = Principal(7, "lim", "engineer", frozenset())
    async with database.reading() as session:
        far = await inventory.device(session, estate["far_1"])
    same_name = DeviceCreate(name="far-1", address="10.99.0.1", site_id=estate["near"])
    same_address = DeviceCreate(name="new", address=far.address, snmp_port=far.snmp_port, site_id=estate["near"])
    async with keeping(of(estate, sites=["near"]), writing=True) as session:
        with pytest.raises(NameTakenError):
            await inventory.create_device(session, same_name, limited)
        with pytest.raises(AddressTakenError) as caught:
            await inventory.create_device(session, same_address, limited)
        assert "far-1" not in caught.value.message


async def test_a_credential_can_only_be_used_where_it_is_used_already(
    estate, keeping, database, inventory, add_credential, engineer
):
    mine, other = await add_credential("mine"), await add_credential("other")
    async with database.transaction() as session:
        await inventory.change_device(session, estate["near_1"], DeviceChange(credential_id=mine), engineer)
        await inventory.change_device(session, estate["far_1"], DeviceChange(credential_id=other), engineer)
    async with keeping(of(estate, sites=["near"]), writing=True) as session:
        await inventory.change_device(session, estate["near_2"], DeviceChange(credential_id=mine), engineer)
        with pytest.raises(InvalidReferenceError):
            await inventory.change_device(session, estate["near_2"], DeviceChange(credential_id=other), engineer)


async def test_a_query_beside_the_model_is_refused(estate, keeping):
    devices = Device.__table__
    async with keeping(of(estate, sites=["near"])) as session:
        with pytest.raises(RuntimeError, match="devices"):
            await session.execute(select(devices.c.id))
        with pytest.raises(RuntimeError, match="interfaces"):
            await session.execute(select(Device.id).join(Interface.__table__))
        with pytest.raises(RuntimeError, match="devices"):
            await session.execute(select(func.count()).select_from(devices))
        with pytest.raises(RuntimeError, match="interfaces"):
            await session.execute(select(Device.id).where(Device.id.in_(select(Interface.__table__.c.device_id))))
        assert await session.scalar(select(func.count()).select_from(Device)) == 2
        with unscoped(session, "the test counts everything"):
            assert await session.scalar(select(func.count()).select_from(devices)) == 5
        assert await session.scalar(select(func.count()).select_from(Device)) == 2


async def test_sessions_opened_while_somebody_asks_are_kept_as_well(estate, database, inventory):
    with nobody_asking():
        async with database.reading() as session:
            bind(session, await InventoryScopes().visible(session, of(estate, sites=["near"])), Base)
            async with database.reading() as another:
                assert scope_of(another) == of(estate, sites=["near"])
                assert await inventory.list_devices(another, DeviceFilter(search="far"), ListQuery()) == ([], 0)
    async with database.reading() as session:
        assert scope_of(session) == EVERYTHING


def test_the_default_scope_of_a_principal_is_nothing():
    assert Principal(1, "x", "admin", frozenset()).scope == NOTHING
