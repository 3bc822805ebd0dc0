"""Series that move together, over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Query

from watchkeeper.core.http.paging import MAX_ID
from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.understand.correlation.models import NAME_WIDTH
from watchkeeper.understand.correlation.neighbourhood import SeriesName
from watchkeeper.understand.correlation.schemas import MateView
from watchkeeper.understand.correlation.service import CorrelationService

_MOST = 50


def build_router(service: CorrelationService, inventory: InventoryService) -> APIRouter:
    """Return the routes of correlation."""
    router = APIRouter(tags=["anomalies"], route_class=TransactionRoute)

    @router.get("/moves-with", dependencies=[require("series:view")])
    async def list_mates(
        session: Session,
        device_id: Annotated[int, Query(ge=1, le=MAX_ID)],
        family: Annotated[str, Query(max_length=64)],
        metric: Annotated[str, Query(max_length=64)],
        object: Annotated[str, Query(max_length=NAME_WIDTH)],  # noqa: A002
    ) -> list[MateView]:
        """Return what among its neighbours moves with a series, the strongest first; looked for once a week."""
        await inventory.device(session, device_id)  # outside the scope there is no such device
        mates = (await service.mates(session, SeriesName(device_id, family, metric, object)))[:_MOST]
        names = await inventory.device_names(session, {one.series.device_id for one in mates})
        return [MateView.of(one, names) for one in mates]

    return router
