"""Devices: created, changed, listed, polled, accepted, deleted."""

import pytest
from pydantic import ValidationError
from sqlalchemy import func, select

from watchkeeper.core.errors import InvalidInputError
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.live.models import LiveEvent
from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.estate.drivers.protocol import Identity, Outcome
from watchkeeper.estate.inventory.errors import (
    AddressTakenError,
    DeviceNotFoundError,
    InvalidReferenceError,
    NameTakenError,
    NothingToAcceptError,
    PoolNotFoundError,
)
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.estate.inventory.models import Interface, Tag
from watchkeeper.estate.inventory.reachability import DeviceContact
from watchkeeper.estate.inventory.repository import DeviceFilter
from watchkeeper.estate.inventory.schemas import DeviceChange, DeviceCreate, DeviceView, PoolCreate, SiteCreate


@pytest.fixture
def add_site(database, groups, engineer):
    async def add(name, **more):
        async with database.transaction() as session:
            return (await groups.create_site(session, SiteCreate(name=name, **more), engineer)).id

    return add


@pytest.fixture
def change(database, inventory, engineer):
    async def run(device_id, **values):
        async with database.transaction() as session:
            return await inventory.change_device(session, device_id, DeviceChange(**values), engineer)

    return run


@pytest.fixture
def names_of(database, inventory):
    async def run(query=None, **wanted):
        async with database.reading() as session:
            found, total = await inventory.list_devices(session, DeviceFilter(**wanted), query or ListQuery())
            return [device.name for device in found], total

    return run


async def test_a_new_device_has_its_defaults_and_is_unknown(database, inventory, engineer):
    async with database.transaction() as session:
        new = DeviceCreate(name=" r1 ", address="R1.Example.net.", tags=["Core", "edge", "core"])
        device = await inventory.create_device(session, new, engineer)
        view = DeviceView.of(device, fresh=inventory.fresh(device))
    assert (view.name, view.address, view.snmp_port, view.tags) == ("r1", "r1.example.net", 161, ["core", "edge"])
    assert (view.state, view.identity_state, view.fresh, view.enabled) == ("unknown", "unverified", False, True)


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"name": "a\x00b"}, {"address": "1.2.3"}, {"snmp_port": 0}, {"interval_s": 4}, {"tags": ["a,b"]},
        {"platform": "A B"}, {"driver": "telnet"}, {"serial": "x"}, {"driver_options": {"a": ["b"]}},
    ],
)  # fmt: skip
def test_what_a_device_cannot_be_is_refused(wrong):
    with pytest.raises(ValidationError):
        DeviceCreate(**{"name": "r1", "address": "192.0.2.1"} | wrong)


async def test_names_and_endpoints_are_unique(add_devices, change):
    one, two = await add_devices("one", "two")
    with pytest.raises(NameTakenError):
        await add_devices("one")
    with pytest.raises(NameTakenError):
        await change(two, name="one")
    await change(one, address="192.0.2.1")
    with pytest.raises(AddressTakenError, match="'one'"):
        await change(two, address="192.0.2.1")
    assert (await change(two, address="192.0.2.1", snmp_port=1161)).snmp_port == 1161


async def test_references_must_exist(add_devices, change):
    with pytest.raises(InvalidReferenceError, match="site 9"):
        await add_devices("one", site_id=9)
    (one,) = await add_devices("one")
    with pytest.raises(InvalidReferenceError, match="credential 9"):
        await change(one, credential_id=9)
    with pytest.raises(DeviceNotFoundError):
        await change(999, name="x")


async def test_null_clears_what_may_be_empty_and_leaves_what_may_not(add_devices, change, add_site):
    (one,) = await add_devices("one", site_id=await add_site("HQ"), interval_s=300, tags=["a"])
    device = await change(one, site_id=None, interval_s=None, name=None, address=None)
    assert (device.site, device.interval_s, device.name) == (None, None, "one")
    assert [tag.name for tag in device.tags] == ["a"]
    assert (await change(one, tags=[])).tags == []


async def test_a_new_address_forgets_what_the_driver_had_learned(database, add_devices, change, inventory, clock):
    (one,) = await add_devices("one")
    async with database.transaction() as session:
        await inventory.record_contacts(session, [DeviceContact(one, clock(), Outcome.OK, memory={"n": 1})])
    assert (await change(one, enabled=True)).driver_memory == {"n": 1}
    assert (await change(one, address="192.0.2.77")).driver_memory == {}


