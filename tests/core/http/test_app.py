"""What surrounds every request."""

import asyncio
import json
import logging
import re
from collections.abc import AsyncIterator, Callable

import httpx
import pytest
import sqlalchemy as sa
from fastapi import APIRouter
from pydantic import BaseModel

from watchkeeper.core.errors import NotFoundError, TooManyRequestsError, UnavailableError
from watchkeeper.core.http.app import create_base_app, expect_routes
from watchkeeper.core.http.headers import content_security_policy
from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.security import CurrentPrincipal, Permission, authenticated, public, require
from watchkeeper.core.http.transaction import TransactionRoute
from watchkeeper.core.telemetry.metrics import Metrics

Client = Callable[..., httpx.AsyncClient]


@pytest.fixture(params=["sqlite"])
def database_url(database_url: str) -> str:
    """The backend makes no difference here."""
    return database_url


class Login(BaseModel):
    name: str
    password: str


def router() -> APIRouter:
    router = APIRouter(route_class=TransactionRoute, prefix="/things", tags=["things"])

    @router.get("/{number}", dependencies=[public()])
    async def read(number: Identifier) -> dict[str, int]:
        if number == 404:
            raise NotFoundError("There is no thing 404.", hint="Look at the list.", details={"thing": 404})
        if number == 429:
            raise TooManyRequestsError("Slow down.", details={"retry_after_s": 12.4})
        if number == 503:
            raise UnavailableError("The thing is away.")
        if number == 500:
            raise ZeroDivisionError("the secret inside")
        if number == 409:
            raise sa.exc.IntegrityError("INSERT", {}, Exception("secret"))
        return {"number": number}

    @router.post("", dependencies=[public()])
    async def create(body: Login) -> str:
        return body.name

    @router.get("/who/me", dependencies=[require("things:view")])
    async def who(principal: CurrentPrincipal) -> str:
        return principal.name

    @router.get("/any/body", dependencies=[authenticated()])
    async def anybody() -> str:
        return "welcome"

    return router


async def problem(client: httpx.AsyncClient, path: str, status: int, method: str = "GET") -> dict[str, object]:
    answer = await client.request(method, path)
    assert answer.status_code == status
    assert answer.headers["content-type"] == "application/problem+json"
    body = answer.json()
    assert body["request_id"] == answer.headers["x-request-id"]
    assert body["status"] == status
    assert body["type"] == f"urn:watchkeeper:problem:{body['code']}"
    return body


async def test_an_error_of_ours_is_a_problem_document(api_client: Client) -> None:
    client = api_client(router())
    body = await problem(client, "/api/v1/things/404", 404)
    assert (body["code"], body["detail"], body["hint"]) == ("not_found", "There is no thing 404.", "Look at the list.")
    assert body["thing"] == 404
    assert body["title"] == "Not Found"


async def test_limits_say_when_to_come_back(api_client: Client) -> None:
    client = api_client(router())
    assert (await client.get("/api/v1/things/429")).headers["retry-after"] == "12"
    assert (await client.get("/api/v1/things/503")).headers["retry-after"] == "5"


async def test_unknown_paths_and_methods_are_problems(api_client: Client) -> None:
    client = api_client(router())
    assert (await problem(client, "/api/v1/nowhere", 404))["code"] == "not_found"
    assert (await problem(client, "/api/v1/things", 405, "DELETE"))["code"] == "method_not_allowed"


