"""Importing into both databases: preview, apply, all or nothing."""

from dataclasses import replace

import pytest
from sqlalchemy import func, select

from watchkeeper.core.errors import ForbiddenError
from watchkeeper.core.http.paging import ListQuery
from watchkeeper.estate.inventory.errors import InvalidImportError, StalePreviewError
from watchkeeper.estate.inventory.imports.endpoints import build_router
from watchkeeper.estate.inventory.imports.plan import Action
from watchkeeper.estate.inventory.imports.service import ImportService
from watchkeeper.estate.inventory.models import Device, Site, Tag
from watchkeeper.estate.inventory.repository import DeviceFilter
from watchkeeper.estate.inventory.settings import InventorySettings

FILE = """name,address,site,tags,credential,interval_s,enabled
r1,192.0.2.1,HQ,"core,edge",snmp,300,yes
r2,192.0.2.2,DC,core,,,no
"""


@pytest.fixture
def imports(vault, clock):
    return ImportService(vault, InventorySettings(), clock)


@pytest.fixture
def apply(database, imports, engineer):
    async def run(content, file_format="csv"):
        async with database.transaction() as session:
            plan = await imports.preview(session, file_format, content)
            return await imports.apply(session, file_format, content, plan.digest, engineer)

    return run


async def listed(database, inventory):
    async with database.reading() as session:
        found, _ = await inventory.list_devices(session, DeviceFilter(), ListQuery(limit=1000))
        return {
            device.name: (device.address, device.site.name if device.site else None, [t.name for t in device.tags])
            for device in found
        }


async def test_devices_sites_and_tags_are_created(database, apply, inventory, add_credential):
    credential = await add_credential("snmp")
    plan = await apply(FILE)
    assert plan.count(Action.CREATE) == 2
    assert await listed(database, inventory) == {
        "r1": ("192.0.2.1", "HQ", ["core", "edge"]),
        "r2": ("192.0.2.2", "DC", ["core"]),
    }
    async with database.reading() as session:
        r1 = await inventory.device_by_name(session, "r1")
        assert (r1.credential_id, r1.interval_s, r1.enabled, r1.state) == (credential, 300, True, "unknown")


async def test_a_second_time_nothing_changes_and_a_changed_file_updates(database, apply, inventory, add_credential):
    await add_credential("snmp")
    await apply(FILE)
    assert (await apply(FILE)).count(Action.UNCHANGED) == 2
    changed = await apply("name,tags,address\nr1,lab,192.0.2.9\n")
    assert changed.count(Action.UPDATE) == 1
    assert (await listed(database, inventory))["r1"] == ("192.0.2.9", "HQ", ["lab"])
    async with database.reading() as session:
        assert set(await session.scalars(select(Tag.name))) == {"core", "lab"}


async def test_yaml_does_the_same(database, apply, inventory):
    await apply("- name: r1\n  address: 192.0.2.1\n  site: HQ\n  tags: [core]\n", "yaml")
    assert await listed(database, inventory) == {"r1": ("192.0.2.1", "HQ", ["core"])}


async def test_a_preview_writes_nothing(database, imports, inventory, add_credential):
    await add_credential("snmp")
    async with database.reading() as session:
        assert (await imports.preview(session, "csv", FILE)).count(Action.CREATE) == 2
    assert await listed(database, inventory) == {}


async def test_a_stale_preview_is_refused(database, imports, engineer, add_devices, inventory, add_credential):
    await add_credential("snmp")
    async with database.reading() as session:
        digest = (await imports.preview(session, "csv", FILE)).digest
    await add_devices("r1")
    with pytest.raises(StalePreviewError):
        async with database.transaction() as session:
            await imports.apply(session, "csv", FILE, digest, engineer)
    assert set(await listed(database, inventory)) == {"r1"}


async def test_one_wrong_row_and_nothing_is_written(database, apply, inventory):
    with pytest.raises(InvalidImportError, match="1 rows have errors") as caught:
        await apply("name,address,site\nr1,192.0.2.1,HQ\nr2,nonsense!,HQ\n")
    assert caught.value.details["errors"][0]["loc"] == ["line", 3]
    assert await listed(database, inventory) == {}
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Site)) == 0


