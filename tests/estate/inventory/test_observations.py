"""What polling observed, recorded for a whole shard at once."""

from datetime import timedelta

import pytest
from sqlalchemy import select, text

from watchkeeper.core.live.models import LiveEvent
from watchkeeper.core.outbox.models import OutboxMessage
from watchkeeper.estate.drivers.protocol import Identity, Outcome
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts, InterfaceStatus
from watchkeeper.estate.inventory.models import Device, Interface
from watchkeeper.estate.inventory.reachability import DeviceContact


@pytest.fixture
def record(database, inventory):
    async def run(*contacts):
        async with database.transaction() as session:
            return await inventory.record_contacts(session, contacts)

    return run


@pytest.fixture
def learn(database, inventory):
    async def run(*facts):
        async with database.transaction() as session:
            return await inventory.record_facts(session, facts)

    return run


@pytest.fixture
def row(database):
    async def read(device_id):
        async with database.reading() as session:
            return (await session.execute(select(Device.__table__).where(Device.id == device_id))).one()

    return read


@pytest.fixture
def ports(database):
    async def read(device_id):
        async with database.reading() as session:
            statement = select(Interface.__table__).where(Interface.device_id == device_id).order_by(Interface.id)
            return {row.name: row for row in await session.execute(statement)}

    return read


def ethernet(count, **more):
    return [InterfaceFacts(f"Gi0/{number}", number, mtu=1500, **more) for number in range(1, count + 1)]


async def test_a_contact_is_recorded_and_transitions_are_returned_once(add_devices, record, row, clock):
    one, two = await add_devices("one", "two")
    first = await record(
        DeviceContact(one, clock(), Outcome.OK, uptime_s=7.5, memory={"max_repetitions": 20}),
        DeviceContact(two, clock(), Outcome.TIMEOUT, "no answer"),
    )
    assert {(move.device_name, str(move.from_state), str(move.to_state), move.reason) for move in first} == {
        ("one", "unknown", "up", ""),
        ("two", "unknown", "down", "timeout: no answer"),
    }
    stored = await row(one)
    assert (stored.state, stored.last_ok_at, stored.uptime_s) == ("up", clock(), 7.5)
    assert stored.driver_memory == {"max_repetitions": 20}
    later = clock.advance(60)
    assert await record(DeviceContact(one, later, Outcome.PARTIAL), DeviceContact(two, later, Outcome.TIMEOUT)) == []
    stored = await row(two)
    assert (stored.last_ok_at, stored.last_polled_at, stored.last_outcome) == (None, later, "timeout")
    assert stored.failures == 2
    assert stored.state_since == later - timedelta(seconds=60)


async def test_a_shard_delivered_twice_counts_once(add_devices, record, row, clock):
    (one,) = await add_devices("one")
    contact = DeviceContact(one, clock(), Outcome.TIMEOUT)
    assert len(await record(contact)) == 1
    assert await record(contact) == []
    assert (await row(one)).failures == 1


async def test_an_older_contact_does_not_overwrite_a_newer_one(add_devices, record, row, clock):
    (one,) = await add_devices("one")
    await record(DeviceContact(one, clock(), Outcome.OK))
    await record(DeviceContact(one, clock() - timedelta(seconds=60), Outcome.TIMEOUT))
    assert (await row(one)).state == "up"


async def test_a_device_deleted_meanwhile_is_left_out(add_devices, record, row, clock):
    (one,) = await add_devices("one")
    moves = await record(DeviceContact(one, clock(), Outcome.OK), DeviceContact(9_999, clock(), Outcome.OK))
    assert [move.device_id for move in moves] == [one]


async def test_transitions_are_announced_to_lists_and_to_the_device(database, add_devices, record, clock):
    (one,) = await add_devices("one")
    async with database.transaction() as session:
        await session.execute(text("DELETE FROM live_events"))
    await record(DeviceContact(one, clock(), Outcome.TIMEOUT))
    async with database.reading() as session:
        events = (await session.execute(select(LiveEvent.topic, LiveEvent.event, LiveEvent.data))).all()
    announced = {(event.topic, event.event): event.data for event in events}
    assert announced["devices", "devices.polled"]["ids"] == [one]
    assert announced["devices", "devices.state_changed"]["changes"][0]["to"] == "down"
    assert announced[f"device:{one}", "device.state_changed"]["from"] == "unknown"


