"""The second factor over HTTP: setting one's own up, and which roles need one."""

from fastapi import APIRouter, Request, Response, status

from watchkeeper.core.http.proofs import ProofGiven
from watchkeeper.core.http.security import CurrentPrincipal, authenticated, require
from watchkeeper.core.http.transaction import ReadingRoute, Session, TransactionRoute
from watchkeeper.estate.accounts.authenticator import CurrentSession
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.login import LoginDesk
from watchkeeper.estate.accounts.second_factor.desk import FactorDesk
from watchkeeper.estate.accounts.second_factor.schemas import (
    CodeGiven,
    EnrolmentView,
    FactorRules,
    FactorView,
    RecoveryCodes,
)
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.security_keys import endpoints as key_endpoints
from watchkeeper.estate.accounts.sessions import SessionBook


def build_router(desk: LoginDesk, factors: SecondFactors, book: SessionBook, cookies: LoginCookies) -> APIRouter:
    """Return the routes of second factors."""
    router = APIRouter()
    changes = FactorDesk(desk, factors, book, cookies)
    router.include_router(_state_router(factors))
    router.include_router(_own_router(changes))
    router.include_router(key_endpoints.build_router(changes, factors))
    router.include_router(_rules_router(factors))
    return router


def _state_router(factors: SecondFactors) -> APIRouter:
    router = APIRouter(prefix="/session/second-factor", tags=["second factor"], route_class=TransactionRoute)

    @router.get("", dependencies=[authenticated()])
    async def get_second_factor(session: Session, living: CurrentSession) -> FactorView:
        """Show whether one has a second factor and whether the role needs one."""
        state = await factors.state(session, living.user.id)
        return FactorView(
            enabled=state.enabled,
            authenticator=state.authenticator,
            security_keys=state.security_keys,
            recovery_codes_left=state.recovery_codes_left,
            required=living.needs_second_factor,
        )

    return router


def _own_router(desk: FactorDesk) -> APIRouter:
    router = APIRouter(prefix="/session/second-factor", tags=["second factor"], route_class=ReadingRoute)
    logged_in = [authenticated()]

    @router.post("", dependencies=logged_in)
    async def begin_second_factor(given: ProofGiven, request: Request, living: CurrentSession) -> EnrolmentView:
        """Begin to set up an authenticator program; nothing changes until a code confirms it."""
        return await desk.enrol(request, living, given)

    @router.post("/confirmation", dependencies=logged_in)
    async def confirm_second_factor(
        given: CodeGiven, request: Request, living: CurrentSession, response: Response
    ) -> RecoveryCodes:
        """Confirm the authenticator by a code; other sessions end, recovery codes are shown this once."""
        return await desk.confirm(request, living, given, response)

    @router.post("/recovery-codes", dependencies=logged_in)
    async def renew_recovery_codes(
        given: ProofGiven, request: Request, living: CurrentSession, response: Response
    ) -> RecoveryCodes:
        """Make new recovery codes; the former ones are void."""
        return await desk.renew_codes(request, living, given, response)

    @router.delete("", dependencies=logged_in, status_code=status.HTTP_204_NO_CONTENT)
    async def remove_second_factor(given: ProofGiven, request: Request, living: CurrentSession) -> None:
        """Take one's own authenticator program away; security keys stay."""
        await desk.remove(request, living, given)

    return router


def _rules_router(factors: SecondFactors) -> APIRouter:
    router = APIRouter(prefix="/second-factor-rules", tags=["second factor"], route_class=TransactionRoute)

    @router.get("", dependencies=[require("accounts:view")])
    async def get_second_factor_rules(session: Session) -> FactorRules:
        """Show which roles need a second factor."""
        return FactorRules(roles=await factors.rules(session))

    @router.put("", dependencies=[require("accounts:edit")])
    async def set_second_factor_rules(given: FactorRules, session: Session, actor: CurrentPrincipal) -> FactorRules:
        """Say which roles need a second factor; it holds from the next request on."""
        return FactorRules(roles=await factors.set_rules(session, given.roles, actor))

    return router
