"""Capacity over the store, the database and HTTP: seen, counted, cut to the scope, told as a file."""

import csv
import io
import shutil
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
import pytest

from watchkeeper.core.database import Base, Database
from watchkeeper.core.http.security import Principal
from watchkeeper.core.scope import Scope, bind
from watchkeeper.core.settings import load
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.inventory.limits.models import SensorLimit
from watchkeeper.estate.inventory.schemas import DeviceCreate, SiteCreate
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import Services, assemble
from watchkeeper.kit.families import FAMILIES
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.capacity.endpoints import build_router
from watchkeeper.understand.capacity.kinds import Kind
from watchkeeper.understand.capacity.service import Asked

ROOT = Principal(0, "setup", Role.ADMIN, permissions_of(Role.ADMIN))
NOW = datetime(2026, 11, 28, 12, 30, tzinfo=UTC)
HOURS = 6 * 24
ELAPSED = np.arange(HOURS + 1) / 24
AMS, VIE = 1, 2


def jitter(seed, size):
    return size * np.random.default_rng(seed).normal(0, 1, HOURS + 1)


def courses() -> dict[str, dict[tuple[int, str], dict[str, object]]]:
    """Return what two routers did: light that fades, disks that fill up or are full, a busy link, a weak battery."""
    busy = 4e8 + 3e7 * ELAPSED + 1e7 * np.sin(2 * np.pi * ELAPSED) + jitter(1, 1e6)
    return {
        "optics": {
            (AMS, "e1"): {"rx_power_dbm": -6 - 0.4 * ELAPSED + jitter(2, 0.02)},
            (AMS, "e2"): {"rx_power_dbm": -6 + jitter(3, 0.02)},
            (AMS, "dark"): {"rx_power_dbm": -40 + jitter(4, 0.02)},
            (VIE, "e1"): {"rx_power_dbm": -6 - 0.1 * ELAPSED + jitter(5, 0.02)},
        },
        "host": {
            (AMS, "storage:/"): {"used_percent": 60 + 2 * ELAPSED + jitter(6, 0.1), "kind": "storage"},
            (VIE, "storage:/var"): {"used_percent": 97 + jitter(7, 0.01), "kind": "storage"},
            (VIE, "cpu:1"): {"used_percent": 60 + 2 * ELAPSED, "kind": "cpu"},
        },
        "interface": {(VIE, "e1"): {"in_bps": busy, "out_bps": 1e6 + jitter(8, 1e3), "speed_bps": 1_000_000_000}},
        "sensor": {
            (AMS, "ups"): {"value": 80 - 0.5 * ELAPSED + jitter(9, 0.05), "sensor_class": "charge", "unit": "%"}
        },
    }


@pytest.fixture(scope="module")
def history(tmp_path_factory) -> Path:
    """Write an hour's sample for each hour of six days and for the running one; return the store's folder."""
    folder = tmp_path_factory.mktemp("history") / "series"
    series = SeriesService(SeriesSettings(), folder, lambda: NOW)
    series.start()
    start = NOW.replace(minute=10) - timedelta(hours=HOURS)
    for family, objects in courses().items():
        for hour in range(HOURS + 1):
            rows = [
                {
                    "ts": start + timedelta(hours=hour),
                    "device_id": device,
                    "object": name,
                    **{key: value[hour] if isinstance(value, np.ndarray) else value for key, value in columns.items()},
                }
                for (device, name), columns in objects.items()
            ]
            batch = pa.RecordBatch.from_pylist(rows, schema=FAMILIES[family].stored)
            series.write(family, batch, cycle=hour, shard=0)
    series.close()
    return folder


@pytest.fixture
async def services(sqlite_database: Database, tmp_path, history) -> AsyncIterator[Services]:
    shutil.copytree(history, tmp_path / "data" / "series")
    built = await assemble(load(Settings, data_dir=tmp_path / "data"), sqlite_database, clock=lambda: NOW)
    built.series.start()
    yield built
    built.series.close()


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
async def watched(services: Services, sqlite_database: Database) -> dict[str, int]:
    """The routers ams-r1 and vie-r1 in sites of their own, looked at once; return the numbers of the sites."""
    numbers = {}
    async with sqlite_database.transaction() as session:
        for expected, name in ((AMS, "ams"), (VIE, "vie")):
            site = await services.groups.create_site(session, SiteCreate(name=name), ROOT)
            new = DeviceCreate(name=f"{name}-r1", address=f"192.0.2.{expected}", site_id=site.id)
            assert (await services.inventory.create_device(session, new, ROOT)).id == expected
            numbers[name] = site.id
        limit = {"device_id": VIE, "family": "optics", "metric": "rx_power_dbm", "object": "e1"}
        given = {"low_alarm": -10.0, "usable": True, "first_seen_at": NOW, "changed_at": NOW}
        session.add(SensorLimit(**limit, lane="", label="", unit="dBm", **given))
    assert await services.capacity.look_ahead(sqlite_database) == 6
    return numbers


