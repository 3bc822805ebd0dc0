"""Every route of the estate says which permission it needs, and each is one of the list."""

import pytest
from fastapi import APIRouter, FastAPI
from fastapi.routing import iter_route_contexts

from watchkeeper.core.crypto import KeyRing
from watchkeeper.core.http.security import AUTHENTICATED, PUBLIC
from watchkeeper.estate.accounts import endpoints as accounts
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.endpoints import AccountsOffice
from watchkeeper.estate.accounts.permissions import PERMISSIONS
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.inventory import endpoints as inventory
from watchkeeper.estate.inventory import login_trial_endpoints as login_trials
from watchkeeper.estate.inventory.discovery import endpoints as discovery
from watchkeeper.estate.inventory.discovery.acceptance import AcceptanceService
from watchkeeper.estate.inventory.discovery.service import DiscoveryService
from watchkeeper.estate.inventory.groups import GroupService
from watchkeeper.estate.inventory.imports import endpoints as imports
from watchkeeper.estate.inventory.imports.service import ImportService
from watchkeeper.estate.inventory.service import InventoryService
from watchkeeper.estate.vault import endpoints as vault
from watchkeeper.estate.vault.host_keys import HostKeys
from watchkeeper.estate.vault.service import VaultService

_VAULT = VaultService(KeyRing(bytes(range(32))))
_DISCOVERIES = DiscoveryService(_VAULT)
ROUTERS = [
    accounts.build_router(AccountsOffice(AccountsService(), None, None, None, None, LoginCookies(secure=True))),
    vault.build_router(_VAULT, HostKeys(None), None),
    inventory.build_router(InventoryService(_VAULT), GroupService(_VAULT)),
    imports.build_router(ImportService(_VAULT)),
    discovery.build_router(_DISCOVERIES, AcceptanceService(_DISCOVERIES)),
    login_trials.build_router(None),
]
OPEN_TO_ANYBODY = {
    ("POST", "/session"),
    ("GET", "/session/methods"),
    ("POST", "/session/passkey"),
    ("POST", "/session/passkey/challenge"),
}
OPEN_TO_ANYBODY_LOGGED_IN = ("session", "sessions", "api-keys")
"""Whoever is logged in may manage their own."""


def routes(router: APIRouter):
    app = FastAPI(openapi_url=None)
    app.include_router(router)
    return list(iter_route_contexts(app.routes))


CASES = [pytest.param(route, id=f"{min(route.methods)} {route.path}") for router in ROUTERS for route in routes(router)]


def permissions_of(route):
    found = {getattr(dependant.call, "permission", None) for dependant in route.dependant.dependencies}
    return found - {None}


@pytest.mark.parametrize("route", CASES)
def test_a_route_declares_exactly_one_permission_of_the_list(route):
    (permission,) = permissions_of(route)
    key = (min(route.methods), route.path)
    expected = (
        {PUBLIC}
        if key in OPEN_TO_ANYBODY
        else {AUTHENTICATED}
        if key[1].split("/")[1] in OPEN_TO_ANYBODY_LOGGED_IN
        else PERMISSIONS
    )
    assert permission in expected


@pytest.mark.parametrize("route", CASES)
def test_a_route_that_reads_needs_to_view_and_one_that_writes_needs_more(route):
    (permission,) = permissions_of(route)
    if ":" in permission:
        assert permission.endswith(":view") == (route.methods == {"GET"})


def test_the_routers_are_not_empty():
    assert len(CASES) > 40
