"""What surrounds every request: id, size limit, security headers, access log, metrics, the last catch of defects."""

import secrets
import time
from collections.abc import Sequence
from http import HTTPStatus

import structlog
from fastapi import FastAPI, Request
from fastapi.routing import APIRoute, iter_route_contexts
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.http import context
from watchkeeper.core.http.forwarding import Network, client_address
from watchkeeper.core.http.gate import RequestGate
from watchkeeper.core.http.headers import security_headers
from watchkeeper.core.http.problems import known_error_response, problem_response, unexpected_error_response
from watchkeeper.core.scope import nobody_asking
from watchkeeper.core.telemetry.logs import get_logger
from watchkeeper.core.telemetry.metrics import Metrics

METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
UNMATCHED = "unmatched"
EVENT_STREAM = "text/event-stream"
LONG_LIVED = "/socket.io"
"""Requests below it wait for news; they are counted as streams."""

_log = get_logger(__name__)


class _BodyTooLargeError(HTTPException):
    def __init__(self) -> None:
        super().__init__(HTTPStatus.REQUEST_ENTITY_TOO_LARGE)


class RequestSurroundings:
    """The one middleware of the platform (pure ASGI: streams pass through unbuffered)."""

    def __init__(
        self,
        app: ASGIApp,
        *,
        metrics: Metrics,
        gate: RequestGate,
        max_body_bytes: int,
        secure: bool,
        quiet: tuple[str, ...],
        proxies: Sequence[Network] = (),
    ) -> None:
        self._app = app
        self._gate = gate
        self._metrics = metrics
        self._max_body_bytes = max_body_bytes
        self._secure = secure
        self._quiet = quiet
        self._proxies = proxies
        self._templates: dict[int, str] = {}

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Handle one connection."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        state = scope.setdefault("state", {})
        headers = Headers(scope=scope)
        state["request_id"] = context.accept_or_make(headers.get(context.HEADER))
        state["peer"] = (scope.get("client") or ("", 0))[0]
        forwarded = headers.getlist("x-forwarded-for")
        scope["client"] = (client_address(state["peer"], forwarded, self._proxies), 0)
        state["csp_nonce"] = secrets.token_urlsafe(16)
        structlog.contextvars.clear_contextvars()
        structlog.contextvars.bind_contextvars(request_id=state["request_id"])
        kind = "stream" if scope["path"].startswith(LONG_LIVED) else "unary"
        exchange = _Exchange(self._answer_headers(scope, headers), send, kind)
        self._metrics.http_requests_in_progress.inc()
        try:
            with nobody_asking():
                await self._handle(scope, receive, headers, exchange)
        finally:
            self._metrics.http_requests_in_progress.dec()
            self._record(scope, exchange)
            structlog.contextvars.clear_contextvars()

    async def _handle(self, scope: Scope, receive: Receive, headers: Headers, exchange: "_Exchange") -> None:
        request = Request(scope, receive)
        try:
            await self._gate.admit(request)
        except WatchkeeperError as error:
            await known_error_response(request, error)(scope, receive, exchange.send)
            return
        declared = headers.get("content-length", "")
        if declared.isdigit() and int(declared) > self._max_body_bytes:
            await self._too_large(request)(scope, receive, exchange.send)
            return
        try:
            await self._app(scope, _limited(receive, self._max_body_bytes), exchange.send)
        except _BodyTooLargeError:
            if exchange.status:
                raise
            await self._too_large(request)(scope, receive, exchange.send)
        except Exception:
            _log.exception("http.defect", method=scope["method"], route=self._template(scope))
            if exchange.status:  # the answer has begun: only cutting the connection tells the client
                raise
            await unexpected_error_response(request)(scope, receive, exchange.send)

    def _too_large(self, request: Request) -> ASGIApp:
        return problem_response(
            request,
            HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
            code="too_large",
            detail=f"The request's body is larger than {self._max_body_bytes} bytes.",
            hint="Split it, or raise server.max_body_bytes.",
        )

    def _answer_headers(self, scope: Scope, headers: Headers) -> dict[str, str]:
        state = scope["state"]
        return {
            context.HEADER: state["request_id"],
            **security_headers(nonce=state["csp_nonce"], host=headers.get("host", ""), secure=self._secure),
        }

    def _record(self, scope: Scope, exchange: "_Exchange") -> None:
        elapsed = time.perf_counter() - exchange.started
        method = scope["method"] if scope["method"] in METHODS else "OTHER"
        route = self._template(scope)
        status = exchange.status or 499  # nginx's number for a client that left before the answer
        self._metrics.http_requests_total.labels(method, route, str(status), exchange.kind).inc()
        self._metrics.http_request_duration_seconds.labels(method, route, exchange.kind).observe(elapsed)
        log = _log.debug if route.startswith(self._quiet) else _log.info
        log("http.request", method=method, route=route, status=status, duration_ms=round(elapsed * 1000, 1))

    def _template(self, scope: Scope) -> str:
        """Return the path template with every prefix of the routers around it; raw paths would be unbounded."""
        route = scope.get("route")
        if not isinstance(route, APIRoute):
            return getattr(route, "path", UNMATCHED) or UNMATCHED
        if id(route) not in self._templates:
            app: FastAPI = scope["app"]
            self._templates = {id(found.original_route): found.path or "" for found in iter_route_contexts(app.routes)}
        return self._templates.get(id(route)) or route.path


class _Exchange:
    """What became of a request: adds headers to the answer's start and remembers its status and kind."""

    def __init__(self, headers: dict[str, str], send: Send, kind: str) -> None:
        self.started = time.perf_counter()
        self.status = 0
        self.kind = kind
        self._headers = headers
        self._send = send

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            headers = MutableHeaders(scope=message)
            for name, value in self._headers.items():
                headers.setdefault(name, value)
            if headers.get("content-type", "").startswith(EVENT_STREAM):
                self.kind = "stream"
        await self._send(message)


def _limited(receive: Receive, limit: int) -> Receive:
    received = 0

    async def receive_within_limit() -> Message:
        nonlocal received
        message = await receive()
        if message["type"] == "http.request":
            received += len(message.get("body", b""))
            if received > limit:
                raise _BodyTooLargeError
        return message

    return receive_within_limit
