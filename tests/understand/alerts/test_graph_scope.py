"""What the graph remembers for one account is never given to another that sees less, whoever asks first."""

from datetime import UTC, datetime, timedelta

import pytest

from watchkeeper.core.database import Base
from watchkeeper.core.http.security import Principal
from watchkeeper.core.scope import Scope, bind, nobody_asking
from watchkeeper.core.settings import load
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.inventory.schemas import DeviceCreate, SiteCreate
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import assemble
from watchkeeper.understand.alerts.graph import VANTAGE, DeviceIds, MapGraph

EVE = Principal(1, "eve", Role.ADMIN, permissions_of(Role.ADMIN))
NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)


@pytest.fixture
async def house(sqlite_database, tmp_path):
    found = await assemble(load(Settings, data_dir=tmp_path / "data"), sqlite_database)
    async with sqlite_database.transaction() as session:
        site = await found.groups.create_site(session, SiteCreate(name="here"), EVE)
        for name, where in (("mine", site.id), ("theirs", None)):
            new = DeviceCreate(name=name, address=f"192.0.2.{len(name)}", site_id=where)
            await found.inventory.create_device(session, new, EVE)
    return found, Scope(sites=frozenset({site.id}))


async def asked(house, question, *, limited):
    found, scope = house
    with nobody_asking():
        async with found.database.reading() as session:
            if limited:
                bind(session, await found.scopes.visible(session, scope), Base)
            return await question(session)


@pytest.mark.parametrize("limited_first", [True, False])
async def test_numbers_and_nodes_are_those_of_the_one_who_asks(house, limited_first):
    found, _ = house
    ids, graph = DeviceIds(found.inventory), MapGraph(found.atlas.service, found.inventory, ["mine"])
    for limited in (limited_first, not limited_first):
        names = {"mine"} if limited else {"mine", "theirs"}
        assert set(await asked(house, lambda session: ids.by_name(session, NOW), limited=limited)) == names
        assert set((await asked(house, graph.network, limited=limited)).nodes) == names | {VANTAGE}


async def test_numbers_are_read_again_after_a_minute(house):
    found, _ = house
    ids = DeviceIds(found.inventory)
    assert set(await asked(house, lambda session: ids.by_name(session, NOW), limited=False)) == {"mine", "theirs"}
    async with found.database.transaction() as session:
        await found.inventory.create_device(session, DeviceCreate(name="new", address="192.0.2.9"), EVE)
    later = NOW + timedelta(minutes=2)
    assert "new" not in await asked(house, lambda session: ids.by_name(session, NOW), limited=False)
    assert "new" in await asked(house, lambda session: ids.by_name(session, later), limited=False)
