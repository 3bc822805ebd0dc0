"""Availability over the database, the API and as files: from recorded events to the report."""

from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

import pytest
from sqlalchemy import update

from watchkeeper.core.database import Database
from watchkeeper.core.http.security import Principal
from watchkeeper.core.settings import load
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.estate.inventory.models import Device
from watchkeeper.estate.inventory.schemas import DeviceCreate, PoolCreate, SiteCreate
from watchkeeper.estate.maintenance.schemas import WindowIn
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import Services, assemble
from watchkeeper.observe.events.kinds import EventKind, NewEvent
from watchkeeper.understand.availability.endpoints import build_router
from watchkeeper.understand.availability.intervals import Needs, State
from watchkeeper.understand.availability.periods import Period
from watchkeeper.understand.availability.service import Subject
from watchkeeper.understand.topology.service import TopologyService

ROOT = Principal(0, "setup", Role.ADMIN, permissions_of(Role.ADMIN))
NOW = datetime(2026, 11, 28, 12, tzinfo=UTC)
DAY = Period(NOW - timedelta(days=1), NOW)
HOUR = timedelta(hours=1)


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
async def services(database: Database, tmp_path) -> Services:
    return await assemble(load(Settings, data_dir=tmp_path / "data"), database, clock=lambda: NOW)


async def device(services, name, site_id=None, **state):
    async with services.database.transaction() as session:
        new = DeviceCreate(name=name, address=f"192.0.2.{len(name)}{ord(name[-1]) % 10}", site_id=site_id)
        made = await services.inventory.create_device(session, new, ROOT)
        values = {
            "state": "up",
            "created_at": NOW - timedelta(days=30),
            "state_since": NOW - timedelta(days=30),
            "last_polled_at": NOW - timedelta(seconds=30),
            "last_ok_at": NOW - timedelta(seconds=30),
        } | state
        await session.execute(update(Device).where(Device.id == made.id).values(**values))
        return made.id


async def changed(services, number, *changes, kinds=None, name=""):
    """Record changes as (hours before now, before, after)."""
    kinds = kinds or {"up": EventKind.DEVICE_UP, "down": EventKind.DEVICE_DOWN, "unknown": EventKind.DEVICE_UNKNOWN}
    events = [
        NewEvent(NOW - hours * HOUR, number, "x", kinds[after], name, before, after) for hours, before, after in changes
    ]
    async with services.database.transaction() as session:
        await services.events.record(session, events)
        await services.events.record(session, events)  # delivered twice


async def report(services, kind, period=DAY, **asked):
    async with services.database.reading() as session:
        return (await services.availability.report(session, kind, period, **asked)).items


async def test_a_device_is_accounted_for_by_its_events_and_its_maintenance_is_left_out(services):
    number = await device(services, "edge-1")
    await changed(services, number, (20, "up", "down"), (17, "down", "up"), (10, "up", "unknown"), (8, "unknown", "up"))
    plan = {
        "targets": [{"kind": "device", "id": number}],
        "starts_at": (NOW + HOUR).isoformat(), "ends_at": (NOW + 2 * HOUR).isoformat(),
    }  # fmt: skip
    async with services.database.transaction() as session:
        window = await services.maintenance.plan(session, WindowIn(name="work", plan=plan), ROOT)
        moved = {"starts_at": (NOW - 18 * HOUR).isoformat(), "ends_at": (NOW - 16 * HOUR).isoformat()}
        window.plan = window.plan | moved
    (one,) = await report(services, Subject.DEVICE)
    told = one.account
    assert (told.down_s, told.unknown_s, told.excluded_s) == (2 * 3600, 2 * 3600, 2 * 3600)
    assert told.up_s == 18 * 3600
    assert [(outage.down_s, outage.ongoing) for outage in told.outages] == [(2 * 3600, False)]
    earlier = Period(NOW - timedelta(days=3), NOW - timedelta(days=2))
    (one,) = await report(services, Subject.DEVICE, earlier)
    assert (one.account.availability, one.account.coverage) == (1.0, 1.0)  # up until its first change, by that change


