"""Maintenance over both databases and over HTTP: what is under work when, by device, site, pool and link."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.schemas import DeviceCreate, PoolChange, PoolCreate, SiteCreate
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.maintenance.endpoints import build_router
from watchkeeper.estate.maintenance.errors import InvalidWindowError
from watchkeeper.estate.maintenance.schemas import WindowIn, WindowPlan, WindowTarget
from watchkeeper.estate.maintenance.service import MaintenanceService
from watchkeeper.estate.maintenance.windows import Span
from watchkeeper.estate.vault.service import VaultService

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
EVE = Principal(1, "eve", "engineer", frozenset())
HOUR = timedelta(hours=1)


class Clock:
    now = NOON

    def __call__(self):
        return self.now


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def vault(clock):
    return VaultService(KeyRing(bytes(range(32))), clock)


@pytest.fixture
def inventory(vault, clock):
    return InventoryService(vault, clock=clock)


@pytest.fixture
def service(inventory, clock):
    return MaintenanceService(inventory, clock)


@pytest.fixture
async def estate(database, inventory, vault, clock):
    """Devices ``a`` and ``b`` at a site, ``c`` elsewhere; their ids and the site's."""
    groups = GroupService(vault, clock)
    async with database.transaction() as session:
        site = (await groups.create_site(session, SiteCreate(name="AMS1"), EVE)).id
        ids = {}
        for number, (name, at) in enumerate((("a", site), ("b", site), ("c", None)), 1):
            new = DeviceCreate(name=name, address=f"192.0.2.{number}", site_id=at)
            ids[name] = (await inventory.create_device(session, new, EVE)).id
    return ids | {"site": site}


def window(*targets, hours=2, start=NOON, **more):
    plan = WindowPlan(targets=list(targets), starts_at=start, ends_at=start + hours * HOUR, **more)
    return WindowIn(name="new line card", plan=plan)


async def planned(database, service, new):
    async with database.transaction() as session:
        return (await service.plan(session, new, EVE)).id


async def test_a_site_and_a_link_are_under_work_until_the_window_ends(database, service, estate, clock):
    await planned(database, service, window(WindowTarget(kind="site", id=estate["site"])))
    await planned(database, service, window(WindowTarget(kind="link", id=estate["c"], interface="Eth1"), hours=5))
    async with database.reading() as session:
        work = await service.under_work(session)
    assert work.devices == {"a": NOON + 2 * HOUR, "b": NOON + 2 * HOUR}
    assert work.until("node:a") == NOON + 2 * HOUR
    assert work.until("if:c:Eth1") == work.until("link:physical:c:Eth1--d:Eth9") == NOON + 5 * HOUR
    assert work.until("if:b:Eth7") == NOON + 2 * HOUR  # its device is worked on
    assert work.until("node:c") is work.until("if:c:Eth2") is work.until("platform:poller") is None
    clock.now = NOON + 2 * HOUR
    async with database.reading() as session:
        assert (await service.under_work(session)).devices == {}


async def test_a_pool_is_under_work_with_whoever_belongs_to_it_by_list_or_by_filter(
    database, service, estate, vault, clock
):
    groups = GroupService(vault, clock)
    async with database.transaction() as session:
        listed = await groups.create_pool(session, PoolCreate(name="voice", members=[estate["c"]]), EVE)
        found = await groups.create_pool(session, PoolCreate(name="all b", filter={"name": "b*"}), EVE)
    await planned(database, service, window(WindowTarget(kind="pool", id=listed.id)))
    recurring = window(WindowTarget(kind="pool", id=found.id), hours=3, rule="FREQ=DAILY")
    await planned(database, service, recurring)
    async with database.reading() as session:
        work = await service.under_work(session)
        spans = await service.spans(session, [estate["b"], estate["c"]], NOON, NOON + timedelta(days=1, hours=1))
    assert work.devices == {"c": NOON + 2 * HOUR, "b": NOON + 3 * HOUR}
    assert work.until("if:c:Eth1") == NOON + 2 * HOUR
    assert work.until("node:a") is None
    assert [(one.start, one.end) for one in spans[estate["c"]]] == [(NOON, NOON + 2 * HOUR)]
    assert [one.start for one in spans[estate["b"]]] == [NOON, NOON + timedelta(days=1)]
    async with database.transaction() as session:  # who joins a pool during its window is worked on as well
        await groups.change_pool(session, listed.id, PoolChange(members=[estate["a"]]), EVE)
    async with database.reading() as session:
        assert set((await service.under_work(session)).devices) == {"a", "b"}


async def test_spans_are_what_baselines_and_service_levels_leave_out(database, service, estate):
    device = WindowTarget(kind="device", id=estate["a"])
    await planned(database, service, window(device, rule="FREQ=DAILY"))
    await planned(database, service, window(WindowTarget(kind="site", id=estate["site"]), start=NOON + HOUR))
    async with database.reading() as session:
        ids = [estate["a"], estate["b"], estate["c"]]
        found = await service.spans(session, ids, NOON + HOUR / 2, NOON + timedelta(days=1, hours=1))
    assert [(one.start, one.end) for one in found[estate["a"]]] == [
        (NOON + HOUR / 2, NOON + 3 * HOUR), (NOON + timedelta(days=1), NOON + timedelta(days=1, hours=1)),
    ]  # fmt: skip
    assert [(one.start, one.end) for one in found[estate["b"]]] == [(NOON + HOUR, NOON + 3 * HOUR)]
    assert found[estate["c"]] == []