async def test_an_import_that_breaks_half_way_leaves_nothing(database, apply, inventory, monkeypatch):
    async def broken(*_arguments):
        raise RuntimeError("disk full")

    monkeypatch.setattr("watchkeeper.estate.inventory.imports.repository.replace_tags", broken)
    with pytest.raises(RuntimeError):
        await apply("name,address,site,tags\nr1,192.0.2.1,HQ,core\n")
    assert await listed(database, inventory) == {}
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Site)) == 0


async def test_ten_thousand_rows_are_a_few_statements(database, apply, query_counter):
    rows = [f'd{n},10.{n // 62500}.{n // 250 % 250}.{n % 250 + 1},s{n % 40},"t{n % 7},all"' for n in range(10_000)]
    with query_counter(database) as statements:
        await apply("name,address,site,tags\n" + "\n".join(rows))
    assert len(statements) < 100
    async with database.reading() as session:
        assert await session.scalar(select(func.count()).select_from(Device)) == 10_000


async def test_a_file_beyond_the_limit_is_refused(database, vault):
    small = ImportService(vault, InventorySettings(import_max_bytes=1024))
    async with database.reading() as session:
        with pytest.raises(InvalidImportError, match="larger than 1024 bytes"):
            await small.preview(session, "csv", "x" * 1025)


async def test_over_http_look_then_apply(api_client, imports):
    client = api_client(build_router(imports))
    file = {"format": "csv", "content": "name,address\nr1,192.0.2.1\n"}
    preview = (await client.post("/api/v1/imports/preview", json=file)).json()
    assert preview["summary"] == {"create": 1, "update": 0, "unchanged": 0, "error": 0}
    assert preview["rows"][0]["changes"] == {"address": {"before": None, "after": "192.0.2.1"}}
    stale = await client.post("/api/v1/imports/apply", json={**file, "digest": "0" * 64})
    assert (stale.status_code, stale.json()["code"]) == (409, "stale_preview")
    applied = await client.post("/api/v1/imports/apply", json={**file, "digest": preview["digest"]})
    assert (applied.status_code, applied.json()["applied"]) == (200, True)
    unreadable = await client.post("/api/v1/imports/preview", json={"format": "yaml", "content": "&a x"})
    assert unreadable.status_code == 422
    assert unreadable.json()["errors"][0]["loc"] == ["body", "content", "line", 1]


async def test_an_address_that_polling_may_not_ask_is_an_error_of_its_row(database, imports):
    file = "name,address\nr1,192.168.1.1\nr2,169.254.169.254\nr3,224.0.0.5\n"
    async with database.reading() as session:
        plan = await imports.preview(session, "csv", file)
    assert [row.action for row in plan.rows] == [Action.CREATE, Action.ERROR, Action.ERROR]
    assert "cannot be a device's" in plan.rows[1].errors[0]


async def test_sites_get_what_the_file_says_of_them_from_whoever_may_change_groups(database, imports, engineer):
    allowed = replace(engineer, permissions=frozenset({"devices:import", "groups:edit"}))
    text = "name,address,site,site_time_zone,site_availability_target\nr1,192.0.2.1,HQ,Europe/Berlin,99.95\n"

    async def put(content, actor):
        async with database.transaction() as session:
            plan = await imports.preview(session, "csv", content)
            return await imports.apply(session, "csv", content, plan.digest, actor)

    plan = await put(text, allowed)
    assert plan.rows[0].changes["site_availability_target"].after == 99.95
    async with database.reading() as session:
        site = (await session.scalars(select(Site))).one()
        assert (site.time_zone, site.availability_target) == ("Europe/Berlin", 99.95)
    assert (await put(text, engineer)).count(Action.UNCHANGED) == 1  # nothing of a site changes
    with pytest.raises(ForbiddenError):
        await put(text.replace("99.95", "99.9"), engineer)
