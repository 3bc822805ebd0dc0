"""Preferences and dashboards, over HTTP and on both databases."""

from datetime import UTC, datetime

import pytest

from watchkeeper.core.errors import ForbiddenError
from watchkeeper.core.http.security import Principal
from watchkeeper.estate.accounts.models import User
from watchkeeper.operate.workspaces.endpoints import build_router
from watchkeeper.operate.workspaces.errors import DashboardNotFoundError, NotYourDashboardError
from watchkeeper.operate.workspaces.schemas import DashboardChange, DashboardCreate
from watchkeeper.operate.workspaces.service import WorkspaceService

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
SERIES = {"kind": "series", "family": "interface", "metrics": ["in_bps"], "devices": ["$router"]}
LAYOUT = {
    "panels": [{"id": "a", "title": "Traffic", "x": 0, "y": 0, "w": 6, "h": 4, "content": SERIES}],
    "variables": [{"name": "router", "kind": "device", "default": 1}],
}


@pytest.fixture
async def people(database):
    async with database.transaction() as session:
        for number, name in enumerate(("eve", "bob"), 1):
            session.add(
                User(
                    id=number, name=name, name_key=name, password_hash="x", role="viewer",
                    password_changed_at=NOW, created_at=NOW, updated_at=NOW,
                )
            )  # fmt: skip


@pytest.fixture
def client(api_client, people):
    return api_client(build_router(WorkspaceService(lambda: NOW)))


async def test_preferences_are_empty_until_chosen_and_then_replaced(client):
    path = "/api/v1/session/preferences"
    assert (await client.get(path)).json() == {"chosen": {}}
    for chosen in ({"density": "compact"}, {"timezone": "utc", "table.devices.columns": {"site": False}}):
        assert (await client.put(path, json={"chosen": chosen})).status_code == 204
        assert (await client.get(path)).json() == {"chosen": chosen}


async def test_preferences_have_a_bound(client):
    answer = await client.put("/api/v1/session/preferences", json={"chosen": {"x": "y" * 65_000}})
    assert answer.status_code == 422


async def test_a_dashboard_is_made_changed_exported_imported_and_deleted(client):
    made = (await client.post("/api/v1/dashboards", json={"name": "Core", "layout": LAYOUT})).json()
    assert (made["mine"], made["shared"], made["panels"], made["version"]) == (True, False, 1, 1)
    path = f"/api/v1/dashboards/{made['id']}"
    changed = await client.patch(path, json={"version": 1, "name": "Core routers", "shared": True})
    assert (changed.json()["version"], changed.json()["shared"]) == (2, True)
    late = await client.patch(path, json={"version": 1, "name": "Mine"})
    assert (late.status_code, late.json()["code"]) == (409, "dashboard_changed")
    file = (await client.get(f"{path}/file")).json()
    again = await client.post("/api/v1/dashboards/import", json=file)
    assert (again.status_code, again.json()["shared"], again.json()["layout"]) == (201, False, file["layout"])
    listed = (await client.get("/api/v1/dashboards", params={"q": "routers", "sort": "-updated_at"})).json()
    assert listed["total"] == 2
    assert (await client.delete(path)).status_code == 204
    assert (await client.get(path)).status_code == 404


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"panels": [LAYOUT["panels"][0]], "variables": []}, "$router"),
        ({"panels": LAYOUT["panels"] * 2, "variables": LAYOUT["variables"]}, "same id"),
        ({"panels": [LAYOUT["panels"][0] | {"x": 8}], "variables": LAYOUT["variables"]}, "columns"),
        ({"panels": [LAYOUT["panels"][0] | {"content": {"kind": "script", "text": "x"}}], "variables": []}, "kind"),
        ({"panels": [], "variables": [], "onload": "x"}, "onload"),
    ],
)
async def test_a_layout_that_does_not_hold_together_is_refused(client, change, says):
    answer = await client.post("/api/v1/dashboards", json={"name": "x", "layout": change})
    assert answer.status_code == 422
    assert says in answer.text


async def test_others_see_what_is_shared_and_change_nothing(database, people):
    service = WorkspaceService(lambda: NOW)
    eve = Principal(1, "eve", "operator", frozenset({"dashboards:share"}))
    bob = Principal(2, "bob", "viewer", frozenset())
    async with database.transaction() as session:
        own = await service.create(session, DashboardCreate(name="Own"), eve)
        with pytest.raises(DashboardNotFoundError):
            await service.dashboard(session, own.id, bob)
        await service.change(session, own.id, DashboardChange(version=1, shared=True), eve)
        assert (await service.dashboard(session, own.id, bob)).owner_name == "eve"
        with pytest.raises(NotYourDashboardError):
            await service.delete(session, own.id, bob)
        with pytest.raises(ForbiddenError):
            await service.create(session, DashboardCreate(name="Bob's", shared=True), bob)