async def test_first_contact_learns_who_it_is_and_a_later_stranger_is_flagged(
    add_devices, record, row, clock, database
):
    (one,) = await add_devices("one")
    await record(DeviceContact(one, clock(), Outcome.OK, identity=Identity("sw", "A1", "aa:bb")))
    stored = await row(one)
    assert (stored.serial, stored.sysname, stored.identity_state) == ("A1", "sw", "unverified")
    stranger = Identity("other", "B2")
    await record(DeviceContact(one, clock.advance(60), Outcome.IDENTITY_MISMATCH, identity=stranger))
    stored = await row(one)
    assert (stored.serial, stored.sysname, stored.identity_state) == ("A1", "sw", "mismatch")
    assert stored.observed_identity["serial"] == "B2"
    assert "B2" in stored.identity_reason
    assert stored.state == "unknown"
    async with database.reading() as session:
        published = (await session.scalars(select(OutboxMessage.payload))).all()
    assert [(body["from_state"], body["to_state"]) for body in published] == [("unverified", "mismatch")]


async def test_when_the_right_device_is_back_the_flag_goes(add_devices, record, row, clock):
    (one,) = await add_devices("sw")
    right = Identity("sw", "A1")
    for identity in (right, Identity("x", "B2"), right):
        await record(DeviceContact(one, clock.advance(60), Outcome.OK, identity=identity))
    stored = await row(one)
    assert (stored.identity_state, stored.observed_identity) == ("verified", None)


async def test_a_driver_that_only_says_mismatch_is_believed(add_devices, record, row, clock):
    (one,) = await add_devices("one")
    await record(DeviceContact(one, clock(), Outcome.IDENTITY_MISMATCH, "serial is B2"))
    stored = await row(one)
    assert (stored.identity_state, stored.identity_reason) == ("mismatch", "serial is B2")


async def test_two_devices_with_one_serial_are_both_flagged_and_freed_when_one_goes(
    database, inventory, engineer, add_devices, record, row, clock
):
    one, two = await add_devices("one", "two")
    await record(DeviceContact(one, clock(), Outcome.OK, identity=Identity("one", "A1")))
    assert (await row(one)).identity_state == "verified"
    await record(DeviceContact(two, clock(), Outcome.OK, identity=Identity("two", "A1")))
    for device_id, twin in ((one, "two"), (two, "one")):
        stored = await row(device_id)
        assert stored.identity_state == "mismatch"
        assert f"also that of {twin}" in stored.identity_reason
    await record(DeviceContact(one, clock.advance(60), Outcome.OK, identity=Identity("one", "A1")))
    assert (await row(one)).identity_state == "mismatch"
    async with database.transaction() as session:
        await inventory.delete_device(session, two, engineer)
    await record(DeviceContact(one, clock.advance(60), Outcome.OK, identity=Identity("one", "A1")))
    assert (await row(one)).identity_state == "verified"


async def test_facts_fill_in_the_device_and_its_interfaces(add_devices, learn, row, ports, clock):
    (one,) = await add_devices("one")
    fact = DeviceFacts(
        one,
        clock(),
        Identity("one", "A1"),
        "junos",
        "Juniper",
        "junos",
        "21.4R3",
        "MX204",
        ethernet(3, oper_status="up"),
    )
    assert await learn(fact) == {one}
    stored = await row(one)
    assert (stored.platform, stored.vendor, stored.model, stored.interface_count) == ("junos", "Juniper", "MX204", 3)
    assert {name: port.if_index for name, port in (await ports(one)).items()} == {"Gi0/1": 1, "Gi0/2": 2, "Gi0/3": 3}


async def test_what_a_device_did_not_say_is_kept(add_devices, learn, row, clock):
    (one,) = await add_devices("one", platform="eos")
    await learn(DeviceFacts(one, clock(), vendor="Arista"))
    stored = await row(one)
    assert (stored.platform, stored.vendor, stored.interface_count) == ("eos", "Arista", 0)


