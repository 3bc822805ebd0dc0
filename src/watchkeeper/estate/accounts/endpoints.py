"""Accounts over HTTP: the login, one's own session and those of others, people."""

from dataclasses import dataclass
from typing import Literal

from fastapi import APIRouter, Request, Response, status
from sqlalchemy.ext.asyncio import AsyncSession

from watchkeeper.core.http.app import API_PREFIX
from watchkeeper.core.http.paging import Identifier, ListParameters, Page
from watchkeeper.core.http.security import CurrentPrincipal, authenticated, public, require
from watchkeeper.core.http.transaction import ReadingRoute, Session, TransactionRoute, transaction_of
from watchkeeper.estate.accounts import proxy_endpoints
from watchkeeper.estate.accounts.access.service import principal_of
from watchkeeper.estate.accounts.authenticator import CurrentSession
from watchkeeper.estate.accounts.cookies import LoginCookies
from watchkeeper.estate.accounts.keys import endpoints as keys_endpoints
from watchkeeper.estate.accounts.keys.service import ApiKeys
from watchkeeper.estate.accounts.kinds import Method
from watchkeeper.estate.accounts.login import LoginDesk, Shown
from watchkeeper.estate.accounts.oidc import endpoints as oidc_endpoints
from watchkeeper.estate.accounts.oidc.service import OidcDesk
from watchkeeper.estate.accounts.origins import caller_of
from watchkeeper.estate.accounts.proxy import PROVIDER
from watchkeeper.estate.accounts.proxy_login import ProxyDesk
from watchkeeper.estate.accounts.schemas import (
    Login,
    LoginMethods,
    LoginView,
    LogoutView,
    PasswordChange,
    ProviderView,
    SessionUser,
    SessionView,
    UserChange,
    UserCreate,
    UserView,
)
from watchkeeper.estate.accounts.second_factor import endpoints as factor_endpoints
from watchkeeper.estate.accounts.second_factor.service import SecondFactors
from watchkeeper.estate.accounts.security_keys.schemas import KeyQuestion, PasskeyLogin
from watchkeeper.estate.accounts.service import AccountsService
from watchkeeper.estate.accounts.sessions import Living, LoggedIn, SessionBook
from watchkeeper.estate.accounts.tokens import COOKIE, csrf_token, token_hash
from watchkeeper.estate.accounts.trail import Action, record


@dataclass(frozen=True, slots=True)
class AccountsOffice:
    """The services behind the routes of accounts."""

    accounts: AccountsService
    desk: LoginDesk
    book: SessionBook
    factors: SecondFactors
    keys: ApiKeys
    cookies: LoginCookies
    oidc: OidcDesk | None = None
    proxy: ProxyDesk | None = None
    local_login: Literal["everyone", "break_glass"] = "everyone"


def build_router(services: AccountsOffice) -> APIRouter:
    """Return the routes of accounts."""
    router = APIRouter()
    router.include_router(_login_router(services))
    router.include_router(_passkey_router(services))
    router.include_router(_logout_router(services))
    router.include_router(_password_router(services))
    router.include_router(_session_router())
    router.include_router(_sessions_router(services))
    router.include_router(_user_router(services))
    router.include_router(_user_sessions_router(services))
    router.include_router(
        factor_endpoints.build_router(services.desk, services.factors, services.book, services.cookies)
    )
    if services.oidc is not None:
        router.include_router(oidc_endpoints.build_router(services.oidc, services.cookies))
    if services.proxy is not None:
        router.include_router(proxy_endpoints.build_router(services.proxy, services.cookies))
    router.include_router(keys_endpoints.build_router(services.accounts, services.keys))
    return router


async def view_of(session: AsyncSession, living: Living, token: str) -> SessionView:
    """Return the view of a session."""
    principal = await principal_of(session, living.user)
    return SessionView(
        user=SessionUser.of(living, principal.permissions),
        method=Method(living.login.method),
        csrf_token=csrf_token(token),
    )