async def test_deleting_takes_interfaces_and_lonely_tags_along_and_tells_others(
    database, add_devices, inventory, engineer, clock
):
    one, _ = await add_devices("one", "two", tags=["shared"])
    (three,) = await add_devices("three", tags=["lonely"])
    async with database.transaction() as session:
        await inventory.record_facts(session, [DeviceFacts(three, clock(), interfaces=[InterfaceFacts("eth0", 1)])])
    for device in (one, three):
        async with database.transaction() as session:
            await inventory.delete_device(session, device, engineer)
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Interface)) == 0
        assert (await session.scalars(select(Tag.name))).all() == ["shared"]
        topics = (await session.scalars(select(OutboxMessage.topic).order_by(OutboxMessage.id))).all()
        assert topics == ["inventory.device_deleted"] * 2
        with pytest.raises(DeviceNotFoundError):
            await inventory.device(session, one)


async def test_every_change_is_announced(database, add_devices, change, inventory, engineer):
    (one,) = await add_devices("one")
    await change(one, platform="eos")
    async with database.transaction() as session:
        await inventory.delete_device(session, one, engineer)
    async with database.reading() as session:
        rows = (await session.execute(select(LiveEvent.topic, LiveEvent.event).order_by(LiveEvent.id))).all()
    for topic in ("devices", f"device:{one}"):
        assert [row.event for row in rows if row.topic == topic] == [
            "device.created",
            "device.changed",
            "device.deleted",
        ]


async def test_a_list_is_filtered_searched_sorted_and_paged(
    database, add_devices, add_site, names_of, groups, engineer, inventory, clock
):
    hq = await add_site("HQ")
    a, b = await add_devices("a", "b", site_id=hq, tags=["core"], platform="eos")
    c, d = await add_devices("c", "d_x%", tags=["edge"], platform="junos")
    async with database.transaction() as session:
        down = [DeviceContact(device, clock(), Outcome.TIMEOUT) for device in (b, c)]
        await inventory.record_contacts(session, down)
        members = await groups.create_pool(session, PoolCreate(name="m", members=[a, d]), engineer)
        dynamic = await groups.create_pool(session, PoolCreate(name="f", filter={"tag": "edge"}), engineer)
    assert await names_of() == (["a", "b", "c", "d_x%"], 4)
    assert await names_of(site_id=hq, state="down") == (["b"], 1)
    assert await names_of(tag="CORE") == (["a", "b"], 2)
    assert await names_of(platform="junos") == (["c", "d_x%"], 2)
    assert await names_of(pool_id=members.id) == (["a", "d_x%"], 2)
    assert await names_of(pool_id=dynamic.id, state="down") == (["c"], 1)
    assert await names_of(search="_X%") == (["d_x%"], 1)
    assert await names_of(search="%") == (["d_x%"], 1)
    assert await names_of(ListQuery(sort="-name", limit=2, offset=1)) == (["c", "b"], 4)
    assert (await names_of(ListQuery(sort="-state")))[0][:2] == ["d_x%", "a"]
    with pytest.raises(PoolNotFoundError):
        await names_of(pool_id=99)
    with pytest.raises(InvalidInputError):
        await names_of(ListQuery(sort="password"))


async def test_a_list_costs_the_same_queries_whatever_its_length(
    database, add_devices, inventory, add_site, query_counter
):
    hq = await add_site("HQ")
    await add_devices(*(f"d{number}" for number in range(60)), site_id=hq, tags=["a", "b"])
    counts = []
    for limit in (1, 50):
        async with database.reading() as session:
            with query_counter(database) as statements:
                found, _ = await inventory.list_devices(session, DeviceFilter(), ListQuery(limit=limit))
                views = [DeviceView.of(device, fresh=inventory.fresh(device)) for device in found]
            assert views[0].tags == ["a", "b"]
        counts.append(len(statements))
    assert counts == [3, 3]


