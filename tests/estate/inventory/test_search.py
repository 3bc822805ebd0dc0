"""The search over devices, interfaces, addresses and sites."""

from datetime import UTC, datetime

import pytest

from watchkeeper.estate.inventory.browse_endpoints import build_browse_router
from watchkeeper.estate.inventory.facts import DeviceFacts, InterfaceFacts
from watchkeeper.estate.inventory.schemas import SiteCreate

AT = datetime(2026, 1, 5, tzinfo=UTC)


@pytest.fixture
async def find(database, inventory, groups, engineer, add_devices, api_client):
    core, *_ = await add_devices("core-1", "old-core-1", "edge-1")
    ports = [
        InterfaceFacts(name="Ethernet1", alias="to core-2", mac="00:11:22:33:44:55", oper_status="up"),
        InterfaceFacts(name="Ethernet2", alias="100%_full", oper_status="down"),
    ]
    async with database.transaction() as session:
        await groups.create_site(session, SiteCreate(name="Core site"), engineer)
        await inventory.record_facts(session, [DeviceFacts(core, AT, interfaces=ports)])
    client = api_client(build_browse_router(inventory))

    async def ask(text, **more):
        answer = await client.get("/api/v1/search", params={"q": text, **more})
        assert answer.status_code == 200, answer.text
        return [(hit["kind"], hit["name"], hit["detail"]) for hit in answer.json()["hits"]]

    return ask


async def test_names_that_begin_with_the_text_come_first(find):
    assert await find("core") == [
        ("device", "core-1", "10.0.0.2"),
        ("device", "old-core-1", "10.0.0.3"),
        ("site", "Core site", ""),
        ("interface", "Ethernet1", "core-1 · to core-2"),
    ]
    assert await find("core", limit=1) == [
        ("device", "core-1", "10.0.0.2"),
        ("site", "Core site", ""),
        ("interface", "Ethernet1", "core-1 · to core-2"),
    ]


async def test_addresses_are_found_by_a_part_of_them(find):
    assert await find("10.0.0.4") == [("device", "edge-1", "10.0.0.4")]
    assert await find("33:44") == [("interface", "Ethernet1", "core-1 · to core-2")]


async def test_signs_that_databases_read_as_patterns_are_only_signs(find):
    assert await find("%_") == [("interface", "Ethernet2", "core-1 · 100%_full")]
    assert await find("   ") == []