async def test_nothing_is_known_from_before_a_device_was_watched(services):
    await device(services, "new", created_at=NOW - 6 * HOUR, state_since=NOW - 5 * HOUR)
    (one,) = await report(services, Subject.DEVICE)
    assert (one.account.up_s, one.account.unknown_s) == (5 * 3600, 19 * 3600)


async def test_sites_and_services_are_held_against_their_targets(services):
    async with services.database.transaction() as session:
        site = await services.groups.create_site(
            session, SiteCreate(name="HQ", availability_target=99.9, time_zone="Europe/Berlin"), ROOT
        )
    first, second = await device(services, "edge-1", site.id), await device(services, "edge-2", site.id)
    async with services.database.transaction() as session:
        await services.groups.create_pool(
            session, PoolCreate(name="web", members=[first, second], availability_target=99.0), ROOT
        )
    await changed(services, first, (20, "up", "down"), (18, "down", "up"))
    await changed(services, second, (19, "up", "down"), (17, "down", "up"))
    (hq,) = await report(services, Subject.SITE)
    assert (hq.account.down_s, hq.members, hq.account.meets(hq.target)) == (3 * 3600, 2, False)
    (web,) = await report(services, Subject.SERVICE, needs=Needs.ANY)
    assert (web.account.down_s, web.target) == (3600, 0.99)


async def test_an_interface_is_unknown_while_its_device_is_and_excluded_while_it_is_switched_off(services):
    number = await device(services, "edge-1")
    facts = DeviceFacts(
        number, NOW - timedelta(days=20), interfaces=[InterfaceFacts("Gi0/1", 1, oper_status="up", admin_status="up")]
    )
    async with services.database.transaction() as session:
        await services.inventory.record_facts(session, [facts])
    oper = {"up": EventKind.INTERFACE_UP, "down": EventKind.INTERFACE_DOWN}
    await changed(services, number, (22, "up", "down"), (21, "down", "up"), kinds=oper, name="GigabitEthernet0/1")
    admin = dict.fromkeys(("up", "down"), EventKind.INTERFACE_ADMIN_CHANGED)
    await changed(services, number, (15, "up", "down"), (12, "down", "up"), kinds=admin, name="Gi0/1")
    await changed(services, number, (6, "up", "down"), (4, "down", "up"))
    (port,) = await report(services, Subject.INTERFACE, device_id=number)
    told = port.account
    assert (told.down_s, told.excluded_s, told.unknown_s) == (3600, 3 * 3600, 2 * 3600)
    assert {span.state for span in port.line} == set(State)


async def test_the_api_gives_the_report_and_files_of_it(services, api_client):
    number = await device(services, "=edge-1")
    await changed(services, number, (20, "up", "down"), (17, "down", "up"))
    client = api_client(build_router(services.availability))
    asked = {"kind": "device", "start": DAY.start.isoformat(), "time_zone": "Europe/Berlin"}
    answer = (await client.get("/api/v1/availability", params=asked)).json()
    (one,) = answer["items"]
    assert (answer["total"], one["id"], one["outage_count"]) == (1, number, 1)
    assert one["availability_percent"] == pytest.approx(87.5)
    assert [span["state"] for span in one["spans"]] == ["up", "down", "up"]
    told = await client.get("/api/v1/availability/export", params=asked)
    assert told.headers["content-type"].startswith("text/csv")
    assert "device,'=edge-1,87.500,,,100.000,0.000," in told.text
    assert ",2026-11-27T12:00:00Z,2026-11-28T12:00:00Z" in told.text
    file = await client.get("/api/v1/availability/export", params={**asked, "format": "pdf"})
    assert (file.headers["content-type"], file.content[:5]) == ("application/pdf", b"%PDF-")


async def test_a_report_begins_where_changes_of_state_are_kept_and_says_so(services, api_client):
    await device(services, "edge-1", created_at=NOW - timedelta(days=900), state_since=NOW - timedelta(days=900))
    client = api_client(build_router(services.availability))
    start = NOW - timedelta(days=400)
    answer = (await client.get("/api/v1/availability", params={"kind": "device", "start": start.isoformat()})).json()
    kept = NOW - timedelta(days=365)
    assert datetime.fromisoformat(answer["start"]) == kept
    assert datetime.fromisoformat(answer["clipped_from"]) == start
    assert f"{kept:%Y-%m-%d}" in answer["note"]
    assert answer["items"][0]["up_s"] == 365 * 86_400
    whole = (await client.get("/api/v1/availability", params={"kind": "device"})).json()
    assert (whole["clipped_from"], whole["note"]) == (None, "")
    gone = {"kind": "device", "start": "2024-01-01T00:00:00Z", "end": "2024-02-01T00:00:00Z"}
    refused = await client.get("/api/v1/availability", params=gone)
    assert (refused.status_code, refused.json()["code"]) == (422, "invalid_period")