async def test_a_window_is_ended_for_good_and_one_in_the_past_is_refused(database, service, estate, clock):
    device = WindowTarget(kind="device", id=estate["a"])
    number = await planned(database, service, window(device, rule="FREQ=DAILY"))
    clock.now = NOON + HOUR
    async with database.transaction() as session:
        await service.end(session, number, EVE)
    async with database.reading() as session:
        assert (await service.under_work(session)).until("node:a") is None
        covered = await service.spans(session, [estate["a"]], NOON, NOON + timedelta(days=3))
        assert [(one.start, one.end) for one in covered[estate["a"]]] == [(NOON, NOON + HOUR)]
    with pytest.raises(InvalidWindowError):
        await planned(database, service, window(device, start=NOON - 9 * HOUR))


async def test_over_http(api_client, service, estate):
    client = api_client(build_router(service))
    body = {
        "name": "fibre work", "reason": "splice",
        "plan": {
            "targets": [{"kind": "device", "id": estate["a"]}], "starts_at": "2026-03-01T12:00:00Z",
            "ends_at": "2026-03-01T13:00:00Z", "rule": "FREQ=WEEKLY", "time_zone": "Europe/Berlin",
        },
    }  # fmt: skip
    made = await client.post("/api/v1/maintenance", json=body)
    assert made.status_code == 201, made.text
    assert made.json()["state"] == "active"
    number = made.json()["id"]
    assert (await client.put(f"/api/v1/maintenance/{number}", json=body | {"name": "fibre"})).json()["name"] == "fibre"
    assert (await client.post(f"/api/v1/maintenance/{number}/end")).json()["state"] == "over"
    assert (await client.get("/api/v1/maintenance")).json()["total"] == 1
    assert (await client.delete(f"/api/v1/maintenance/{number}")).status_code == 204
    assert (await client.get(f"/api/v1/maintenance/{number}")).status_code == 404
    for wrong in ({"rule": "FREQ=HOURLY"}, {"time_zone": "Mars"}, {"ends_at": "2026-03-01T11:00:00Z"}, {"targets": []}):
        refused = await client.post("/api/v1/maintenance", json=body | {"plan": body["plan"] | wrong})
        assert refused.status_code == 422


async def test_what_is_muted_now_is_told_by_name_until_it_ends(api_client, database, service, estate, clock):
    await planned(database, service, window(WindowTarget(kind="site", id=estate["site"])))
    await planned(database, service, window(WindowTarget(kind="link", id=estate["c"], interface="gi0/1"), hours=5))
    client = api_client(build_router(service))
    told = (await client.get("/api/v1/maintenance/muted")).json()
    assert [(one["name"], one["until"]) for one in told["devices"]] == [
        ("a", "2026-03-01T14:00:00Z"), ("b", "2026-03-01T14:00:00Z"),
    ]  # fmt: skip
    assert (told["device_total"], told["ports"][0]["device"]) == (2, "c")
    async with database.reading() as session:
        assert (await service.under_work(session)).until("if:c:GigabitEthernet0/1") == NOON + 5 * HOUR
    clock.now = NOON + 5 * HOUR
    over = (await client.get("/api/v1/maintenance/muted")).json()
    assert over == {"devices": [], "device_total": 0, "ports": []}


async def test_occurrences_are_foretold_at_the_same_local_time_through_a_change_of_the_clock(
    api_client, service, clock
):
    clock.now = datetime(2026, 3, 20, 12, tzinfo=UTC)
    client = api_client(build_router(service))
    asked = {
        "start": "2026-03-01T21:00:00Z", "end": "2026-03-01T23:00:00Z", "rule": "FREQ=WEEKLY;BYDAY=SU",
        "time_zone": "Europe/Berlin",
    }  # fmt: skip
    told = (await client.get("/api/v1/maintenance/occurrences", params=asked)).json()
    assert [one["start"] for one in told] == [
        "2026-03-22T21:00:00Z", "2026-03-29T20:00:00Z", "2026-04-05T20:00:00Z", "2026-04-12T20:00:00Z",
        "2026-04-19T20:00:00Z",
    ]  # fmt: skip
    once = (await client.get("/api/v1/maintenance/occurrences", params=asked | {"rule": ""})).json()
    assert once == []
    for wrong in ({"rule": "FREQ=HOURLY"}, {"time_zone": "Mars"}, {"end": "2026-03-01T21:00:00Z"}):
        refused = await client.get("/api/v1/maintenance/occurrences", params=asked | wrong)
        assert (refused.status_code, refused.json()["code"]) == (422, "invalid_maintenance_window")


async def test_ports_that_were_worked_on_are_named_as_their_device_names_them(database, inventory, service, estate):
    ports = [InterfaceFacts("GigabitEthernet0/1", 1), InterfaceFacts("GigabitEthernet0/2", 2)]
    async with database.transaction() as session:
        await inventory.record_facts(session, [DeviceFacts(estate["c"], NOON, interfaces=ports)])
    await planned(database, service, window(WindowTarget(kind="link", id=estate["c"], interface="gi0/1")))
    async with database.reading() as session:
        found = await service.spans_of_ports(session, NOON, NOON + HOUR)
        assert await service.spans_of_ports(session, NOON + 2 * HOUR, NOON + 3 * HOUR) == {}
    assert found == {(estate["c"], "GigabitEthernet0/1"): [Span(NOON, NOON + HOUR)]}


async def test_windows_are_listed_latest_first(database, service, estate):
    for _ in range(2):
        await planned(database, service, window(WindowTarget(kind="device", id=estate["a"])))
    async with database.reading() as session:
        rows, total = await service.list_windows(session, ListQuery())
    assert ([row.id for row in rows], total) == ([2, 1], 2)
