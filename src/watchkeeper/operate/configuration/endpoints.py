"""Settings over HTTP: to read, never to write; they are files and environment of whoever runs the server."""

from collections.abc import Callable, Sequence

from fastapi import APIRouter

from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import TransactionRoute
from watchkeeper.core.settings import SettingValue
from watchkeeper.operate.configuration.schemas import SettingList, SettingView


def build_router(rows: Callable[[], Sequence[SettingValue]]) -> APIRouter:
    """Return ``/settings``; ``rows`` describes the settings of this process, secrets masked."""
    router = APIRouter(tags=["settings"], route_class=TransactionRoute)

    @router.get("/settings", dependencies=[require("settings:view")])
    async def list_settings() -> SettingList:
        """Every setting with its value and where that comes from. Secrets are masked."""
        return SettingList(items=[SettingView.of(row) for row in rows()])

    return router