def _login_router(services: AccountsOffice) -> APIRouter:
    router = APIRouter(prefix="/session", tags=["session"])

    @router.post("", dependencies=[public()])
    async def login(given: Login, request: Request, response: Response) -> SessionView:
        """Log in: sets the session cookie and returns the CSRF token.

        401 with the code second_factor_required: name and password are right, send them again with the code, or with
        what a security key answered to the options in the member security_key.
        """
        shown = Shown(given.code.get_secret_value() if given.code else None, given.security_key)
        caller = caller_of(request)
        opened = await services.desk.login(given.username, given.password.get_secret_value(), caller, shown)
        return await _entered(services, request, response, opened)

    @router.get("/methods", dependencies=[public()])
    async def list_login_methods() -> LoginMethods:
        """Say how one can log in, for the login page."""
        offered = []
        if services.oidc is not None:
            offered.append(ProviderView(kind="oidc", name=services.oidc.name, url=f"{API_PREFIX}/session/oidc/login"))
        if services.proxy is not None:
            offered.append(ProviderView(kind="proxy", name=PROVIDER, url=f"{API_PREFIX}/session/proxy"))
        passkeys = services.factors.security_keys.offered
        return LoginMethods(providers=offered, passwords=services.local_login, passkeys=passkeys)

    return router


def _passkey_router(services: AccountsOffice) -> APIRouter:
    router = APIRouter(prefix="/session/passkey", tags=["session"])

    @router.post("/challenge", dependencies=[public()])
    async def ask_passkey() -> KeyQuestion:
        """Begin a login by a passkey: the options for navigator.credentials.get."""
        return KeyQuestion(options=await services.desk.ask_passkey())

    @router.post("", dependencies=[public()])
    async def login_by_passkey(given: PasskeyLogin, request: Request, response: Response) -> SessionView:
        """Log in by a passkey that has made sure of the person; nothing else is asked."""
        opened = await services.desk.login_by_passkey(given.credential, caller_of(request))
        return await _entered(services, request, response, opened)

    return router


async def _entered(services: AccountsOffice, request: Request, response: Response, opened: LoggedIn) -> SessionView:
    services.cookies.set_login(response, opened)
    async with request.app.state.database.reading() as session:
        living = await services.book.find(session, opened.token)
        return await view_of(session, living, opened.token)


def _logout_router(services: AccountsOffice) -> APIRouter:
    router = APIRouter(prefix="/session", tags=["session"], route_class=ReadingRoute)

    @router.delete("", dependencies=[authenticated()])
    async def logout(request: Request, living: CurrentSession, response: Response) -> LogoutView:
        """Log out; the answer says where to go to log out at the identity provider as well."""
        url = await services.oidc.end_session_url(living.login) if services.oidc else None
        async with transaction_of(request) as session:
            await services.book.close(session, request.cookies.get(COOKIE, ""))
            record(session, Action.LOGOUT, living.user)
        services.cookies.forget_session(response)
        return LogoutView(end_session_url=url)

    return router


def _password_router(services: AccountsOffice) -> APIRouter:
    router = APIRouter(prefix="/session", tags=["session"], route_class=ReadingRoute)

    @router.post("/password", dependencies=[authenticated()])
    async def change_password(
        given: PasswordChange, request: Request, living: CurrentSession, response: Response
    ) -> SessionView:
        """Change one's own password; all other sessions end and this one gets a new token."""
        user = living.user
        caller = caller_of(request)
        await services.desk.prove(user, given.current.get_secret_value(), caller, by_password_alone=True)
        encoded = await services.accounts.hash_new(user, given.new.get_secret_value())
        async with transaction_of(request) as session:
            keep = token_hash(request.cookies.get(COOKIE, ""))
            await services.accounts.change_password(session, user.id, encoded, keep)
            token = await services.book.rotate(session, keep)
            view = await view_of(session, await services.book.find(session, token), token)
        services.cookies.set_session(response, token)
        return view

    return router


def _session_router() -> APIRouter:
    router = APIRouter(prefix="/session", tags=["session"], route_class=TransactionRoute)
    logged_in = [authenticated()]

    @router.get("", dependencies=logged_in)
    async def get_session(
        request: Request, session: Session, living: CurrentSession, response: Response
    ) -> SessionView:
        """Show who is logged in."""
        response.headers["Cache-Control"] = "no-store"
        return await view_of(session, living, request.cookies.get(COOKIE, ""))

    return router