async def test_an_interface_is_found_again_by_its_name_when_its_index_moves(add_devices, learn, ports, clock):
    (one,) = await add_devices("one")
    await learn(DeviceFacts(one, clock(), interfaces=[InterfaceFacts("Gi0/1", 5), InterfaceFacts("Gi0/2", 6)]))
    before = await ports(one)
    moved = [InterfaceFacts("GigabitEthernet0/1", 6), InterfaceFacts("Gi0/2", 5)]
    await learn(DeviceFacts(one, clock.advance(60), interfaces=moved))
    after = await ports(one)
    assert len(after) == 2
    assert (after["GigabitEthernet0/1"].id, after["GigabitEthernet0/1"].if_index) == (before["Gi0/1"].id, 6)
    assert (after["Gi0/2"].id, after["Gi0/2"].if_index) == (before["Gi0/2"].id, 5)


async def test_a_vanished_interface_is_kept_as_not_present_and_comes_back_as_itself(
    add_devices, learn, ports, row, clock
):
    (one,) = await add_devices("one")
    await learn(DeviceFacts(one, clock(), interfaces=ethernet(2)))
    before = await ports(one)
    await learn(DeviceFacts(one, clock.advance(60), interfaces=ethernet(1)))
    assert [(name, port.present) for name, port in (await ports(one)).items()] == [("Gi0/1", True), ("Gi0/2", False)]
    assert (await row(one)).interface_count == 1
    await learn(DeviceFacts(one, clock.advance(60), interfaces=ethernet(2)))
    after = await ports(one)
    assert (after["Gi0/2"].id, after["Gi0/2"].present) == (before["Gi0/2"].id, True)


async def test_a_partial_table_makes_nothing_vanish(add_devices, learn, ports, row, clock):
    (one,) = await add_devices("one")
    await learn(DeviceFacts(one, clock(), interfaces=ethernet(3)))
    await learn(DeviceFacts(one, clock.advance(60), interfaces=ethernet(1), interfaces_complete=False))
    assert all(port.present for port in (await ports(one)).values())
    assert (await row(one)).interface_count == 3


async def test_facts_of_a_stranger_are_not_stored_under_the_old_name(add_devices, learn, row, ports, clock):
    (one,) = await add_devices("one")
    await learn(DeviceFacts(one, clock(), Identity("one", "A1"), vendor="Right", interfaces=ethernet(2)))
    stranger = DeviceFacts(one, clock.advance(60), Identity("x", "B2"), vendor="Wrong", interfaces=ethernet(9))
    assert await learn(stranger) == set()
    stored = await row(one)
    assert (stored.vendor, stored.serial, stored.identity_state) == ("Right", "A1", "mismatch")
    assert len(await ports(one)) == 2


async def test_nonsense_from_a_device_is_stored_as_far_as_it_makes_sense(add_devices, learn, row, ports, clock):
    (one,) = await add_devices("one")
    wild = InterfaceFacts(
        "Gi\x00\x07" + "x" * 400, -5, descr="d\r\nd", mtu=2**40, speed_bps=2**70, mac="m" * 99, type="t" * 99
    )
    twins = [InterfaceFacts("", 7), InterfaceFacts("", 8), InterfaceFacts("same", 9), InterfaceFacts("same", 9)]
    await learn(
        DeviceFacts(one, clock(), Identity("n\x00\udcff" * 200, "S\x00"), vendor="v" * 999, interfaces=[wild, *twins])
    )
    stored = await row(one)
    assert stored.interface_count == 5
    assert "\x00" not in stored.sysname + stored.serial
    port = next(port for name, port in (await ports(one)).items() if name.startswith("Gi"))
    assert (port.if_index, port.mtu, port.speed_bps, port.descr) == (None, None, None, "d d")


async def test_facts_that_say_nothing_new_write_nothing(add_devices, learn, database, query_counter, inventory, clock):
    (one,) = await add_devices("one")
    facts = [DeviceFacts(one, clock(), Identity("one", "A1"), "junos", interfaces=ethernet(49))]
    await learn(*facts)
    async with database.transaction() as session:
        with query_counter(database) as statements:
            await inventory.record_facts(session, facts)
    assert [sent for sent in statements.sent if not sent.startswith("SELECT")] == []


