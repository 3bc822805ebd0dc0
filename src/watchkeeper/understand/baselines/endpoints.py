"""Anomalies and baselines over HTTP."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Annotated

from fastapi import APIRouter, Depends, Query

from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.paging import MAX_ID, Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, by_site, require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.estate.inventory.limits import recording as limits
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.kit.families import OPTICS
from watchkeeper.understand.baselines.exclusions import SeriesName
from watchkeeper.understand.baselines.inspection import Inspector
from watchkeeper.understand.baselines.kinds import Kind
from watchkeeper.understand.baselines.models import NAME_WIDTH, Anomaly
from watchkeeper.understand.baselines.outlook import Forecaster
from watchkeeper.understand.baselines.repository import AnomalyFilter
from watchkeeper.understand.baselines.schemas import AnomalyView, BandView, ForecastView, Judgement, NextDayView
from watchkeeper.understand.baselines.service import AnomalyService
from watchkeeper.understand.baselines.tomorrow import DayAhead


def _wanted(  # noqa: PLR0913, PLR0917  # one parameter a column
    device_id: Annotated[int | None, Query(ge=1, le=MAX_ID)] = None,
    family: str | None = None,
    metric: str | None = None,
    object: Annotated[str | None, Query(description="Exact name of the object.")] = None,  # noqa: A002
    kind: Kind | None = None,
    severity: str | None = None,
    is_open: Annotated[
        bool | None, Query(alias="open", description="Only those that last, or only those over.")
    ] = None,
    start: Annotated[Moment | None, Query(description="Those that were open then or later.")] = None,
    end: Annotated[Moment | None, Query(description="Those that opened before.")] = None,
) -> AnomalyFilter:
    return AnomalyFilter(device_id, family, metric, kind, severity, is_open, start, end, object)


Wanted = Annotated[AnomalyFilter, Depends(_wanted)]


def build_router(
    service: AnomalyService,
    inspector: Inspector,
    forecaster: Forecaster,
    ahead: DayAhead,
    inventory: InventoryService,
) -> APIRouter:
    """Return the routes of anomalies and baselines."""
    router = APIRouter(tags=["anomalies"], route_class=TransactionRoute)

    @router.get("/anomalies", dependencies=[require("anomalies:view"), by_site()])
    async def list_anomalies(
        session: Session,
        query: ListParameters,
        wanted: Wanted,
    ) -> Page[AnomalyView]:
        """List anomalies, newest first; ``q`` looks into objects, metrics and kinds."""
        found, total = await service.list_anomalies(session, replace(wanted, search=query.q), query)
        items = await _views(session, inventory, found)
        return Page[AnomalyView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.get("/anomalies/{anomaly_id}", dependencies=[require("anomalies:view")])
    async def get_anomaly(session: Session, anomaly_id: Identifier) -> AnomalyView:
        """Return one anomaly."""
        return (await _views(session, inventory, [await service.get(session, anomaly_id)]))[0]

    @router.get("/anomalies/{anomaly_id}/similar", dependencies=[require("anomalies:view")])
    async def list_similar(session: Session, anomaly_id: Identifier) -> list[AnomalyView]:
        """Return past cases of the same kind and direction, those of the same series first."""
        return await _views(session, inventory, await service.similar(session, anomaly_id))

    @router.put("/anomalies/{anomaly_id}/judgement", dependencies=[require("anomalies:judge")])
    async def judge_anomaly(
        session: Session, principal: CurrentPrincipal, anomaly_id: Identifier, body: Judgement
    ) -> AnomalyView:
        """Say that an anomaly is none, or take that back. The series' threshold follows."""
        judged = await service.judge(session, principal, anomaly_id, false_alarm=body.false_alarm)
        return (await _views(session, inventory, [judged]))[0]

    @router.get("/baselines/band", dependencies=[require("series:view")])
    async def get_band(
        session: Session,
        device_id: Annotated[int, Query(ge=1, le=MAX_ID)],
        family: str,
        metric: str,
        object: str,  # noqa: A002
        start: Moment,
        end: Moment,
    ) -> BandView:
        """Return what is normal for one series in each hour of a time."""
        await inventory.device(session, device_id)  # outside the scope there is no such device
        return await asyncio.to_thread(inspector.band, device_id, family, metric, object, start, end)

    @router.get("/forecasts", dependencies=[require("series:view")])
    async def list_forecasts(session: Session, device_id: Annotated[int, Query(ge=1, le=MAX_ID)]) -> list[ForecastView]:
        """Return what of a device will reach a threshold within a year, the soonest first.

        Only drifts whose slope differs from zero beyond doubt (95 %) are forecast.
        """
        await inventory.device(session, device_id)  # outside the scope there is no such device
        alarms = await limits.alarms(session, OPTICS.name, device_id)
        outlooks = await asyncio.to_thread(forecaster.outlooks, device_id, alarms)
        return [ForecastView.of(outlook) for outlook in outlooks]

    @router.get("/forecasts/next-day", dependencies=[require("series:view")])
    async def get_next_day(
        session: Session,
        device_id: Annotated[int, Query(ge=1, le=MAX_ID)],
        family: Annotated[str, Query(max_length=64)],
        metric: Annotated[str, Query(max_length=64)],
        object: Annotated[str, Query(max_length=NAME_WIDTH)],  # noqa: A002
    ) -> NextDayView:
        """Return the next 24 hours of one series with their interval, from its season and its latest departure."""
        await inventory.device(session, device_id)  # outside the scope there is no such device
        of = SeriesName(device_id, family, metric, object)
        exceptions = await service.exceptions(session, of, ahead.since())
        zone = (await inventory.time_zones(session, [device_id])).get(device_id)
        return NextDayView.of(of, await asyncio.to_thread(ahead.tomorrow, of, zone, exceptions))

    return router


async def _views(session: Session, inventory: InventoryService, found: Sequence[Anomaly]) -> list[AnomalyView]:
    names = await inventory.device_names(session, {anomaly.device_id for anomaly in found})
    return [AnomalyView.of(anomaly, names) for anomaly in found]
