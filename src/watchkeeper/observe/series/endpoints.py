"""Samples over HTTP."""

from collections.abc import Awaitable, Callable, Sequence
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from fastapi.responses import JSONResponse
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.paging import MAX_ID
from watchkeeper.core.http.security import by_site, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.core.scope import demand_devices, devices_in_scope
from watchkeeper.observe.series.many import answered
from watchkeeper.observe.series.query import LONGEST_STEP_S, Aggregation, SeriesQuery, TotalsQuery
from watchkeeper.observe.series.schemas import FamiliesView, LatestListView, ObjectsView, QueryView, TotalView
from watchkeeper.observe.series.segments import family_of
from watchkeeper.observe.series.service import SeriesService
from watchkeeper.observe.series.splitting import Split

MAX_LISTED = 1000
"""Devices, objects or metrics that one request may name."""
MAX_TOP = 50

Id = Annotated[int, Query(ge=1, le=MAX_ID)]
Ids = Annotated[list[Annotated[int, Query(ge=1, le=MAX_ID)]], Query(min_length=1, max_length=MAX_LISTED)]
Name = Annotated[str, Query(max_length=64)]
Names = Annotated[list[Annotated[str, Query(max_length=255)]], Query(max_length=MAX_LISTED)]


async def _seen_id(device_id: Id, session: Session) -> int:
    await demand_devices(session, [device_id])
    return device_id


async def _seen_ids(device_id: Ids, session: Session) -> list[int]:
    await demand_devices(session, device_id)
    return device_id


SeenId = Annotated[int, Depends(_seen_id)]
SeenIds = Annotated[list[int], Depends(_seen_ids)]
"""Devices of a request that whoever asks may see."""


DevicesOf = Callable[[AsyncSession, int | None, str], Awaitable[Sequence[int]]]
"""The devices that the session sees, of a pool and with a text in what they are called, where those are given."""


def build_router(service: SeriesService, devices_of: DevicesOf) -> APIRouter:
    """Return the routes of the series store; ``devices_of`` chooses for questions that name no device."""
    router = APIRouter(
        prefix="/series", tags=["series"], route_class=TransactionRoute, dependencies=[require("series:view")]
    )

    @router.get("/families")
    async def list_families() -> FamiliesView:
        """List the kinds of samples with their metrics, units and labels."""
        return FamiliesView.current()

    @router.get("/objects")
    async def list_objects(device_id: SeenId, family: Name) -> ObjectsView:
        """List what a device has samples of, for instance its interfaces."""
        return ObjectsView(objects=await service.aobjects(device_id, family))

    @router.get("/query", response_model=QueryView, dependencies=[by_site()])
    async def query(  # noqa: PLR0913, PLR0917 - one parameter of the address each
        session: Session,
        family: Name,
        start: Moment,
        end: Moment,
        device_id: Annotated[
            list[Annotated[int, Query(ge=1, le=MAX_ID)]],
            Query(
                max_length=MAX_LISTED, description="None: all that one sees, then `top` is 10 where nothing is said."
            ),
        ] = [],  # noqa: B006 - FastAPI copies the default
        object: Names = [],  # noqa: A002, B006 - the parameter's public name; FastAPI copies the default
        metric: Names = [],  # noqa: B006
        pool_id: Annotated[int | None, Query(ge=1, le=MAX_ID, description="Of all devices, those of a pool.")] = None,
        q: Annotated[
            str,
            Query(
                max_length=255,
                pattern=r"^[^\x00]*$",
                description="Of all devices, those whose name, address, serial or model has this text.",
            ),
        ] = "",
        step_s: Annotated[int | None, Query(ge=1, le=LONGEST_STEP_S)] = None,
        agg: Aggregation = Aggregation.AVG,
        top: Annotated[
            int | None, Query(ge=1, le=MAX_TOP, description="Only the series with the largest means.")
        ] = None,
        split: Annotated[
            Split, Query(description="What has a line of its own; other lines are summed, or averaged where no sum is.")
        ] = Split.OBJECT,
    ) -> JSONResponse:
        """Query series over time, aligned to steps; gaps are null.

        Without ``object`` or ``metric`` all are returned; without ``step_s`` one is chosen for about 600 points. The
        ``top`` of more than 50 devices are found by the mean of their samples in four long steps before they are read
        in those that are asked for.
        """
        await demand_devices(session, device_id)
        devices = device_id or await devices_of(session, pool_id, q)
        asked = SeriesQuery(
            family=family,
            device_ids=tuple(dict.fromkeys(devices)),
            start=start,
            end=end,
            metrics=tuple(metric),
            objects=tuple(dict.fromkeys(object)),
            step_s=step_s,
            agg=agg,
        )
        return JSONResponse(
            QueryView.document(asked, await answered(service, asked, split, top, named=bool(device_id)))
        )

    @router.get("/total", dependencies=[by_site()])
    async def total(
        session: Session,
        family: Name,
        start: Moment,
        end: Moment,
        metric: Names = [],  # noqa: B006
        step_s: Annotated[int | None, Query(ge=1, le=LONGEST_STEP_S)] = None,
    ) -> TotalView:
        """Sum everything of a family over time, for instance the traffic of all interfaces; gaps are null."""
        devices = await devices_in_scope(session)
        only = None if devices is None else tuple(devices)
        return TotalView.of(await service.atotals(TotalsQuery(family, start, end, tuple(metric), step_s, only)))

    @router.get("/latest")
    async def list_latest(family: Name, device_id: SeenIds) -> LatestListView:
        """Return the newest sample of every object of the devices."""
        return LatestListView.of(family_of(family), await service.alatest(family, device_id), service.now())

    return router