async def test_a_thousand_devices_are_a_handful_of_statements(database, inventory, clock, query_counter, record, learn):
    count, each = 1_000, 49
    async with database.transaction() as session:
        connection = await session.connection()
        rows = [
            {"name": f"d{n}", "address": f"10.1.{n // 250}.{n % 250}", "created_at": clock(), "updated_at": clock()}
            for n in range(count)
        ]
        await connection.execute(Device.__table__.insert(), rows)
    async with database.reading() as session:
        ids = list(await session.scalars(select(Device.id)))
    facts = [DeviceFacts(i, clock(), Identity(f"d{i}", f"S{i}"), "generic", interfaces=ethernet(each)) for i in ids]
    contacts = [
        DeviceContact(i, clock(), Outcome.OK, uptime_s=1.0, identity=Identity(f"d{i}", f"S{i}"), memory={"n": 1})
        for i in ids
    ]
    with query_counter(database) as statements:
        await learn(*facts)
    assert len([sent for sent in statements.sent if "live_events" not in sent]) <= 8
    async with database.transaction() as session:
        assert await session.scalar(text("SELECT count(*) FROM interfaces")) == count * each
    with query_counter(database) as statements:
        moves = await record(*contacts)
    assert len(moves) == count
    assert len([sent for sent in statements.sent if "live_events" not in sent]) <= 8


async def test_an_interface_that_changes_state_is_updated_by_either_spelling(
    add_devices, learn, database, inventory, ports, clock
):
    (one,) = await add_devices("one")
    await learn(DeviceFacts(one, clock(), interfaces=ethernet(2, oper_status="up", admin_status="up")))
    at = clock.advance(60)
    async with database.transaction() as session:
        changed = await inventory.record_interface_states(
            session,
            [
                InterfaceStatus(one, "GigabitEthernet0/1", at, "up", "down"),
                InterfaceStatus(one, "Gi0/2", at, "up", "up"),
                InterfaceStatus(one, "Gi0/99", at, "up", "down"),
            ],
        )
    assert changed == 1
    after = await ports(one)
    assert (after["Gi0/1"].oper_status, after["Gi0/1"].last_change_at) == ("down", at)
    assert after["Gi0/2"].last_change_at is None


async def test_facts_tell_how_an_interface_stands_only_where_nobody_knew(add_devices, learn, ports, clock):
    """Who changes it tells of it: facts that did so in silence hid the change from those who would have."""
    (one,) = await add_devices("one")
    await learn(DeviceFacts(one, clock(), interfaces=[*ethernet(1, oper_status="down"), InterfaceFacts("Gi0/2", 2)]))
    await learn(DeviceFacts(one, clock.advance(60), interfaces=ethernet(2, oper_status="up", alias="uplink")))
    assert {name: (port.oper_status, port.alias) for name, port in (await ports(one)).items()} == {
        "Gi0/1": ("down", "uplink"),
        "Gi0/2": ("up", "uplink"),
    }


async def test_an_up_that_nobody_confirms_becomes_unknown(add_devices, database, inventory, record, row, clock):
    asked, silent, down = await add_devices("asked", "silent", "down")
    await record(
        *(DeviceContact(device, clock(), Outcome.OK) for device in (asked, silent)),
        DeviceContact(down, clock(), Outcome.TIMEOUT),
    )
    clock.advance(301)
    await record(DeviceContact(asked, clock(), Outcome.OK))
    async with database.transaction() as session:
        expired = await inventory.expire_states(session)
    assert [(each.device_id, each.from_state, each.to_state) for each in expired] == [(silent, "up", "unknown")]
    assert "not asked since" in (await row(silent)).state_reason
    assert [(await row(device)).state for device in (asked, silent, down)] == ["up", "unknown", "down"]
    async with database.transaction() as session:
        assert await inventory.expire_states(session) == []


async def test_a_device_with_a_long_interval_is_given_five_of_them(add_devices, database, inventory, record, clock):
    [seldom] = await add_devices("seldom", interval_s=3600)
    await record(DeviceContact(seldom, clock(), Outcome.OK))
    clock.advance(5 * 3600)
    async with database.transaction() as session:
        assert await inventory.expire_states(session) == []
    clock.advance(1)
    async with database.transaction() as session:
        assert len(await inventory.expire_states(session)) == 1