async def test_a_defect_shows_nothing_and_is_logged_once_with_the_request_id(
    api_client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    client = api_client(router())
    with caplog.at_level(logging.ERROR):
        answer = await client.get("/api/v1/things/500", headers={"X-Request-ID": "find-me"})
    assert answer.status_code == 500
    assert answer.json()["request_id"] == "find-me"
    assert "secret" not in answer.text
    errors = [record for record in caplog.records if record.levelno >= logging.ERROR]
    assert len(errors) == 1
    assert "find-me" in str(errors[0].msg)


async def test_a_constraint_we_did_not_foresee_is_a_defect(api_client: Client) -> None:
    answer = await api_client(router()).get("/api/v1/things/409")
    assert answer.status_code == 500
    assert "secret" not in answer.text


async def test_wrong_input_is_located_and_never_echoed(api_client: Client) -> None:
    client = api_client(router())
    answer = await client.post("/api/v1/things", json={"name": 7, "password": ["hunter2"]})
    assert answer.status_code == 422
    assert answer.json()["code"] == "invalid_input"
    assert [error["loc"] for error in answer.json()["errors"]] == [["body", "name"], ["body", "password"]]
    assert "hunter2" not in answer.text
    broken = await client.post(
        "/api/v1/things", content='{"password": "hunter2', headers={"content-type": "application/json"}
    )
    assert broken.status_code == 422
    assert "hunter2" not in broken.text


@pytest.mark.parametrize("number", ["0", "-1", str(2**63), "x", "1e3"])
async def test_a_number_that_cannot_be_an_id_is_wrong_input(api_client: Client, number: str) -> None:
    assert (await api_client(router()).get(f"/api/v1/things/{number}")).status_code == 422


@pytest.mark.parametrize(
    ("given", "kept"),
    [("abc-123_X.y", True), ("a" * 128, True), ("a" * 129, False), ("", False), ("a b", False), ("a\tb", False)],
)
async def test_a_well_formed_request_id_is_kept(api_client: Client, given: str, kept: bool) -> None:
    answer = await api_client(router()).get("/api/v1/things/1", headers={"X-Request-ID": given})
    assert (answer.headers["x-request-id"] == given) is kept
    if not kept:
        assert re.fullmatch(r"[0-9a-f]{32}", answer.headers["x-request-id"])


async def test_every_answer_has_the_security_headers(api_client: Client) -> None:
    client = api_client(router())
    first = await client.get("/api/v1/things/1")
    for answer in (first, await client.get("/nowhere"), await client.get("/api/v1/things/500")):
        policy = answer.headers["content-security-policy"]
        assert "unsafe" not in policy
        assert "default-src 'self'" in policy
        assert "connect-src 'self' ws://test wss://test;" in policy
        assert answer.headers["x-content-type-options"] == "nosniff"
        assert answer.headers["cache-control"] == "no-store"
        assert "strict-transport-security" not in answer.headers
    assert (
        first.headers["content-security-policy"]
        != (await client.get("/api/v1/things/1")).headers["content-security-policy"]
    ), "each answer has its own nonce"


@pytest.mark.parametrize("host", ["evil; script-src *", "a b", "", "x/..", "a" * 300])
def test_a_strange_host_does_not_enter_the_policy(host: str) -> None:
    assert "connect-src 'self';" in content_security_policy(nonce="n", host=host)


@pytest.mark.parametrize("host", ["wk.example.org", "127.0.0.1:8470", "[::1]:8470"])
def test_an_ordinary_host_enters_the_policy(host: str) -> None:
    assert f" ws://{host} " in content_security_policy(nonce="n", host=host)


async def test_a_large_body_is_refused_whether_declared_or_streamed(sqlite_database: object) -> None:
    app = create_base_app(database=sqlite_database, authenticator=None, metrics=Metrics(), max_body_bytes=1000)
    app.include_router(router())
    app.state.database = sqlite_database

    async def stream() -> AsyncIterator[bytes]:
        for _ in range(100):
            yield b"x" * 100

    headers = {"content-type": "application/json"}
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://test") as client:
        for content in (b"x" * 1001, stream()):
            answer = await client.post("/things", content=content, headers=headers)
            assert answer.status_code == 413
            assert answer.json()["code"] == "too_large"
        fits = json.dumps({"name": "x" * 900, "password": "p"})
        assert (await client.post("/things", content=fits, headers=headers)).status_code == 200


async def test_a_slow_sender_does_not_hold_the_write_lock(api_client: Client, sqlite_database: object) -> None:
    client = api_client(router())
    arrived, go_on = asyncio.Event(), asyncio.Event()

    async def slow() -> AsyncIterator[bytes]:
        yield b'{"name": "slow",'
        arrived.set()
        await go_on.wait()
        yield b'"password": "p"}'

    headers = {"content-type": "application/json"}
    request = client.post("/api/v1/things", content=slow(), headers=headers)
    sending = asyncio.create_task(request)
    await arrived.wait()
    async with asyncio.timeout(30):
        quick = await client.post("/api/v1/things", json={"name": "quick", "password": "p"})
    assert quick.json() == "quick"
    go_on.set()
    assert (await sending).json() == "slow"


@pytest.mark.parametrize(
    ("permissions", "path", "status"),
    [
        (None, "who/me", 401),
        (["other:view"], "who/me", 403),
        (["things:view"], "who/me", 200),
        (None, "any/body", 401),
        (["other:view"], "any/body", 200),
        (None, "7", 200),
    ],
)
async def test_a_route_lets_in_who_may(
    api_client: Client, permissions: list[str] | None, path: str, status: int
) -> None:
    answer = await api_client(router(), permissions=permissions).get(f"/api/v1/things/{path}")
    assert answer.status_code == status
    if status == 403:
        assert answer.json()["permission"] == "things:view"


def test_a_permission_is_area_and_verb() -> None:
    with pytest.raises(ValueError, match="area:verb"):
        require("things")
    dependency = require("things:view").dependency
    assert isinstance(dependency, Permission)
    assert dependency.permission == "things:view"
    assert getattr(public().dependency, "permission", None) == "public"


async def test_requests_are_counted_by_template(api_client: Client) -> None:
    client = api_client(router())
    metrics: Metrics = client.app.state.metrics
    expect_routes(client.app, metrics)
    for path in ("1", "2", "404", "500"):
        await client.get(f"/api/v1/things/{path}")
    await client.get("/api/v1/nowhere/secret-name")
    await client.request("BREW", "/api/v1/things/1")

    def count(route: str, status: str, method: str = "GET") -> float | None:
        labels = {"method": method, "route": route, "status": status, "kind": "unary"}
        return metrics.registry.get_sample_value("watchkeeper_http_requests_total", labels)

    template = "/api/v1/things/{number}"
    assert (count(template, "200"), count(template, "404"), count(template, "500")) == (2, 1, 1)
    assert count("/api/v1/things", "200", "POST") == 0, "series exist before the first request"
    assert count("unmatched", "404") == 1
    text = (await client.get("/metrics")).text
    assert "secret-name" not in text
    assert "BREW" not in text
    assert metrics.registry.get_sample_value("watchkeeper_http_requests_in_progress") == 0
    labels = {"method": "GET", "route": template, "kind": "unary"}
    assert metrics.registry.get_sample_value("watchkeeper_http_request_duration_seconds_count", labels) == 4


async def test_the_openapi_document_is_there_and_no_page_loads_from_elsewhere(api_client: Client) -> None:
    client = api_client(router())
    document = (await client.get("/api/v1/openapi.json")).json()
    assert "/api/v1/things/{number}" in document["paths"]
    assert "Problem" in document["components"]["schemas"]
    for page in ("/docs", "/redoc", "/openapi.json"):
        assert (await client.get(page)).status_code == 404


async def test_one_line_a_request_is_logged(api_client: Client, caplog: pytest.LogCaptureFixture) -> None:
    client = api_client(router())
    with caplog.at_level(logging.INFO):
        await client.get("/api/v1/things/7?token=abc", headers={"X-Request-ID": "r-7"})
        await client.get("/metrics")
    (line,) = [record.msg for record in caplog.records if "http.request" in str(record.msg)]
    assert line["route"] == "/api/v1/things/{number}"
    assert (line["status"], line["method"], line["request_id"]) == (200, "GET", "r-7")
    assert "abc" not in str(line)
