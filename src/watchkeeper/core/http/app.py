"""The web application before any slice: surroundings, problem documents, OpenAPI document and metrics."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from typing import Any

from fastapi import APIRouter, FastAPI, Response
from fastapi.routing import iter_route_contexts

from watchkeeper.core.audit.routes import RouteAuditor
from watchkeeper.core.database import Database
from watchkeeper.core.http import problems
from watchkeeper.core.http.forwarding import Network
from watchkeeper.core.http.gate import RequestGate
from watchkeeper.core.http.middleware import METHODS, RequestSurroundings
from watchkeeper.core.http.rates.limits import RateLimits
from watchkeeper.core.http.rates.settings import RateSettings
from watchkeeper.core.http.security import Authenticator, public
from watchkeeper.core.http.security_document import SecurityDocument
from watchkeeper.core.scope import ScopeResolver
from watchkeeper.core.telemetry.metrics import CONTENT_TYPE, Metrics

API_PREFIX = "/api/v1"
OPENAPI_PATH = f"{API_PREFIX}/openapi.json"
DEFAULT_MAX_BODY_BYTES = 16 * 1024 * 1024
QUIET_PATHS = ("/metrics", "/api/health")

Lifespan = Callable[[FastAPI], AbstractAsyncContextManager[None]]


class _Application(FastAPI):
    """FastAPI whose document gives problems the media type that they have; FastAPI takes it from the good answer.

    ``security`` tells it which proof of who asks each operation needs.
    """

    security: SecurityDocument | None = None

    def openapi(self) -> dict[str, Any]:
        fresh = self.openapi_schema is None
        document = super().openapi()
        if fresh:
            operations = (operation for path in document.get("paths", {}).values() for operation in path.values())
            for operation in operations:
                content = operation["responses"].get("default", {}).get("content", {})
                for taken in [media for media in content if media != problems.MEDIA_TYPE]:
                    content[problems.MEDIA_TYPE] = content.pop(taken)
            if self.security is not None:
                self.security.write(document, self.routes)
        return document


def create_base_app(  # noqa: PLR0913  # by name only: what an application is made of
    *,
    database: Database,
    authenticator: Authenticator,
    metrics: Metrics,
    scopes: ScopeResolver | None = None,
    version: str = "0",
    lifespan: Lifespan | None = None,
    max_body_bytes: int = DEFAULT_MAX_BODY_BYTES,
    secure: bool = False,
    trusted_proxies: Sequence[Network] = (),
    rates: RateSettings | None = None,
    origins: Collection[str] = (),
    security: SecurityDocument | None = None,
) -> FastAPI:
    """Return an application to which routers are added (the slices' under ``API_PREFIX``).

    ``scopes`` works out what a limited scope covers; without it only people who see everything may ask. ``secure`` says
    that TLS ends in front of the server; ``trusted_proxies`` say which address a request comes from, ``origins`` are
    those of pages besides its own; ``security`` is what the document says of logging in. Interactive documentation
    pages are left out: they load scripts from other hosts.
    """
    app = _Application(
        title="Watchkeeper",
        version=version,
        docs_url=None,
        redoc_url=None,
        openapi_url=None,
        lifespan=lifespan,
        responses={
            "default": {"description": "Problem details (RFC 9457)", "model": problems.Problem},
        },
    )
    app.security = security
    app.state.database = database
    app.state.authenticator = authenticator
    app.state.scopes = scopes
    app.state.metrics = metrics
    gate = app.state.gate = RequestGate(RateLimits(rates or RateSettings()), origins, QUIET_PATHS)
    app.state.auditor = RouteAuditor()
    problems.install(app)
    app.add_middleware(
        RequestSurroundings,
        metrics=metrics,
        gate=gate,
        max_body_bytes=max_body_bytes,
        secure=secure,
        quiet=QUIET_PATHS,
        proxies=trusted_proxies,
    )
    app.include_router(_self_description(app, metrics))
    return app


def expect_routes(app: FastAPI, metrics: Metrics) -> None:
    """Create the request series of every route at 0; call it when all routers are in."""
    for route in iter_route_contexts(app.routes):
        for method in sorted((route.methods or set()) & METHODS):
            metrics.expect_route(method, route.path or "")


def _self_description(app: FastAPI, metrics: Metrics) -> APIRouter:
    router = APIRouter(include_in_schema=False)

    @router.get("/metrics", dependencies=[public()])
    async def scrape() -> Response:
        return Response(metrics.render(), media_type=CONTENT_TYPE)

    @router.get(OPENAPI_PATH, dependencies=[public()])
    async def openapi() -> dict[str, object]:
        return app.openapi()

    return router
