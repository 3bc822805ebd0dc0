"""Every route and method for every role, with and without a limit, on objects inside and outside: none is left out.

A new route is found by itself. When it names an object that is not filled from the models by itself, the test fails and
says which parameter it is: add it to ``OBJECTS`` (its table), or to ``WHOLE`` with the reason why it has no scope.
"""

import ast
import itertools
import re
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest
from app_routes import AppRoute, routes_of
from fastapi import FastAPI
from scoped_rows import CANARY, Seeder, Side, scoped_models
from tests.faces.api.conftest import ROOT

import watchkeeper
from watchkeeper.core.database import Base
from watchkeeper.core.http.security import AUTHENTICATED, PUBLIC
from watchkeeper.core.scope import Scope
from watchkeeper.estate.accounts.permissions import BUNDLES, PERMISSIONS, PLATFORM_WIDE, Role
from watchkeeper.faces.wiring import Services

pytestmark = pytest.mark.timeout(600)
NOWHERE = 987_654
OBJECTS = {
    "device_id": "devices", "site_id": "sites", "pool_id": "pools", "interface_id": "interfaces", "event_id": "events",
    "alert_id": "alerts", "incident_id": "incidents", "anomaly_id": "anomalies",
}  # fmt: skip
"""Path and query parameters → the table whose row they name."""
WHOLE = {
    "cycle_id": "a cycle is of many devices; somebody limited sees those of their own alone (test_polling_scope)",
    "dashboard_id": "its owner's, or shared by them; what it shows is asked for by whoever looks at it",
    "item_id": "somebody's own inbox, kept to their scope as well (test_inbox)",
    "path": "the pages of the console, which are the same for everybody",
}
"""Parameters of scoped or open routes that name nothing a scope cuts, and why."""
SUMS = {"/api/v1/series/total", "/api/v1/network-health", "/api/v1/network-health/network"}
"""Routes whose answer is a sum: of what is out of scope it is the sum of nothing, which has no rows to count."""
ENDLESS = {("GET", "/api/v1/live/events")}
"""Routes whose answer never ends; the live channel has a test of its own."""
ENDS_THE_SESSION = {("DELETE", "/api/v1/session"), ("POST", "/api/v1/session/password")}
"""Routes that end the session they are asked with."""


@dataclass(frozen=True)
class Asker:
    role: Role
    limited: bool
    client: httpx.AsyncClient

    @property
    def granted(self) -> frozenset[str]:
        return BUNDLES[self.role] - (PLATFORM_WIDE if self.limited else frozenset())

    def __str__(self) -> str:
        return f"{self.role}{' of one site' if self.limited else ''}"


@dataclass
class Estate:
    near: Side
    far: Side
    seeder: Seeder
    services: Services

    def reference(self, name: str, *, far: bool) -> int:
        return (self.far if far else self.near).ids[OBJECTS[name]]

    async def renew(self, name: str, *, far: bool = False) -> None:
        """Make the object of a parameter anew: what deletes must find something each time."""
        model = next(model for model in scoped_models() if model.__table__.name == OBJECTS[name])
        async with self.services.database.transaction() as session:
            await self.seeder.fill(session, self.far if far else self.near, only=model)


@pytest.fixture
async def estate(services: Services) -> Estate:
    found = Estate(Side(far=False), Side(far=True), Seeder(), services)
    async with services.database.transaction() as session:
        for side in (found.near, found.far):
            await found.seeder.fill(session, side)
    return found


@pytest.fixture
async def askers(
    estate: Estate, services: Services, client_of: Callable[[Role], Awaitable[httpx.AsyncClient]]
) -> list[Asker]:
    made = []
    for role, limited in itertools.product(Role, (False, True)):
        client = await client_of(role)
        if limited:
            me = (await client.get("/api/v1/session")).json()["user"]["id"]
            scope = Scope(frozenset({estate.near.ids["sites"]}), frozenset({estate.near.ids["pools"]}))
            async with services.database.transaction() as session:
                await services.access.set_scope(session, me, scope, ROOT)
        made.append(Asker(role, limited, client))
    return made


def parameters(path: str) -> list[str]:
    return [name.partition(":")[0] for name in re.findall(r"\{([^}]+)\}", path)]


def is_scoped(route: AppRoute) -> bool:
    return not (route.permissions & PLATFORM_WIDE) and bool(route.permissions - {PUBLIC, AUTHENTICATED})


def with_objects(path: str, values: dict[str, object]) -> str:
    return re.sub(r"\{([^}:]+)(?::[^}]*)?\}", lambda match: str(values.get(match[1], NOWHERE)), path)