async def test_work_on_a_single_link_is_left_out_of_the_link_and_of_both_of_its_ports_alone(services, monkeypatch):
    first, second = await device(services, "edge-1"), await device(services, "edge-22")
    ports = [
        InterfaceFacts(name, number, oper_status="up", admin_status="up") for number, name in ((1, "Eth1"), (2, "Eth2"))
    ]
    async with services.database.transaction() as session:
        facts = [DeviceFacts(number, NOW - timedelta(days=20), interfaces=ports) for number in (first, second)]
        await services.inventory.record_facts(session, facts)
        plan = {
            "targets": [{"kind": "link", "id": first, "interface": "eth1"}],
            "starts_at": (NOW + HOUR).isoformat(), "ends_at": (NOW + 2 * HOUR).isoformat(),
        }  # fmt: skip
        window = await services.maintenance.plan(session, WindowIn(name="splice", plan=plan), ROOT)
        moved = {"starts_at": (NOW - 4 * HOUR).isoformat(), "ends_at": (NOW - 2 * HOUR).isoformat()}
        window.plan = window.plan | moved
    ends = [
        {side: {"device": name, "interface": port} for side, name in (("a", "edge-1"), ("b", "edge-22"))}
        for port in ("Eth1", "Eth2")
    ]

    async def edges(_self, _session, _moment=None):
        return [SimpleNamespace(edge=SimpleNamespace(layer="physical", document=one)) for one in ends]

    monkeypatch.setattr(TopologyService, "edges", edges)
    oper = {"up": EventKind.INTERFACE_UP, "down": EventKind.INTERFACE_DOWN}
    await changed(services, second, (3, "up", "down"), (1, "down", "up"), kinds=oper, name="Eth1")
    links = {item.name: item.account for item in await report(services, Subject.LINK)}
    assert [(one.down_s, one.excluded_s) for one in links.values()] == [(3600, 2 * 3600), (0, 0)]
    far = {item.name: item.account for item in await report(services, Subject.INTERFACE, device_id=second)}
    assert [(one.down_s, one.excluded_s) for one in far.values()] == [(3600, 2 * 3600), (0, 0)]
    (whole, _) = await report(services, Subject.DEVICE)
    assert whole.account.excluded_s == 0


async def test_an_error_budget_is_of_the_time_known(services):
    async with services.database.transaction() as session:
        site = await services.groups.create_site(session, SiteCreate(name="HQ", availability_target=90.0), ROOT)
    number = await device(services, "edge-1", site.id, created_at=NOW - 10 * HOUR)
    await changed(services, number, (3, "up", "down"), (1, "down", "up"))
    (hq,) = await report(services, Subject.SITE)
    budget = hq.account.budget(hq.target)
    assert (budget.total_s, budget.left_s) == (pytest.approx(3600), pytest.approx(-3600))
    assert hq.account.meets(hq.target) is False
    assert hq.account.unknown_share == pytest.approx(14 / 24)


@pytest.mark.parametrize(
    "wrong",
    [{"time_zone": "Mars/Base"}, {"month": "2026-13"}, {"month": "march"}, {"period": "today", "month": "2026-03"},
     {"end": "2026-01-01T00:00:00Z"}, {"start": "2027-01-01T00:00:00Z"}, {"kind": "interface"}],
)  # fmt: skip
async def test_wrong_periods_are_told(services, api_client, wrong):
    client = api_client(build_router(services.availability))
    answer = await client.get("/api/v1/availability", params={"kind": "device", **wrong})
    assert 400 <= answer.status_code < 500, answer.text
    assert answer.json()["code"] == "invalid_period"
