"""Which credential opens which device, from what was given to what and from how it went."""

from datetime import timedelta

import pytest

from watchkeeper.core.crypto import KeyRing
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.schemas import DeviceCreate, PoolCreate, SiteCreate
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault.errors import BindingTakenError
from watchkeeper.estate.vault.kinds import Protocol
from watchkeeper.estate.vault.mapping import Used
from watchkeeper.estate.vault.resolving import Level
from watchkeeper.estate.vault.schemas import CredentialChange, CredentialCreate
from watchkeeper.estate.vault.service import VaultService


class World:
    """An inventory whose clock can be moved."""

    def __init__(self, database, actor, now):
        self.database, self.actor, self.now = database, actor, now
        self.vault = VaultService(KeyRing(bytes(range(32))), lambda: self.now)
        self.inventory = InventoryService(self.vault, clock=lambda: self.now)
        self.groups = GroupService(self.vault, lambda: self.now)

    async def snmp(self, name, **more):
        async with self.database.transaction() as session:
            new = CredentialCreate(name=name, kind="snmp_v2c", community=name, **more)
            return (await self.vault.create(session, new, self.actor)).id

    async def ssh(self, name):
        async with self.database.transaction() as session:
            new = CredentialCreate(name=name, kind="ssh_password", user="u", password=name)
            return (await self.vault.create(session, new, self.actor)).id

    async def device(self, number, **more):
        async with self.database.transaction() as session:
            new = DeviceCreate(name=f"r{number}", address=f"192.0.2.{number}", **more)
            return (await self.inventory.create_device(session, new, self.actor)).id

    async def give(self, credential, level, ref="", position=0):
        async with self.database.transaction() as session:
            await self.vault.map.give(session, credential, level, str(ref), position, self.actor)

    async def report(self, *used):
        async with self.database.transaction() as session:
            await self.inventory.record_credentials(session, [Used(*one) for one in used])

    async def targets(self):
        async with self.database.reading() as session:
            return {target.device_id: target.credential_id for target in await self.inventory.poll_targets(session)}

    async def why(self, device, protocol=Protocol.SNMP):
        async with self.database.reading() as session:
            return await self.inventory.explain_credentials(session, device, protocol)


@pytest.fixture
def world(database, engineer):
    from datetime import UTC, datetime

    return World(database, engineer, datetime(2026, 1, 5, 12, tzinfo=UTC))


@pytest.fixture
def engineer():
    from watchkeeper.core.http.security import Principal

    return Principal(1, "eve", "engineer", frozenset())


async def test_a_device_takes_the_nearest_and_says_why(world):
    default, platform, pool, own = [await world.snmp(name) for name in ("default", "platform", "pool", "own")]
    device = await world.device(1, platform="iosxe")
    other = await world.device(2)
    async with world.database.transaction() as session:
        group = await world.groups.create_pool(session, PoolCreate(name="core", members=[device]), world.actor)
    await world.give(default, Level.DEFAULT)
    assert await world.targets() == {device: default, other: default}
    await world.give(platform, Level.PLATFORM, "iosxe")
    await world.give(pool, Level.POOL, group.id)
    assert (await world.targets())[device] == pool
    await world.give(own, Level.DEVICE, device)
    found = await world.why(device)
    assert [(one.name, one.chosen, one.candidate.source) for one in found] == [
        ("own", True, "given to this device"),
        ("pool", False, "given to pool core"),
        ("platform", False, "given to platform iosxe"),
        ("default", False, "default for all devices"),
    ]


async def test_a_refused_credential_makes_room_for_the_next_and_one_that_worked_stays(world):
    first, second = await world.snmp("first", is_default=True), await world.snmp("second")
    device = await world.device(1)
    await world.give(second, Level.DEFAULT)
    assert (await world.targets())[device] == first
    await world.report((device, first, False))
    assert (await world.targets())[device] == second
    await world.report((device, second, True))
    assert [str(one.standing) for one in await world.why(device)] == ["paused", "worked"]
    world.now += timedelta(minutes=6)
    assert (await world.targets())[device] == first
    await world.report((device, first, False))
    world.now += timedelta(minutes=9)
    assert (await world.targets())[device] == second


async def test_a_new_secret_starts_without_the_record_of_the_old_one(world):
    first, second = await world.snmp("first", is_default=True), await world.snmp("second")
    device = await world.device(1)
    await world.give(second, Level.DEFAULT)
    await world.report((device, first, False))
    async with world.database.transaction() as session:
        await world.vault.change(session, first, CredentialChange(community="right now"), world.actor)
    assert (await world.targets())[device] == first


async def test_the_only_snmp_credential_is_asked_with_again_although_it_was_refused(world):
    only = await world.snmp("only", is_default=True)
    device = await world.device(1)
    await world.report((device, only, False))
    assert (await world.targets())[device] == only


async def ssh_choice(world, devices):
    from watchkeeper.estate.vault.resolving import Subject

    async with world.database.reading() as session:
        return await world.vault.chosen_for(session, [Subject(device) for device in devices], Protocol.SSH)


async def test_a_password_that_has_never_worked_is_tried_on_three_devices_only(world):
    password = await world.ssh("new")
    devices = [await world.device(number) for number in range(1, 11)]
    await world.give(password, Level.DEFAULT)
    assert len(await ssh_choice(world, devices)) == 3
    await world.report(*((device, password, False) for device in devices[:3]))
    assert await ssh_choice(world, devices) == {}
    assert str((await world.why(devices[5], Protocol.SSH))[0].standing) == "held"
    await world.report((devices[4], password, True))
    chosen = await ssh_choice(world, devices)
    assert set(chosen) == set(devices[3:])


async def test_a_success_is_written_once_an_hour(world, query_counter):
    credential = await world.snmp("c", is_default=True)
    device = await world.device(1)
    await world.report((device, credential, True))
    with query_counter(world.database) as statements:
        await world.report((device, credential, True))
    assert not [sent for sent in statements.sent if sent.startswith(("INSERT", "UPDATE"))]
    world.now += timedelta(hours=2)
    await world.report((device, credential, True))
    async with world.database.reading() as session:
        (use,) = await world.vault.map.uses(session, credential)
    assert use.last_ok_at == world.now


async def test_what_is_deleted_leaves_no_mapping_behind(world):
    credential = await world.snmp("c")
    device = await world.device(1)
    async with world.database.transaction() as session:
        pool = await world.groups.create_pool(session, PoolCreate(name="p"), world.actor)
        site = await world.groups.create_site(session, SiteCreate(name="s"), world.actor)
    for level, ref in ((Level.DEVICE, device), (Level.POOL, pool.id), (Level.SITE, site.id)):
        await world.give(credential, level, ref)
    with pytest.raises(BindingTakenError):
        await world.give(credential, Level.DEVICE, device)
    async with world.database.transaction() as session:
        await world.inventory.delete_device(session, device, world.actor)
        await world.groups.delete_pool(session, pool.id, world.actor)
        await world.groups.delete_site(session, site.id, world.actor)
        assert await world.vault.map.bindings(session) == []