def _sessions_router(services: AccountsOffice) -> APIRouter:
    router = APIRouter(prefix="/sessions", tags=["session"], route_class=TransactionRoute)
    logged_in = [authenticated()]

    @router.get("", dependencies=logged_in)
    async def list_sessions(session: Session, living: CurrentSession) -> list[LoginView]:
        """List one's own sessions, the last used first."""
        found = await services.book.list_of(session, living.user.id)
        return [LoginView.of(login, living.login.id) for login in found]

    @router.delete("", dependencies=logged_in, status_code=status.HTTP_204_NO_CONTENT)
    async def revoke_other_sessions(session: Session, living: CurrentSession) -> None:
        """End all of one's sessions but this one."""
        await services.book.revoke_all(session, living.user, but=living.login.token_hash)

    @router.delete("/{session_id}", dependencies=logged_in, status_code=status.HTTP_204_NO_CONTENT)
    async def revoke_session(session_id: Identifier, session: Session, living: CurrentSession) -> None:
        """End one of one's own sessions."""
        await services.book.revoke(session, living.user, session_id)

    return router


def _user_router(services: AccountsOffice) -> APIRouter:
    router = APIRouter(prefix="/users", tags=["users"], route_class=TransactionRoute)
    view, edit = [require("accounts:view")], [require("accounts:edit")]
    service = services.accounts

    @router.get("", dependencies=view)
    async def list_users(session: Session, query: ListParameters) -> Page[UserView]:
        """List people and service accounts."""
        found, total = await service.list_users(session, query)
        guarded = await services.factors.enabled_among(session, [user.id for user in found])
        items = [UserView.of(user, second_factor=user.id in guarded) for user in found]
        return Page[UserView](items=items, total=total, offset=query.offset, limit=query.limit)

    @router.post("", dependencies=edit, status_code=status.HTTP_201_CREATED)
    async def create_user(new: UserCreate, session: Session, actor: CurrentPrincipal) -> UserView:
        """Add a person or a service account."""
        return UserView.of(await service.create_user(session, new, actor))

    @router.patch("/{user_id}", dependencies=edit)
    async def change_user(
        user_id: Identifier, change: UserChange, session: Session, actor: CurrentPrincipal
    ) -> UserView:
        """Change a person; what is absent stays."""
        user = await service.change_user(session, user_id, change, actor)
        return UserView.of(user, second_factor=await services.factors.enabled(session, user_id))

    @router.delete("/{user_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def delete_user(user_id: Identifier, session: Session, actor: CurrentPrincipal) -> None:
        """Remove a person; the last administrator stays."""
        await service.delete_user(session, user_id, actor)

    @router.delete("/{user_id}/second-factor", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def remove_second_factor(user_id: Identifier, session: Session) -> None:
        """Take away authenticator, security keys and codes of somebody who has lost them; their sessions end."""
        user = await service.user(session, user_id)
        await services.factors.remove_every(session, user)
        await services.book.revoke_all(session, user)

    return router


def _user_sessions_router(services: AccountsOffice) -> APIRouter:
    router = APIRouter(prefix="/users/{user_id}/sessions", tags=["users"], route_class=TransactionRoute)
    view, edit = [require("accounts:view")], [require("accounts:edit")]

    @router.get("", dependencies=view)
    async def list_user_sessions(user_id: Identifier, session: Session) -> list[LoginView]:
        """List somebody's sessions, the last used first."""
        user = await services.accounts.user(session, user_id)
        return [LoginView.of(login) for login in await services.book.list_of(session, user.id)]

    @router.delete("", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def revoke_user_sessions(user_id: Identifier, session: Session) -> None:
        """End all of somebody's sessions."""
        await services.book.revoke_all(session, await services.accounts.user(session, user_id))

    @router.delete("/{session_id}", dependencies=edit, status_code=status.HTTP_204_NO_CONTENT)
    async def revoke_user_session(user_id: Identifier, session_id: Identifier, session: Session) -> None:
        """End one of somebody's sessions."""
        user = await services.accounts.user(session, user_id)
        await services.book.revoke(session, user, session_id)

    return router
