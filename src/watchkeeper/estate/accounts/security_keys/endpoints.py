"""Security keys over HTTP: one's own keys, and the login by a passkey."""

from fastapi import APIRouter, Request, Response, status

from watchkeeper.core.http.paging import Identifier
from watchkeeper.core.http.proofs import ProofGiven
from watchkeeper.core.http.security import authenticated
from watchkeeper.core.http.transaction import ReadingRoute, Session, TransactionRoute
from watchkeeper.estate.accounts.authenticator import CurrentSession
from watchkeeper.estate.accounts.second_factor.desk import FactorDesk
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.security_keys.schemas import (
    KeyQuestion,
    Registration,
    SecurityKeyAdded,
    SecurityKeysView,
    SecurityKeyView,
)

_PREFIX = "/session/security-keys"


def build_router(desk: FactorDesk, factors: SecondFactors) -> APIRouter:
    """Return the routes of one's own security keys."""
    router = APIRouter()
    router.include_router(_list_router(factors))
    router.include_router(_change_router(desk))
    return router


def _list_router(factors: SecondFactors) -> APIRouter:
    router = APIRouter(prefix=_PREFIX, tags=["second factor"], route_class=TransactionRoute)

    @router.get("", dependencies=[authenticated()])
    async def list_security_keys(session: Session, living: CurrentSession) -> SecurityKeysView:
        """List one's own security keys."""
        keys = factors.security_keys
        found = await keys.list_of(session, living.user.id)
        return SecurityKeysView(offered=keys.offered, keys=[SecurityKeyView.model_validate(key) for key in found])

    return router


def _change_router(desk: FactorDesk) -> APIRouter:
    router = APIRouter(prefix=_PREFIX, tags=["second factor"], route_class=ReadingRoute)
    logged_in = [authenticated()]

    @router.post("", dependencies=logged_in)
    async def begin_security_key(given: ProofGiven, request: Request, living: CurrentSession) -> KeyQuestion:
        """Begin to register a security key: the options for navigator.credentials.create."""
        return await desk.begin_key(request, living, given)

    @router.post("/confirmation", dependencies=logged_in, status_code=status.HTTP_201_CREATED)
    async def add_security_key(
        given: Registration, request: Request, living: CurrentSession, response: Response
    ) -> SecurityKeyAdded:
        """Register the key that has answered; other sessions end."""
        return await desk.add_key(request, living, given, response)

    @router.delete("/{key_id}", dependencies=logged_in, status_code=status.HTTP_204_NO_CONTENT)
    async def revoke_security_key(
        key_id: Identifier, given: ProofGiven, request: Request, living: CurrentSession
    ) -> None:
        """Revoke one of one's own security keys."""
        await desk.remove_key(request, living, key_id, given)

    return router
