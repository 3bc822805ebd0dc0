"""What a device did while it was worked on is not learned to be normal."""

from datetime import UTC, datetime, timedelta

import numpy as np
import pyarrow as pa
import pytest

from watchkeeper.core.http.security import Principal
from watchkeeper.core.settings import load
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.estate.inventory.schemas import DeviceCreate
from watchkeeper.estate.maintenance.models import MaintenanceWindow
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import assemble
from watchkeeper.kit.families import OPTICS

ROOT = Principal(0, "setup", Role.ADMIN, permissions_of(Role.ADMIN))
START = datetime(2026, 3, 2, tzinfo=UTC)
DAYS = 3
NOW = START + timedelta(days=DAYS)
WORK = (START + timedelta(days=1), START + timedelta(days=2) - timedelta(minutes=1))


@pytest.fixture
async def services(sqlite_database, tmp_path):
    built = await assemble(load(Settings, data_dir=tmp_path / "data"), sqlite_database, clock=lambda: NOW)
    built.series.start()
    yield built
    built.series.close()


def light(hour, device):
    slots = [START + timedelta(hours=hour, minutes=5 * step) for step in range(12)]
    dark = WORK[0] <= slots[0] < WORK[1]
    arrays = {
        "ts": pa.array(slots, OPTICS.stored.field("ts").type),
        "device_id": pa.array([device] * 12, pa.int64()),
        "object": pa.array(["xe-0/0/0"] * 12).dictionary_encode().cast(OPTICS.stored.field("object").type),
        "rx_power_dbm": pa.array(np.full(12, -30.0 if dark else -5.0) + 0.01 * np.arange(12), pa.float32()),
    }
    columns = [arrays.get(field.name, pa.nulls(12, field.type)) for field in OPTICS.stored]
    return pa.RecordBatch.from_arrays(columns, schema=OPTICS.stored)


@pytest.mark.parametrize("planned", ["device", "link", ""])
async def test_work_is_left_out_of_what_is_learned(services, planned):
    async with services.database.transaction() as session:
        device = await services.inventory.create_device(session, DeviceCreate(name="r1", address="192.0.2.1"), ROOT)
        number = device.id
        ports = [InterfaceFacts("xe-0/0/0", 1), InterfaceFacts("xe-0/0/1", 2)]
        await services.inventory.record_facts(session, [DeviceFacts(number, START, interfaces=ports)])
        targets = [{"kind": planned, "id": number, "interface": "xe-0/0/0" if planned == "link" else ""}]
        plan = {"targets": targets, "starts_at": WORK[0].isoformat(), "ends_at": WORK[1].isoformat()}
        if planned:
            session.add(MaintenanceWindow(name="splicing", plan=plan, created_at=START))
    for hour in range(DAYS * 24):
        services.series.write("optics", light(hour, number), cycle=hour, shard=0)
    await services.tasks.run("baselines.learn", {})
    band = services.baselines.inspector.band(number, "optics", "rx_power_dbm", "xe-0/0/0", NOW, NOW + timedelta(days=1))
    assert band.samples == (2 if planned else 3) * 24 * 12