async def test_what_reaches_its_limit_is_told_the_soonest_first(services, watched, api_client):
    client = api_client(build_router(services.capacity, 3600))
    page = (await client.get("/api/v1/capacity")).json()
    told = [(one["kind"], one["device_name"], one["object"], one["state"]) for one in page["items"]]
    assert told == [
        ("disk", "vie-r1", "storage:/var", "reached"),
        ("link", "vie-r1", "e1", "ahead"),
        ("disk", "ams-r1", "storage:/", "ahead"),
        ("optics", "ams-r1", "e1", "ahead"),
        ("optics", "vie-r1", "e1", "ahead"),
        ("battery", "ams-r1", "ups", "ahead"),
    ]
    full, link, disk, light, own, battery = page["items"]
    assert (full["per_day"], full["days"]) == (None, 0)
    assert light["days"] == pytest.approx((14.4 - 8.4) / 0.4, rel=0.05)
    assert light["earliest_days"] <= light["days"] <= light["latest_days"]
    assert (light["threshold_source"], own["threshold_source"], own["threshold"]) == ("setting", "device", -10)
    assert disk["days"] == pytest.approx((95 - 72) / 2, rel=0.05)
    assert link["days"] == pytest.approx((8e8 - 5.8e8) / 3e7, rel=0.1)
    assert (link["unit"], battery["unit"]) == ("bit/s", "%")
    assert battery["days"] == pytest.approx((77 - 50) / 0.5, rel=0.1)
    assert len(light["history"]) * light["history_step_s"] == 14 * 86_400
    assert light["history"][-1] == pytest.approx(-8.4, abs=0.1)
    assert light["history"][0] is None


async def test_what_has_no_trend_or_too_little_history_is_counted(services, watched, api_client):
    client = api_client(build_router(services.capacity, 3600))
    body = (await client.get("/api/v1/capacity/summary")).json()
    assert body["interval_s"] == 3600
    assert datetime.fromisoformat(body["looked_at"]) == NOW
    counts = {one.pop("kind"): one for one in body["kinds"]}
    assert counts["optics"] == {"ahead": 2, "reached": 0, "steady": 1, "short": 1}  # the dark port has no light
    assert counts["disk"] == {"ahead": 1, "reached": 1, "steady": 0, "short": 0}
    assert counts["link"] == {"ahead": 1, "reached": 0, "steady": 1, "short": 0}
    assert counts["battery"] == {"ahead": 1, "reached": 0, "steady": 0, "short": 0}
    one_site = (await client.get("/api/v1/capacity/summary", params={"site_id": watched["ams"]})).json()
    assert {one["kind"]: one["ahead"] for one in one_site["kinds"]} == {
        "optics": 1, "disk": 1, "link": 0, "battery": 1,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("asked", "objects"),
    [
        ({"kind": "disk"}, ["storage:/var", "storage:/"]),
        ({"within_days": 9}, ["storage:/var", "e1"]),
        ({"q": "VIE"}, ["storage:/var", "e1", "e1"]),
        ({"q": "storage"}, ["storage:/var", "storage:/"]),
        ({"limit": 2, "offset": 1}, ["e1", "storage:/"]),
        ({"sort": "-days", "limit": 1}, ["ups"]),
    ],
)
async def test_the_list_is_filtered_and_paged(services, watched, api_client, asked, objects):
    client = api_client(build_router(services.capacity, 3600))
    assert [one["object"] for one in (await client.get("/api/v1/capacity", params=asked)).json()["items"]] == objects


async def test_a_site_that_there_is_not_is_not_found_and_nothing_is_told_without_the_permission(
    services, watched, api_client
):
    client = api_client(build_router(services.capacity, 3600))
    assert (await client.get("/api/v1/capacity", params={"site_id": 99})).status_code == 404
    assert (await client.get("/api/v1/capacity", params={"sort": "nonsense"})).status_code == 422
    stranger = api_client(build_router(services.capacity, 3600), permissions=["devices:view"])
    for path in ("", "/summary", "/export"):
        assert (await stranger.get(f"/api/v1/capacity{path}")).status_code == 403


async def test_a_limited_account_sees_and_counts_its_own(services, watched, sqlite_database):
    async with sqlite_database.reading() as session:
        bind(session, await services.scopes.visible(session, Scope(sites=frozenset({watched["vie"]}))), Base)
        rows = await services.capacity.every(session, Asked())
        summary = await services.capacity.summary(session, Asked())
    assert {row.device_id for row in rows} == {VIE}
    assert {one.kind: one.ahead + one.reached for one in summary.kinds} == {
        Kind.OPTICS: 1, Kind.DISK: 1, Kind.LINK: 1, Kind.BATTERY: 0,
    }  # fmt: skip


async def test_the_file_has_a_line_for_each_and_no_formula(services, watched, api_client):
    client = api_client(build_router(services.capacity, 3600))
    answer = await client.get("/api/v1/capacity/export", params={"kind": "optics"})
    assert answer.headers["content-type"].startswith("text/csv")
    assert 'filename="capacity-2026-11-28.csv"' in answer.headers["content-disposition"]
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert [(row["device"], row["object"], row["threshold_source"]) for row in rows] == [
        ("ams-r1", "e1", "setting"),
        ("vie-r1", "e1", "device"),
    ]
    assert float(rows[0]["days"]) == pytest.approx(15, rel=0.05)


async def test_a_second_look_replaces_the_first_and_forgets_what_is_no_longer_watched(
    services, watched, sqlite_database
):
    async with sqlite_database.transaction() as session:
        await services.inventory.delete_device(session, VIE, ROOT)
    assert await services.capacity.look_ahead(sqlite_database) == 3
    async with sqlite_database.reading() as session:
        rows = await services.capacity.every(session, Asked())
        summary = await services.capacity.summary(session, Asked())
    assert {row.device_id for row in rows} == {AMS}
    assert sum(one.steady for one in summary.kinds) == 1


async def test_before_the_first_look_nothing_is_claimed(services, sqlite_database):
    async with sqlite_database.reading() as session:
        summary = await services.capacity.summary(session, Asked())
    assert summary.looked_at is None
    assert all(one.ahead + one.reached + one.steady + one.short == 0 for one in summary.kinds)