async def test_poll_targets_carry_all_that_a_driver_needs_in_six_queries(
    database, add_devices, add_site, add_credential, inventory, change, query_counter, clock
):
    of_site, own = await add_credential("site", "of-site"), await add_credential("own", "own")
    hq = await add_site("HQ", credential_id=of_site)
    names = [f"d{number}" for number in range(40)]
    one, two, *_ = await add_devices(*names, site_id=hq)
    await change(one, credential_id=own, platform="eos", interval_s=300)
    await change(two, enabled=False)
    async with database.transaction() as session:
        await inventory.record_contacts(
            session, [DeviceContact(one, clock(), Outcome.OK, identity=Identity("sw", "S1"), memory={"n": 3})]
        )
    async with database.reading() as session:
        with query_counter(database) as statements:
            targets = await inventory.poll_targets(session)
        assert len(statements) == 6
        assert [target.name for target in await inventory.poll_targets(session, [one, two])] == ["d0"]
    first = next(target for target in targets if target.device_id == one)
    assert len(targets) == 39
    assert (first.interval_s, first.credential.community, first.known.serial, first.memory) == (
        300,
        "own",
        "S1",
        {"n": 3},
    )
    assert {target.credential.community for target in targets if target is not first} == {"of-site"}
    target = first.as_target()
    assert (target.platform, target.known, target.memory) == ("eos", first.known, {"n": 3})
    fresh = targets[1].as_target()
    assert (fresh.platform, fresh.known, targets[1].interval_s) == (None, None, 60)
    assert "'own'" not in repr(first)


async def test_accepting_an_identity_makes_the_stranger_the_device(database, add_devices, inventory, engineer, clock):
    (one,) = await add_devices("one")
    async with database.transaction() as session:
        with pytest.raises(NothingToAcceptError, match="has not said"):
            await inventory.accept_identity(session, one, engineer)
    for identity in (Identity("sw", "S1"), Identity("sw2", "S2")):
        async with database.transaction() as session:
            contact = DeviceContact(one, clock.advance(60), Outcome.OK, identity=identity)
            await inventory.record_contacts(session, [contact])
    async with database.transaction() as session:
        device = await inventory.accept_identity(session, one, engineer)
        assert (device.identity_state, device.serial, device.sysname, device.observed_identity) == (
            "verified", "S2", "sw2", None,
        )  # fmt: skip
    async with database.transaction() as session:
        contact = DeviceContact(one, clock.advance(60), Outcome.OK, identity=Identity("sw2", "S2"))
        await inventory.record_contacts(session, [contact])
        assert (await inventory.device(session, one)).identity_state == "verified"


async def test_the_serial_of_another_device_cannot_be_accepted(database, add_devices, inventory, engineer, clock):
    one, two = await add_devices("one", "two")
    async with database.transaction() as session:
        twins = [DeviceContact(device, clock(), Outcome.OK, identity=Identity("x", "S1")) for device in (one, two)]
        await inventory.record_contacts(session, twins)
        with pytest.raises(NothingToAcceptError, match="also that of two"):
            await inventory.accept_identity(session, one, engineer)


async def test_the_overview_counts_states_sites_freshness_and_trouble(
    database, add_devices, add_site, inventory, change, clock, query_counter
):
    hq = await add_site("HQ")
    up, down, slow = await add_devices("up", "down", "slow", site_id=hq)
    stale, never, off = await add_devices("stale", "never", "off")
    await change(slow, interval_s=3600)
    await change(off, enabled=False)
    start = clock()
    async with database.transaction() as session:
        early = [DeviceContact(device, start, Outcome.OK) for device in (slow, stale)]
        await inventory.record_contacts(session, early)
    now = clock.advance(600)
    async with database.transaction() as session:
        late = [DeviceContact(up, now, Outcome.OK), DeviceContact(down, now, Outcome.TIMEOUT)]
        await inventory.record_contacts(session, late)
        stranger = DeviceContact(never, now, Outcome.IDENTITY_MISMATCH, "serial is X")
        await inventory.record_contacts(session, [stranger])
    async with database.reading() as session:
        with query_counter(database) as statements:
            view = await inventory.overview(session)
    assert view.devices.model_dump() == {"up": 3, "down": 1, "unknown": 2, "total": 6}
    assert [(site.name, site.up, site.down, site.unknown) for site in view.sites] == [("HQ", 2, 1, 0), (None, 1, 0, 2)]
    assert (view.stale, view.identity_mismatches) == (3, 1)
    assert (view.newest_sample_at, view.oldest_fresh_at) == (now, start)
    assert [(problem.name, problem.state) for problem in view.problems] == [("down", "down"), ("never", "unknown")]
    assert len(statements) <= 5


async def test_an_empty_overview_is_all_zero_and_null(database, inventory):
    async with database.reading() as session:
        view = await inventory.overview(session)
    assert view.devices.total == view.stale == 0
    assert view.newest_sample_at is view.oldest_fresh_at is None
