"""Every route says who may use it, and the server holds to it."""

import re
from collections.abc import Awaitable, Callable, Iterator

import httpx
import pytest
from fastapi import FastAPI
from fastapi.dependencies.models import Dependant
from fastapi.routing import iter_route_contexts

from watchkeeper.core.http.security import AUTHENTICATED, PUBLIC
from watchkeeper.estate.accounts.permissions import Role, permissions_of

OPEN = {
    "/metrics",
    "/api/v1/openapi.json",
    "/api/health/live",
    "/api/health/ready",
    "/api/health/startup",
    "/api/v1/notifications/acknowledge/{token}",
    "/{path:path}",
}
"""Routes that are open on purpose, besides logging in and asking who one is."""


def _declared(dependant: Dependant) -> Iterator[str]:
    for each in dependant.dependencies:
        permission = getattr(each.call, "permission", None)
        if permission is not None:
            yield permission
        yield from _declared(each)


def routes(app: FastAPI) -> list[tuple[str, str, set[str]]]:
    """Method, path template and declared permissions of every route."""
    found = []
    for route in iter_route_contexts(app.routes):
        dependant = getattr(route, "dependant", None) or getattr(route.original_route, "dependant", None)
        if dependant is None:
            continue  # the mounted Socket.IO server authenticates by itself
        methods = sorted((route.methods or set()) - {"HEAD"})
        found.extend((method, route.path or "", set(_declared(dependant))) for method in methods)
    return found


def test_every_route_declares_a_permission(app: FastAPI) -> None:
    undeclared = [(method, path) for method, path, permissions in routes(app) if not permissions]
    assert undeclared == []
    assert len(routes(app)) > 40


def test_only_the_listed_routes_are_public(app: FastAPI) -> None:
    public = {path for _method, path, permissions in routes(app) if permissions == {PUBLIC}}
    assert public <= OPEN | {f"/api/v1/session{end}" for end in ("", "/methods", "/passkey", "/passkey/challenge")}


def test_every_declared_permission_is_granted_by_some_role(app: FastAPI) -> None:
    known = permissions_of(Role.ADMIN) | {PUBLIC, AUTHENTICATED}
    assert set().union(*(permissions for _, _, permissions in routes(app))) <= known


@pytest.mark.parametrize("role", list(Role))
async def test_each_role_gets_exactly_what_its_permissions_allow(
    role: Role, app: FastAPI, client_of: Callable[[Role], Awaitable[httpx.AsyncClient]]
) -> None:
    client = await client_of(role)
    granted = permissions_of(role) | {PUBLIC, AUTHENTICATED}
    for method, path, permissions in routes(app):
        if not path.startswith("/api/v1/") or path.endswith(("/session", "/live/events", "/session/password")):
            continue  # a login ends or a stream begins: each has tests of its own
        answer = await client.request(method, re.sub(r"\{[^}]+\}", "999999", path), json={})
        allowed = permissions <= granted
        assert (answer.status_code != 403) == allowed, f"{role} {method} {path}: {answer.status_code} {answer.text}"


async def test_nobody_gets_anything(app: FastAPI, anonymous: httpx.AsyncClient) -> None:
    for method, path, permissions in routes(app):
        if permissions == {PUBLIC}:
            continue
        answer = await anonymous.request(method, re.sub(r"\{[^}]+\}", "1", path), json={})
        assert answer.status_code == 401, f"{method} {path}: {answer.status_code}"


async def test_a_change_without_the_csrf_token_is_refused(
    client_of: Callable[[Role], Awaitable[httpx.AsyncClient]],
) -> None:
    client = await client_of(Role.ADMIN)
    del client.headers["X-CSRF-Token"]
    answer = await client.post("/api/v1/sites", json={"name": "Vienna"})
    assert answer.status_code == 403
    assert answer.headers["content-type"] == "application/problem+json"
