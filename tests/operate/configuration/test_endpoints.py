"""Reading settings over HTTP."""

from collections.abc import Callable

import httpx
import pytest

from watchkeeper.core.settings import describe
from watchkeeper.faces.settings import Settings
from watchkeeper.operate.configuration.endpoints import build_router

Client = Callable[..., httpx.AsyncClient]


async def test_settings_say_where_they_come_from_and_keep_secrets(
    api_client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WATCHKEEPER_INVENTORY__DEFAULT_INTERVAL_S", "17")
    monkeypatch.setenv("WATCHKEEPER_OIDC__CLIENT_SECRET", "a secret of the provider")
    client = api_client(build_router(lambda: describe(Settings())))
    answer = await client.get("/api/v1/settings")
    rows = {row["name"]: row for row in answer.json()["items"]}
    assert rows["inventory.default_interval_s"]["value"] == "17"
    assert rows["inventory.default_interval_s"]["source"] == "environment"
    assert rows["oidc.client_secret"]["value"] == "***"
    assert "a secret of the provider" not in answer.text
    assert rows["server.port"]["source"] == "default"
    assert rows["server.port"]["description"]


async def test_reading_settings_needs_the_permission(api_client: Client) -> None:
    client = api_client(build_router(lambda: describe(Settings())), permissions=["system:view"])
    assert (await client.get("/api/v1/settings")).status_code == 403