def body_of(app: FastAPI, route: AppRoute) -> object:
    """A body that the route accepts: the example of its document, or the least that its schema wants."""
    document = app.openapi()
    operation = document["paths"].get(route.path, {}).get(route.method.lower(), {})
    schema = operation.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    return least(schema, document)


def least(schema: dict[str, Any], document: dict[str, Any]) -> Any:  # noqa: PLR0911  # one for each kind
    """Return the smallest value of a JSON schema that has no patterns of its own."""
    if "$ref" in schema:
        return least(document["components"]["schemas"][schema["$ref"].rpartition("/")[2]], document)
    for name in ("examples", "enum"):
        if schema.get(name):
            return schema[name][0]
    if "const" in schema or "default" in schema:
        return schema.get("const", schema.get("default"))
    for name in ("anyOf", "oneOf", "allOf"):
        if schema.get(name):
            return least(schema[name][0], document)
    if "properties" in schema or schema.get("type") == "object":
        known = schema.get("properties", {})
        return {name: least(known[name], document) for name in schema.get("required", [])}
    if schema.get("format") == "date-time":
        return "2027-01-01T00:00:00Z"
    plain_values = {"integer": schema.get("minimum", 1), "number": 1.0, "boolean": True, "array": [], "null": None}
    return plain_values.get(str(schema.get("type")), "x" * max(1, int(schema.get("minLength", 1))))


def plain(answer: httpx.Response, number: int) -> str:
    """The answer without its own id and the number that was asked for."""
    body = answer.json()
    body.pop("request_id", None)
    return re.sub(rf"\b{number}\b", "N", str(body))  # a 4 in 404 is not the number


def test_every_object_that_a_scoped_route_names_is_coverable(app: FastAPI) -> None:
    known = {model.__table__.name for model in scoped_models()}
    assert set(OBJECTS.values()) <= known
    missing = sorted(
        f"{route.method} {route.path}: {{{name}}}"
        for route in routes_of(app)
        if is_scoped(route)
        for name in parameters(route.path)
        if name not in OBJECTS and name not in WHOLE
    )
    assert missing == [], "say in OBJECTS which table each parameter names, or in WHOLE why no scope cuts it"


def test_every_route_declares_one_permission_of_the_vocabulary(app: FastAPI) -> None:
    wrong = [
        f"{route.method} {route.path}: {sorted(route.permissions)}"
        for route in routes_of(app)
        if not route.permissions or not route.permissions <= {*PERMISSIONS, PUBLIC, AUTHENTICATED}
    ]
    assert wrong == []


async def test_the_matrix(app: FastAPI, estate: Estate, askers: list[Asker]) -> None:
    failures: list[str] = []
    asked = 0
    for route in sorted(routes_of(app), key=lambda route: (route.method == "DELETE", -len(route.path))):
        if not route.path.startswith("/api/v1/") or (route.method, route.path) in ENDLESS | ENDS_THE_SESSION:
            continue
        for asker in askers:
            asked += 1
            failures += [
                f"{asker}: {route.method} {route.path}: {what}" async for what in _wrong(app, route, asker, estate)
            ]
    assert not failures, "\n".join(failures)
    assert asked > 8 * 40


async def _wrong(app: FastAPI, route: AppRoute, asker: Asker, estate: Estate) -> AsyncIterator[str]:
    names = [name for name in parameters(route.path) if name in OBJECTS] if is_scoped(route) else []
    # without an object nothing need succeed, and what is whole (a rule for all roles) must not change meanwhile
    body = None if route.method == "GET" else body_of(app, route) if names else {}

    async def ask(values: dict[str, int]) -> httpx.Response:
        address = with_objects(route.path, values)
        return await asker.client.request(route.method, address, json=body, params=_query(route, estate))

    nowhere = await ask({})
    if not route.permissions <= asker.granted | {PUBLIC, AUTHENTICATED}:
        if nowhere.status_code != 403:
            yield f"lacks {sorted(route.permissions - asker.granted)} and got {nowhere.status_code}"
        return
    answers = [nowhere]
    if names:
        near = await ask({name: estate.reference(name, far=False) for name in names})
        numbers = {name: estate.reference(name, far=True) for name in names}
        far = await ask(numbers)
        answers += [near, far]
        if near.status_code == 404:
            yield f"an object in scope: {near.text[:200]}"
        if asker.limited and not _same_as_none(far, numbers[names[-1]], nowhere):
            yield f"an object out of scope is told from none: {far.text[:200]} / {nowhere.text[:200]}"
    if names and route.method == "DELETE":
        await estate.renew(names[-1])
        if not asker.limited:
            await estate.renew(names[-1], far=True)
    for what in itertools.chain.from_iterable(_never(answer, limited=asker.limited) for answer in answers):
        yield what


