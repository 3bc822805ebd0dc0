"""Lists that can be kept to a site show only what is there, to whoever asks, and never more than they may see."""

from collections.abc import Awaitable, Callable

import httpx
import pytest
from app_routes import routes_of
from fastapi import FastAPI
from scoped_rows import CANARY, Seeder, Side
from tests.faces.api.conftest import ROOT

from watchkeeper.core.scope import EVERYTHING, Scope
from watchkeeper.estate.accounts.permissions import Role
from watchkeeper.faces.wiring import Services

LISTS = ("overview", "devices", "events", "alerts", "incidents", "anomalies", "network-health")
NEEDED = {"family": "interface", "start": "2026-01-01T00:00:00Z", "end": "2026-01-01T01:00:00Z"}


@pytest.fixture
async def sides(services: Services) -> tuple[Side, Side]:
    near, far, seeder = Side(far=False), Side(far=True), Seeder()
    async with services.database.transaction() as session:
        for side in (near, far):
            await seeder.fill(session, side)
    return near, far


@pytest.mark.parametrize("name", LISTS)
async def test_a_list_of_a_site_is_that_sites_alone(
    name: str, sides: tuple[Side, Side], client_of: Callable[[Role], Awaitable[httpx.AsyncClient]]
) -> None:
    near, far = (side.ids["sites"] for side in sides)
    client = await client_of(Role.ADMIN)
    everything, there, elsewhere = [
        (await client.get(f"/api/v1/{name}", params={} if site is None else {"site_id": site})).text
        for site in (None, near, far)
    ]
    assert CANARY in everything
    assert "near-" in everything
    assert CANARY not in there
    assert "near-" in there
    assert CANARY in elsewhere
    assert "near-" not in elsewhere


async def test_naming_a_site_shows_nobody_more(
    app: FastAPI,
    sides: tuple[Side, Side],
    services: Services,
    client_of: Callable[[Role], Awaitable[httpx.AsyncClient]],
) -> None:
    near, far = (side.ids["sites"] for side in sides)
    client = await client_of(Role.VIEWER)
    me = (await client.get("/api/v1/session")).json()["user"]["id"]
    async with services.database.transaction() as session:
        await services.access.set_scope(session, me, Scope(frozenset({near})), ROOT)
    paths = {
        route.path
        for route in routes_of(app)
        if route.method == "GET" and "{" not in route.path and any(name == "site_id" for name, _ in route.query)
    }
    assert {f"/api/v1/{name}" for name in LISTS} <= paths
    for path in sorted(paths):
        answer = await client.get(path, params={**NEEDED, "site_id": far})
        unseen = answer.status_code == 404 and answer.json()["code"] == "site_not_found"
        assert answer.status_code == 200 or unseen, answer.text
        assert CANARY not in answer.text, path


def test_a_narrowed_scope_covers_what_both_cover() -> None:
    assert EVERYTHING.narrowed(7) == Scope(frozenset({7}))
    assert Scope(frozenset({6, 7}), frozenset({1})).narrowed(7) == Scope(frozenset({7}))
    pool = Scope(frozenset({6}), frozenset({1})).narrowed(7)
    assert (pool.sites, pool.pools, pool.at) == (frozenset(), frozenset({1}), 7)
    assert pool.key != Scope(pools=frozenset({1})).key
