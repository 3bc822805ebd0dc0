"""Lists of alerts say what keeps an alert quiet, and until when."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.core.database import Base
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.core.http.security import Principal
from watchkeeper.core.scope import Scope, bind
from watchkeeper.core.settings import load
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.inventory.schemas import DeviceCreate, SiteCreate
from watchkeeper.estate.maintenance.schemas import WindowIn
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import assemble
from watchkeeper.understand.alerts.endpoints import build_router
from watchkeeper.understand.alerts.lifecycle import Signal
from watchkeeper.understand.alerts.repository import AlertFilter
from watchkeeper.understand.alerts.silences.muting import Muting
from watchkeeper.understand.alerts.silences.schemas import SilenceIn

EVE = Principal(1, "eve", Role.ADMIN, permissions_of(Role.ADMIN))
START = datetime(2026, 3, 1, 12, tzinfo=UTC)
HOUR = timedelta(hours=1)


class Clock:
    now = START

    def __call__(self):
        return self.now


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def services(database, tmp_path, clock):
    return await assemble(load(Settings, data_dir=tmp_path / "data"), database, clock=clock)


@pytest.fixture
async def site(services):
    """A site with ``edge-1`` and ``edge-2``, each with an alert; a port of ``core-1`` elsewhere has one as well."""
    async with services.database.transaction() as session:
        number = (await services.groups.create_site(session, SiteCreate(name="HQ"), EVE)).id
        for name, at in (("edge-1", number), ("edge-2", number), ("core-1", None)):
            new = DeviceCreate(name=name, address=f"192.0.2.{len(name)}{name[-1]}", site_id=at)
            if name == "core-1":
                new = new.model_copy(update={"address": "192.0.2.99"})
            await services.inventory.create_device(session, new, EVE)
    async with services.database.transaction() as session:
        signals = [
            Signal("node:edge-1", "fan_failed", True, START, "major", device_name="edge-1"),
            Signal("node:edge-2", "fan_failed", True, START, "major", device_name="edge-2"),
            Signal("if:core-1:Gi0/1", "errors", True, START, "minor", device_name="core-1"),
        ]
        await services.alerts.take(session, signals)
    return number


@pytest.fixture
def listed(services, api_client):
    client = api_client(build_router(services.alerts, services.clock, Muting(services.silences, services.maintenance)))

    async def listing():
        items = (await client.get("/api/v1/alerts")).json()["items"]
        return {one["entity"]: one["muted"] for one in items}

    return listing


async def test_a_silence_and_maintenance_are_named_until_they_end(services, site, listed, clock):
    assert set((await listed()).values()) == {None}
    async with services.database.transaction() as session:
        number = (await services.inventory.device_by_name(session, "core-1")).id
        matcher = {"sites": [site], "conditions": ["fan_*"], "objects": ["node:edge-1"]}
        ends = START + 2 * HOUR
        await services.silences.begin(session, SilenceIn(matcher=matcher, ends_at=ends, comment="new fans"), EVE)
        plan = {
            "targets": [{"kind": "link", "id": number, "interface": "GigabitEthernet0/1"}],
            "starts_at": START.isoformat(), "ends_at": (START + HOUR).isoformat(),
        }  # fmt: skip
        await services.maintenance.plan(session, WindowIn(name="splice", plan=plan), EVE)
    told = await listed()
    assert told["node:edge-1"] == {
        "kind": "silence", "until": "2026-03-01T14:00:00Z", "number": 1, "by": "eve", "reason": "new fans",
    }  # fmt: skip
    assert told["if:core-1:Gi0/1"] == {
        "kind": "maintenance", "until": "2026-03-01T13:00:00Z", "number": 1, "by": "eve", "reason": "splice",
    }  # fmt: skip
    assert told["node:edge-2"] is None
    clock.now = START + HOUR
    assert (await listed())["if:core-1:Gi0/1"] is None
    clock.now = START + 2 * HOUR
    assert set((await listed()).values()) == {None}


async def test_of_several_the_longest_is_told(services, site, listed):
    async with services.database.transaction() as session:
        for hours in (3, 1):
            new = SilenceIn(matcher={"objects": ["node:*"]}, ends_at=START + hours * HOUR, comment=f"{hours} hours")
            await services.silences.begin(session, new, EVE)
    assert (await listed())["node:edge-2"]["reason"] == "3 hours"


async def test_a_limited_account_learns_until_when_but_not_who_or_why(services, site):
    async with services.database.transaction() as session:
        new = SilenceIn(matcher={"objects": ["node:*"]}, ends_at=START + HOUR, comment="about others as well")
        await services.silences.begin(session, new, EVE)
    async with services.database.reading() as session:
        bind(session, await services.scopes.visible(session, Scope(sites=frozenset({site}))), Base)
        rows, _ = await services.alerts.list_alerts(session, AlertFilter(open=True), ListQuery())
        muted = await Muting(services.silences, services.maintenance).of(session, rows)
    assert {(one.until, one.number, one.by, one.reason) for one in muted.values()} == {(START + HOUR, None, None, None)}
