"""RFC 9457 problem details: every refusal has one shape, and no answer shows the inside."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import Any

from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import BaseModel, Field
from sqlalchemy.exc import SQLAlchemyError
from starlette.exceptions import HTTPException

from watchkeeper.core.database_errors import translate
from watchkeeper.core.errors import WatchkeeperError
from watchkeeper.core.http.context import request_id_of
from watchkeeper.core.telemetry.logs import get_logger

MEDIA_TYPE = "application/problem+json"
CODES = {400: "bad_request", 404: "not_found", 405: "method_not_allowed", 413: "too_large", 415: "unsupported_media"}
UNAVAILABLE_RETRY_S = 5

_log = get_logger(__name__)


class FieldProblem(BaseModel):
    """One value that was refused."""

    loc: list[str | int] = Field(description="Where: the part of the request, then the path inside it.")
    msg: str


class Problem(BaseModel):
    """An error as the API returns it (RFC 9457)."""

    type: str = Field(default="about:blank", examples=["urn:watchkeeper:problem:not_found"])
    title: str
    status: int
    detail: str
    code: str = Field(description="Stable name of the error, for programs.", examples=["not_found"])
    hint: str | None = Field(default=None, description="What to do about it.")
    request_id: str = Field(description="Finds the request in the logs.")
    errors: list[FieldProblem] = Field(default_factory=list)


def install(app: FastAPI) -> None:
    """Have ``app`` answer every error with a problem document."""
    app.add_exception_handler(WatchkeeperError, _on_known)
    app.add_exception_handler(RequestValidationError, _on_invalid_request)
    app.add_exception_handler(HTTPException, _on_http)
    app.add_exception_handler(SQLAlchemyError, _on_database)


def problem_response(
    request: Request,
    status: int,
    *,
    code: str,
    detail: str,
    hint: str | None = None,
    errors: Sequence[Mapping[str, Any]] = (),
    members: Mapping[str, object] | None = None,
    headers: Mapping[str, str] | None = None,
) -> JSONResponse:
    """Build a problem document. ``members`` are extra ones; they never replace the standard members."""
    problem = Problem(
        type=f"urn:watchkeeper:problem:{code}",
        title=HTTPStatus(status).phrase,
        status=status,
        detail=detail,
        code=code,
        hint=hint,
        request_id=request_id_of(request),
        errors=[FieldProblem(loc=list(item["loc"]), msg=str(item["msg"])) for item in errors],
    )
    body = {**(members or {}), **problem.model_dump(mode="json")}
    return JSONResponse(body, status_code=status, media_type=MEDIA_TYPE, headers=dict(headers or {}))


def known_error_response(request: Request, error: WatchkeeperError) -> JSONResponse:
    """Render an error of our tree; one of 5xx is logged as well."""
    if error.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.error("http.refused", code=error.code, status=error.status, reason=error.message)
    members = dict(error.details)
    errors = members.pop("errors", ())
    headers: dict[str, str] = {}
    retry = members.get("retry_after_s")
    if isinstance(retry, (int, float)):
        headers["Retry-After"] = str(max(1, round(retry)))
    elif error.status == HTTPStatus.SERVICE_UNAVAILABLE:
        headers["Retry-After"] = str(UNAVAILABLE_RETRY_S)
    return problem_response(
        request,
        error.status,
        code=error.code,
        detail=error.message,
        hint=error.hint,
        errors=errors if isinstance(errors, (list, tuple)) else (),
        members=members,
        headers=headers,
    )


def unexpected_error_response(request: Request) -> JSONResponse:
    """Render a defect of ours: nothing but the request id leads to it."""
    return problem_response(
        request,
        500,
        code="internal",
        detail="The server made an error and has written it to its log.",
        hint="Try again; if it stays, send the request_id to whoever runs this installation.",
    )


async def _on_known(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, WatchkeeperError)  # noqa: S101  # by registration
    return known_error_response(request, error)


async def _on_invalid_request(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, RequestValidationError)  # noqa: S101  # by registration
    problems = [  # never the input: secrets
        {"loc": item["loc"], "msg": item["msg"].removeprefix("Value error, ")} for item in error.errors()
    ]
    return problem_response(
        request,
        422,
        code="invalid_input",
        detail="The request has values that cannot be accepted.",
        hint="Each entry of errors says where and why.",
        errors=problems,
    )


async def _on_http(request: Request, error: Exception) -> JSONResponse:
    assert isinstance(error, HTTPException)  # noqa: S101  # by registration
    code = CODES.get(error.status_code, f"http_{error.status_code}")
    detail = {
        404: f"There is nothing at {request.url.path}.",
        405: f"{request.method} is not possible at {request.url.path}.",
        413: "The request's body is too large.",
    }.get(error.status_code, str(error.detail))
    return problem_response(request, error.status_code, code=code, detail=detail, headers=error.headers)


async def _on_database(request: Request, error: Exception) -> JSONResponse:
    known = translate(error)
    if known is None:
        raise error
    if known.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        _log.warning("http.database_failed", reason=str(getattr(error, "orig", None) or error))
    return known_error_response(request, known)
