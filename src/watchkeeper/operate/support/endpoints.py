"""Support bundles over HTTP."""

from typing import Any, Final

from fastapi import APIRouter, Request
from fastapi.responses import StreamingResponse

from watchkeeper.core.http.security import CurrentPrincipal, require
from watchkeeper.core.http.transaction import ReadingRoute, transaction_of
from watchkeeper.operate.support.service import SupportService

_FILE: Final[dict[int | str, dict[str, Any]]] = {
    200: {
        "description": "A ZIP file, sent while it is gathered.",
        "content": {"application/zip": {"schema": {"type": "string", "format": "binary"}}},
    }
}


def build_router(service: SupportService) -> APIRouter:
    """Return the route that makes a bundle."""
    router = APIRouter(tags=["system"], route_class=ReadingRoute)

    @router.post(
        "/support-bundle",
        dependencies=[require("system:support")],
        response_class=StreamingResponse,
        responses=_FILE,
    )
    async def make_support_bundle(request: Request, actor: CurrentPrincipal) -> StreamingResponse:
        """Gather how this installation is, for whoever helps with it; no secret is in it."""
        async with transaction_of(request) as session:
            service.note(session, actor)
        headers = {"Content-Disposition": f'attachment; filename="{service.file_name}"', "Cache-Control": "no-store"}
        return StreamingResponse(service.stream(), media_type="application/zip", headers=headers)

    return router
