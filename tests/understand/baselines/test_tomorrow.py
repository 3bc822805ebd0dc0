"""The next day of a stored series, through the store and over HTTP."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from watchkeeper.core.tasks import TaskRegistry
from watchkeeper.kit.families import OPTICS
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.baselines.assembly import build_baselines
from watchkeeper.understand.baselines.endpoints import build_router
from watchkeeper.understand.baselines.models import Anomaly
from watchkeeper.understand.baselines.settings import BaselineSettings

DAYS = 12
BAD_DAY = 7
START = datetime(2026, 3, 2, tzinfo=UTC)
NOW = START + timedelta(days=DAYS, minutes=20)
SERIES = {"device_id": 1, "family": "optics", "metric": "rx_power_dbm", "object": "xe-0/0/0"}


class Berlin:
    """An inventory of one device, in Berlin."""

    async def device(self, _session, _device_id):
        """Return nothing: it exists."""

    async def time_zones(self, _session, _device_ids):
        """Tell where it is."""
        return {1: "Europe/Berlin"}


def light(day, level):
    slots = [START + timedelta(days=day, hours=hour) for hour in range(24)]
    arrays = {
        "ts": pa.array(slots, OPTICS.stored.field("ts").type),
        "device_id": pa.array([1] * 24, pa.int64()),
        "object": pa.array(["xe-0/0/0"] * 24).dictionary_encode().cast(OPTICS.stored.field("object").type),
        "rx_power_dbm": pa.array(level, pa.float32()),
    }
    return pa.RecordBatch.from_arrays(
        [arrays.get(field.name, pa.nulls(24, field.type)) for field in OPTICS.stored], schema=OPTICS.stored
    )


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture(scope="module")
def series(tmp_path_factory):
    series = SeriesService(SeriesSettings(), tmp_path_factory.mktemp("series"), lambda: NOW)
    rng = np.random.default_rng(1)
    for day in range(DAYS):
        level = -5 + np.sin(np.arange(24) / 24 * 2 * np.pi) + 0.05 * rng.normal(0, 1, 24)
        batch = light(day, level - (9 if day == BAD_DAY else 0))
        for hour in range(24):
            series.write("optics", batch.slice(hour, 1), cycle=day * 24 + hour, shard=0)
    yield series
    series.close()


@pytest.fixture
def made(sqlite_database, series, tmp_path):
    return build_baselines(
        sqlite_database, series, TaskRegistry(), tmp_path / "baselines", BaselineSettings(), lambda: NOW
    )


async def asked(made, api_client, **changed):
    client = api_client(build_router(made.service, made.inspector, made.forecaster, made.ahead, Berlin()))
    return (await client.get("/api/v1/forecasts/next-day", params=SERIES | changed)).json()


async def test_the_next_day_is_told_with_its_interval_and_its_clock(made, api_client):
    body = await asked(made, api_client)
    assert (body["state"], body["time_zone"], body["unit"]) == ("known", "Europe/Berlin", "dBm")
    assert (len(body["hours"]), body["hours"][0]["at"]) == (24, "2026-03-14T00:00:00Z")
    usual = -5 + np.sin(np.arange(24) / 24 * 2 * np.pi)
    assert [hour["expected"] for hour in body["hours"]] == pytest.approx(usual, abs=0.3)
    assert all(hour["low"] <= hour["expected"] <= hour["high"] for hour in body["hours"])


async def test_a_day_that_was_an_anomaly_widens_nothing(made, api_client, sqlite_database):
    wide = await asked(made, api_client)
    async with sqlite_database.transaction() as session:
        opened = START + timedelta(days=BAD_DAY, minutes=20)
        session.add(
            Anomaly(
                **SERIES, channel="departure", kind="drop", severity="critical", z=-9, peak_z=-9,
                opened_at=opened, last_at=opened + timedelta(days=1), closed_at=opened + timedelta(days=1),
            )
        )  # fmt: skip
    narrow = await asked(made, api_client)
    width = [sum(hour["high"] - hour["low"] for hour in body["hours"]) for body in (wide, narrow)]
    assert width[1] < width[0]


@pytest.mark.parametrize("changed", [{"object": "xe-9/9/9"}, {"metric": "bias_ma"}])
async def test_what_has_no_history_has_no_forecast(made, api_client, changed):
    body = await asked(made, api_client, **changed)
    assert (body["state"], body["hours"], body["season"]) == ("insufficient_history", [], None)


async def test_a_metric_that_there_is_not_is_refused(made, api_client):
    assert (await asked(made, api_client, metric="brightness"))["status"] == 422
