"""Somebody limited to a site sees the map of its devices, and no trace of the others."""

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from ipaddress import ip_interface

import httpx
import pytest
from tests.faces.api.conftest import ROOT

from watchkeeper.core.scope import Scope
from watchkeeper.estate.accounts.permissions import Role
from watchkeeper.estate.inventory.schemas import DeviceCreate, SiteCreate
from watchkeeper.faces.wiring import Services
from watchkeeper.kit.configs.model import Address
from watchkeeper.understand.topology.view import Claim, DeviceView, Port

NEAR, FAR = ("near-1", "near-2"), ("far-1",)
MAP = "/api/v1/topology"


def view(name: str, links: dict[str, tuple[str, str, str]]) -> DeviceView:
    """``links``: port → (address, neighbour, the neighbour's port)."""
    ports = tuple(
        Port(port, addresses=(Address(ip_interface(address)),), up=True) for port, (address, *_) in links.items()
    )
    claims = tuple(Claim("lldp", port, other, far) for port, (_, other, far) in links.items())
    return DeviceView(name, ports=ports, claims=claims, configured=False)


@pytest.fixture
async def reader(services: Services, client_of: Callable[[Role], Awaitable[httpx.AsyncClient]]) -> httpx.AsyncClient:
    client = await client_of(Role.VIEWER)
    me = (await client.get("/api/v1/session")).json()["user"]["id"]
    async with services.database.transaction() as session:
        sites = {name: await services.groups.create_site(session, SiteCreate(name=name), ROOT) for name in ("n", "f")}
        ids = {}
        for number, name in enumerate((*NEAR, *FAR), start=1):
            site = sites["n" if name in NEAR else "f"].id
            new = DeviceCreate(name=name, address=f"192.0.2.{number}", site_id=site)
            ids[name] = (await services.inventory.create_device(session, new, ROOT)).id
        views = [
            view("near-1", {"e1": ("10.0.0.0/31", "near-2", "e1"), "e2": ("10.0.0.2/31", "far-1", "e1")}),
            view("near-2", {"e1": ("10.0.0.1/31", "near-1", "e1")}),
            view("far-1", {"e1": ("10.0.0.3/31", "near-1", "e2")}),
        ]
        map_of = services.atlas.service
        await map_of.save(session, {ids[one.name]: one for one in views})
        await map_of.draw(session, await map_of.fused(session), datetime.now(UTC))
        await services.access.set_scope(session, me, Scope(frozenset({sites["n"].id})), ROOT)
    return client


async def test_the_map_of_a_site_has_its_links_and_nobody_elses(
    reader: httpx.AsyncClient, client_of: Callable[[Role], Awaitable[httpx.AsyncClient]]
) -> None:
    answer = await reader.get(MAP)
    assert answer.status_code == 200
    assert "far-1" not in answer.text
    assert {node["name"] for node in answer.json()["nodes"]} == set(NEAR)
    again = await reader.get(MAP, headers={"If-None-Match": answer.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert (await reader.get(MAP, headers={"If-None-Match": '"another"'})).json()["edges"] == answer.json()["edges"]
    links = [edge for edge in answer.json()["edges"] if edge["layer"] == "physical"]
    assert [(edge["a"]["device"], edge["b"]["device"]) for edge in links] == [NEAR]
    whole = (await (await client_of(Role.ADMIN)).get(MAP)).json()
    assert sum(edge["layer"] == "physical" for edge in whole["edges"]) == 2


async def test_questions_know_nothing_of_others(
    reader: httpx.AsyncClient, client_of: Callable[[Role], Awaitable[httpx.AsyncClient]]
) -> None:
    changes = await reader.get(f"{MAP}/changes", params={"since": "2020-01-01T00:00:00Z"})
    assert changes.status_code == 200
    assert "far-1" not in changes.text
    assert "near-2" in changes.text
    (turn,) = (await reader.get(f"{MAP}/turns", params={"since": "2020-01-01T00:00:00Z"})).json()
    whole = (await (await client_of(Role.ADMIN)).get(f"{MAP}/turns", params={"since": "2020-01-01T00:00:00Z"})).json()
    assert (turn["gone"], turn["changed"]) == (0, 0)
    assert turn["appeared"] == len((await reader.get(MAP)).json()["edges"]) < whole[0]["appeared"]
    path = await reader.get(f"{MAP}/path", params={"source": "near-1", "target": "far-1"})
    assert path.status_code == 422
    lost = await reader.post(f"{MAP}/what-if", json={"fail": ["node:far-1"]})
    assert lost.status_code == 422
    assert "far-1" not in (await reader.get(f"{MAP}/risks")).text
