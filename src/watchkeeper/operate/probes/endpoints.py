"""Health over HTTP: probes for machines, the whole picture for people."""

from collections.abc import Callable
from typing import Any

from fastapi import APIRouter
from fastapi.responses import JSONResponse

from watchkeeper.core.http.security import authenticated, public
from watchkeeper.core.http.transaction import TransactionRoute
from watchkeeper.kit.clock import Clock, utc_now
from watchkeeper.operate.probes.schemas import Health, ProbeAnswer
from watchkeeper.operate.probes.service import ProbeService
from watchkeeper.operate.probes.status import Verdict

PROBE_PREFIX = "/api/health"
_NOT_SERVING = 503
_RESPONSES: dict[int | str, dict[str, Any]] = {503: {"model": ProbeAnswer, "description": "No, and why not."}}


def build_probe_router(service: ProbeService) -> APIRouter:
    """Return ``/api/health/live``, ``/ready`` and ``/startup``: public, outside of ``/api/v1``.

    They read memory only: no session, no component is asked.
    """
    router = APIRouter(prefix=PROBE_PREFIX, tags=["health"], dependencies=[public()])
    probes: tuple[tuple[str, Callable[[], Verdict], str], ...] = (
        ("live", service.live, "Restart the process if this fails."),
        ("ready", service.ready, "Send traffic while this holds."),
        ("startup", service.startup, "Wait for this after a start."),
    )
    for name, judge, summary in probes:
        router.add_api_route(
            f"/{name}",
            _probe(judge),
            methods=["GET"],
            name=f"probe_{name}",
            summary=summary,
            response_model=ProbeAnswer,
            responses=_RESPONSES,
        )
    return router


def _probe(judge: Callable[[], Verdict]) -> Callable[[], Any]:
    async def answer() -> JSONResponse:
        verdict = judge()
        return JSONResponse(ProbeAnswer.of(verdict).body(), status_code=200 if verdict.serving else _NOT_SERVING)

    return answer


def build_router(service: ProbeService, *, clock: Clock = utc_now) -> APIRouter:
    """Return ``/health`` for who is logged in."""
    router = APIRouter(tags=["health"], route_class=TransactionRoute)

    @router.get("/health", dependencies=[authenticated()])
    async def read_health() -> Health:
        """Every component with its state, how long its check took and how old it is."""
        return Health.of(service.ready(), service.components(), clock)

    return router