def _same_as_none(far: httpx.Response, number: int, nowhere: httpx.Response) -> bool:
    return far.status_code == nowhere.status_code == 404 and plain(far, number) == plain(nowhere, NOWHERE)


def _never(answer: httpx.Response, *, limited: bool) -> Iterator[str]:
    if answer.status_code == 403:
        yield f"may, and got 403: {answer.text[:200]}"
    if answer.status_code >= 500 and answer.status_code != 503:
        yield f"{answer.status_code} {answer.text[:300]}"
    if limited and CANARY in answer.text:
        yield f"shows what is out of scope: …{answer.text[max(0, answer.text.index(CANARY) - 80) :][:200]}"


_NEEDED = {
    "family": "interface",
    "kind": "device",
    "metric": "in_bps",
    "start": "2026-01-01T00:00:00Z",
    "end": "2026-01-01T01:00:00Z",
}


def _query(route: AppRoute, estate: Estate) -> dict[str, object]:
    """Values of the query parameters that a route requires, of objects in scope."""
    values: dict[str, object] = {}
    for name, required in route.query:
        if not required:
            continue
        if name in OBJECTS:
            values[name] = estate.reference(name, far=False)
        else:
            values[name] = _NEEDED.get(name, "1")
    return values


async def test_a_query_for_what_is_out_of_scope_finds_nothing(
    app: FastAPI, estate: Estate, askers: list[Asker]
) -> None:
    """Lists filtered by an object of another scope, and searched for its words: an empty list or 404, never a row."""
    failures = []
    asked = 0
    for route, asker in itertools.product(routes_of(app), [asker for asker in askers if asker.limited]):
        if route.method != "GET" or not is_scoped(route) or not route.permissions <= asker.granted:
            continue
        near = {name: estate.reference(name, far=False) for name in parameters(route.path) if name in OBJECTS}
        address = with_objects(route.path, near)
        asks: list[dict[str, object]] = [
            _query(route, estate) | {name: estate.reference(name, far=True)}
            for name, _ in route.query
            if name in OBJECTS
        ]
        if any(name == "q" for name, _ in route.query):
            asks.append(_query(route, estate) | {"q": CANARY})
        for query in asks:
            asked += 1
            answer = await asker.client.get(address, params=query)
            counted = route.path not in SUMS and set(query) & set(OBJECTS)  # not every list looks for words
            rows = _rows(answer) if counted else 0
            if answer.status_code not in {200, 404} or rows or CANARY in answer.text:
                failures.append(f"{asker}: {route.path} {query}: {answer.status_code} {answer.text[:200]}")
    assert failures == []
    assert asked > 20


def _rows(answer: httpx.Response) -> int:
    if answer.status_code == 200 and answer.headers["content-type"].startswith("text/csv"):
        return len(answer.text.splitlines()) - 1
    body = answer.json() if answer.status_code == 200 else {}
    if isinstance(body, list):
        return len(body)
    return sum(len(value) for value in body.values() if isinstance(value, list)) + int(body.get("total", 0))


def test_every_scoped_model_was_filled_on_both_sides(estate: Estate) -> None:
    tables = {model.__table__.name for model in scoped_models()}
    assert tables <= estate.near.ids.keys() == estate.far.ids.keys()
    assert {"devices", "interfaces", "events", "sites", "pools", "tags"} <= tables
    assert Base.metadata.tables.keys() >= tables


def test_the_command_line_goes_through_no_api() -> None:
    """`wk` opens the database of the installation itself, as whoever owns it: there is no CLI-over-API action."""
    speaking = set()
    for path in sorted((Path(watchkeeper.__file__).parent / "faces" / "cli").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = _imported(node)
            if {"httpx", "socketio"} & {name.partition(".")[0] for name in names} or any("/api/v1" in n for n in names):
                speaking.add(path.name)
    assert speaking == set()


def _imported(node: ast.AST) -> Iterator[str]:
    if isinstance(node, ast.Import):
        yield from (alias.name for alias in node.names)
    elif isinstance(node, ast.ImportFrom):
        yield node.module or ""
    elif isinstance(node, ast.Constant) and isinstance(node.value, str) and "/api/v1/" in node.value:
        yield node.value
