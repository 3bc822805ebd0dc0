"""Topology over HTTP."""

from typing import Annotated

from fastapi import APIRouter, Header, Query, Response

from watchkeeper.core.audit.routes import unaudited
from watchkeeper.core.http.bodies import Moment
from watchkeeper.core.http.security import require
from watchkeeper.core.http.transaction import Session, TransactionRoute
from watchkeeper.understand.topology.atlas import Atlas
from watchkeeper.understand.topology.history import differences
from watchkeeper.understand.topology.schemas import (
    ChangeView,
    EdgeView,
    LinkLoadView,
    MapView,
    OutcomeView,
    PathView,
    RisksView,
    TurnView,
    WaysView,
    WhatIf,
)

At = Annotated[Moment | None, Query(description="The map as it was then; now when left out.")]


def build_router(atlas: Atlas) -> APIRouter:
    """Return the routes of topology."""
    router = APIRouter(prefix="/topology", tags=["topology"], route_class=TransactionRoute)
    view = [require("topology:view")]

    @router.get(
        "", dependencies=view, response_model=MapView, responses={304: {"description": "As the tag says that it was."}}
    )
    async def read_map(
        session: Session,
        at: At = None,
        if_none_match: Annotated[str | None, Header(description="The ETag of the map that is known already.")] = None,
    ) -> Response:
        """Return the map: devices, edges of every layer with their evidence, and how the network hangs together."""
        answer = await atlas.map(session, at)
        headers = {"ETag": answer.text.tag}
        if if_none_match == answer.text.tag:
            return Response(status_code=304, headers=headers)
        return Response(answer.json(), media_type="application/json", headers=headers)

    @router.get("/changes", dependencies=view)
    async def list_changes(
        session: Session,
        since: Annotated[Moment, Query(description="The earlier moment.")],
        until: Annotated[Moment | None, Query(description="The later moment; now when left out.")] = None,
    ) -> list[ChangeView]:
        """Return the edges that differ between two moments."""
        found = await atlas.service.changes(session, since, until)
        return [
            ChangeView(
                key=key,
                differences=list(differences(b.edge if b else None, a.edge if a else None)),
                before=EdgeView.of(b) if b else None,
                after=EdgeView.of(a) if a else None,
            )
            for key, b, a in found
        ]

    @router.get("/turns", dependencies=view)
    async def list_turns(
        session: Session,
        since: Annotated[Moment, Query(description="The earliest moment, itself left out.")],
        until: Annotated[Moment | None, Query(description="The latest moment; now when left out.")] = None,
        limit: Annotated[int, Query(ge=1, le=500, description="The newest of them.")] = 50,
    ) -> list[TurnView]:
        """Return the moments at which the map changed, newest first."""
        found = await atlas.service.turns(session, since, until, limit)
        return [TurnView(at=t.at, appeared=t.appeared, gone=t.gone, changed=t.changed) for t in found]

    @router.get("/load", dependencies=[*view, require("series:view")])
    async def read_load(session: Session) -> list[LinkLoadView]:
        """Return what links carry in each direction, by the newest samples of their ports."""
        return [LinkLoadView.of(load) for load in await atlas.load(session)]

    @router.get("/path", dependencies=view)
    async def find_path(
        session: Session,
        source: Annotated[str, Query(min_length=1, max_length=255)],
        target: Annotated[str, Query(min_length=1, max_length=255)],
        at: At = None,
    ) -> PathView:
        """Return every equal-cost shortest path between two devices."""
        return PathView.of(await atlas.path(session, source, target, at))

    @router.get("/ways", dependencies=view)
    async def find_ways(
        session: Session,
        source: Annotated[str, Query(min_length=1, max_length=255)],
        target: Annotated[str, Query(min_length=1, max_length=255)],
        k: Annotated[int, Query(ge=1, le=16, description="Loop-free ways to list.")] = 4,
        at: At = None,
    ) -> WaysView:
        """Return the cheapest loop-free ways, pairs without a common link, device or shared risk, and smallest cuts."""
        return WaysView.of(await atlas.ways(session, source, target, k, at))

    @router.post("/what-if", dependencies=[*view, unaudited("a question that changes nothing")])
    async def what_if(session: Session, question: WhatIf) -> OutcomeView:
        """Say what the loss of links and devices would do. Nothing is changed."""
        return await atlas.what_if(session, question.fail, question.vantage)

    @router.get("/risks", dependencies=view)
    async def list_risks(
        session: Session, limit: Annotated[int, Query(ge=1, le=200, description="Rows of each ranking.")] = 20
    ) -> RisksView:
        """Rank single and double failures by what they cut off, and suggest where one more link would help most."""
        return await atlas.risks(session, limit)

    return router
