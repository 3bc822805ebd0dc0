"""Neighbours and routing sessions: what a visit brought, kept and shown."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.estate.drivers.protocol import Outcome
from watchkeeper.estate.drivers.snmp.report import (
    BfdSessionReport,
    BgpPeerReport,
    DeviceReport,
    FeatureReport,
    IsisAdjacencyReport,
    NeighbourReport,
    OspfNeighbourReport,
    PartialTable,
    PlaceReport,
)
from watchkeeper.estate.inventory.adjacencies.recording import adjacencies_of, record
from watchkeeper.estate.inventory.browse_endpoints import build_browse_router

SPEAKS_OSPF = PlaceReport(answers_for=frozenset({"ospf"}))
AT = datetime(2026, 1, 5, 12, tzinfo=UTC)
LATER = AT + timedelta(hours=1)


def heard(port, name, descr=""):
    return NeighbourReport("lldp", 1, port, name, "Eth1", None, "00:11:22:33:44:55", descr)


def peer(address, state, admin="start"):
    return BgpPeerReport(address, 65_001, state, admin, None)


@pytest.fixture
def client(api_client, inventory):
    return api_client(build_browse_router(inventory))


async def keep(database, device_id, at=AT, **parts):
    async with database.transaction() as session:
        await record(session, [adjacencies_of(device_id, DeviceReport(Outcome.OK, **parts), at)])


async def listed(client, device_id, what):
    answer = await client.get(f"/api/v1/devices/{device_id}/{what}")
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


async def test_neighbours_come_stay_and_go(database, client, add_devices):
    [device] = await add_devices("a")
    await keep(database, device, neighbours=(heard("Eth1", "b"), heard("Eth2", "c")))
    await keep(database, device, LATER, neighbours=(heard("Eth1", "b", "new\x00 text"), heard("Eth3", None)))
    first, second = await listed(client, device, "neighbours")
    assert (first["remote_name"], first["remote_descr"]) == ("b", "new text")
    assert (first["first_seen_at"], first["seen_at"]) == ("2026-01-05T12:00:00Z", "2026-01-05T13:00:00Z")
    assert (second["local_port"], second["remote_name"], second["remote_chassis"]) == ("Eth3", "", "00:11:22:33:44:55")


async def test_a_table_that_came_in_part_forgets_nothing(database, client, add_devices):
    [device] = await add_devices("a")
    await keep(database, device, neighbours=(heard("Eth1", "b"),), bgp_peers=(peer("192.0.2.1", "established"),))
    await keep(
        database, device, LATER, partial=(PartialTable("lldpRemTable", "timeout"), PartialTable("bgpPeerTable", ""))
    )
    assert len(await listed(client, device, "neighbours")) == 1
    assert len(await listed(client, device, "routing-sessions")) == 1
    await keep(database, device, LATER, place=PlaceReport(answers_for=frozenset({"bgp"})))
    assert await listed(client, device, "neighbours") == []
    assert await listed(client, device, "routing-sessions") == []


async def test_a_session_says_since_when_it_is_as_it_is(database, client, add_devices):
    [device] = await add_devices("a")
    for at, state in ((AT, "established"), (LATER, "established"), (LATER + timedelta(hours=1), "idle")):
        await keep(database, device, at, bgp_peers=(peer("192.0.2.1", state), peer("192.0.2.2", "established")))
    down, up = await listed(client, device, "routing-sessions")
    assert (down["peer"], down["up"], down["state_since"]) == ("192.0.2.1", False, "2026-01-05T14:00:00Z")
    assert (up["peer"], up["up"], up["state_since"]) == ("192.0.2.2", True, "2026-01-05T12:00:00Z")


async def test_every_protocol_has_its_own_word_for_working(database, client, add_devices):
    [device] = await add_devices("a")
    await keep(
        database,
        device,
        bgp_peers=(peer("192.0.2.9", "idle", "stop"),),
        ospf_neighbours=(
            OspfNeighbourReport("192.0.2.3", "10.0.0.3", "full"),
            OspfNeighbourReport("192.0.2.4", None, "init"),
        ),
        isis_adjacencies=(IsisAdjacencyReport("0000.0000.0001", 1, "up", "2"),),
    )
    found = {
        one["peer"]: (one["protocol"], one["up"], one["admin_down"])
        for one in await listed(client, device, "routing-sessions")
    }
    assert found == {
        "192.0.2.9": ("bgp", False, True),
        "192.0.2.3": ("ospf", True, False),
        "192.0.2.4": ("ospf", False, False),
        "0000.0000.0001": ("isis", True, False),
    }


async def test_a_device_that_is_not_there_has_no_neighbours(client):
    assert (await client.get("/api/v1/devices/77/neighbours")).status_code == 404


async def test_features_keep_since_when_they_are_so_and_can_be_asked_by_kind(database, client, add_devices):
    [device] = await add_devices("a")
    ring = FeatureReport("ring", "metro", "ok", "ok", {"west": "blocked"})
    lag = FeatureReport("lag", "ae0", "2 of 2 carry traffic", "ok", {"members": "a, b"})
    await keep(database, device, features=(ring, lag))
    broken = FeatureReport("ring", "metro", "protecting", "warning", {"west": "forwarding\x00"})
    await keep(database, device, LATER, features=(broken, lag))
    first, second = await listed(client, device, "features")
    assert (first["kind"], first["state_since"], first["told"]) == ("lag", "2026-01-05T12:00:00Z", {"members": "a, b"})
    assert (second["state"], second["severity"], second["state_since"]) == (
        "protecting",
        "warning",
        "2026-01-05T13:00:00Z",
    )
    assert [row["name"] for row in await listed(client, device, "features?kind=ring")] == ["metro"]
    assert (await client.get(f"/api/v1/devices/{device}/features?kind=colour")).status_code == 422
    await keep(database, device, LATER, partial=(PartialTable("dot3adAggPortTable", "timeout"),))
    assert len(await listed(client, device, "features")) == 2
    await keep(database, device, LATER)
    assert await listed(client, device, "features") == []


async def test_bfd_sessions_stand_among_the_routing_sessions(database, client, add_devices):
    [device] = await add_devices("a")
    await keep(
        database,
        device,
        bfd_sessions=(
            BfdSessionReport("192.0.2.1", None, "up", "", admin_down=False),
            BfdSessionReport("192.0.2.2", None, "adminDown", "", admin_down=True),
        ),
    )
    found = {row["peer"]: row for row in await listed(client, device, "routing-sessions")}
    assert (found["192.0.2.1"]["protocol"], found["192.0.2.1"]["up"]) == ("bfd", True)
    assert (found["192.0.2.2"]["up"], found["192.0.2.2"]["admin_down"]) == (False, True)


async def turned(database, device_id, at, **parts):
    async with database.transaction() as session:
        turns = await record(session, [adjacencies_of(device_id, DeviceReport(Outcome.OK, **parts), at)])
    return [(turn.protocol, turn.peer, turn.before, turn.state, turn.up) for turn in turns]


async def test_what_is_met_has_not_turned_and_what_changes_has(database, add_devices):
    [device] = await add_devices("a")
    up, down = peer("192.0.2.1", "established"), peer("192.0.2.1", "active")
    assert await turned(database, device, AT, bgp_peers=(up, peer("192.0.2.2", "idle"))) == []
    assert await turned(database, device, LATER, bgp_peers=(down, peer("192.0.2.2", "connect"))) == [
        ("bgp", "192.0.2.1", "established", "active", False)
    ]
    assert await turned(database, device, LATER, bgp_peers=(down, peer("192.0.2.2", "idle"))) == []
    assert await turned(database, device, LATER, bgp_peers=(up, peer("192.0.2.2", "idle"))) == [
        ("bgp", "192.0.2.1", "active", "established", True)
    ]
    ended = [("bgp", "192.0.2.2", "idle", "", True)]
    assert await turned(database, device, LATER, bgp_peers=(up,)) == ended, "taken out of the configuration"


async def test_a_neighbour_whose_row_vanishes_is_lost_and_remembered_for_a_day(database, client, add_devices):
    [device] = await add_devices("a")
    full = OspfNeighbourReport("192.0.2.3", "10.0.0.3", "full")

    async def now(at, **parts):
        return await turned(database, device, at, place=SPEAKS_OSPF, **parts)

    await now(AT, ospf_neighbours=(full,))
    assert await now(LATER, partial=(PartialTable("ospfNbrTable", "timeout"),)) == []
    assert await now(LATER) == [("ospf", "192.0.2.3", "full", "gone", False)]
    assert await now(LATER) == []
    [shown] = await listed(client, device, "routing-sessions")
    assert (shown["state"], shown["up"], shown["state_since"]) == ("gone", False, "2026-01-05T13:00:00Z")
    assert await now(LATER, ospf_neighbours=(full,)) == [("ospf", "192.0.2.3", "gone", "full", True)]
    assert await now(LATER) == [("ospf", "192.0.2.3", "full", "gone", False)]
    assert await now(LATER + timedelta(days=1)) == [("ospf", "192.0.2.3", "gone", "", True)]
    assert await listed(client, device, "routing-sessions") == []


async def test_an_agent_without_its_routing_daemons_says_nothing_of_sessions(database, client, add_devices):
    [device] = await add_devices("a")
    full = OspfNeighbourReport("192.0.2.3", "10.0.0.3", "full")
    lost = OspfNeighbourReport("192.0.2.4", "10.0.0.4", "down")
    await turned(database, device, AT, ospf_neighbours=(full, lost), bgp_peers=(peer("192.0.2.1", "established"),))
    assert await turned(database, device, LATER) == []
    shown = {(one["peer"], one["state"], one["seen_at"]) for one in await listed(client, device, "routing-sessions")}
    before = "2026-01-05T12:00:00Z"
    assert shown == {
        ("192.0.2.3", "full", before), ("192.0.2.4", "down", before), ("192.0.2.1", "established", before)
    }  # fmt: skip
    assert await turned(database, device, LATER + timedelta(days=1)) == [("ospf", "192.0.2.4", "down", "", True)]
    assert await listed(client, device, "routing-sessions") == []


async def test_a_neighbour_that_is_there_under_another_router_id_is_not_lost(database, client, add_devices):
    [device] = await add_devices("a")
    await turned(database, device, AT, ospf_neighbours=(OspfNeighbourReport("192.0.2.3", "10.0.0.3", "full"),))
    other = OspfNeighbourReport("192.0.2.3", "10.0.0.33", "full")
    assert await turned(database, device, LATER, ospf_neighbours=(other,)) == []
    assert len(await listed(client, device, "routing-sessions")) == 1
