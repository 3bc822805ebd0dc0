"""The whole application over a fresh SQLite database, with one client a role."""

import itertools
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import httpx
import pytest
from fastapi import FastAPI

from watchkeeper.core.database import Database
from watchkeeper.core.http.security import Principal
from watchkeeper.core.live.sockets import LiveSockets
from watchkeeper.core.settings import load
from watchkeeper.estate.accounts.permissions import Role, permissions_of
from watchkeeper.estate.accounts.schemas import UserCreate
from watchkeeper.faces.api.app import create_app
from watchkeeper.faces.settings import Settings
from watchkeeper.faces.wiring import Services, assemble

PASSWORD = "correct horse battery 42"
ROOT = Principal(0, "setup", Role.ADMIN, permissions_of(Role.ADMIN))


@pytest.fixture
async def services(sqlite_database: Database, tmp_path: Path) -> AsyncIterator[Services]:
    built = await assemble(load(Settings, data_dir=tmp_path / "data"), sqlite_database)
    built.series.start()
    yield built
    built.series.close()


@pytest.fixture(scope="session")
def documents() -> list[dict[str, Any]]:
    """The OpenAPI document of ``app``, once somebody asked for it: it goes by the routes, which are always the same."""
    return []


@pytest.fixture
def app(services: Services, documents: list[dict[str, Any]]) -> FastAPI:
    made = create_app(services, sockets=LiveSockets(services.hub, services.database, services.authenticator))
    write = made.openapi

    def openapi() -> dict[str, Any]:
        if not documents:
            documents.append(write())
        return documents[0]

    made.openapi = openapi  # type: ignore[method-assign]
    return made


@pytest.fixture
async def anonymous(app: FastAPI) -> AsyncIterator[httpx.AsyncClient]:
    async with httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver") as client:
        yield client


@pytest.fixture
async def client_of(services: Services, app: FastAPI) -> AsyncIterator[Callable[[Role], Awaitable[httpx.AsyncClient]]]:
    """Log a new person of a role in; the client sends the CSRF token by itself."""
    opened: list[httpx.AsyncClient] = []
    numbers = itertools.count(1)

    async def log_in(role: Role) -> httpx.AsyncClient:
        name = f"{role}{next(numbers)}"
        async with services.database.transaction() as session:
            await services.accounts.create_user(
                session, UserCreate(name=name, role=role, password=PASSWORD, must_change_password=False), ROOT
            )
        client = httpx.AsyncClient(transport=httpx.ASGITransport(app), base_url="http://testserver")
        opened.append(client)
        answer = await client.post("/api/v1/session", json={"username": name, "password": PASSWORD})
        client.headers["X-CSRF-Token"] = answer.json()["csrf_token"]
        return client

    yield log_in
    for client in opened:
        await client.aclose()
