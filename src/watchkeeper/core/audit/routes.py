"""What every changing request leaves in the audit log, whether or not its verb records something itself.

A verb that calls ``record`` says what it did in its own words. When none did, the route itself is recorded, so that a
new route cannot be forgotten; one that changes nothing says so with ``unaudited("why")``. A request that is refused for
want of a permission is recorded as denied, after its transaction is rolled back.
"""

import re

from fastapi import Request, Response, params
from fastapi.routing import APIRoute
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.audit.recording import Outcome, Target, has_recorded, record
from watchkeeper.core.database import Database
from watchkeeper.core.errors import ForbiddenError
from watchkeeper.core.http.origin import set_origin
from watchkeeper.core.http.security import Principal
from watchkeeper.core.http.transaction import origin_of_request

_FIRST_ERROR = 400
_API = re.compile(r"^/api/v\d+")


class Unaudited:
    """The dependency behind ``unaudited``; ``reason`` is there for the test that walks all routes."""

    def __init__(self, reason: str) -> None:
        self.reason = reason

    async def __call__(self) -> None:
        """Do nothing: being declared is all."""


def unaudited(reason: str) -> params.Depends:
    """Return the dependency of a changing route whose use is not worth an audit entry, and why."""
    return params.Depends(Unaudited(reason))


def exemption(route: object) -> str | None:
    """Return why ``route`` leaves no entry of its own accord; None when it does."""
    dependencies = route.dependencies if isinstance(route, APIRoute) else []
    found = (one.dependency for one in dependencies if isinstance(one.dependency, Unaudited))
    return next((one.reason for one in found), None)


class RouteAuditor:
    """Told by ``TransactionRoute`` how a changing request went. ``app.state.auditor`` holds it."""

    def finished(self, request: Request, session: AsyncSession, response: Response) -> None:
        """Record the route, in the request's transaction, unless its verb has recorded something itself."""
        if response.status_code >= _FIRST_ERROR or has_recorded(session) or exemption(request.scope.get("route")):
            return
        record(session, _verb(request), _target(request))

    async def refused(self, request: Request, error: ForbiddenError) -> None:
        """Record that somebody was refused, in a transaction of its own."""
        principal = getattr(request.state, "principal", None)
        if not isinstance(principal, Principal):
            return
        database: Database = request.app.state.database
        async with database.transaction() as session:
            set_origin(session, origin_of_request(request))
            target, outcome = _target(request), Outcome.DENIED
            record(session, _verb(request), target, actor=principal, outcome=outcome, reason=error.message)


def _verb(request: Request) -> str:
    """Return ``area.method``: ``devices.post`` for ``POST /api/v1/devices``."""
    area = _API.sub("", request.url.path).strip("/").partition("/")[0] or "http"
    return f"{area}.{request.method.lower()}"


def _target(request: Request) -> Target:
    values = "/".join(str(value) for value in request.path_params.values())
    return Target("route", values, f"{request.method} {request.url.path}")
