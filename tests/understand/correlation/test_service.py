"""Companions through the store, the map and the database, and over HTTP as far as somebody sees."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest
from sqlalchemy import select

from watchkeeper.core.database import Base
from watchkeeper.core.settings import load
from watchkeeper.estate.inventory.models import Device, Site
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import assemble
from watchkeeper.kit.families import AVAILABILITY, INTERFACE
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.settings import SeriesSettings
from watchkeeper.understand.correlation.endpoints import build_router
from watchkeeper.understand.correlation.models import Companion
from watchkeeper.understand.correlation.neighbourhood import Relation, SeriesName
from watchkeeper.understand.topology.models import EdgeVersion

DAYS = 15
NOW = datetime(2026, 11, 2, tzinfo=UTC)
START = NOW - timedelta(days=DAYS)
LOAD = SeriesName(1, "interface", "in_bps", "Ethernet1")
DELAY = SeriesName(2, "availability", "rtt_avg_ms", "icmp")


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    """Device 1's load makes device 2 answer late two hours after; everything else keeps to itself."""
    folder = tmp_path_factory.mktemp("data")
    rng = np.random.default_rng(1)
    hours = DAYS * 24
    season = np.sin(np.arange(hours) * 2 * np.pi / 24)
    load = rng.normal(0, 1, hours)
    delay = np.concatenate([rng.normal(0, 1, 2), load[:-2]]) + 0.4 * rng.normal(0, 1, hours)
    other = rng.normal(0, 1, (2, hours))
    traffic = np.exp(18 + season + 0.3 * np.stack([load, other[0]]))
    answers = np.exp(2 + season + 0.3 * np.stack([other[1], delay]))
    series = SeriesService(SeriesSettings(), folder / "series", lambda: NOW)
    for hour in range(hours):
        at = START + timedelta(hours=hour)
        ports = rows(INTERFACE, at, [1, 1], ["Ethernet1", "Ethernet2"], in_bps=traffic[:, hour])
        series.write("interface", ports, cycle=hour, shard=0)
        asked = rows(AVAILABILITY, at, [1, 2], ["icmp", "icmp"], rtt_avg_ms=answers[:, hour])
        series.write("availability", asked, cycle=hour, shard=0)
    series.close()
    return folder


def rows(family, at, devices, objects, **values):
    arrays = []
    for field in family.stored:
        given = {"ts": [at] * 2, "device_id": devices, "object": objects, **values}.get(field.name)
        if given is None:
            arrays.append(pa.nulls(2, field.type))
        elif pa.types.is_dictionary(field.type):
            arrays.append(pa.array(given).dictionary_encode().cast(field.type))
        else:
            arrays.append(pa.array(given).cast(field.type))
    return pa.RecordBatch.from_arrays(arrays, schema=family.stored)


@pytest.fixture
def database(sqlite_database):
    return sqlite_database


@pytest.fixture
async def services(sqlite_database, stored):
    built = await assemble(load(Settings, data_dir=stored), sqlite_database, clock=lambda: NOW)
    built.series.start()
    async with sqlite_database.transaction() as session:
        session.add_all(Site(id=number, name=f"s{number}", created_at=NOW, updated_at=NOW) for number in (1, 2))
        await session.flush()
        for number in (1, 2):
            session.add(
                Device(
                    id=number,
                    name=f"r{number}",
                    address=f"192.0.2.{number}",
                    site_id=number,
                    created_at=NOW,
                    updated_at=NOW,
                )
            )
        ends = {"a": {"device": "r1", "interface": "Ethernet1"}, "b": {"device": "r2", "interface": "Ethernet1"}}
        session.add(
            EdgeVersion(
                key="physical:x",
                layer="physical",
                state="up",
                valid_from=START,
                first_seen=START,
                last_seen=NOW,
                document=ends,
            )
        )
    yield built
    built.series.close()


async def test_neighbours_that_move_together_are_told_from_both_sides_once_a_week(services, database, api_client):
    await services.tasks.run("correlation.find_companions", {"devices": [1, 2]})
    await services.tasks.run("correlation.find_companions", {"devices": [1, 2]})  # again: nothing stands twice
    async with database.reading() as session:
        (mate,) = await services.correlation.mates(session, LOAD)
        (back,) = await services.correlation.mates(session, DELAY)
    assert (mate.series, mate.lag_h, mate.relation) == (DELAY, 2, Relation.ADJACENT)
    assert (back.series, back.lag_h) == (LOAD, -2)
    assert mate.rho > 0.6
    client = api_client(build_router(services.correlation, services.inventory), permissions=["series:view"])
    question = {"device_id": 1, "family": "interface", "metric": "in_bps", "object": "Ethernet1"}
    (row,) = (await client.get("/api/v1/moves-with", params=question)).json()
    assert (row["device_name"], row["metric"], row["lag_h"]) == ("r2", "rtt_avg_ms", 2)
    assert (await client.get("/api/v1/moves-with", params=question | {"device_id": 9})).status_code == 404


async def test_a_look_at_everything_is_cut_into_tasks_and_forgets_what_is_old(services, database):
    old = {"owner_id": 7, "relation": "link", "rho": 0.9, "lag_h": 0, "q": 0.01, "hours": 600}
    series = {"device_id": 7, "family": "host", "metric": "used_percent", "object": "cpu"}
    async with database.transaction() as session:
        session.add(
            Companion(
                **old, **series, **{f"other_{name}": value for name, value in series.items()},
                found_at=NOW - timedelta(days=22),
            )
        )  # fmt: skip
    await services.tasks.run("correlation.look_for_companions", {})
    async with database.reading() as session:
        assert list(await session.scalars(select(Companion))) == []
        waiting = [str(row) for row in await session.execute(select(Base.metadata.tables["outbox_messages"]))]
    assert sum("correlation.find_companions" in text for text in waiting) == 1
